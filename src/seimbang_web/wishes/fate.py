"""
What the chosen plan makes of a wish, and why: from its data, by unit and job.

Nothing of another person is told, and no private cause; the first reason that holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.utils.translation import gettext as _

from seimbang.rules import Eligibility
from seimbang.rules.pair import BIT
from seimbang.rules.table import RULE
from seimbang_web.cards.judged import judged_of
from seimbang_web.cards.rules import HIDDEN
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Move, Plan
from seimbang_web.wishes.convert import fitting_rooms
from seimbang_web.wishes.models import Criterion, Kind, Outcome, Place, Wish
from seimbang_web.wishes.rooms import Room, rooms_by

WAY = "R15"  # a rule of need only


@dataclass(frozen=True)
class Reason:
    """What became of one place, in a sentence."""

    place: Place
    outcome: Outcome
    words: str


@dataclass(frozen=True)
class Fate:
    """What became of a wish. ``goes``: the move of the plan, if there is one."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    goes: Move | None


def fate(wish: Wish, plan: Plan) -> Fate:
    """Return what ``plan`` makes of ``wish``."""
    answers = judged_of(plan)
    move = (
        plan.moves.filter(person=wish.person)
        .select_related("to_unit", "to_job", "from_unit")
        .first()
    )
    found = list(rooms_in(plan.pk, wish.person.ref))
    reasons: list[Reason] = []
    for place in wish.places.select_related("unit"):
        units = _units(answers, wish, place, found)
        done = bool(reasons) and reasons[-1].outcome == Outcome.GRANTED
        reasons.append(_reason(answers, wish, place, units, move, plan, done=done))
    return Fate(_whole(reasons), tuple(reasons), move)


@lru_cache(maxsize=4)
def rooms_in(plan: int, person_id: str) -> tuple[Room, ...]:
    """Return the units of a person by the data of a plan; asked again at once."""
    answers = judged_of(Plan.objects.get(pk=plan))
    return tuple(rooms_by(answers, person_id, home=True))


def _whole(reasons: list[Reason]) -> Outcome:
    """Return the outcome of all: the first choice is the whole, a later one a part."""
    for at, one in enumerate(reasons):
        if one.outcome == Outcome.GRANTED:
            return Outcome.PARTLY if at else Outcome.GRANTED
    return Outcome.NOT if reasons else Outcome.GRANTED


def _units(
    answers: Eligibility, wish: Wish, place: Place, found: list[Room]
) -> list[Room]:
    if place.kind == Kind.UNIT:
        return [one for one in found if one.unit.pk == place.unit_id]
    if place.kind == Kind.DISTRICT:
        return [one for one in found if one.unit.district_code == place.district_code]
    return fitting_rooms(answers, wish.person.ref, Criterion(place.criterion))


def _reason(
    answers: Eligibility,
    wish: Wish,
    place: Place,
    units: list[Room],
    move: Move | None,
    plan: Plan,
    *,
    done: bool,
) -> Reason:
    if done:
        words = _("Not needed: an earlier choice is granted.")
        return Reason(place, Outcome.NOT, words)
    if move is not None and move.to_unit_id in {one.unit.pk for one in units}:
        words = _("Proposed for %(unit)s as %(job)s.")
        told = {"unit": move.to_unit, "job": move.to_job}
        return Reason(place, Outcome.GRANTED, words % told)
    return Reason(place, Outcome.NOT, _why_not(answers, wish, units, move, plan))


def _why_not(
    answers: Eligibility,
    wish: Wish,
    units: list[Room],
    move: Move | None,
    plan: Plan,
) -> str:
    """Return the first reason that holds."""
    job = wish.from_job or wish.person.job
    if not units:
        return _("There is no post for %(job)s there with a vacancy.") % {"job": job}
    row = answers.row(wish.person.ref)
    failed = answers.people["failed_voluntary"][row].to_list()
    if failed:
        return _of_person(failed)
    measured = [one for one in units if one.gap is not None]
    if not measured:
        return _("The need of the place is not measured yet.")
    barred = [_barred(answers, row, one) for one in measured]
    if all(barred):
        return _("A rule does not allow it: %(rule)s.") % {"rule": barred[0]}
    after = {one.unit.pk: _after(plan, one) for one in measured}
    if all(left >= 0 for left in after.values()):
        return _enough(job, measured, after)
    if move is not None:
        return _("The plan proposes %(unit)s, where the need is larger.") % {
            "unit": move.to_unit
        }
    if _below_minimum(answers, row, plan, wish.person.unit):
        return _("The present unit would fall below its minimum of %(job)s.") % {
            "job": job
        }
    return _(
        "The plan fills other vacancies first: the shortage of the whole region is "
        "then smaller."
    )


def _of_person(failed: list[str]) -> str:
    told = [one for one in failed if one not in HIDDEN]
    if not told:
        return _(
            "A fact in the own file holds it; the office tells it to the person only."
        )
    return _("A rule does not allow it yet: %(rule)s.") % {"rule": _named(told[0])}


def _named(rule: str) -> str:
    return str(RULE[rule].title)


def _barred(answers: Eligibility, row: int, room: Room) -> str:
    """Return the rule that keeps the person from a unit; empty: none does."""
    seats = answers.positions.with_row_index("seat").filter(
        unit_id=room.unit.code, job_id=room.job_id
    )["seat"]
    pairs = answers.pairs(np.array([row]), seats.to_numpy().astype(np.int64))
    held = pairs.blocked[0, 0]
    for rule, bit in BIT.items():
        if rule != WAY and held & bit:
            return _("private facts") if rule in HIDDEN else _named(rule)
    return ""


def _after(plan: Plan, room: Room) -> int:
    """Return people minus need at a unit after the plan."""
    arriving = plan.moves.filter(to_unit=room.unit, to_job__code=room.job_id).count()
    leaving = plan.moves.filter(from_unit=room.unit, from_job__code=room.job_id).count()
    return (room.gap or 0) + arriving - leaving


def _enough(job: object, units: list[Room], after: dict[int, int]) -> str:
    if len(units) > 1:
        return _("All units there have enough %(job)s after the plan.") % {"job": job}
    words = _("%(unit)s has enough %(job)s: %(over)s more than its need, by the plan.")
    one = units[0]
    if after[one.unit.pk] == 0:
        words = _("%(unit)s has enough %(job)s: as many as its need, by the plan.")
    return words % {"unit": one.unit, "job": job, "over": after[one.unit.pk]}


def _below_minimum(answers: Eligibility, row: int, plan: Plan, unit: Unit) -> bool:
    seat = int(answers.seat_rows[row])
    if seat < 0:
        return False
    here = answers.positions.row(seat, named=True)
    job = here["job_id"]
    arriving = plan.moves.filter(to_unit=unit, to_job__code=job).count()
    leaving = plan.moves.filter(from_unit=unit, from_job__code=job).count()
    left = int(here["present"]) + arriving - leaving - 1
    return left < int(here["minimum"] or 0)
