"""
EJ and EU: work of a position or a unit, divided by the time of those who are there.

Source: Permendagri 12/2008, bands as found in one public application; decision D3: the
exact ratio to two decimals, half up, then the band. A means more work than people.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import polars as pl

from seimbang.law import Law
from seimbang.model.ratio import half_up
from seimbang.workload.abk import Exact
from seimbang.workload.basis import Basis

FIRST, LAST = "A", "E"


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
    letter: pl.Expr = pl.when(hundredths.is_not_null()).then(pl.lit(LAST))
    for name in sorted(limits, reverse=True):
        limit = int(limits[name] * 100)
        reached = hundredths > limit if name == FIRST else hundredths >= limit
        letter = pl.when(reached).then(pl.lit(name)).otherwise(letter)
    return letter


def effectiveness(need: Exact, staff: int) -> Fraction | None:
    """Return EJ (or EU, from sums), exact; None when nobody is there."""
    return Fraction(need) / staff if staff else None


def of_minutes(workload: Exact, staff: int, effective_time: int) -> Fraction | None:
    """Return EJ or EU as the regulation writes it, from minutes a year."""
    return effectiveness(Fraction(workload) / effective_time, staff)


def grade(ratio: str | Fraction, law: Law, day: date) -> str:
    """Return the band of one exact ``ratio`` (PJ or PU)."""
    exact = Fraction(ratio)
    cents = hundredths(
        pl.lit(exact.numerator), pl.lit(exact.denominator), pl.lit(1, pl.Int64)
    )
    return str(pl.select(band(cents, limits_of(Basis(law, day)))).item())


def limits_of(basis: Basis) -> dict[str, Fraction]:
    """Return the lower limits of the bands in force."""
    return basis.fractions("workload.effectiveness.bands")
