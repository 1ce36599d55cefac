"""
The gap in five years: who retires and whose contract ends is taken off.

Source: Peraturan BKN 9/2022: gap5 = existing − need − BUP − contract ends.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl

from seimbang.workload.abk import Exact


def gap5(
    existing: int, need: Exact, *, retiring: int, contracts_ending: int
) -> Fraction:
    """Return the gap (negative: shortage) when nobody is replaced."""
    return existing - Fraction(need) - retiring - contracts_ending


def leaving(day: date, years: int) -> tuple[pl.Expr, pl.Expr]:
    """
    Return whether a person in duty retires, or else ends the contract, by then.

    Columns retires_on, contract_until (exclusive). Nobody is taken off twice.
    """
    until = pl.lit(day).dt.offset_by(f"{years}y")
    retires = (pl.col("retires_on") <= until).fill_null(value=False)
    ends = (pl.col("contract_until") <= until).fill_null(value=False)
    return retires, ends & ~retires
