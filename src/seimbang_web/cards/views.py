"""The pages of cards, and of the region's table of incomes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.cards import access, actions, queries
from seimbang_web.cards.forms import IncomeForm, RefuseForm
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.lib.doing import told

PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """List the moves of the chosen plans within reach."""
    rows = access.moves_visible_to(rights_of(request))
    rows = rows.filter(plan__in=access.chosen_plans())
    rows = rows.order_by("family", "chain", "step")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "cards/list.html", {"page": page})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card of a move; that it was read is recorded."""
    return _card(request, pk, printed=False)


def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card with everything unfolded, for paper."""
    return _card(request, pk, printed=True)


def _card(request: HttpRequest, pk: int, *, printed: bool) -> HttpResponse:
    rights = rights_of(request)
    move = access.move_for(rights, pk)
    actions.read_card(move=move, actor=rights.user, now=clock.now())
    card = queries.Card(move, rights)
    return render(
        request,
        "cards/detail.html",
        {"card": card, "move": move, "unfolded": printed},
    )


def income(request: HttpRequest) -> HttpResponse:
    """Show the tables of incomes; enter a new one."""
    rights = rights_of(request)
    form = IncomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_income(
                actor=rights.user, now=clock.now(), **form.cleaned_data
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kept: a second person approves it."))
            return redirect("income-list")
    return render(
        request,
        "cards/income.html",
        {"form": form, "tables": queries.income_tables()},
    )


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a table of incomes."""
    table, rights = access.income_table_for(pk), rights_of(request)
    told(
        request,
        lambda: actions.approve_income(table=table, actor=rights.user, now=clock.now()),
        _("The table is in force from its day on."),
    )
    return redirect("income-list")


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a table of incomes."""
    form = RefuseForm(request.POST)
    table, rights = access.income_table_for(pk), rights_of(request)
    told(
        request,
        lambda: actions.refuse_income(
            table=table,
            why=form.data.get("why", ""),
            actor=rights.user,
            now=clock.now(),
        ),
    )
    return redirect("income-list")
