"""One job of one unit: enter its tasks, judge them, open them again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.inventory import actions, queries
from seimbang_web.inventory.access import (
    may_change,
    position_for,
    reopen_act,
    sheet_for,
)
from seimbang_web.inventory.forms import Lines, lines_form
from seimbang_web.inventory.models import Sheet, State, Table
from seimbang_web.inventory.similar import HEALTH, SCHOOLS, kept
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.models import Job, Unit


def position(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Show the tasks of a job; whoever may enter them writes and sends here."""
    rights = rights_of(request)
    act = "inventory.read" if request.method != "POST" else "inventory.enter"
    unit, of_job, sheet = position_for(rights, pk, job, act)
    if unit.kind in SCHOOLS:
        return render(request, "inventory/school.html", {"unit": unit})
    if request.method == "POST":
        return _saved(request, unit, of_job, sheet)
    return _page(request, unit, of_job, sheet)


def _page(
    request: HttpRequest,
    unit: Unit,
    job: Job,
    sheet: Sheet | None,
    form: Lines | None = None,
    **more: Any,
) -> HttpResponse:
    page = queries.page(unit, job, sheet)
    rights = rights_of(request)
    enters = may_change(rights, unit, "inventory.enter")
    if form is None and enters and (sheet is None or sheet.open):
        form = lines_form(page.table, page.lines)
    context: dict[str, Any] = {
        "unit": unit,
        "job": job,
        "sheet": sheet,
        "page": page,
        "form": form,
        "health": unit.kind in HEALTH,
        "may_judge": may_change(rights, unit, "inventory.judge"),
        "may_reopen": sheet is not None
        and sheet.state in (State.ACCEPTED, State.FROZEN)
        and may_change(rights, unit, reopen_act(sheet)),
        "may_take_back": enters and sheet is not None and sheet.state == State.SENT,
        "history": queries.history(sheet),
    }
    return render(request, "inventory/position.html", context | more)


def _saved(
    request: HttpRequest, unit: Unit, job: Job, sheet: Sheet | None
) -> HttpResponse:
    page = queries.page(unit, job, sheet)
    form = lines_form(page.table, page.lines, request.POST)
    if not form.is_valid():
        return _page(request, unit, job, sheet, form)
    seen = request.POST.get("version", "")
    try:
        held = _save(request, unit, job, page.table, form, seen)
    except StaleError as stale:
        both = [(name, mine, stale.theirs[name]) for name, mine in stale.mine.items()]
        return _page(request, unit, job, sheet, form, stale=stale, both=both)
    except ActError as wrong:
        messages.error(request, str(wrong))
        return redirect("inventory-position", pk=unit.pk, job=job.pk)
    if request.POST.get("do") != "send":
        messages.success(request, _("Saved. You can go on any time."))
        return redirect("inventory-position", pk=unit.pk, job=job.pk)
    try:
        actions.send(
            sheets=[held],
            day=queries.law_day(),
            actor=request.user,
            now=clock.now(),
        )
    except ActError as wrong:
        messages.error(request, _("Saved, but not sent. {why}").format(why=wrong))
        return redirect("inventory-position", pk=unit.pk, job=job.pk)
    messages.success(request, actions.told(1))
    return redirect("inventory-unit", pk=unit.pk)


def _save(
    request: HttpRequest, unit: Unit, job: Job, table: Table, form: Lines, seen: str
) -> Sheet:
    """Keep what was written, with the source of each number."""
    began = queries.began(unit, job, table)
    entries = [entry.sourced(kept(entry, began)) for entry in form.entries()]
    return actions.save(
        unit=unit,
        job=job,
        table=table,
        entries=entries,
        version=int(seen) if seen.isdigit() else 0,
        actor=request.user,
        now=clock.now(),
    )


def judge(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Accept or return the tasks of a job, line by line."""
    sheet = sheet_for(rights_of(request), pk, job, "inventory.judge")
    page = queries.page(sheet.unit, sheet.job, sheet)
    context: dict[str, Any] = {
        "unit": sheet.unit,
        "job": sheet.job,
        "sheet": sheet,
        "page": page,
        "own": sheet.sent_by_id == rights_of(request).user.pk,
        "typed": request.POST,
    }
    if request.method != "POST":
        return render(request, "inventory/judge.html", context)
    seen = request.POST.get("version", "")
    try:
        state = actions.judge(
            sheet=sheet,
            verdicts=_verdicts(request, [line.pk for line in page.lines if line.pk]),
            version=int(seen) if seen.isdigit() else 0,
            actor=request.user,
            now=clock.now(),
        )
    except ActError as wrong:
        return render(request, "inventory/judge.html", context | {"wrong": str(wrong)})
    told = (
        _("Accepted. It waits to be frozen.")
        if state == State.ACCEPTED
        else _("Returned to the unit with your reasons.")
    )
    messages.success(request, told)
    return redirect("inventory-unit", pk=pk)


def _verdicts(request: HttpRequest, pks: list[int]) -> dict[int, tuple[bool, str]]:
    found = {}
    for pk in pks:
        word = request.POST.get(f"verdict-{pk}", "")
        if word in ("accepted", "returned"):
            found[pk] = (word == "accepted", request.POST.get(f"why-{pk}", ""))
    return found


@require_POST
def take_back(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Take sent tasks back before they are judged."""
    sheet = sheet_for(rights_of(request), pk, job, "inventory.enter")
    try:
        actions.take_back(sheet=sheet, actor=request.user, now=clock.now())
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Taken back: not sent yet."))
    return redirect("inventory-position", pk=pk, job=job)


@require_POST
def reopen(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Open accepted or frozen tasks again, one level down, with the reason."""
    rights = rights_of(request)
    sheet = sheet_for(rights, pk, job, "inventory.judge")
    sheet = sheet_for(rights, pk, job, reopen_act(sheet))
    why = request.POST.get("why", "")
    try:
        state = actions.reopen(
            sheet=sheet, why=why, actor=request.user, now=clock.now()
        )
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        told = _("Opened again: {state}.").format(state=state.label)
        messages.success(request, told)
    return redirect("inventory-position", pk=pk, job=job)
