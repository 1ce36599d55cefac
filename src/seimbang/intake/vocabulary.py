"""
Subjects and professions that no formula knows, and kinds of units without a job.

Warnings: a region may have subjects and professions of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble, shown
from seimbang.intake.spelling import plain
from seimbang.language import Text, text
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE

_CUTOFF = 0.5
CLASS_TEACHER = "guru kelas"


def check(gathered: Gathered, report: Report) -> None:
    """Warn of subjects and professions that no formula knows, and of jobs missing."""
    jobs, lessons = gathered["jobs"], gathered["lesson_hours"]
    _check(gathered, report, "jobs", "subject", lessons["subject"])
    _check(gathered, report, "lesson_hours", "subject", jobs["subject"])
    _check(gathered, report, "jobs", "profession", pl.Series(dtype=pl.String))
    if jobs.height:
        _check_jobs(gathered, report)


def _check(
    gathered: Gathered, report: Report, name: str, at: str, others: pl.Series
) -> None:
    """Report words that are neither of the column's list nor in ``others``."""
    words = TABLE[name].column(at).words
    values = gathered[name][at]
    known = {*words, *others.drop_nulls()}
    for row in (~values.is_in(list(known))).fill_null(False).arg_true():
        part, number = gathered.where(name, row)
        trouble = Trouble(
            f"unknown_{at}",
            "“{value}” is no code that a formula knows",
            _nearest(values[row], words),
            text("Write the code so, or leave it if the region counts it otherwise."),
            Severity.WARNING,
        )
        report.say(part.at(at), trouble, number, value=shown(values[row]))


def _nearest(word: str, words: Sequence[str]) -> Text:
    by_key = {plain(one): one for one in words}
    near = get_close_matches(plain(word), list(by_key), n=3, cutoff=_CUTOFF)
    if not near:
        return text("one of: {choices}", choices=", ".join(words))
    return text("nearest: {near}", near=", ".join(by_key[key] for key in near))


def _check_jobs(gathered: Gathered, report: Report) -> None:
    """Warn of schools and Puskesmas whose formula finds no job at all."""
    jobs = gathered["jobs"]
    kinds = gathered["units"]["kind"].value_counts()
    number = dict(kinds.iter_rows())
    teachers = jobs["subject"].drop_nulls()
    lacking = {
        "sd": (teachers == CLASS_TEACHER).any(),
        "smp": (teachers != CLASS_TEACHER).any(),
        "puskesmas": jobs["profession"].drop_nulls().len() > 0,
    }
    place = gathered.parts["jobs"][0].place
    for kind, found in lacking.items():
        if number.get(kind) and not found:
            report.say(place, _NO_JOB[kind], number=number[kind])


def _no_job(found: str, expected: Text) -> Trouble:
    todo = text("Fill the code in the row of the job; until then nothing is computed.")
    return Trouble("no_job_for_kind", found, expected, todo, Severity.WARNING)


_NO_JOB = {
    "sd": _no_job(
        "{number} SD, and no job whose subject is `guru kelas`",
        text(
            "the column Mata pelajaran filled with `guru kelas` for the class teachers"
        ),
    ),
    "smp": _no_job(
        "{number} SMP, and no job with a subject",
        text("the column Mata pelajaran filled for each teacher's job"),
    ),
    "puskesmas": _no_job(
        "{number} Puskesmas, and no job with a health profession",
        text("the column Profesi kesehatan filled for each health job"),
    ),
}
