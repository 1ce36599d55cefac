"""
EJ and EU: work of a position or a unit, divided by the time of those who are there.

Source: Permendagri 12/2008, bands as found in one public application; decision D3: the
exact ratio to two decimals, half up, then the band. A means more work than people.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import polars as pl

from seimbang.model.ratio import half_up
from seimbang.workload.abk import Exact

LAST = "E"


def hundredths(need_num: pl.Expr, need_den: pl.Expr, staff: pl.Expr) -> pl.Expr:
    """Return need / staff in hundredths, half up; null when nobody is there."""
    there = pl.when(staff > 0).then(staff)
    return half_up(100 * need_num, need_den * there)


def words(hundredths: pl.Expr) -> pl.Expr:
    """Return hundredths as "0.89"."""
    cents = (hundredths % 100).cast(pl.String).str.zfill(2)
    return pl.concat_str((hundredths // 100).cast(pl.String), pl.lit("."), cents)


def band(hundredths: pl.Expr, limits: Mapping[str, Fraction]) -> pl.Expr:
    """
    Return the letter of a ratio in hundredths; ``limits`` are the lower ends of A … D.

    A begins above its limit, the others at theirs.
    """
    first, *others = sorted(limits)
    letter = pl.when(hundredths > int(limits[first] * 100)).then(pl.lit(first))
    for name in others:
        letter = letter.when(hundredths >= int(limits[name] * 100)).then(pl.lit(name))
    return letter.when(hundredths.is_not_null()).then(pl.lit(LAST))


def effectiveness(need: Exact, staff: int) -> Fraction | None:
    """Return EJ (or EU, from sums), exact; None when nobody is there."""
    return Fraction(need) / staff if staff else None


def of_minutes(workload: Exact, staff: int, effective_time: int) -> Fraction | None:
    """Return EJ or EU as the regulation writes it, from minutes a year."""
    return effectiveness(Fraction(workload) / effective_time, staff)


def grade(ratio: str | Fraction, limits: Mapping[str, str]) -> str:
    """Return the band of one exact ``ratio`` (PJ or PU)."""
    exact = Fraction(ratio)
    cents = hundredths(
        pl.lit(exact.numerator), pl.lit(exact.denominator), pl.lit(1, pl.Int64)
    )
    bands = {name: Fraction(limit) for name, limit in limits.items()}
    return str(pl.select(band(cents, bands)).item())
