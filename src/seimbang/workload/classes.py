"""Classes (rombel) of a school, from its pupils when they are not given."""

from __future__ import annotations

import polars as pl

from seimbang.model.tables import FAITHS
from seimbang.workload.regency import Regency

MOST = 10_000  # pupils or classes of one grade; more is an error of typing
FAITH_SUBJECT = {value: f"agama-{word.lower()}" for word, value in FAITHS.items()}


def classes_for(pupils: pl.Expr, ratio: pl.Expr | int) -> pl.Expr:
    """
    Return the classes that ``pupils`` of one grade fill, ``ratio`` pupils each.

    Source: Juknis Peraturan Bersama 5 Menteri 2011, JR = CEIL(pupils / RSG).
    """
    return (pupils + ratio - 1) // ratio


def classes(pupils: int, ratio: int) -> int:
    """Return the classes that ``pupils`` of one grade fill."""
    return int(pl.select(classes_for(pl.lit(pupils), ratio)).item())


def ratio_of(regency: Regency, kind: str) -> int:
    """Return the pupils a class: the region's ratio, at most the law's limit."""
    limit = regency.basis.integer(f"teacher.class_limit.{kind}")
    return min(int(regency.local.class_ratio[kind]), limit)


def of_schools(regency: Regency, kind: str) -> pl.DataFrame:
    """
    Return unit_id, grade, pupils, rombel, inclusion of the schools of ``kind``.

    ``rombel`` is null where neither classes nor pupils are known.
    """
    units, classes = regency.snapshot["units"], regency.snapshot["classes"]
    schools = units.filter(pl.col("kind") == kind).select("unit_id")
    ratio = ratio_of(regency, kind)
    pupils = pl.col("pupils")
    given = pl.coalesce("classes", classes_for(pupils, ratio))
    return classes.join(schools, on="unit_id").select(
        "unit_id",
        "grade",
        pupils=pl.when(pupils <= MOST).then(pupils),
        rombel=pl.when(given <= MOST).then(given),
        inclusion=pl.col("inclusion_pupils").fill_null(0) > 0,
    )


def by_faith(
    rombel: pl.DataFrame, faith_classes: pl.DataFrame, ratio: int
) -> pl.DataFrame:
    """
    Return unit_id, grade, subject, rombel: the classes each religion is taught in.

    A school without a row in ``faith_classes`` teaches Islam to every class. No faith
    has more classes in a grade than the grade has, unless the file says so.
    """
    of_schools = faith_classes.join(rombel, on="unit_id", how="semi")
    told = of_schools.join(
        rombel, on=["unit_id", "grade"], how="left", suffix="_grade"
    ).select(
        "unit_id",
        "grade",
        subject=pl.col("faith").replace_strict(FAITH_SUBJECT, return_dtype=pl.String),
        rombel=pl.coalesce(
            "classes",
            pl.min_horizontal(classes_for(pl.col("pupils"), ratio), pl.col("rombel")),
        ),
    )
    silent = rombel.join(told, on="unit_id", how="anti").select(
        "unit_id", "grade", pl.lit(FAITH_SUBJECT["islam"]).alias("subject"), "rombel"
    )
    return pl.concat([told, silent])
