"""Exact numbers in columns: two integer columns, ``name_num`` and ``name_den``."""

from __future__ import annotations

import math
from fractions import Fraction

import polars as pl


def reduced(numerator: int, denominator: int) -> tuple[int, int]:
    """Return the pair in lowest terms, denominator > 0."""
    if denominator == 0:
        raise ValueError("Expected a denominator other than 0, got 0.")
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    divisor = math.gcd(numerator, denominator)
    return numerator // divisor, denominator // divisor


def fraction(row: dict[str, int | None], name: str) -> Fraction | None:
    """Return the ratio ``name`` of a row, None when it is unknown."""
    numerator, denominator = row[f"{name}_num"], row[f"{name}_den"]
    if numerator is None or denominator is None:
        return None
    return Fraction(numerator, denominator)


def half_up(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Return numerator / denominator (both >= 0) to whole numbers, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)
