"""Pages of the desk that read: the list of moves, one move, its alternatives, files."""

from __future__ import annotations

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seimbang_web.accounts.rights import rights_of
from seimbang_web.desk import actions, offers, pictures, queries
from seimbang_web.desk.access import made, made_for, move_for
from seimbang_web.desk.edits import Kind
from seimbang_web.desk.filters import COLUMNS, SORTS, Filters
from seimbang_web.desk.waiting import gauge, waits
from seimbang_web.lib import clock, export
from seimbang_web.plans.access import plan_for
from seimbang_web.plans.models import Move, Plan

WRITERS = {"csv": export.csv, "xlsx": export.xlsx}


def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the moves of a plan, what has been edited, and how the plan stands."""
    rights = rights_of(request)
    plan = plan_for(rights, pk)
    if not made(plan):
        return render(request, "desk/nothing.html", {"plan": plan})
    filters, waiting = Filters.of(request.GET), waits(plan)
    pages = Paginator(queries.asked(plan, filters, waiting), queries.ON_PAGE)
    page = pages.get_page(request.GET.get("page"))
    measured = gauge(plan, waiting)
    return render(
        request,
        "desk/desk.html",
        {
            "plan": plan,
            "again": plan.plan_set.first(),
            "page": page,
            "rows": queries.rows(plan, page, filters, waiting),
            "filters": filters,
            "options": queries.options(plan),
            "columns": COLUMNS,
            "waiting": waiting,
            "gauge": measured,
            "bars": pictures.bars(measured),
            "sorts": SORTS,
            "moves": plan.summary["plan"]["moves"] if plan.summary else 0,
            "may_edit": rights.may("plan.write"),
            "as_list": request.GET.get("tampilan") == "daftar",
        },
    )


def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Return the moves that the filters leave as a file, and record it."""
    plan = made_for(rights_of(request), pk, "plan.export")
    if form not in WRITERS:
        raise Http404
    waiting = waits(plan)
    moves = queries.asked(plan, Filters.of(request.GET), waiting)
    rows = list(queries.file_rows(moves, waiting))
    actions.export(
        plan=plan, rows=len(rows), form=form, actor=request.user, now=clock.now()
    )
    name = f"meja-rencana-{plan.number}"
    return WRITERS[form](name, queries.header(), rows, by=request.user)


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one move, and what can be done with it."""
    rights = rights_of(request)
    found = move_for(rights, pk)
    waiting = waits(found.plan)
    return render(
        request,
        "desk/move.html",
        {
            "move": found,
            "plan": found.plan,
            "why": queries.why(found),
            "way": queries.way(found),
            "pins": queries.pins_on(found, waiting),
            "may_edit": rights.may("plan.write"),
            "kinds": {one.name: one.value for one in Kind},
        },
    )


def _alternatives(
    request: HttpRequest,
    pk: int,
    of: Callable[[Plan, Move], offers.Offers],
    kind: str,
) -> HttpResponse:
    found = move_for(rights_of(request), pk, "plan.write")
    context = {
        "move": found,
        "plan": found.plan,
        "offers": of(found.plan, found),
        "kind": kind,
        "kinds": {one.name: one.value for one in Kind},
    }
    return render(request, "desk/alternatives.html", context)


def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who else could go where a move goes."""
    return _alternatives(request, pk, offers.instead, "candidates")


def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where else the person of a move could go."""
    return _alternatives(request, pk, offers.elsewhere, "places")


def swaps(request: HttpRequest, pk: int) -> HttpResponse:
    """Show with whom the person of a move could swap."""
    return _alternatives(request, pk, offers.swaps, "swaps")
