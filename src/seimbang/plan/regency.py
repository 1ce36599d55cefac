"""
The frontier of all families together, exact for every K without one large program.

Families share no moves, so the best the regency can do with K moves is the best way to
hand them out: the min-plus convolution of the families' frontiers. It is taken twice,
of what was found and of what is proved; where both agree the point is proved.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seimbang.plan.balance import (
    TooWideError,
    Vector,
    balance_goals,
    common_scale,
    cost_of,
    staff_cost,
    staff_of,
)
from seimbang.plan.flow import OutOfRangeError
from seimbang.plan.frontier import OPEN, Point, curve
from seimbang.plan.network import start
from seimbang.plan.problem import Family, Ints, Problem
from seimbang.plan.solve import Progress, silent

SUM = "sum"  # of the families, each proved at its share
FITS = 2**62
STEP, COARSEST = 100, 10_000  # scales to try where numbers are too large


@dataclass(frozen=True)
class Curve:
    """The frontier of one family: ``points`` from its least moves on, one a move."""

    family: Family
    points: tuple[Point, ...]

    def at_most(self, amount: int) -> Point:
        """Return the point for at most ``amount`` moves (not fewer than the first)."""
        return self.points[min(amount - self.points[0].amount, len(self.points) - 1)]


@dataclass(frozen=True)
class Row:
    """
    What the regency can do with at most ``amount`` moves.

    ``value`` and ``bound`` are the sums of the balance goals in their order, in the
    units of the costs; ``shares`` the moves of each family in such a plan.
    """

    amount: int
    value: Vector
    bound: Vector
    shares: tuple[int, ...]

    @property
    def proved(self) -> bool:
        return self.value == self.bound


@dataclass(frozen=True)
class Frontier:
    """
    The frontier of a problem without the limits that tie its families together.

    ``goals`` are those of balance in the policy's order, ``scale`` the parts of one in
    which shortage is counted (``exact``: without rounding). Amounts are moves, or with
    ``minutes`` the travel they add.
    """

    problem: Problem
    goals: tuple[str, ...]
    scale: int
    exact: bool
    minutes: bool
    curves: tuple[Curve, ...]
    rows: tuple[Row, ...]

    def vector(self, plans: Sequence[Ints]) -> Vector:
        """Return the values of the goals when everybody (by family) does as planned."""
        sums = [0] * len(self.goals)
        for part, at in zip(self.curves, plans, strict=True):
            staff = staff_of(part.family, at)
            for digit, name in enumerate(self.goals):
                slot = cost_of(part.family, name, self.scale).slot
                sums[digit] += int(staff_cost(slot, staff).sum())
        return tuple(sums)

    def how(self, row: Row) -> str:
        """Return what proves a row: its one family's point, or the sum of points."""
        if not row.proved:
            return OPEN
        if len(self.curves) > 1:
            return SUM
        return self.curves[0].at_most(row.amount).how

    def needed(self, value: Vector) -> Row | None:
        """Return the first row that is as good as ``value``; None: no row is."""
        return next((row for row in self.rows if row.value <= value), None)

    def plan(self, row: Row) -> list[Ints]:
        """Return the move of everybody (by family) in the plan of ``row``."""
        return [
            part.at_most(share).at
            for part, share in zip(self.curves, row.shares, strict=True)
        ]


def frontier(
    problem: Problem,
    *,
    minutes: bool = False,
    exact: bool = True,
    progress: Progress = silent,
) -> Frontier:
    """
    Return what each further move (or minute) buys in every family and in all together.

    Limits that tie moves together are left out: then the points are bounds.

    The shortage is counted in fewer parts of one where so many do not fit.

    :raises InfeasibleError: when a family has no plan within its bounds.
    :raises TooWideError: when the goals do not fit into integers.
    """
    scale, whole = common_scale(problem.families)
    while True:
        try:
            return _frontier(problem, scale, whole, minutes, exact, progress)
        except (OutOfRangeError, TooWideError):
            if scale < COARSEST:
                raise
            scale, whole = scale // STEP, False


