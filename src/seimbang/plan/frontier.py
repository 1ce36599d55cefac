"""
What each further move buys: the best balance with at most K moves, for every K.

A family's corners come from a price per move (:mod:`seimbang.plan.hull`); between two
corners most points are choices of the exchanges that lead from one to the other, the
rest take one row more than a flow (:mod:`seimbang.plan.within`). Families do not share
moves, so the regency's frontier is the exact sum of theirs:
:mod:`seimbang.plan.regency`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from seimbang.plan.balance import Balance, Vector, combine
from seimbang.plan.exchange import between, exchanges
from seimbang.plan.goal import Cost
from seimbang.plan.hull import Vertex, copied, hull
from seimbang.plan.network import State, value
from seimbang.plan.problem import Ints
from seimbang.plan.within import UndecidedError, best_with, narrowed

CORNER = "corner"  # a price per move proves it
EXCHANGE = "exchange"  # on the line between two corners
ROW = "row"  # an integer program with one row proves it
OPEN = "open"  # the best plan found; something between ``bound`` and it may exist


@dataclass(frozen=True)
class Point:
    """
    The best balance with at most ``amount`` moves: the ``value`` of each goal in order.

    Nothing is below ``bound``; ``how`` tells what proves it. ``at`` is such a plan.
    """

    amount: int
    value: Vector
    bound: Vector
    how: str
    at: Ints

    @property
    def proved(self) -> bool:
        return self.value == self.bound


@dataclass(frozen=True)
class Edge:
    """
    Two neighbouring corners: ``per`` × value + ``price`` × amount is the same at both.

    No plan of the family has less of it.
    """

    left: Vertex
    right: Vertex

    @property
    def price(self) -> int:
        return self.left.value - self.right.value

    @property
    def per(self) -> int:
        return self.right.amount - self.left.amount

    @property
    def least(self) -> int:
        return self.per * self.left.value + self.price * self.left.amount

    def bound(self, amount: int) -> int:
        """Return the least value that a plan with ``amount`` units can have."""
        return -((self.price * amount - self.least) // self.per)

    def priced(self, cost: Cost, unit: Ints) -> Cost:
        """Return the cost of which both corners have the least."""
        return replace(cost, move=unit * self.price, slot=cost.slot * self.per)


def curve(state: State, costs: Sequence[Cost], *, exact: bool = True) -> list[Point]:
    """
    Return the frontier of a family, from the least moves to those that buy the last.

    ``costs`` are the goals of balance in order (costs of slots alone). Without
    ``exact`` a point that no price and no exchange reaches stays open.

    :raises InfeasibleError: when no plan keeps the bounds.
    """
    balance = combine(state, costs)
    unit = np.ones(len(state.family.moves), np.int64)
    corners = hull(state.family, balance.whole, unit, state=state)
    points = [_corner(balance, corners[0])]
    for left, right in pairwise(corners):
        for point in _inside(state, balance, Edge(left, right), exact=exact):
            points.append(_no_worse(points[-1], point))
        points.append(_corner(balance, right))
    return points


def _corner(balance: Balance, corner: Vertex) -> Point:
    vector = balance.vector(corner.value)
    return Point(corner.amount, vector, vector, CORNER, corner.at)


def _no_worse(before: Point, point: Point) -> Point:
    """Return ``point``, or the plan with one move less when that is as good."""
    if point.value < before.value:
        return point
    return replace(point, value=before.value, at=before.at)


def _inside(
    state: State, balance: Balance, edge: Edge, *, exact: bool
) -> Iterator[Point]:
    """Yield the points between two corners."""
    there = copied(state)
    there.at = edge.left.at.copy()
    parts = exchanges(there, edge.right.at)
    plans = between(edge.left.at, edge.right.at, parts, edge.left.amount)
    best = edge.left.value  # with one move less
    at = edge.left.at
    for amount in range(edge.left.amount + 1, edge.right.amount):
        bound, how = edge.bound(amount), EXCHANGE
        if amount in plans:
            there.at = plans[amount]
            best, at = value(there, balance.whole), plans[amount]
        elif best > bound:
            bound, how, found = _by_row(state, balance, edge, amount, best, exact=exact)
            if found is not None:
                there.at = found
                best, at = value(there, balance.whole), found
            bound = best if how == ROW else bound
        yield Point(amount, balance.vector(best), balance.vector(bound), how, at)


def _by_row(
    state: State,
    balance: Balance,
    edge: Edge,
    amount: int,
    above: int,
    *,
    exact: bool,
) -> tuple[int, str, Ints | None]:
    """Return bound, what proves it, and the plan that is better than ``above``."""
    bound = edge.bound(amount)
    if not exact:
        return bound, OPEN, None
    unit = np.ones(len(state.family.moves), np.int64)
    gain = edge.per * (above - 1) + edge.price * amount - edge.least
    alive = narrowed(state, edge.left.at, edge.priced(balance.whole, unit), gain)
    try:
        found = best_with(alive, balance.costs, amount, balance.vector(above))
    except UndecidedError:
        return bound, OPEN, None
    return bound, ROW, found
