"""The pages of changes of decrees: choose the row, propose, decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.decisions.amendments import access, actions, queries
from seimbang_web.decisions.amendments.forms import AmendForm, DecideForm
from seimbang_web.decisions.amendments.standing import Field, texts
from seimbang_web.documents.models import Kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import once
from seimbang_web.lib.doing import kept

FOLDER = "decisions/amendments"


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the row of a signed decree in which a text is wrong."""
    rights = rights_of(request)
    letter = access.decree_for(rights, pk)
    rows = access.rows_of(letter)
    held = access.amendments_visible_to(rights).filter(letter=letter)
    if letter.kind == Kind.SINGLE and not held:
        return redirect("amendment-row", pk, 1)
    content = {"letter": letter, "rows": rows, "held": queries.about(held, rights)}
    return render(request, f"{FOLDER}/new.html", content)


def row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say which text of a row is wrong, what should stand there, and why."""
    rights = rights_of(request)
    letter = access.decree_for(rights, pk)
    one = access.row_for(letter, number)
    form = AmendForm(request.POST or None, texts=texts(letter, one))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made: list[int] = []

        def run() -> int:
            return actions.propose_amendment(
                letter=letter,
                entry=one,
                field=Field(data["field"]),
                new=data["new"],
                effective_on=data["effective_on"],
                why=data["why"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ).pk

        def act() -> None:
            key, actor = request.POST.get("key", ""), rights.user.pk
            name = "amendment.propose"
            made.append(once(run, key=key, act=name, actor_id=actor, now=clock.now()))

        if kept(form, act):
            messages.success(request, _("Proposed. Another person decides on it."))
            return redirect("amendment-detail", made[0])
    content = {"letter": letter, "entry": one, "form": form}
    return render(request, f"{FOLDER}/row.html", content)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a change: old and new text, who has it, its letter."""
    rights = rights_of(request)
    one = access.amendment_for(rights, pk)
    content = {"it": queries.About(one, rights)}
    return render(request, f"{FOLDER}/detail.html", content)


@recent
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse a change, as the second person."""
    rights = rights_of(request)
    one = access.amendment_for(rights, pk, "amendment.decide")
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = kept(
            form,
            lambda: actions.decide_amendment(
                amendment=one,
                approved=form.cleaned_data["outcome"] == "ya",
                remark=form.cleaned_data["remark"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        )
        if done:
            messages.success(request, _("The decision is kept."))
            return redirect("amendment-detail", pk)
    content = {"it": queries.About(one, rights), "form": form}
    return render(request, f"{FOLDER}/decide.html", content)
