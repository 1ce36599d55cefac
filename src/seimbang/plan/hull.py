"""
What each further move buys: the supported points of value against amount.

The amount of a plan is the sum of a unit over its moves: one a move, or the minutes
a move adds. A point is supported when some price per unit makes it the cheapest; the
points on the lower hull are all of them but those in the middle of an edge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from seimbang.plan.exact import optimise_wide
from seimbang.plan.goal import Cost
from seimbang.plan.kernel import Answer, Priced, Pricer
from seimbang.plan.lexicographic import settle
from seimbang.plan.network import State, start, value
from seimbang.plan.problem import Family, Ints


@dataclass(frozen=True)
class Vertex:
    """
    A corner of the hull: the least ``value`` of any plan with this ``amount``.

    ``at`` is a plan that has both: the move of each person, −1 = stays.
    """

    amount: int
    value: int
    at: Ints


def hull(
    family: Family, cost: Cost, unit: Ints, *, state: State | None = None
) -> list[Vertex]:
    """
    Return the corners of value against amount, by ascending amount.

    The first has the least amount there is, the last the least value; between two
    neighbours no plan lies below their line. ``state`` is the face to stay on (it is
    not changed); by default all plans of the family.

    :raises InfeasibleError: when no plan keeps the bounds.
    """
    search = _Search(start(family) if state is None else state, cost, unit)
    least, best = search.least(), search.best()
    if least.amount == best.amount:
        return [least]
    found, open_ = [least], [best]
    while open_:  # found[-1] and open_[-1] are neighbours so far
        between = search.below(found[-1], open_[-1])
        if between is None:
            found.append(open_.pop())
        else:
            open_.append(between)
    return _corners(found)


class _Search:
    """What plans of a face are looked for with, one price per unit after another."""

    def __init__(self, face: State, cost: Cost, unit: Ints) -> None:
        self.face, self.cost, self.unit = face, cost, unit
        nothing = np.zeros((len(face.family.seats), 1), np.int64)
        self.count = Cost("amount", unit, nothing)
        self.pricer = Pricer(face, cost, unit) if face.compiled else None
        self.grain = int(np.gcd.reduce(unit)) if len(unit) else 0
        self.warm: dict[int, Priced] = {}  # by amount

    def least(self) -> Vertex:
        """Return the point of least amount, and of least value among those."""
        return self._ordered(self.count, self.cost)

    def best(self) -> Vertex:
        """Return the point of least value, and of least amount among those."""
        return self._ordered(self.cost, self.count)

    def _ordered(self, first: Cost, second: Cost) -> Vertex:
        state = copied(self.face)
        settle(state, first)
        settle(state, second)
        return Vertex(value(state, self.count), value(state, self.cost), state.at)

    def below(self, left: Vertex, right: Vertex) -> Vertex | None:
        """Return a point below the line of two, None when that is proved empty."""
        times, rate = right.amount - left.amount, left.value - right.value
        if times <= self.grain:
            return None  # no amount lies between
        shared = math.gcd(times, rate)
        times, rate = times // shared, rate // shared
        point = self._at_price(times, rate, right)
        here = times * point.value + rate * point.amount
        return point if here < times * left.value + rate * left.amount else None

    def _at_price(self, times: int, rate: int, near: Vertex) -> Vertex:
        """Return the point of a plan with the least times × value + rate × amount."""
        if self.pricer is not None:
            answer, least, at, warm = self.pricer.best(
                times, rate, near.at, self.warm.get(near.amount)
            )
            if answer is Answer.OPTIMAL and warm is not None:
                amount = int(self.unit[at[at >= 0]].sum())
                self.warm[amount] = warm
                return Vertex(amount, (least - rate * amount) // times, at)
        state = replace(self.face, at=near.at.copy())
        move = times * self.cost.move.astype(object) + rate * self.unit.astype(object)
        optimise_wide(
            state,
            replace(self.cost, move=move, slot=times * self.cost.slot.astype(object)),
        )
        return Vertex(value(state, self.count), value(state, self.cost), state.at)


def copied(state: State) -> State:
    """Return a state of its own, to be changed."""
    return replace(
        state,
        **{
            name: getattr(state, name).copy()
            for name in (
                "stay",
                "move",
                "low",
                "high",
                "keep_low",
                "keep_high",
                "group_low",
                "group_high",
                "at",
            )
        },
    )


def _corners(points: list[Vertex]) -> list[Vertex]:
    """Return the points without those in the middle of an edge."""
    corners: list[Vertex] = []
    for point in points:
        while len(corners) > 1 and not _turns(corners[-2], corners[-1], point):
            corners.pop()
        corners.append(point)
    return corners


def _turns(left: Vertex, middle: Vertex, right: Vertex) -> bool:
    before = (left.value - middle.value) * (right.amount - middle.amount)
    return before > (middle.value - right.value) * (middle.amount - left.amount)
