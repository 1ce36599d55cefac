"""
What each further move buys: the best balance with at most K moves, for every K.

A family's corners come from a price per move (:mod:`seimbang.plan.hull`); between two
corners most points are choices of the exchanges that lead from one to the other, the
rest take one row more than a flow (:mod:`seimbang.plan.within`). Families do not share
moves, so the regency's frontier is the exact sum of theirs:
:mod:`seimbang.plan.regency`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from seimbang.plan.balance import Balance, Vector, combine
from seimbang.plan.exchange import Choices
from seimbang.plan.goal import Cost
from seimbang.plan.hull import Vertex, copied, hull
from seimbang.plan.network import State, value
from seimbang.plan.problem import Ints
from seimbang.plan.within import UndecidedError, best_with, narrowed

CORNER = "corner"  # a price per move proves it
EXCHANGE = "exchange"  # on the line between two corners
ROUNDING = "rounding"  # between the line and the plan before lies no whole number
ROW = "row"  # an integer program with one row proves it
OPEN = "open"  # the best plan found; something between ``bound`` and it may exist


@dataclass(frozen=True)
class Point:
    """
    The best balance with at most ``amount`` units: the ``value`` of each goal.

    Nothing is below ``bound``; ``how`` tells what proves it. ``make`` makes a plan.
    """

    amount: int
    value: Vector
    bound: Vector
    how: str
    make: Callable[[], Ints]

    @property
    def proved(self) -> bool:
        return self.value == self.bound

    @property
    def at(self) -> Ints:
        """The move of each person, −1 = stays."""
        return self.make()


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


def curve(
    state: State, costs: Sequence[Cost], *, minutes: bool = False, exact: bool = True
) -> list[Point]:
    """
    Return the frontier of a family, from the least amount to what buys the last.

    ``costs`` are the goals of balance in order (costs of slots alone). The amount is
    the number of moves, or with ``minutes`` their added travel; there, and without
    ``exact``, a point that no price and no exchange reaches stays open.

    :raises InfeasibleError: when no plan keeps the bounds.
    """
    unit = np.ones(len(state.family.moves), np.int64)
    if minutes:
        unit = state.family.moves.added
    search = _Search(state, combine(state, costs), unit, rows=exact and not minutes)
    corners = hull(state.family, search.balance.whole, unit, state=state)
    points = [search.corner(corners[0])]
    for left, right in pairwise(corners):
        for point in search.inside(Edge(left, right)):
            points.append(_no_worse(points[-1], point))
        points.append(search.corner(right))
    return points


def _no_worse(before: Point, point: Point) -> Point:
    """Return ``point``, or the plan with one unit less when that is as good."""
    if point.value < before.value:
        return point
    return replace(point, value=before.value, make=before.make)


@dataclass(frozen=True)
class _Search:
    """What the points of one family are looked for with."""

    state: State
    balance: Balance
    unit: Ints
    rows: bool  # whether an integer program may be asked

    def corner(self, corner: Vertex) -> Point:
        vector = self.balance.vector(corner.value)
        return Point(corner.amount, vector, vector, CORNER, partial(_same, corner.at))

    def inside(self, edge: Edge) -> Iterator[Point]:
        """Yield the points between two corners."""
        there = copied(self.state)
        there.at = edge.left.at.copy()
        choices = Choices(there, edge.right.at, self.unit)
        best, make = edge.left.value, partial(_same, edge.left.at)
        for amount in range(edge.left.amount + 1, edge.right.amount):
            bound, how = edge.bound(amount), ROUNDING
            if amount in choices.reached:
                how, best, make = EXCHANGE, bound, partial(choices.plan, amount)
            elif best > bound:
                how, found = self._by_row(edge, amount, best)
                if found is not None:
                    best, make = found[0], partial(_same, found[1])
                bound = best if how == ROW else bound
            vector = self.balance.vector
            yield Point(amount, vector(best), vector(bound), how, make)

    def _by_row(
        self, edge: Edge, amount: int, above: int
    ) -> tuple[str, tuple[int, Ints] | None]:
        """Return what proves the point, and value and plan if better than ``above``."""
        if not self.rows:
            return OPEN, None
        gain = edge.per * (above - 1) + edge.price * amount - edge.least
        priced = edge.priced(self.balance.whole, self.unit)
        alive = narrowed(self.state, edge.left.at, priced, gain)
        vector = self.balance.vector(above)
        try:
            found = best_with(alive, self.balance.costs, amount, vector)
        except UndecidedError:
            return OPEN, None
        if found is None:
            return ROW, None
        alive.at = found
        return ROW, (value(alive, self.balance.whole), found)


def _same(at: Ints) -> Ints:
    return at
