"""
Lesson hours (JTM) of a school's subjects, and the teachers they ask for.

Source: Juknis Peraturan Bersama 5 Menteri 2011; JP by Permendikdasmen 13/2025.
Decision D1: whole JTM are rounded, never a rounded quotient.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from seimbang.law import Law
from seimbang.workload.basis import Basis

RELIGION = "agama"
HOURS = pl.Schema({"subject": pl.String(), "grade": pl.Int64(), "hours": pl.Int64()})


@dataclass(frozen=True)
class Step:
    """A load of ``start`` or more asks for low to high teachers, or load / divisor."""

    start: int
    low: int = 0
    high: int = 0
    flag: str | None = None
    divisor: int | None = None


def steps_of_law(rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return the steps of the law's table ``teacher.rounding``."""
    return tuple(
        Step(
            start=row["from"],
            low=row.get("low", 0),
            high=row.get("high", 0),
            flag=row["flag"],
            divisor=row.get("divide_by"),
        )
        for row in rows
    )


def steps_of_bounds(least: int, most: int) -> tuple[Step, ...]:
    """Return steps like those of D1 for a load of ``least`` to ``most`` a person."""
    return (
        Step(0),
        Step(1, 1, 1, "below_least"),
        Step(least, 1, 1),
        Step(most + 1, 1, 2, "case_by_case"),
        Step(2 * least, divisor=least),
    )


@dataclass(frozen=True)
class Teachers:
    """Expressions of a load: how many teachers, at most how many, and the flags."""

    low: pl.Expr
    high: pl.Expr
    flags: tuple[pl.Expr, ...]


def teachers_for(load: pl.Expr, steps: Sequence[Step]) -> Teachers:
    """
    Return the teachers for a whole ``load`` (JTM, or pupils). D1.

    Where the Juknis leaves the case open, low is one and high is two: measure first.
    """
    low: pl.Expr = pl.lit(None, pl.Int64)
    high = low
    code: pl.Expr = pl.when(load.is_null()).then(pl.lit("classes_unknown"))
    for step in steps:
        here = load >= step.start
        divided = load // step.divisor if step.divisor else None
        name = "open_case" if step.low != step.high else step.flag
        low = pl.when(here).then(_or(divided, step.low)).otherwise(low)
        high = pl.when(here).then(_or(divided, step.high)).otherwise(high)
        code = pl.when(here).then(pl.lit(name, pl.String)).otherwise(code)
    return Teachers(low.cast(pl.Int64), high.cast(pl.Int64), (code,))


def _or(divided: pl.Expr | None, fixed: int) -> pl.Expr:
    return pl.lit(fixed) if divided is None else divided


def teachers(hours: int, law: Law, day: date) -> dict[str, Any]:
    """Return low, high, each (TMG of both, exact) and flag for ``hours`` of JTM. D1."""
    steps = steps_of_law(Basis(law, day).value("teacher.rounding"))
    found = teachers_for(pl.lit(hours), steps)
    row = pl.select(low=found.low, high=found.high, flag=found.flags[0]).row(
        0, named=True
    )
    numbers = sorted({row["low"], row["high"]} - {0})
    return {**row, "each": [Fraction(hours, number) for number in numbers]}


def hours_of_law(table: Mapping[str, Mapping[object, int]]) -> pl.DataFrame:
    """Return subject, grade, hours from the law's table subject → grade → JP."""
    rows = [
        {"subject": subject, "grade": int(str(grade)), "hours": int(hours)}
        for subject, grades in table.items()
        for grade, hours in grades.items()
    ]
    return pl.DataFrame(rows, schema=HOURS)


def curriculum(basis: Basis, kind: str, count: str) -> pl.DataFrame:
    """Return the law's hours for schools of ``kind``; ``count``: with or intra."""
    return hours_of_law(basis.table(f"teacher.lesson_hours.{kind}.{count}"))


def of_classes(
    rombel: pl.DataFrame, hours: pl.DataFrame, own: pl.DataFrame
) -> pl.DataFrame:
    """
    Return unit_id, subject, grade, rombel, hours: what each class is taught a week.

    ``own`` (the lesson_hours table) overrides the law: rows with a unit for it, rows
    without for all.
    """
    for_all = own.filter(pl.col("unit_id").is_null()).select(HOURS.names())
    for_one = own.filter(pl.col("unit_id").is_not_null())
    common = pl.concat([for_all, hours]).unique(
        ["subject", "grade"], keep="first", maintain_order=True
    )
    columns = ["unit_id", "subject", "grade", "rombel", "hours"]
    return pl.concat(
        [
            rombel.join(for_one, on=["unit_id", "grade"]).select(columns),
            rombel.join(common, on="grade").select(columns),
        ]
    ).unique(["unit_id", "subject", "grade"], keep="first", maintain_order=True)


def of_faiths(lessons: pl.DataFrame, faiths: pl.DataFrame) -> pl.DataFrame:
    """
    Return ``lessons`` with religion told apart by faith (``faiths``: its classes).

    The law's hours stand under "agama", a school's own may stand under one faith.
    """
    religion = pl.col("subject").str.starts_with(RELIGION)
    common = lessons.filter(pl.col("subject") == RELIGION).select(
        "unit_id", "grade", "hours"
    )
    own = lessons.filter(religion & (pl.col("subject") != RELIGION)).select(
        "unit_id", "subject", "grade", own="hours"
    )
    of_faith = (
        faiths.join(common, on=["unit_id", "grade"], how="left")
        .join(own, on=["unit_id", "subject", "grade"], how="left")
        .with_columns(hours=pl.coalesce("own", "hours"))
        .select(lessons.columns)
    )
    return pl.concat([lessons.filter(~religion), of_faith])


def jtm(lessons: pl.DataFrame) -> pl.DataFrame:
    """
    Return unit_id, code, jtm: lesson hours a week of each subject.

    jtm is null where the classes or the hours of a grade are unknown.
    """
    weekly = pl.col("rombel") * pl.col("hours")
    return lessons.group_by("unit_id", code="subject", maintain_order=True).agg(
        jtm=pl.when(weekly.is_not_null().all()).then(weekly.sum())
    )
