"""What the points of a frontier amount to, in the measures an officer knows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan.balance import cost_of, staff_cost, staff_of
from seimbang.plan.problem import Family, Ints
from seimbang.plan.regency import Frontier, Row


@dataclass(frozen=True)
class Tally:
    """
    How people are spread.

    ``nobody`` seats with a minimum where nobody at all is, ``below`` seats under their
    minimum, ``minimum`` the weighted people missing to it; ``missing`` people to the
    need, and ``shortage`` the sum of missing² / need, both in parts of one (``scale``).
    """

    nobody: int
    below: int
    minimum: int
    missing: Fraction
    shortage: Fraction

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(
            *(
                mine + its
                for mine, its in zip(
                    vars(self).values(), vars(other).values(), strict=True
                )
            )
        )


class Meter:
    """Tables of a family that tell what any staff of its seats amounts to."""

    def __init__(self, family: Family, scale: int) -> None:
        self.family, self.scale = family, scale
        seats = family.seats
        needs = [need or Fraction(0) for need in seats.need]
        self.tables = (
            goals.nobody(family).slot,
            _below(seats.minimum),
            goals.minimum(family).slot,
            _missing(needs, scale),
            cost_of(family, "shortage", scale).slot,
        )
        self.base = (
            int((seats.required & (seats.others == 0)).sum()),
            int((seats.minimum > 0).sum()),
            int((seats.weight * seats.minimum).sum()),
            Fraction(sum(needs)),
            Fraction(sum(needs)),
        )

    def tally(self, at: Ints) -> Tally:
        """Return what the moves ``at`` (−1: stays) amount to."""
        staff = staff_of(self.family, at)
        nobody, below, minimum, missing, shortage = (
            int(staff_cost(table, staff).sum()) for table in self.tables
        )
        base = self.base
        return Tally(
            base[0] + nobody,
            base[1] + below,
            base[2] + minimum,
            base[3] + Fraction(missing, self.scale),
            base[4] + Fraction(shortage, self.scale),
        )


def _below(minimum: Ints) -> Ints:
    slot = np.zeros((len(minimum), int(minimum.max(initial=0)) + 1), np.int64)
    at = np.flatnonzero(minimum > 0)
    slot[at, minimum[at] - 1] = -1
    return slot


def _missing(needs: list[Fraction], scale: int) -> Ints:
    width = max((math.ceil(need) for need in needs), default=0) + 1
    slot = np.zeros((len(needs), width), np.int64)
    for at, need in enumerate(needs):
        for person in range(math.ceil(need)):
            part = min(Fraction(1), need - person)
            slot[at, person] = -math.floor(part * scale + Fraction(1, 2))
    return slot


def tallies(found: Frontier) -> list[Tally]:
    """Return what each row of the frontier amounts to, all families together."""
    known: dict[tuple[int, int], Tally] = {}
    meters = [Meter(curve.family, found.scale) for curve in found.curves]

    def one(family: int, row: Row) -> Tally:
        share = row.shares[family]
        if (family, share) not in known:
            at = found.curves[family].at_most(share).at
            known[family, share] = meters[family].tally(at)
        return known[family, share]

    nothing = Tally(0, 0, 0, Fraction(0), Fraction(0))
    sums, last = [], None
    whole = nothing
    for row in found.rows:
        for family in range(len(meters)):
            if last is None:
                whole += one(family, row)
            elif row.shares[family] != last.shares[family]:
                whole += one(family, row)
                was = one(family, last)
                whole += Tally(*(-value for value in vars(was).values()))
        sums.append(whole)
        last = row
    return sums


def part_done(sums: Sequence[Tally], share: Fraction) -> int | None:
    """
    Return after how many rows ``share`` of the fall in shortage is reached for good.

    None when the shortage does not fall from the first row to the last.
    """
    first, last = sums[0].shortage, sums[-1].shortage
    if last >= first:
        return None
    enough = [first - one.shortage >= share * (first - last) for one in sums]
    missed = [at for at, held in enumerate(enough) if not held]
    return missed[-1] + 1
