"""Count a session: who sits, who steps aside, what the votes on each entry make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seimbang.decide import votes as core
from seimbang.language import Text
from seimbang_web.decisions.dossier.guards import HEAD, PROPOSER, RELATIVE, SUBJECT
from seimbang_web.decisions.models import Advice, Entry, Recusal, Seat, Session, Vote
from seimbang_web.regulations.queries import law

Row = TypeVar("Row", Recusal, Vote)
QUORUM = "decide.quorum"
ASIDE: dict[str, Promise] = {  # why a member steps aside by rule (S1, S2)
    SUBJECT: _("It is the member's own case"),
    RELATIVE: _("The person is a relative of the member"),
    HEAD: _("The member leads one of the two units"),
    PROPOSER: _("The member had a hand in the proposal"),
}


@dataclass(frozen=True)
class Attendance:
    """How many sit of how many, and how many are needed."""

    present: int
    seats: int
    needed: int

    @property
    def enough(self) -> bool:
        """Tell whether there is a quorum."""
        return self.present >= self.needed


@dataclass(frozen=True)
class Tally:
    """
    One entry counted. ``noted``: the recommendation as it was recorded, None: not yet.

    ``counted``: of the members who may judge this entry.
    """

    entry: Entry
    seats: tuple[Seat, ...]
    recused: tuple[Recusal, ...]
    votes: tuple[Vote, ...]  # the last one of each member
    counted: core.Advice
    noted: Advice | None

    @property
    def choice(self) -> Advice.Choice:
        """Return what the votes make."""
        return Advice.Choice(self.counted.outcome.value)

    @property
    def reason(self) -> Text:
        """Return how it was counted, in words."""
        return self.counted.reason

    @property
    def ready(self) -> bool:
        """Tell whether enough members judged it, so that it can be recorded."""
        return self.counted.quorum and sum(self.counted.counts.values()) >= self.needed

    @property
    def needed(self) -> int:
        """Return how many members are needed for this entry."""
        return self.counted.needed

    @property
    def favour(self) -> int:
        """Return the votes in favour."""
        return self.counted.counts[core.Choice.FOR]

    @property
    def against(self) -> int:
        """Return the votes against."""
        return self.counted.counts[core.Choice.AGAINST]

    @property
    def postpone(self) -> int:
        """Return the votes to postpone."""
        return self.counted.counts[core.Choice.POSTPONE]

    @property
    def missing(self) -> list[Seat]:
        """Return who sits, may judge and has not voted."""
        return [seat for seat in self.seats if seat.user_id in self.counted.missing]

    @property
    def aside(self) -> list[tuple[str, str]]:
        """Return who steps aside, and why."""
        return [(str(one.user), why_aside(one)) for one in self.recused]

    @property
    def stale(self) -> bool:
        """Tell whether votes changed after the recommendation was recorded."""
        return self.noted is not None and self.noted.choice != self.choice

    @property
    def done(self) -> bool:
        """Tell whether the recommendation is recorded and still what the votes make."""
        return self.noted is not None and not self.stale

    def is_recused(self, user_id: int) -> bool:
        """Tell whether a member steps aside for this entry."""
        return any(one.user_id == user_id for one in self.recused)


def why_aside(recusal: Recusal) -> str:
    """Return why a member steps aside, in words; the member's own words where told."""
    return recusal.why or str(ASIDE.get(recusal.found, recusal.found))


def attendance(session: Session) -> Attendance:
    """Return who sits in the session, before anybody steps aside."""
    counted = core.advice({}, _core(_seats(session)), part=_part(session.held_on))
    return Attendance(counted.present, counted.seats, counted.needed)


def tally(session: Session, entry: Entry) -> Tally:
    """Return one entry counted."""
    return tallies(session, [entry])[0]


def tallies(session: Session, entries: Sequence[Entry]) -> list[Tally]:
    """Return the entries counted, in the order given."""
    seats = _seats(session)
    recused = _by_entry(session.recusals.select_related("user"))
    votes = _by_entry(session.votes.select_related("user").order_by("pk"))
    noted = {one.entry_id: one for one in session.advices.all()}
    part = _part(session.held_on)
    found = []
    for entry in entries:
        last = {vote.user_id: vote for vote in votes[entry.pk]}
        aside = recused[entry.pk]
        counted = core.advice(
            {user: vote.choice for user, vote in last.items()},
            _core(seats),
            {one.user_id for one in aside},
            part=part,
        )
        found.append(
            Tally(
                entry,
                tuple(seats),
                tuple(aside),
                tuple(last.values()),
                counted,
                noted.get(entry.pk),
            )
        )
    return found


def _seats(session: Session) -> list[Seat]:
    rows = session.seats.select_related("user")
    return list(rows.order_by("-chair", "-secretary", "pk"))


def _core(seats: Sequence[Seat]) -> list[core.Seat]:
    return [core.Seat(seat.user_id, seat.present) for seat in seats]


def _by_entry(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.entry_id].append(row)
    return found


def _part(day: date) -> Fraction:
    return law().value(QUORUM, day).fraction
