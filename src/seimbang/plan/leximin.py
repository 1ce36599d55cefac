"""
Leximin: the worst-staffed seat as well off as can be, then the next, and so on.

Beside least squares, which lets one seat suffer for the sum of many. The measure of a
seat is staff / need, exact; seats at or above their need are all alike.

One cost per ratio level r, ascending: −1 for each seat above r, that is on its slot
floor(r · need) + 1. Settling the levels below has left each seat either with the slots
before that one filled in every plan, or without room for it; so what is left of the
cost is convex, and each level is a flow like any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np

from seimbang.plan.flow import optimise
from seimbang.plan.goal import Cost
from seimbang.plan.network import State, freeze, potentials, residual, value
from seimbang.plan.problem import Family, Flags, Ints, Moves, Seats

BOUNDS = ("stay", "low", "high", "keep_low", "keep_high", "group_low", "group_high")


def costs(state: State) -> Iterator[Cost]:
    """
    Yield the cost of each ratio level; each is settled before the next is asked.

    Only levels at which the slot of some seat is open: else every plan that is left
    has the same seats above the level.
    """
    seats = state.family.seats
    ratios = _ratios(seats)
    for level in levels(seats):
        slot = _above(ratios, level)
        if is_open(state, slot).any():
            yield cost(state, level, slot)


def settled(state: State) -> Iterator[tuple[Cost, int, Ints]]:
    """
    Settle level after level; yield the cost, its value and the potentials.

    The plan of the state must be one of least :func:`ranked` cost: few levels then
    change it. A move costs nothing here, so one move stands for all from the same node
    to the same seat: a family of 400,000 moves shrinks to the pairs of its seats.
    """
    nothing = np.zeros(len(state.family.moves), np.int64)
    small, part = _contracted(state)
    for one in costs(small):
        whole = replace(one, move=nothing)
        dual = potentials(residual(small, one))
        if dual is None:  # groups: the order of the weights was not enough
            _expand(state, small, part)
            optimise(state, whole)
            changed, part = _contracted(state)
            vars(small).update(vars(changed))
            one = replace(one, move=nothing[part])
            dual = potentials(residual(small, one))
            assert dual is not None, "an optimal flow has no negative cycle"
        yield whole, value(small, one), dual
        freeze(small, one, dual)
    _expand(state, small, part)


def _contracted(state: State) -> tuple[State, Ints]:
    """Return the state with one living move a street, and which moves those are."""
    family = state.family
    moves, person = family.moves, family.moves.person
    used = state.at[state.at >= 0]
    free = state.move.copy()
    free[used] = False
    live = np.flatnonzero(free)
    street = state.head()[person[live]] * len(family.seats) + moves.seat[live]
    part = np.union1d(live[np.unique(street, return_index=True)[1]], used)
    first = np.searchsorted(person[part], np.arange(len(family.people) + 1))
    at = state.at.copy()
    at[at >= 0] = np.searchsorted(part, used)
    columns = {
        name: column[part] for name, column in vars(moves).items() if name != "first"
    }
    small = replace(family, moves=Moves(first=first, **columns))
    bounds = {name: getattr(state, name).copy() for name in BOUNDS}
    return replace(state, family=small, move=state.move[part], at=at, **bounds), part


def _expand(state: State, small: State, part: Ints) -> None:
    """Keep of ``state`` what is left of the small one: bounds, stays, streets."""
    family = state.family
    person, width = family.moves.person, len(family.seats)
    street = state.head()[person] * width + family.moves.seat
    left = np.zeros(state.layout.nodes * width, np.bool_)
    left[street[part[small.move]]] = True
    used = state.at[state.at >= 0]
    kept = state.move & left[street]
    kept[used] = True
    state.move[:] = kept
    for name in BOUNDS:
        getattr(state, name)[:] = getattr(small, name)


def levels(seats: Seats) -> list[Fraction]:
    """Return the ratios staff / need below one that some seat may have, ascending."""
    return sorted(
        {
            staff / need
            for need in seats.need
            if need is not None and need > 0
            for staff in range(math.ceil(need))
        }
    )


def slots(seats: Seats, level: Fraction) -> Ints:
    """Return the least staff that is above ``level`` (< 1); 0 where none is needed."""
    return _above(_ratios(seats), level)


def _ratios(seats: Seats) -> list[tuple[int, int]]:
    """Return numerator and denominator of the needs; (0, 1) where none is measured."""
    return [(0, 1) if need is None else need.as_integer_ratio() for need in seats.need]


def _above(ratios: list[tuple[int, int]], level: Fraction) -> Ints:
    one, other = level.as_integer_ratio()
    return np.array(
        [one * high // (other * low) + 1 if high > 0 else 0 for high, low in ratios],
        np.int64,
    )


def is_open(state: State, slot: Ints) -> Flags:
    """Tell at which seats the slot is neither filled in every plan left nor in none."""
    unsettled = slot - state.family.seats.fixed
    flags: Flags = (slot > 0) & (state.low < unsettled) & (unsettled <= state.high)
    return flags


def cost(state: State, level: Fraction, slot: Ints) -> Cost:
    """
    Return the cost of a level: −1 per seat above it, whatever the plan.

    Slots before an open one are full in every plan. They cost −1 too, so that costs do
    not fall along a seat; ``base`` takes that off again.
    """
    seats = state.family.seats
    unsettled = is_open(state, slot)
    above = (slot > 0) & ~unsettled & (state.low + seats.fixed >= slot)
    upto = np.where(unsettled, slot, 0)
    table = np.where(np.arange(upto.max(initial=0) + 1) < upto[:, None], -1, 0)
    return Cost(
        "leximin",
        np.zeros(len(state.family.moves), np.int64),
        table.astype(np.int64),
        level=level,
        base=int(upto.sum() - unsettled.sum() - above.sum()),
    )


def ranked(family: Family) -> Cost:
    """
    Return one cost of the leximin plan, or nearly: slots by the levels they span.

    The j-th person lifts a seat above the levels from (j − 1)/need up to j/need: what
    begins lower matters more, then what reaches higher. Without groups the staff that
    plans allow are the bases of a matroid of slots, where the best depends on the order
    of the weights alone; then the levels only prove it.
    """
    rows = [_spans(need) for need in family.seats.need]
    every = sorted({span for row in rows for span in row})
    rank = {span: at - len(every) for at, span in enumerate(every)}
    table = np.zeros((len(rows), max(map(len, rows), default=0) + 1), np.int64)
    for at, row in enumerate(rows):
        table[at, : len(row)] = [rank[span] for span in row]
    return Cost("leximin", np.zeros(len(family.moves), np.int64), table)


def _spans(need: Fraction | None) -> list[tuple[Fraction, Fraction]]:
    """Return per slot where it begins and, negated, how far up to one it reaches."""
    if need is None or need <= 0:
        return []
    return [
        (staff / need, -min(Fraction(1), (staff + 1) / need))
        for staff in range(math.ceil(need))
    ]


def profile(family: Family, staff: Ints) -> tuple[Fraction, ...]:
    """Return staff / need of the measured seats, at most one, ascending."""
    return tuple(
        sorted(
            min(Fraction(1), int(there) / need)
            for need, there in zip(family.seats.need, staff, strict=True)
            if need is not None and need > 0
        )
    )
