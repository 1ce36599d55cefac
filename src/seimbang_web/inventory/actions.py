"""Enter the tasks of a job, send, judge, freeze; back only from the top down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang_web.audit.actions import record
from seimbang_web.inventory.models import Line, Sheet, State, Step, Table
from seimbang_web.inventory.reckon import incomplete, with_lines
from seimbang_web.inventory.rows import LABELS, Entry, columns, spoken
from seimbang_web.jobs.actions import ask
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.actions import apply_version
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Job, Unit, Version
from seimbang_web.organisation.queries import current


def entries_of(sheet: Sheet) -> list[Entry]:
    """Return the lines of a sheet."""
    return [Entry(line.name, line.row, line.sources) for line in sheet.lines.all()]


@transaction.atomic
def save(
    *,
    unit: Unit,
    job: Job,
    table: Table,
    entries: Sequence[Entry],
    version: int,
    actor: Any,
    now: datetime,
) -> Sheet:
    """
    Keep the lines as a draft; ``version`` is the one that was seen, 0: none yet.

    :raises ActError: when the sheet was sent meanwhile.
    :raises StaleError: when somebody else saved it meanwhile, with both values.
    """
    sheet, new = Sheet.objects.select_for_update().get_or_create(
        unit=unit, job=job, defaults={"table": table, "saved_at": now}
    )
    if not sheet.open:
        raise ActError(_("These tasks were sent already: they cannot be changed now."))
    before = [] if new else entries_of(sheet)
    if not new and sheet.version != version:
        raise _stale(entries, before, table)
    changes = _changes(before, entries, table)
    if not new and not changes:
        return sheet
    if not new:
        sheet.version += 1
    sheet.table, sheet.saved_by, sheet.saved_at = table, actor, now
    sheet.save()
    _keep(sheet, entries)
    _step(sheet, "save", actor, now, changes=changes)
    return sheet


def _keep(sheet: Sheet, entries: Sequence[Entry]) -> None:
    """Write the lines anew; the judge's word stays where nothing changed."""
    old = {line.name: line for line in sheet.lines.all()}
    sheet.lines.all().delete()
    lines = []
    for place, entry in enumerate(entries):
        line = Line(
            sheet=sheet,
            place=place,
            name=entry.name,
            row=entry.row,
            sources=dict(entry.sources),
        )
        known = old.get(entry.name)
        if known is not None and known.row == entry.row:
            line.verdict, line.why = known.verdict, known.why
        lines.append(line)
    Line.objects.bulk_create(lines)


def _changes(
    before: Sequence[Entry], after: Sequence[Entry], table: Table
) -> list[list[str]]:
    """Return [name, column, before, after] of every value that differs."""
    old = {one.name: one.row for one in before}
    new = {one.name: one.row for one in after}
    return [
        [name, column, one, other]
        for name in {**old, **new}
        for column in columns(table)
        if (one := spoken(column, old.get(name, {}).get(column)))
        != (other := spoken(column, new.get(name, {}).get(column)))
    ]


def _stale(mine: Sequence[Entry], theirs: Sequence[Entry], table: Table) -> StaleError:
    changes = _changes(theirs, mine, table)
    names = [f"{name} – {LABELS[column]}" for name, column, *_rest in changes]
    return StaleError(
        _("Somebody else saved these tasks while you wrote. Compare, then save again."),
        mine=dict(zip(names, (row[3] for row in changes), strict=True)),
        theirs=dict(zip(names, (row[2] for row in changes), strict=True)),
    )


@transaction.atomic
def send(*, sheets: Sequence[Sheet], day: date, actor: Any, now: datetime) -> int:
    """
    Hand the sheets to the judge; return how many. ``day`` is that of the law.

    :raises ActError: when one is not open or not complete; then none is sent.
    """
    faults = []
    rows = [_locked(sheet) for sheet in sheets]
    for sheet in rows:
        if not sheet.open:
            raise ActError(_("{job}: sent already.").format(job=sheet.job))
        lacks = incomplete(entries_of(sheet), Table(sheet.table), day)
        faults += [f"{sheet.job}: {words}" for words in lacks]
    if faults:
        raise ActError(" ".join(faults))
    for sheet in rows:
        sheet.sent_by, sheet.judged_by, sheet.why = actor, None, ""
        _move(sheet, State.SENT, "send", actor, now)
    return len(rows)


@transaction.atomic
def confirm(
    *,
    unit: Unit,
    known: Sequence[tuple[Job, Table, Sequence[Entry]]],
    day: date,
    actor: Any,
    now: datetime,
) -> int:
    """Confirm numbers that the data hold already, and send them; return how many."""
    sheets = [
        save(
            unit=unit,
            job=job,
            table=table,
            entries=entries,
            version=0,
            actor=actor,
            now=now,
        )
        for job, table, entries in known
    ]
    return send(sheets=sheets, day=day, actor=actor, now=now)


