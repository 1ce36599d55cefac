"""
The balance of a plan as one number: ordered goals as the digits of one integer.

A frontier asks what the balance is worth in moves, so the ordered goals (nobody,
minimum, shortage) must be one cost. Each is a digit with a radix of its own, large
enough that a later goal never outweighs an earlier one: comparing two numbers compares
the goals in order, and the digits can be read back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan.goal import Cost
from seimbang.plan.network import State
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Ints

GOALS = ("nobody", "minimum", "shortage")  # those that tell how people are spread
FINEST = 10**6  # parts of one, where the exact shares have no small common multiple
ROOM = 2**56  # of one number: the solver adds up many

Vector = tuple[int, ...]


def balance_goals(policy: Policy) -> tuple[str, ...]:
    """
    Return the goals of ``policy`` that measure balance, in its order.

    Leximin is no sum, so the spread of the shortage stands for it.
    """
    named = ("shortage" if goal == "leximin" else goal for goal in policy.goals)
    return tuple(dict.fromkeys(goal for goal in named if goal in GOALS))


def common_scale(families: Sequence[Family]) -> tuple[int, bool]:
    """
    Return in how many parts of one shortage is counted, and whether that is exact.

    The same for all families, so that their numbers can be added.
    """
    denominators = {
        part
        for family in families
        for need in family.seats.need
        if need is not None and need > 0
        for part in (need.numerator * need.denominator,)
    }
    multiple = 1
    for one in denominators:
        multiple = math.lcm(multiple, one)
        if multiple > FINEST:
            return FINEST, False
    return multiple, True


def cost_of(family: Family, name: str, scale: int) -> Cost:
    """Return the cost of the balance goal ``name`` in ``scale`` parts of one."""
    if name != "shortage":
        return goals.COSTS[name](family)
    own = [goals.marginals(need) for need in family.seats.need]
    width = max((len(row) for row in own), default=0) + 1
    slot = np.zeros((len(own), width), np.int64)
    for at, row in enumerate(own):
        slot[at, : len(row)] = [
            math.floor(value * scale + Fraction(1, 2)) for value in row
        ]
    nothing = np.zeros(len(family.moves), np.int64)
    return Cost("shortage", nothing, slot, scale=scale)


@dataclass(frozen=True)
class Balance:
    """
    The ordered ``costs`` of a family as one: ``whole``.

    ``least`` is the least value that each of them can have within the bounds, ``radix``
    how many values each may take; the last goal is the last digit.
    """

    costs: tuple[Cost, ...]
    whole: Cost
    least: Vector
    radix: Vector

    def vector(self, number: int) -> Vector:
        """Return the values of the goals that ``number`` (of ``whole``) stands for."""
        rest, digits = number - self.number(self.least), []
        for radix in reversed(self.radix[1:]):
            rest, digit = divmod(rest, radix)
            digits.append(digit)
        digits.append(rest)
        return tuple(
            digit + low for digit, low in zip(reversed(digits), self.least, strict=True)
        )

    def number(self, vector: Vector) -> int:
        """Return the number that stands for the values ``vector`` of the goals."""
        number = 0
        for value, radix in zip(vector, self.radix, strict=True):
            number = number * radix + value
        return number


class TooWideError(ArithmeticError):
    """The goals of a family do not fit into one integer."""


def combine(state: State, costs: Sequence[Cost]) -> Balance:
    """
    Return ordered ``costs`` of slots as one cost, within the bounds of ``state``.

    :raises TooWideError: when one integer cannot hold them all.
    """
    width = max(cost.slot.shape[1] for cost in costs)
    tables = [widened(cost.slot, width) for cost in costs]
    ends = [_ends(state, table) for table in tables]
    least = tuple(low for low, _ in ends)
    radix = tuple(high - low + 1 for low, high in ends)
    if math.prod(radix) > ROOM:
        raise TooWideError(f"Expected goals within {ROOM} values, got {radix}.")
    slot = np.zeros_like(tables[0])
    for table, base in zip(tables, radix, strict=True):
        slot = slot * base + table
    whole = Cost("balance", costs[0].move * 0, slot)
    return Balance(tuple(costs), whole, least, radix)


def widened(table: Ints, width: int) -> Ints:
    """Return a table of slots with its last column repeated up to ``width``."""
    rest = np.repeat(table[:, -1:], width - table.shape[1], axis=1)
    return np.concatenate([table, rest], axis=1)


def staff_of(family: Family, at: Ints) -> Ints:
    """Return the counted people at each seat after the moves ``at`` (−1: stays)."""
    seat = family.origin.copy()
    seat[at >= 0] = family.moves.seat[at[at >= 0]]
    there: Ints = np.bincount(seat, minlength=len(family.seats))
    whole: Ints = family.seats.fixed + there
    return whole


def staff_cost(table: Ints, staff: Ints) -> Ints:
    """Return what ``staff`` people at each seat cost, all counted from the first."""
    none = np.zeros((len(table), 1), np.int64)
    sums = np.concatenate([none, table.cumsum(axis=1)], axis=1)
    width = table.shape[1]
    seats = np.arange(len(table))
    beyond = np.maximum(staff - width, 0) * table[:, -1]
    whole: Ints = sums[seats, np.minimum(staff, width)] + beyond
    return whole


def _ends(state: State, table: Ints) -> tuple[int, int]:
    """Return the least and the most that seats within their bounds can cost."""
    fixed = state.family.seats.fixed
    most = fixed + np.maximum(state.low, state.high)
    wide = widened(table, max(table.shape[1], int(most.max(initial=0))))
    none = np.zeros((len(wide), 1), np.int64)
    sums = np.concatenate([none, wide.cumsum(axis=1)], axis=1)
    staff = np.arange(sums.shape[1])
    inside = (staff >= (fixed + state.low)[:, None]) & (staff <= most[:, None])
    start = sums[np.arange(len(sums)), most][:, None]
    low = np.where(inside, sums, start).min(axis=1)
    high = np.where(inside, sums, start).max(axis=1)
    return int(low.sum()), int(high.sum())
