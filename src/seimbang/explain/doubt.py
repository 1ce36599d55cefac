"""What may be otherwise at the two seats of a move, and what a person costs there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from seimbang.plan.problem import Family

SLOTS = ("nobody", "minimum", "shortage")  # goals that cost nothing on moves
STAFF = ((0, 0), (-1, 0), (0, 1), (1, 0), (0, -1))  # one person more or fewer
Range = tuple[Fraction, Fraction]
Needs = Sequence[Fraction | None]


@dataclass(frozen=True)
class Doubt:
    """
    What need and staff of the two seats of a move may be, and then it is wrong.

    ``origin_need``, ``target_need``: another need than reckoned; ``origin_more``,
    ``target_more``: people more (−1: one fewer) than on record. None, 0: as reckoned.
    """

    origin_need: Fraction | None = None
    target_need: Fraction | None = None
    origin_more: int = 0
    target_more: int = 0

    @property
    def size(self) -> tuple[int, bool]:
        """Return what doubts are told by: few things first, needs before staff."""
        needs = (self.origin_need is not None) + (self.target_need is not None)
        staff = (self.origin_more != 0) + (self.target_more != 0)
        return needs + staff, needs == 0

    def at(self, seat: int, ends: tuple[int, int]) -> tuple[Fraction | None, int]:
        """Return the other need (None: as reckoned) and people more of a seat."""
        if seat == ends[0]:
            return self.origin_need, self.origin_more
        return self.target_need, self.target_more

    def as_dict(self) -> dict[str, object]:
        """Return the doubt as JSON knows it."""
        found = dict(vars(self))
        for name, need in found.items():
            if isinstance(need, Fraction):
                found[name] = [need.numerator, need.denominator]
        return found


def scenarios(origin: Needs, target: Needs, staff: tuple[int, int]) -> Iterator[Doubt]:
    """
    Yield what may be otherwise at two seats with ``staff`` people after the plan.

    Every combination of needs (None: as reckoned), with at most one person more or
    fewer at one of them.
    """
    found = [
        Doubt(one, other, *more)
        for one, other, more in product(origin, target, STAFF)
        if (one, other, more) != (None, None, (0, 0))
        if staff[0] + more[0] >= 0 and staff[1] + more[1] >= 0
    ]
    yield from sorted(found, key=lambda one: one.size)


class Price:
    """
    What the next person at a seat costs, all goals in one integer.

    The goals stand in order, each with more room than the later ones can add up to in
    the two slots that a change fills and empties.
    """

    def __init__(
        self, family: Family, goals: Sequence[str], needs: Iterable[Fraction]
    ) -> None:
        self.family = family
        every = [need for need in needs if need > 0]
        scale = math.lcm(1, *(one.numerator * one.denominator for one in every))
        self.factor = {"nobody": 1, "minimum": 1, "shortage": scale}
        seats = family.seats
        largest = {
            "nobody": 1,
            "minimum": int(seats.weight.max(initial=1)),
            "shortage": scale * (2 + max((math.ceil(one) for one in every), default=0)),
        }
        room = 1
        for name in reversed(goals):
            self.factor[name] *= room
            room *= 4 * largest[name] + 1
        self.goals = tuple(goals)
        self._known: dict[tuple[int, int, Fraction | None], int] = {}

    def slot(self, seat: int, staff: int, need: Fraction | None = None) -> int:
        """Return what one more costs where ``staff`` are (``need`` None: reckoned)."""
        key = (seat, staff, need)
        if key not in self._known:
            self._known[key] = sum(
                int(self._goal(name, seat, staff, need) * self.factor[name])
                for name in self.goals
            )
        return self._known[key]

    def _goal(
        self, name: str, seat: int, staff: int, need: Fraction | None
    ) -> Fraction | int:
        seats = self.family.seats
        if name == "nobody":
            bare = seats.required[seat] and seats.others[seat] == 0
            return -1 if bare and staff <= 0 else 0
        if name == "minimum":
            return -int(seats.weight[seat]) if staff < seats.minimum[seat] else 0
        reckoned = seats.need[seat]
        if reckoned is None:
            return 0
        true = reckoned if need is None else need
        return shortage(true, staff + 1) - shortage(true, staff)


def shortage(need: Fraction, staff: int) -> Fraction:
    """Return shortage² / need."""
    return max(Fraction(0), need - staff) ** 2 / need if need > 0 else Fraction(0)


def settled(goals: Sequence[str]) -> tuple[str, ...]:
    """
    Return the goals up to shortage that a doubt is judged by.

    Empty where the policy puts anything else before shortage, or has none.
    """
    if "shortage" not in goals:
        return ()
    chosen = tuple(goals[: goals.index("shortage") + 1])
    return chosen if set(chosen) <= set(SLOTS) else ()
