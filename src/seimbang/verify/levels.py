"""
Leximin: ratios of staff to need, from the lowest level upwards.

For one level after another, as many seats as possible have more than that share of
their need. A level may be left out only where nothing is left to choose at it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from seimbang.language import Text
from seimbang.verify.network import Network
from seimbang.verify.report import refuse


@dataclass(frozen=True)
class Ratios:
    """
    The ratios that the seats of a network may still have.

    ``open`` has the lowest and the highest of each seat where they differ: at a level
    from the lowest on and below the highest, that seat may be above it or not.
    """

    ratios: Sequence[Fraction]  # ascending, below 1
    open: Sequence[tuple[Fraction, Fraction]]


def ratios(nets: Sequence[Network]) -> Ratios:
    """Return the ratios of what the bounds of the seats leave, over the networks."""
    found: set[Fraction] = set()
    spans = []
    for net in nets:
        fixed = net.family.seats.fixed
        lows, highs = (fixed + net.seat_low).tolist(), (fixed + net.seat_high).tolist()
        for need, low, high in zip(net.family.seats.need, lows, highs, strict=True):
            if not need or low >= high or low >= need:
                continue
            spans.append((low / need, high / need))
            full = -(-need.numerator // need.denominator)
            found.update(staff / need for staff in range(low, min(high + 1, full)))
    return Ratios(sorted(found), spans)


def skipped(
    left: Ratios, family: str | Text, before: Fraction | None, after: Fraction | None
) -> None:
    """
    Refuse to leave out the levels between two where the plans left differ.

    None: from the lowest on, or to the end.
    """
    first = 0 if before is None else bisect_right(left.ratios, before)
    last = len(left.ratios) if after is None else bisect_left(left.ratios, after)
    for low, high in left.open:
        at = max(first, bisect_left(left.ratios, low))
        if at < last and left.ratios[at] < high:
            level = left.ratios[at]
            raise refuse(
                "{family}: level {level} of the ratios is left out.",
                family=family,
                level=f"{level.numerator}/{level.denominator}",
            )