def _frontier(
    problem: Problem,
    scale: int,
    whole: bool,
    minutes: bool,
    exact: bool,
    progress: Progress,
) -> Frontier:
    goals = balance_goals(problem.policy)
    curves = []
    for at, family in enumerate(problem.families):
        progress("families", at, len(problem.families))
        costs = [cost_of(family, name, scale) for name in goals]
        points = curve(start(family), costs, minutes=minutes, exact=exact)
        curves.append(Curve(family, tuple(points)))
    return Frontier(
        problem,
        goals,
        scale,
        whole,
        minutes,
        tuple(curves),
        tuple(together(curves)),
    )


def together(curves: Sequence[Curve]) -> list[Row]:
    """Return the rows of all families together, from the least moves on."""
    if not curves:
        return []
    found, parts = _convolved([[one.value for one in c.points] for c in curves])
    bound, _ = _convolved([[one.bound for one in c.points] for c in curves])
    first = sum(curve.points[0].amount for curve in curves)
    return [
        Row(first + at, value, least, shares)
        for at, (value, least, shares) in enumerate(
            zip(found, bound, _shares(curves, parts), strict=True)
        )
    ]


def _convolved(
    families: Sequence[Sequence[Vector]],
) -> tuple[list[Vector], list[Ints]]:
    """Return the best sums by number of moves, and what the last family takes."""
    lowest = [tuple(map(min, zip(*vectors, strict=True))) for vectors in families]
    highest = [tuple(map(max, zip(*vectors, strict=True))) for vectors in families]
    radix = tuple(
        sum(high[digit] - low[digit] for low, high in zip(lowest, highest, strict=True))
        + 1
        for digit in range(len(lowest[0]))
    )
    kind = np.int64 if math.prod(radix) < FITS else object
    sums, choices = np.zeros(1, kind), []
    for vectors, low in zip(families, lowest, strict=True):
        numbers = [_number(vector, low, radix) for vector in vectors]
        sums, choice = convolve(sums, np.array(numbers, kind))
        choices.append(choice)
    base = tuple(map(sum, zip(*lowest, strict=True)))
    return [_vector(int(one), base, radix) for one in sums], choices


def _number(vector: Vector, low: Vector, radix: Vector) -> int:
    number = 0
    for value, least, width in zip(vector, low, radix, strict=True):
        number = number * width + value - least
    return number


def _vector(number: int, base: Vector, radix: Vector) -> Vector:
    digits = []
    for width in reversed(radix):
        number, digit = divmod(number, width)
        digits.append(digit)
    return tuple(
        digit + least for digit, least in zip(reversed(digits), base, strict=True)
    )


def convolve(some: Ints, others: Ints) -> tuple[Ints, Ints]:
    """
    Return min over j of some[k − j] + others[j] for each k, and the smallest such j.

    Both fall, or stay, from left to right.
    """
    most = len(some) + len(others) - 1
    best = np.empty(most, some.dtype)
    choice = np.zeros(most, np.int64)
    best[: len(some)] = some + others[0]
    best[len(some) :] = best[len(some) - 1]
    for j in range(1, len(others)):
        part = slice(j, j + len(some))
        better = some + others[j] < best[part]
        best[part] = np.where(better, some + others[j], best[part])
        choice[part] = np.where(better, j, choice[part])
    return best, choice


def _shares(curves: Sequence[Curve], choices: Sequence[Ints]) -> list[tuple[int, ...]]:
    """Return the moves of each family, by the number of moves of all together."""
    total = len(choices[-1])
    left, shares = np.arange(total), []
    for part, choice in zip(reversed(curves), reversed(choices), strict=True):
        left = np.minimum(left, len(choice) - 1)
        taken = choice[left]
        left = left - taken
        shares.append(taken + part.points[0].amount)
    table = np.array(shares[::-1]).T
    return [tuple(row) for row in table.tolist()]
