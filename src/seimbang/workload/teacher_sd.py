"""
Teachers of a primary school: one a class, religion per faith, sport, inclusion.

Source: Juknis Peraturan Bersama 5 Menteri 2011; decisions D1 and D17.
"""

from __future__ import annotations

import polars as pl

from seimbang.workload import classes, lessons
from seimbang.workload.answer import ANSWER, flag, whole
from seimbang.workload.regency import Regency

METHOD = "teacher_sd"
CLASS_TEACHER = "guru kelas"
SPORT = "pjok"
GUIDE = "pembimbing-khusus"


def guides_for(rombel: pl.Expr, per_guide: int) -> pl.Expr:
    """Return the special-needs teachers of a school with inclusion pupils. D17."""
    return (rombel + per_guide - 1) // per_guide


def guides(rombel: int, *, per_guide: int = 6) -> int:
    """Return the special-needs teachers for ``rombel`` classes."""
    return int(pl.select(guides_for(pl.lit(rombel), per_guide)).item())


def needs(regency: Regency) -> pl.DataFrame:
    """Return the answers for all primary schools; a null need: classes unknown."""
    rombel = classes.of_schools(regency, "sd")
    if rombel.is_empty():
        return ANSWER.to_frame()
    parts = [
        _class_teachers(rombel, regency),
        _subject_teachers(rombel, regency),
        inclusion(rombel, regency, kind="sd", method=METHOD),
    ]
    return pl.concat(parts)


def _class_teachers(rombel: pl.DataFrame, regency: Regency) -> pl.DataFrame:
    known = pl.col("rombel").is_not_null().all()
    number = rombel.group_by("unit_id").agg(
        need=pl.when(known).then(pl.col("rombel").sum()),
        code=pl.lit(CLASS_TEACHER),
    )
    return whole(
        regency.posts.filled(number, "sd"),
        METHOD,
        need=pl.col("need"),
        flags=[flag("classes_unknown", pl.col("need").is_null())],
    )


def _subject_teachers(rombel: pl.DataFrame, regency: Regency) -> pl.DataFrame:
    """Return religion and sport; other subjects belong to the class teacher."""
    minimum = regency.basis.table("teacher.minimum_per_sd")
    lesson = lessons.jtm(sd_lessons(rombel, regency))
    hours = pl.col("jtm")
    is_religion = pl.col("code").str.starts_with(lessons.RELIGION)
    largest = hours.rank("ordinal", descending=True).over("unit_id", is_religion) == 1
    legal = (
        pl.when(is_religion & largest)
        .then(int(minimum["religion"]))
        .when(pl.col("code") == SPORT)
        .then(int(minimum["pe"]))
        .otherwise(0)
    )
    lesson = lesson.sort("unit_id", "code").with_columns(
        legal=pl.when(hours > 0).then(legal).otherwise(0).cast(pl.Int64)
    )
    found = lessons.teachers_for(
        hours, lessons.steps_of_law(regency.basis.value("teacher.rounding"))
    )
    known = hours.is_not_null()
    return whole(
        regency.posts.filled(lesson, "sd"),
        METHOD,
        need=pl.when(known).then(pl.max_horizontal(found.low, "legal")),
        high=pl.max_horizontal(found.high, "legal"),
        minimum=pl.col("legal"),
        flags=found.flags,
    )


def sd_lessons(rombel: pl.DataFrame, regency: Regency) -> pl.DataFrame:
    """Return the lessons that a primary school needs a subject teacher for."""
    taught = lessons.of_classes(
        rombel,
        lessons.curriculum(regency.basis, "sd", regency.local.teacher_hours),
        regency.snapshot["lesson_hours"],
    )
    ratio = classes.ratio_of(regency, "sd")
    faiths = classes.by_faith(rombel, regency.snapshot["faith_classes"], ratio)
    subject = pl.col("subject")
    return lessons.of_faiths(taught, faiths).filter(
        subject.str.starts_with(lessons.RELIGION) | (subject == SPORT)
    )


def inclusion(
    rombel: pl.DataFrame,
    regency: Regency,
    *,
    kind: str,
    method: str,
) -> pl.DataFrame:
    """Return the special-needs teachers of schools of ``kind``. D17."""
    per_guide = regency.basis.integer("teacher.inclusion_classes_per_teacher")
    known = pl.col("rombel").is_not_null().all()
    number = (
        rombel.group_by("unit_id")
        .agg(
            included=pl.col("inclusion").any(),
            total=pl.when(known).then(pl.col("rombel").sum()),
            code=pl.lit(GUIDE),
        )
        .filter("included")
        .select("unit_id", "code", need=guides_for(pl.col("total"), per_guide))
    )
    return whole(
        regency.posts.filled(number, kind),
        method,
        need=pl.col("need"),
        flags=[flag("classes_unknown", pl.col("need").is_null())],
    )
