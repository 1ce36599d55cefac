"""
What each further move buys: the supported points of value against amount.

The amount of a plan is the sum of a unit over its moves: one a move, or the minutes
a move adds. A point is supported when some price per unit makes it the cheapest; the
points on the lower hull are all of them but those in the middle of an edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from seimbang.plan.goal import Cost
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
    face = start(family) if state is None else state
    count = Cost("amount", unit, np.zeros((len(family.seats), 1), np.int64))
    least = _settled(face, cost, count, (count, cost))
    best = _settled(face, cost, count, (cost, count))
    if least.amount == best.amount:
        return [least]
    found, open_ = [least], [best]
    while open_:  # found[-1] and open_[-1] are neighbours so far
        left, right = found[-1], open_[-1]
        between = _below(face, cost, count, left, right)
        if between is None:
            found.append(open_.pop())
        else:
            open_.append(between)
    return _corners(found)


def _below(
    face: State, cost: Cost, count: Cost, left: Vertex, right: Vertex
) -> Vertex | None:
    """Return a point below the line of two points, None when that is proved empty."""
    width, drop = right.amount - left.amount, left.value - right.value
    priced = replace(
        cost, move=width * cost.move + drop * count.move, slot=width * cost.slot
    )
    point = _settled(face, cost, count, (priced,))
    here = width * point.value + drop * point.amount
    return point if here < width * left.value + drop * left.amount else None


def _settled(face: State, cost: Cost, count: Cost, goals: tuple[Cost, ...]) -> Vertex:
    """Return the point of a plan of the face that is best for ``goals`` in order."""
    state = copied(face)
    for goal in goals:
        settle(state, goal)
    return Vertex(value(state, count), value(state, cost), state.at)


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
