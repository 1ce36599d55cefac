"""Read the sheets: by unit for lists, one with all that its page shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.inventory.access import sheets_visible_to
from seimbang_web.inventory.actions import entries_of
from seimbang_web.inventory.models import OPEN, Sheet, State, Table
from seimbang_web.inventory.reckon import Outcome, doubts, incomplete, outcome
from seimbang_web.inventory.rows import Entry, columns
from seimbang_web.inventory.similar import SCHOOLS, begun, table_of
from seimbang_web.lib.clock import today
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.access import units_visible_to
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Job, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.workloads.models import Seat
from seimbang_web.workloads.queries import current_measurement, seats_of

STRUCTURAL = ("jpt", "administrator", "pengawas")  # as many as the structure says


def law_day() -> date:
    """Return the day of the last measurement; today where nothing was measured."""
    measured = current_measurement()
    return today() if measured is None else measured.day


def offices(rights: Rights) -> QuerySet[Unit]:
    """Return the units that enter tasks: all in reach but schools."""
    rows = units_visible_to(rights, "inventory.read").filter(present=True)
    return rows.exclude(kind__in=SCHOOLS)


@dataclass
class Office:
    """One unit of the list."""

    unit: Unit
    positions: int = 0
    unmeasured: int = 0
    states: Counter[str] = field(default_factory=Counter)

    @property
    def todo(self) -> int:
        """Return how many jobs are with the unit: not begun and unmeasured, or back."""
        return self.states[State.DRAFT] + self.states[State.RETURNED]


def overview(rights: Rights, text: str = "", state: str = "") -> list[Office]:
    """Return the units with what is measured and how far the sheets are."""
    rows = offices(rights)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(nicknames__icontains=text))
    found = {unit.pk: Office(unit) for unit in rows}
    measured = current_measurement()
    if measured is not None:
        seats = Seat.objects.filter(measurement=measured, unit__in=found)
        seats = seats.exclude(job__kind__in=STRUCTURAL)
        counted = seats.values("unit").annotate(
            number=Count("pk"), empty=Count("pk", filter=Q(need_num=None))
        )
        for seat in counted:
            office = found[seat["unit"]]
            office.positions, office.unmeasured = seat["number"], seat["empty"]
    by_state = Sheet.objects.filter(unit__in=found).values("unit", "state")
    for row in by_state.annotate(number=Count("pk")):
        found[row["unit"]].states[row["state"]] = row["number"]
    return [
        office
        for office in found.values()
        if not state
        or (office.unmeasured if state == "unmeasured" else office.states[state])
    ]


@dataclass(frozen=True)
class Position:
    """One job of a unit: its seat as measured, and its sheet."""

    seat: Seat
    sheet: Sheet | None

    @property
    def state(self) -> str:
        """Return the state of the sheet; "": not begun."""
        return self.sheet.state if self.sheet else ""


def positions(unit: Unit) -> list[Position]:
    """Return the jobs of a unit: those not measured first, then by name."""
    measured = current_measurement()
    if measured is None:
        return []
    people = ("saved_by", "sent_by", "judged_by", "frozen_by")
    sheets = {
        one.job_id: one
        for one in Sheet.objects.filter(unit=unit).select_related("job", *people)
    }
    rows = [
        Position(seat, sheets.get(seat.job_id))
        for seat in seats_of(unit, measured)
        if seat.job.kind not in STRUCTURAL
    ]
    return sorted(
        rows, key=lambda one: (one.seat.need_num is not None, str(one.seat.job))
    )


@dataclass(frozen=True)
class Known:
    """A job whose lines the data hold already."""

    job: Job
    table: Table
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Shown:
    """A line with what looks wrong in it."""

    entry: Entry
    doubts: Sequence[str]
    verdict: str = ""
    why: str = ""
    pk: int | None = None

    @property
    def verdict_name(self) -> str:
        """Return the name of the field of its verdict."""
        return f"verdict-{self.pk}"

    @property
    def why_name(self) -> str:
        """Return the name of the field of the reason."""
        return f"why-{self.pk}"


@dataclass(frozen=True)
class Page:
    """What the page of a position shows."""

    table: Table
    lines: Sequence[Shown]
    outcome: Outcome | None
    before: Seat | None
    lacks: Sequence[str]
    begun: bool  # the lines are offered, nobody saved them yet

    @property
    def columns(self) -> list[str]:
        """Return the columns in which some line holds something."""
        return [
            name
            for name in columns(self.table)
            if any(line.entry.row.get(name) not in (None, "") for line in self.lines)
        ]


def page(unit: Unit, job: Job, sheet: Sheet | None) -> Page:
    """Return the lines of a position (kept, or offered) and what they come to."""
    day, data = law_day(), current()
    assert data is not None  # a position stands in the data
    snapshot = snapshot_of(data)
    if sheet is None:
        table = table_of(snapshot, unit.code, job.code, unit.kind)
        entries = begun(snapshot, data.number, unit.code, job.code, unit.kind, table)
        lines = [Shown(one, doubts(one, table, day)) for one in entries]
    else:
        table, entries = Table(sheet.table), entries_of(sheet)
        lines = [
            Shown(one, doubts(one, table, day), line.verdict, line.why, line.pk)
            for one, line in zip(entries, sheet.lines.all(), strict=True)
        ]
    measured = current_measurement()
    seat = Seat.objects.filter(measurement=measured, unit=unit, job=job).first()
    return Page(
        table=table,
        lines=lines,
        outcome=outcome(snapshot, day, unit.code, job.code, table, entries),
        before=seat,
        lacks=incomplete(entries, table, day),
        begun=sheet is None,
    )


def began(unit: Unit, job: Job, table: Table) -> dict[str, Entry]:
    """Return what a sheet begins with, by name: the sources of its numbers."""
    data = current()
    if data is None:
        return {}
    rows = begun(snapshot_of(data), data.number, unit.code, job.code, unit.kind, table)
    return {entry.name: entry for entry in rows}


def history(sheet: Sheet | None) -> list[object]:
    """Return what happened to a sheet, the last first."""
    return [] if sheet is None else list(sheet.steps.select_related("by"))


def unmeasured(rights: Rights) -> tuple[int, int]:
    """Return how many jobs, in how many units in reach, are not measured."""
    found: dict[int, int] = defaultdict(int)
    for office in overview(rights, state="unmeasured"):
        found[office.unit.pk] = office.unmeasured
    return sum(found.values()), len(found)


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what waits for the person: to enter, send again, judge or freeze."""
    url = reverse("inventory-list")
    found = []
    if rights.may("inventory.enter"):
        mine = sheets_visible_to(rights, "inventory.enter")
        back = mine.filter(state=State.RETURNED).count()
        draft = mine.filter(state=State.DRAFT).count()
        if back:
            label = _("Correct tasks that were returned")
            found.append(Waiting(label, f"{url}?state=returned", back))
        if draft:
            found.append(
                Waiting(_("Send drafts of tasks"), f"{url}?state=draft", draft)
            )
        if not rights.reach("inventory.enter").everything:
            jobs, _units = unmeasured(rights)
            if jobs:
                label = _("Enter the tasks of jobs that are not measured")
                found.append(Waiting(label, f"{url}?state=unmeasured", jobs))
    if rights.may("inventory.judge"):
        rows = sheets_visible_to(rights, "inventory.judge").filter(state=State.SENT)
        count = rows.exclude(sent_by=rights.user).count()
        if count:
            found.append(Waiting(_("Judge tasks of units"), f"{url}?state=sent", count))
    if rights.may("inventory.freeze"):
        rows = sheets_visible_to(rights, "inventory.freeze")
        count = rows.filter(state=State.ACCEPTED).count()
        if count:
            label = _("Freeze accepted tasks")
            found.append(Waiting(label, f"{url}?state=accepted", count))
    return found


def sendable(unit: Unit) -> list[Sheet]:
    """Return the sheets of a unit that are complete and not sent."""
    day = law_day()
    rows = Sheet.objects.filter(unit=unit, state__in=OPEN).select_related("job")
    return [
        sheet
        for sheet in rows.prefetch_related("lines")
        if not incomplete(entries_of(sheet), Table(sheet.table), day)
    ]


def confirmable(unit: Unit, rows: Sequence[Position]) -> list[Known]:
    """Return the jobs without a sheet whose numbers the data hold: only to confirm."""
    data, day = current(), law_day()
    if data is None:
        return []
    snapshot, found = snapshot_of(data), []
    for job in (one.seat.job for one in rows if one.sheet is None):
        table = table_of(snapshot, unit.code, job.code, unit.kind)
        entries = begun(snapshot, data.number, unit.code, job.code, unit.kind, table)
        own = all(
            source["kind"] == "data"
            for entry in entries
            for source in entry.sources.values()
        )
        if entries and own and not incomplete(entries, table, day):
            found.append(Known(job, table, entries))
    return found
