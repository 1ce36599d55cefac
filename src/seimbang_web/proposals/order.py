"""
The order of carrying out, by the core: nobody leaves an empty class or ward.

A place is a job at a unit. ``after`` of a proposal keeps who must have come before;
what heads asked ("after the replacement has come") goes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from seimbang.decide.order import Move, Order, in_order
from seimbang_web.cards.judged import judged_now
from seimbang_web.organisation.models import Job, Unit
from seimbang_web.proposals.models import ALIVE, Proposal, UnitInput

Place = tuple[int, int]  # ids of unit and job


@dataclass(frozen=True)
class Seat:
    """People at a place now, and the least it may have."""

    present: int
    minimum: int


@dataclass(frozen=True)
class Turn:
    """
    One proposal in the order. ``staff``: people left at the place after the step.

    ``below``: fewer than the minimum then. ``alone``: its head waits for a replacement
    whom nobody proposes.
    """

    number: int
    proposal: Proposal
    after: Proposal | None
    alone: bool
    staff: int
    minimum: int

    @property
    def below(self) -> bool:
        """Tell whether the place has too few people once this person has left."""
        return self.staff < self.minimum


def seats(day: date) -> dict[Place, Seat]:
    """Return people and minimum of every place by the data of today."""
    answers = judged_now(day)
    if answers is None:
        return {}
    units = dict(Unit.objects.values_list("code", "pk"))
    jobs = dict(Job.objects.values_list("code", "pk"))
    rows = answers.positions.select("unit_id", "job_id", "present", "minimum")
    return {
        (units[unit], jobs[job]): Seat(present, minimum or 0)
        for unit, job, present, minimum in rows.iter_rows()
        if unit in units and job in jobs
    }


def alive() -> list[Proposal]:
    """Return the proposals that may still be carried out, oldest first."""
    rows = Proposal.objects.filter(state__in=ALIVE).order_by("pk")
    return list(
        rows.select_related("person", "from_unit", "from_job", "to_unit", "to_job")
    )


def ordered(proposals: Iterable[Proposal], held: Mapping[Place, Seat]) -> Order:
    """Return the order of ``proposals``; keys are their ids."""
    rows = list(proposals)
    waits = _waiting(rows)
    return in_order(
        [
            Move(
                key=one.pk,
                leaves=_left(one),
                arrives=_entered(one),
                cover=_cover(held.get(_left(one))),
                after=one.after_id,
                waits=one.pk in waits,
            )
            for one in rows
        ]
    )


def _left(one: Proposal) -> Place:
    return one.from_unit_id, one.from_job_id


def _entered(one: Proposal) -> Place:
    return one.to_unit_id, one.to_job_id


def _cover(seat: Seat | None) -> int:
    return seat.present - seat.minimum if seat else 0


def _waiting(rows: Iterable[Proposal]) -> set[int]:
    """Return the proposals whose old unit last said: after the replacement."""
    last: dict[int, str] = {}
    inputs = UnitInput.objects.filter(
        proposal__in=[one.pk for one in rows], side=UnitInput.Side.RELEASE
    ).order_by("pk")
    for proposal, answer in inputs.values_list("proposal", "answer"):
        last[proposal] = answer
    return {key for key, answer in last.items() if answer == UnitInput.Answer.AFTER}


def turns(day: date, units: Iterable[int] | None = None) -> list[Turn]:
    """Return the order with people left at each step; of ``units``: who leaves them."""
    rows, held = alive(), seats(day)
    by_key = {one.pk: one for one in rows}
    staff = {place: seat.present for place, seat in held.items()}
    found = []
    for turn in ordered(rows, held).turns:
        assert isinstance(turn.key, int)
        one = by_key[turn.key]
        staff[_left(one)] = staff.get(_left(one), 0) - 1
        staff[_entered(one)] = staff.get(_entered(one), 0) + 1
        seat = held.get(_left(one), Seat(0, 0))
        before = by_key[turn.after] if isinstance(turn.after, int) else None
        found.append(
            Turn(turn.order, one, before, turn.alone, staff[_left(one)], seat.minimum)
        )
    if units is None:
        return found
    wanted = set(units)
    return [one for one in found if one.proposal.from_unit_id in wanted]
