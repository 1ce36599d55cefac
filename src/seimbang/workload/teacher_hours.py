"""
A teacher's hours: lessons and extra duties that count toward 24.

Source: Permendikdasmen 11/2025 art. 10 and 11; decisions D9, D18, D19.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from seimbang.law import Law
from seimbang.workload.basis import Basis


def credit(
    lessons: pl.Expr,
    duties: pl.Expr,
    hours: Mapping[str, int],
    *,
    attached: int,
    cap: int,
) -> pl.Expr:
    """
    Return the JTM that count: lessons and duties; null when the lessons are unknown.

    A duty of ``attached`` hours counts once and takes the others with it; else the
    others count together up to ``cap``.
    """
    held = {
        duty: pl.when(duties.list.contains(duty)).then(value).otherwise(0)
        for duty, value in hours.items()
    }
    main = [held[duty] for duty, value in hours.items() if value >= attached]
    other = [held[duty] for duty, value in hours.items() if value < attached]
    capped = pl.min_horizontal(pl.sum_horizontal(other), cap)
    largest = pl.max_horizontal(main)
    return lessons + pl.when(largest > 0).then(largest).otherwise(capped)


def credited(lessons: int, duties: Sequence[str], law: Law, day: date) -> int:
    """Return the JTM that count for one teacher."""
    held = pl.lit(pl.Series([list(duties)], dtype=pl.List(pl.String())))
    found = credit_of(pl.lit(lessons), held, Basis(law, day))
    return int(pl.select(found).item())


def credit_of(lessons: pl.Expr, duties: pl.Expr, basis: Basis) -> pl.Expr:
    """Return the JTM that count by the law of the day."""
    return credit(
        lessons,
        duties,
        basis.table("teacher.duty.hours"),
        attached=basis.integer("teacher.duty.attached_hours"),
        cap=basis.integer("teacher.duty.other_cap"),
    )


def below(basis: Basis) -> pl.Expr:
    """Tell of a person (teaching_hours, duties) whether the credit is below 24."""
    duties = pl.col("duties").fill_null([])
    counted = credit_of(pl.col("teaching_hours"), duties, basis)
    return (counted < basis.integer("teacher.hours_min")).fill_null(value=False)
