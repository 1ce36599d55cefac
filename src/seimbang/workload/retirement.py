"""
The day a pension starts: the first of the month after the birthday of the age (BUP).

Source: R8, PP 11/2017 art. 239; teachers by UU 14/2005 art. 40.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from seimbang.workload.basis import Basis

KINDS = ("jpt", "administrator", "pengawas", "executive")


def pension_starts(birth_on: pl.Expr, age: pl.Expr) -> pl.Expr:
    """Return the first day of the pension; null when a fact is unknown."""
    month = pl.date(birth_on.dt.year() + age, birth_on.dt.month(), 1)
    return month.dt.offset_by("1mo")


def pension_start(birth_on: date, age: int) -> date:
    """Return the first day of the pension of one person."""
    found: date = pl.select(
        pension_starts(pl.lit(birth_on), pl.lit(age, pl.Int64))
    ).item()
    return found


def age_of(basis: Basis) -> pl.Expr:
    """
    Return the retirement age, from retirement_age_of_job, kind, subject and level.

    Null for a functional job whose level is unknown: ages differ by seven years.
    """
    ages = basis.table("retirement.age")
    kind, level = pl.col("kind"), pl.col("level").str.to_lowercase()
    functional = kind == "functional"
    cases = [(kind == name, ages[name]) for name in KINDS]
    cases += [
        (functional & level.str.contains(rf"\b{name}\b"), years)
        for name, years in ages["functional"].items()
    ]
    cases.append((functional & pl.col("subject").is_not_null(), ages["teacher"]))
    age: pl.Expr = pl.lit(None, pl.Int64)
    for holds, years in cases:
        age = pl.when(holds).then(int(years)).otherwise(age)
    return pl.coalesce("retirement_age_of_job", age).cast(pl.Int64)


def retires_on(basis: Basis) -> pl.Expr:
    """Return the date the file gives, else the computed one; null: unknown."""
    computed = pension_starts(pl.col("birth_on"), age_of(basis))
    return pl.coalesce("retires_on", computed).alias("retires_on")
