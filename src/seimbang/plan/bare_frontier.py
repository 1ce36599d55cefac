"""
The frontier of a bare problem: shortage, then squares, with at most K moves.

Without couples it is the frontier of one family. With couples that one is a bound:
where its plan keeps them it is the answer, elsewhere the rows that tie couples together
are added (:mod:`seimbang.plan.side`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from seimbang.plan.balance import TooWideError, Vector
from seimbang.plan.bare import read
from seimbang.plan.bare_model import BareModel
from seimbang.plan.frontier import ROW, Point, curve
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import settle
from seimbang.plan.network import value
from seimbang.plan.problem import Ints
from seimbang.plan.side.clock import left
from seimbang.plan.side.ordered import Ordered
from seimbang.plan.side.settle import PrecisionError
from seimbang.plan.side.web import goal_of


@dataclass(frozen=True)
class BareRow:
    """The least shortage, then squares, that at most ``amount`` moves can reach."""

    amount: int
    shortage: Fraction
    squares: Fraction
    proved: bool


def bare_frontier(problem: Mapping[str, Any], *, exact: bool = True) -> list[BareRow]:
    """
    Return a row for each number of moves, from the least to the most there can be.

    ``max_moves`` is left out. Without ``exact`` rows that no price reaches are open.

    :raises BareProblemError: when the problem is not well formed.
    :raises InfeasibleError: when no plan keeps min_left and couples.
    :raises TooWideError: when the numbers have too many digits.
    """
    model = read(problem)
    state = model.start()
    costs = model.costs()[:2]
    points = curve(state, costs, exact=exact)
    search = _Couples(model)
    if search.any:
        points = list(search.points(points, costs))
    rows: list[BareRow] = []
    last = None
    for amount in range(points[0].amount, search.most() + 1):
        point = points[min(amount - points[0].amount, len(points) - 1)]
        if last is None or point.value != last.value:
            state.at = point.at
            of = model.objective(state)
        rows.append(BareRow(amount, of.shortage, of.squares, point.proved))
        last = point
    return rows


class _Couples:
    """The best plans of a bare problem that keep its couples, if it has any."""

    def __init__(self, model: BareModel) -> None:
        self.model = model
        self.number = model.costs()[2]
        self.any = len(model.rows(None)) > 0

    def most(self) -> int:
        """Return the largest number of moves of any plan."""
        more = replace(self.number, move=-self.number.move)
        return self._moves(self._best([more]))

    def points(
        self, relaxed: Sequence[Point], costs: Sequence[Cost]
    ) -> Iterator[Point]:
        """Yield the points of plans with couples; ``relaxed`` are those without."""
        last = self._best([*costs, self.number])
        end = self._moves(last), self._worth(last, costs)
        plan = self._best([self.number, *costs])
        for amount in range(self._moves(plan), end[0] + 1):
            bound = relaxed[min(amount - relaxed[0].amount, len(relaxed) - 1)]
            found = self._worth(plan, costs)
            if amount == end[0]:
                plan = last
            elif bound.value < found and end[1] < found:
                plan = self._within(amount, plan, bound, costs)
            found = self._worth(plan, costs)
            yield Point(amount, found, found, ROW, partial(np.copy, plan))

    def _within(
        self, amount: int, plan: Ints, bound: Point, costs: Sequence[Cost]
    ) -> Ints:
        """Return the best plan with at most ``amount`` moves; ``plan`` has them."""
        if bound.proved and self.model.rows(None).broken(bound.at) == 0:
            return bound.at
        return self._best(costs, cap=amount, plan=plan)

    def _best(
        self,
        costs: Sequence[Cost],
        *,
        cap: int | None = None,
        plan: Ints | None = None,
    ) -> Ints:
        """Return the plan with couples and the cap that is best for ``costs``."""
        state = self.model.start()
        if not self.any:
            for cost in costs:
                settle(state, cost)
            return state.at
        search = Ordered([state], self.model.rows(cap), left(None), plan=plan)
        try:
            for cost in costs:
                search.settle(goal_of([cost]))
        except PrecisionError as wrong:
            raise TooWideError(str(wrong)) from wrong
        return search.plan

    def _worth(self, plan: Ints, costs: Sequence[Cost]) -> Vector:
        state = self.model.start()
        state.at = plan
        return tuple(value(state, cost) for cost in costs)

    @staticmethod
    def _moves(plan: Ints) -> int:
        return int((plan >= 0).sum())
