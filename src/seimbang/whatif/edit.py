"""
What one hand edit would do, before anybody decides on it.

Two answers: *as is* changes nothing else, and may break a bound; *best with it* is the
best plan that contains the edit, by a shortest path for each person it settles (with
limits between families: by solving anew).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.language import text
from seimbang.plan.measure import Measure, measure_of, total
from seimbang.plan.network import start
from seimbang.plan.problem import Ints
from seimbang.plan.solve import solve
from seimbang.plan.stored import move_to
from seimbang.whatif.bound import Broken, broken, broken_limits, rupiah
from seimbang.whatif.folder import Folder, NoEditError, Place
from seimbang.whatif.loss import STAYS, Exchange, Loss, lost
from seimbang.whatif.pin import Cut, cut
from seimbang.whatif.staff import destination_of, staff_of

NOTHING = Loss(())
Plans = Mapping[int, Ints]  # number of the family → the move of each person


@dataclass(frozen=True)
class Edit:
    """
    One change by hand: ``person_id`` goes to a unit, stays, or swaps with ``other_id``.

    A swap exchanges the places that the two have in the plan.
    """

    person_id: str
    unit_id: str | None = None
    job_id: str | None = None
    other_id: str | None = None


@dataclass(frozen=True)
class Step:
    """What an edit settles: the person makes the move (−1: stays)."""

    place: Place
    move: int


@dataclass(frozen=True)
class SeatEffect:
    """
    Staff of a seat: before the round, in the plan, as is, best with it.

    ``best`` is None where no plan with the edit keeps the bounds.
    """

    seat: str
    need: Fraction | None
    minimum: int
    before: int
    plan: int
    as_is: int
    best: int | None


@dataclass(frozen=True)
class Effect:
    """
    What an edit does. ``denied``: person and unit without an allowed move; then
    nothing else is told.

    ``as_is`` and ``best`` are measured over the families of the edit, as ``plan`` is.
    ``loss`` tells by how much the best plan with the edit is worse, goal by goal.
    ``others``: people who are treated otherwise in it, beside those of the edit.
    """

    edit: Edit
    denied: tuple[tuple[str, str], ...] = ()
    changes_nothing: bool = False
    seats: tuple[SeatEffect, ...] = ()
    plan: Measure | None = None
    as_is: Measure | None = None
    best: Measure | None = None
    loss: Loss = NOTHING
    bounds: tuple[Broken, ...] = ()
    limits: tuple[str, ...] = ()
    cost: tuple[int, int, int | None] | None = None  # rupiah: plan, as is, best
    others: int = 0
    solved: bool = False  # by solving anew, not by a path


def effect(folder: Folder, edit: Edit, *, anew: bool = True) -> Effect:
    """
    Return what ``edit`` does to the plan of ``folder``.

    Without ``anew``, families that limits tie together are not solved again, which may
    take long: then there is no best plan with it, and the loss is that as it is.

    :raises NoEditError: when a person or unit is not in the plan, or two people who
        swap are not of one family of posts.
    """
    denied: list[tuple[str, str]] = []
    ways = _ways(folder, edit, denied)
    if denied:
        return Effect(edit, tuple(denied))
    found = [_told(folder, edit, steps, anew=anew) for steps in ways]
    return min(found, key=lambda one: one.loss.size)


def _ways(
    folder: Folder, edit: Edit, denied: list[tuple[str, str]]
) -> list[tuple[Step, ...]]:
    """Return the steps of an edit, for each post it may mean."""
    if edit.other_id is not None:
        return [_swap(folder, edit.person_id, edit.other_id, denied)]
    place = folder.place(edit.person_id)
    if edit.unit_id is None:
        return [(Step(place, STAYS),)] if place is not None else [()]
    seats = folder.seats(edit.unit_id, edit.job_id)
    if place is None:
        denied.append((edit.person_id, edit.unit_id))
        return []
    moves = [
        _option(folder, place, seat) for family, seat in seats if family == place.family
    ]
    ways: list[tuple[Step, ...]] = [
        (Step(place, move),) for move in moves if move is not None
    ]
    if not ways:
        denied.append((edit.person_id, edit.unit_id))
    return ways


def _option(folder: Folder, place: Place, seat: int) -> int | None:
    """Return the move to a seat, −1 for the own one, None where none is allowed."""
    family = folder.problem.families[place.family]
    if int(family.origin[place.person]) == seat:
        return None if place.person in family.leave else STAYS
    move = move_to(family, place.person, seat)
    return None if move < 0 else move


def _swap(
    folder: Folder, person_id: str, other_id: str, denied: list[tuple[str, str]]
) -> tuple[Step, ...]:
    one, other = folder.place(person_id), folder.place(other_id)
    if one is None or other is None or one.family != other.family:
        raise NoEditError(
            text(
                "Only two people of the same family of posts who may both move can "
                "swap."
            )
        )
    family = folder.problem.families[one.family]
    seat = destination_of(family, folder.solutions[one.family].at)
    steps = []
    for place, goes in ((one, seat[other.person]), (other, seat[one.person])):
        move = _option(folder, place, int(goes))
        if move is None:
            who = person_id if place is one else other_id
            denied.append((who, family.seats.id[int(goes)].split("|")[0]))
        else:
            steps.append(Step(place, move))
    return tuple(steps)


def _told(folder: Folder, edit: Edit, steps: Sequence[Step], *, anew: bool) -> Effect:
    if not steps:  # somebody without an allowed move stays in every plan
        return Effect(edit, changes_nothing=True, loss=NOTHING)
    number = steps[0].place.family
    solution = folder.solutions[number]
    changed = solution.at.copy()
    for step in steps:
        changed[step.place.person] = step.move
    if (changed == solution.at).all():
        return Effect(edit, changes_nothing=True, loss=NOTHING)
    tied = number in folder.tied
    alone = tied and not anew
    best = None if alone else (_solved if tied else _by_path)(folder, steps)
    before = {at: one.at for at, one in enumerate(folder.solutions)}
    as_is = before | {number: changed}
    after = None if best is None else before | best
    held = sorted({number, *(best or ())})
    state = start(solution.family)
    state.at = changed
    return Effect(
        edit=edit,
        seats=tuple(_seats(folder, before, as_is, after)),
        plan=_measured(folder, held, before),
        as_is=_measured(folder, held, as_is),
        best=None if after is None else _measured(folder, held, after),
        loss=lost([(solution, changed)]) if alone else _loss(folder, best),
        bounds=tuple(broken(state)),
        limits=_new(folder, before, as_is),
        cost=_cost(folder, before, as_is, after),
        others=_others(as_is, after, before),
        solved=tied and anew,
    )


def _by_path(folder: Folder, steps: Sequence[Step]) -> dict[int, Ints] | None:
    """Return the best plan of the family with the steps; None: no plan has them."""
    number = steps[0].place.family
    exchange: Exchange | None = folder.exchange(number)
    for step in steps:
        if exchange is not None:
            exchange = exchange.pin(step.place.person, step.move)
    return None if exchange is None else {number: exchange.solution.at}


def _solved(folder: Folder, steps: Sequence[Step]) -> dict[int, Ints] | None:
    """Return the same where limits tie families together: they are solved anew."""
    families = folder.problem.families
    cuts = [Cut.none(family) for family in families]
    for step in steps:
        at = step.place.family
        moves = () if step.move == STAYS else (step.move,)
        cuts[at].settle(families[at], step.place.person, moves)
    found = solve(cut(folder.problem, cuts))
    if not found.solutions:
        return None
    plans = {}
    for number in folder.tied:
        left = np.append(np.flatnonzero(cuts[number].keep), STAYS)
        plans[number] = left[found.solutions[number].at]
    return plans


def _loss(folder: Folder, best: Plans | None) -> Loss:
    if best is None:
        return Loss(None)
    return lost([(folder.solutions[number], at) for number, at in best.items()])


def _seats(
    folder: Folder, before: Plans, as_is: Plans, after: Plans | None
) -> Iterator[SeatEffect]:
    """Yield the seats whose staff, or people, the edit changes in either way."""
    for number, family in enumerate(folder.problem.families):
        plans = [one[number] for one in (before, as_is, after) if one is not None]
        if all((one == plans[0]).all() for one in plans):
            continue
        staff = [staff_of(family, one) for one in plans]
        changed = plans[0] != plans[1]
        ends = {
            int(seat)
            for one in plans[:2]
            for seat in destination_of(family, one)[changed]
        }
        moved = np.logical_or.reduce([one != staff[0] for one in staff])
        for seat in sorted(ends | set(np.flatnonzero(moved).tolist())):
            yield SeatEffect(
                seat=family.seats.id[seat],
                need=family.seats.need[seat],
                minimum=int(family.seats.minimum[seat]),
                before=int(family.seats.present[seat]),
                plan=int(staff[0][seat]),
                as_is=int(staff[1][seat]),
                best=None if after is None else int(staff[2][seat]),
            )


def _others(as_is: Plans, after: Plans | None, before: Plans) -> int:
    """Return how many people beside those of the edit change in the best plan."""
    if after is None:
        return 0
    return sum(
        int(((after[at] != one) & (as_is[at] == one)).sum())
        for at, one in before.items()
    )


def _measured(folder: Folder, held: Sequence[int], plans: Plans) -> Measure:
    ranks = folder.problem.wish_ranks
    families = folder.problem.families
    return total([measure_of(families[at], plans[at], ranks) for at in held], ranks)


def _new(folder: Folder, before: Plans, after: Plans) -> tuple[str, ...]:
    """Return the limits that are broken now and were not."""
    known = broken_limits(folder.problem, before)
    return tuple(
        name for name in broken_limits(folder.problem, after) if name not in known
    )


def _cost(
    folder: Folder, before: Plans, as_is: Plans, after: Plans | None
) -> tuple[int, int, int | None] | None:
    paid, now = rupiah(folder.problem, before), rupiah(folder.problem, as_is)
    if paid is None or now is None:
        return None
    return paid, now, None if after is None else rupiah(folder.problem, after)
