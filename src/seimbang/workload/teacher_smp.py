"""
Teachers of a junior secondary school: by subject, religion per faith, counsellors.

Source: Juknis Peraturan Bersama 5 Menteri 2011; decisions D1, D17 and D19.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from seimbang.workload import classes, lessons
from seimbang.workload.answer import ANSWER, whole
from seimbang.workload.regency import Regency
from seimbang.workload.teacher_sd import inclusion

METHOD = "teacher_smp"
COUNSELLOR = "bk"
OPTIONAL = ("koding", "muatan-lokal")  # counted where a school has a seat for it


def needs(regency: Regency) -> pl.DataFrame:
    """Return the answers for all SMP; a null need: classes or pupils unknown."""
    rombel = classes.of_schools(regency, "smp")
    if rombel.is_empty():
        return ANSWER.to_frame()
    parts = [
        _subject_teachers(rombel, regency),
        _counsellors(rombel, regency),
        inclusion(rombel, regency, kind="smp", method=METHOD),
    ]
    return pl.concat(parts)


def _subject_teachers(rombel: pl.DataFrame, regency: Regency) -> pl.DataFrame:
    lesson = lessons.jtm(smp_lessons(rombel, regency))
    return _by_load(
        lesson.with_columns(load="jtm"),
        regency,
        lessons.steps_of_law(regency.basis.value("teacher.rounding")),
    )


def _counsellors(rombel: pl.DataFrame, regency: Regency) -> pl.DataFrame:
    """Return counsellors: 150 to 225 pupils each, read as D1 reads 24 to 40 hours."""
    bounds = regency.basis.table("teacher.counsellor_pupils")
    known = pl.col("pupils").is_not_null().all()
    pupils = rombel.group_by("unit_id").agg(
        load=pl.when(known).then(pl.col("pupils").sum()), code=pl.lit(COUNSELLOR)
    )
    steps = lessons.steps_of_bounds(int(bounds["low"]), int(bounds["high"]))
    return _by_load(pupils, regency, steps)


def _by_load(
    load: pl.DataFrame, regency: Regency, steps: Sequence[lessons.Step]
) -> pl.DataFrame:
    found = lessons.teachers_for(pl.col("load"), steps)
    return whole(
        regency.posts.filled(load, "smp"),
        METHOD,
        need=found.low,
        high=found.high,
        flags=found.flags,
    )


def smp_lessons(rombel: pl.DataFrame, regency: Regency) -> pl.DataFrame:
    """Return the lessons of each school; optional ones where it has a seat."""
    taught = lessons.of_classes(
        rombel,
        lessons.curriculum(regency.basis, "smp", regency.local.teacher_hours),
        regency.snapshot["lesson_hours"],
    )
    ratio = classes.ratio_of(regency, "smp")
    faiths = classes.by_faith(rombel, regency.snapshot["faith_classes"], ratio)
    offered = regency.posts.used.join(
        regency.snapshot["jobs"].select("job_id", "subject"), on="job_id"
    )
    chosen = taught.join(offered, on=["unit_id", "subject"], how="semi")
    optional = pl.col("subject").is_in(OPTIONAL)
    taught = pl.concat([taught.filter(~optional), chosen.filter(optional)])
    return lessons.of_faiths(taught, faiths)
