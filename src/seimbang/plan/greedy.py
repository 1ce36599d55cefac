"""
What a careful person would do by hand: always the one move that helps most.

The peer every plan is compared with, on the same goals 1 and 2 and the same rules. A
heuristic may never beat the exact planner; a test holds that.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from seimbang.plan import goal as goals
from seimbang.plan.goal import Cost
from seimbang.plan.network import State, slot_cost, start
from seimbang.plan.problem import Family, Flags, Ints

Floats = NDArray[np.float64]


def greedy(family: Family) -> Ints:
    """
    Return the move of each person (−1 stays) by repeated best single moves.

    Goals 1 and 2 are weighed one after the other; among equals, a wish first, then the
    least added travel. Nobody moves twice.
    """
    state = start(family)
    moves, person = family.moves, family.moves.person
    preference = np.lexsort((moves.added, ~moves.voluntary))
    free = np.ones(len(family.people), np.bool_)
    left = np.zeros(len(family.seats), np.int64)
    prices = _prices(family)
    while True:
        staff = state.staff()
        gain = _worth(state, prices, staff + 1)
        loss = _worth(state, prices, np.maximum(staff, 1))
        may_give = (staff > state.low) & _may_leave(family, left)
        order = preference[free[person[preference]]]
        origin, seat = family.origin[person[order]], moves.seat[order]
        possible = (staff < state.high)[seat] & may_give[origin]
        possible &= _room(state, origin, seat)
        worth = np.where(possible, gain[seat] - loss[origin], 0)
        if worth.max(initial=0) <= 1e-9:
            return state.at
        best = order[int(worth.argmax())]
        state.at[person[best]] = best
        free[person[best]] = False
        left[family.origin[person[best]]] += 1


def _prices(family: Family) -> list[tuple[Cost, float]]:
    costs = [goals.nobody(family), goals.minimum(family), goals.shortage(family)]
    return list(zip(costs, _weights(family), strict=True))


def _worth(state: State, prices: list[tuple[Cost, float]], staff: Ints) -> Floats:
    """Return what the ``staff``-th person is worth at each seat."""
    worth = np.zeros(len(staff))
    for cost, weight in prices:
        worth -= weight * slot_cost(state, cost, staff)
    return worth


def _room(state: State, origin: Ints, seat: Ints) -> Flags:
    """Tell which moves bring nobody into a group that is full."""
    room = np.ones(len(seat), np.bool_)
    full = state.group_flow() >= state.group_high
    for at in np.flatnonzero(full):
        inside = np.zeros(state.layout.seats, np.bool_)
        inside[list(state.family.groups[at].seats)] = True
        room &= ~(inside[seat] & ~inside[origin])
    return room


def _weights(family: Family) -> tuple[float, float, float]:
    """Return weights that let goals 1 and 2 decide one after the other."""
    largest = max(
        (need for need in family.seats.need if need is not None), default=Fraction(0)
    )
    scale = goals.shortage(family).scale
    unit = 4 * float(largest) + 4
    heavy = unit * (int(family.seats.weight.max(initial=1)) + 1)
    return unit * heavy, unit, 1 / scale


def _may_leave(family: Family, left: Ints) -> Flags:
    caps = [
        len(family.people) if cap is None else cap for cap in family.seats.may_leave
    ]
    return left < np.array(caps, np.int64)
