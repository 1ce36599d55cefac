"""What the points of a frontier amount to, in the measures an officer knows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan.balance import cost_of, staff_of, widened
from seimbang.plan.problem import Family, Ints
from seimbang.plan.regency import Frontier


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

    @classmethod
    def of(cls, parts: Ints, scale: int) -> Tally:
        """Return what the ``parts`` of a meter say; ``scale`` of them are one."""
        nobody, below, minimum, missing, shortage = map(int, parts)
        return cls(
            nobody,
            below,
            minimum,
            Fraction(missing, scale),
            Fraction(shortage, scale),
        )


class Meter:
    """Tables of a family that tell what any staff of its seats amounts to."""

    def __init__(self, family: Family, scale: int) -> None:
        self.family = family
        seats = family.seats
        needs = [need or Fraction(0) for need in seats.need]
        tables = (
            goals.nobody(family).slot,
            _below(seats.minimum),
            goals.minimum(family).slot,
            _missing(needs, scale),
            cost_of(family, "shortage", scale).slot,
        )
        most = int((seats.fixed + len(family.people)).max(initial=0))
        self.sums = [_sums(table, most) for table in tables]
        whole = round(sum(needs) * scale)
        self.base = np.array(
            [
                int((seats.required & (seats.others == 0)).sum()),
                int((seats.minimum > 0).sum()),
                int((seats.weight * seats.minimum).sum()),
                whole,
                whole,
            ],
            np.int64,
        )

    def parts(self, at: Ints) -> Ints:
        """Return the figures of a tally for the moves ``at`` (−1: stays)."""
        staff, seat = staff_of(self.family, at), np.arange(len(self.family.seats))
        filled = [int(sums[seat, staff].sum()) for sums in self.sums]
        return self.base + np.array(filled, np.int64)


def _sums(table: Ints, most: int) -> Ints:
    """Return what 0, 1, … ``most`` people at each seat cost."""
    wide = widened(table, max(table.shape[1], most))
    none = np.zeros((len(wide), 1), np.int64)
    return np.concatenate([none, wide.cumsum(axis=1)], axis=1)


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
    whole = np.zeros((len(found.rows), 5), np.int64)
    shares = np.array([row.shares for row in found.rows], np.int64)
    for family, curve in enumerate(found.curves):
        meter = Meter(curve.family, found.scale)
        used = np.unique(shares[:, family])
        parts = [meter.parts(curve.at_most(share).at) for share in used.tolist()]
        place = np.searchsorted(used, shares[:, family])
        whole += np.array(parts)[place]
    return [Tally.of(parts, found.scale) for parts in whole]


def tally(found: Frontier, plans: Sequence[Ints]) -> Tally:
    """Return what it amounts to when everybody (by family) does as planned."""
    parts = np.zeros(5, np.int64)
    for curve, at in zip(found.curves, plans, strict=True):
        parts += Meter(curve.family, found.scale).parts(at)
    return Tally.of(parts, found.scale)


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
