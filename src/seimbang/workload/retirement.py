"""
The day a pension starts: the first of the month after the birthday of the age (BUP).

Source: R8, PP 11/2017 art. 239; teachers by UU 14/2005 art. 40.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from seimbang.workload.basis import Basis


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
    Return the retirement age by job (columns retirement_age_of_job, kind, subject, level).

    Null for a functional job whose level is unknown: ages differ by seven years.
    """
    ages = basis.table("retirement.age")
    kind, level = pl.col("kind"), pl.col("level").str.to_lowercase()
    age = pl.when(pl.col("retirement_age_of_job").is_not_null()).then(
        "retirement_age_of_job"
    )
    age = age.when((kind == "functional") & pl.col("subject").is_not_null()).then(
        int(ages["teacher"])
    )
    for name, years in ages["functional"].items():
        named = (kind == "functional") & level.str.contains(rf"\\b{name}\\b")
        age = age.when(named).then(int(years))
    for name in ("jpt", "administrator", "pengawas", "executive"):
        age = age.when(kind == name).then(int(ages[name]))
    return age.otherwise(None).cast(pl.Int64)


def retires_on(basis: Basis) -> pl.Expr:
    """Return the date the file gives, else the computed one; null: unknown."""
    computed = pension_starts(pl.col("birth_on"), age_of(basis))
    return pl.coalesce("retires_on", computed).alias("retires_on")
