"""The list of moves after their decrees: filters, one finding, files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seimbang_web.follow_up.models import State, Track
from seimbang_web.follow_up.queries import Line, by_state, is_late, state_is
from seimbang_web.proposals.models import Support

Choices = list[tuple[str, Any]]
FILTERS: dict[str, tuple[Promise, Choices]] = {
    "state": (_("State"), list(State.choices)),
    "late": (_("Open tasks"), [("ya", _("late, or hold up the service"))]),
    "waits": (
        _("Waits for the office"),
        [("jawab", _("answer after a talk")), ("bantuan", _("promised help"))],
    ),
}
HEADER = (
    _("Person"),
    _("New job"),
    _("From"),
    _("To"),
    _("Decree"),
    _("Date of the decree"),
    _("TMT"),
    _("Real start"),
    _("SPMT"),
    _("State"),
    _("Open tasks"),
    _("Late, or hold up the service"),
)


@dataclass(frozen=True)
class Counts:
    """How many moves stand where."""

    all: int
    started: int
    alarm: int
    red: int

    @property
    def waiting(self) -> int:
        """Return how many have not started."""
        return self.all - self.started


def counts(rows: QuerySet[Track], day: date) -> Counts:
    """Return the figures of the finding, of moves that go on."""
    alive = rows.filter(ended_at=None)
    told = alive.aggregate(
        all=Count("pk"),
        started=Count("pk", filter=Q(started_on__isnull=False)),
        alarm=Count("pk", filter=state_is(State.LATE, day)),
        red=Count("pk", filter=is_late(day)),
    )
    return Counts(**told)


def filtered(
    rows: QuerySet[Track], asked: Mapping[str, str], day: date
) -> QuerySet[Track]:
    """Return the moves that the filters of an address leave; unknown ones: all."""
    rows = by_state(rows, asked.get("state", ""), day)
    if asked.get("late") == "ya":
        rows = rows.filter(is_late(day))
    if asked.get("waits") == "jawab":
        lacking = Q(talks__held_on__isnull=False, talks__answer="")
        rows = rows.filter(lacking & ~Q(talks__missing=""), ended_at=None)
    elif asked.get("waits") == "bantuan":
        rows = rows.filter(
            proposal__supports__answer=Support.Answer.GRANTED, ended_at=None
        )
    unit = asked.get("unit", "")
    if unit.isdecimal() and len(unit) < 18:
        held = int(unit)
        rows = rows.filter(Q(proposal__from_unit=held) | Q(proposal__to_unit=held))
    return rows.distinct().order_by("effective_on", "pk")


def units(rows: QuerySet[Track]) -> list[tuple[str, str]]:
    """Return the units that moves concern, by name."""
    ends = [
        f"proposal__{end}_unit{name}"
        for end in ("from", "to")
        for name in ("", "__name")
    ]
    found: dict[int, str] = {}
    for old, old_name, new, new_name in rows.values_list(*ends).order_by().distinct():
        found |= {old: old_name, new: new_name}
    by_name = sorted(found.items(), key=lambda one: one[1])
    return [(str(pk), name) for pk, name in by_name]


def table(lines: Iterable[Line]) -> list[tuple[Any, ...]]:
    """Return moves as rows of a file, under :data:`HEADER`."""
    return [
        (
            one.track.proposal.person.name,
            one.track.proposal.to_job.name,
            one.track.proposal.from_unit.name,
            one.track.proposal.to_unit.name,
            one.track.letter.number,
            one.track.decided_on,
            one.track.effective_on,
            one.track.started_on,
            one.track.statement,
            str(one.state.label),
            one.open,
            "; ".join(task.title for task in one.red),
        )
        for one in lines
    ]