@transaction.atomic
def take_back(*, sheet: Sheet, actor: Any, now: datetime) -> None:
    """
    Take a sent sheet back, as long as nobody judged it.

    :raises ActError: when it is not waiting for the judge.
    """
    row = _locked(sheet)
    if row.state != State.SENT:
        raise ActError(_("It was judged meanwhile: it cannot be taken back."))
    _move(row, State.DRAFT, "take_back", actor, now)


@transaction.atomic
def judge(
    *,
    sheet: Sheet,
    verdicts: Mapping[int, tuple[bool, str]],
    version: int,
    actor: Any,
    now: datetime,
) -> State:
    """
    Accept or return each line (its id → accepted, why); one returned: all go back.

    :raises ActError: when the sheet does not wait for judgement, is one's own, a line
        has no verdict, or a return has no reason.
    """
    row = _locked(sheet)
    if row.state != State.SENT or row.version != version:
        raise ActError(_("These tasks changed meanwhile: open the page again."))
    if row.sent_by_id == actor.pk:
        raise ActError(_("You sent these tasks: another person judges them."))
    lines = list(row.lines.all())
    if {line.pk for line in lines} != set(verdicts):
        raise ActError(_("Judge every line."))
    for line in lines:
        accepted, why = verdicts[line.pk]
        if not accepted and not why.strip():
            raise ActError(
                _("{name}: write why it is returned.").format(name=line.name)
            )
        line.verdict = Line.Verdict.ACCEPTED if accepted else Line.Verdict.RETURNED
        line.why = "" if accepted else why.strip()
    Line.objects.bulk_update(lines, ["verdict", "why"])
    back = [line for line in lines if line.verdict == Line.Verdict.RETURNED]
    row.judged_by = actor
    row.why = "; ".join(f"{line.name}: {line.why}" for line in back)
    state = State.RETURNED if back else State.ACCEPTED
    _move(row, state, "return" if back else "accept", actor, now, why=row.why)
    return state


@transaction.atomic
def freeze(
    *, unit: Unit, day: date, law_day: date, actor: Any, now: datetime
) -> Version:
    """
    Make the accepted tasks of a unit part of the data, and have them measured.

    ``day`` is the office's, ``law_day`` that of the measurement.

    :raises ActError: when there is nothing accepted, or no data yet.
    """
    rows = Sheet.objects.select_for_update().filter(unit=unit, state=State.ACCEPTED)
    sheets = list(rows.select_related("job"))
    base = current(lock=True)
    if not sheets or base is None:
        raise ActError(_("Nothing accepted waits here: look at the page again."))
    seats = [
        (unit.code, sheet.job.code, Table(sheet.table), entries_of(sheet))
        for sheet in sheets
    ]
    version = apply_version(
        snapshot=with_lines(snapshot_of(base), seats),
        base=base,
        actor=actor,
        now=now,
        day=day,
        source=f"inventory:{unit.pk}",
    )
    for sheet in sheets:
        sheet.frozen_by, sheet.frozen_in = actor, version
        _move(sheet, State.FROZEN, "freeze", actor, now)
    ask(
        kind="workload.measure",
        argument={"version": version.pk, "day": law_day.isoformat()},
        actor=actor,
        now=now,
    )
    return version


@transaction.atomic
def reopen(*, sheet: Sheet, why: str, actor: Any, now: datetime) -> State:
    """
    Take a sheet one level down, with the reason: frozen → accepted → returned.

    :raises ActError: when no reason is given, or it is at no level that opens.
    """
    row = _locked(sheet)
    if not why.strip():
        raise ActError(_("Write why it is opened again: the unit reads it."))
    down = {State.FROZEN: State.ACCEPTED, State.ACCEPTED: State.RETURNED}
    if State(row.state) not in down:
        raise ActError(_("These tasks are open already."))
    row.why = why.strip()
    state = down[State(row.state)]
    _move(row, state, "reopen", actor, now, why=row.why)
    return state


def _locked(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("job")
    return rows.get(pk=sheet.pk)


def _move(
    sheet: Sheet, state: State, act: str, actor: Any, now: datetime, why: str = ""
) -> None:
    """Write the new state, a step of the history, and the ledger."""
    before, sheet.state = sheet.state, state
    sheet.version += 1
    sheet.save()
    _step(sheet, act, actor, now, why=why)
    record(
        actor=actor,
        act=f"inventory.{act}",
        subject=f"sheet:{sheet.pk}",
        now=now,
        content={
            "unit": sheet.unit_id,
            "job": sheet.job.code,
            "before": before,
            "after": state,
            "why": why,
        },
    )


def _step(
    sheet: Sheet,
    act: str,
    actor: Any,
    now: datetime,
    why: str = "",
    changes: Sequence[Sequence[str]] = (),
) -> None:
    Step.objects.create(
        sheet=sheet, act=act, by=actor, at=now, why=why, changes=list(changes)
    )


def told(count: int) -> str:
    """Return how many were sent, as a sentence."""
    return ngettext(
        "The tasks of {count} job are sent.",
        "The tasks of {count} jobs are sent.",
        count,
    ).format(count=count)
