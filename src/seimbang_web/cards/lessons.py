"""
Lesson hours of a subject at a school, and the teachers who share them.

Below 24 hours a week (Permendikdasmen 11/2025) the professional allowance is at risk,
for the mover and for every colleague of the subject; a certificate of another subject
loses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import polars as pl
from django.utils.translation import gettext as _

from seimbang.rules import Eligibility
from seimbang.workload import classes, lessons, teacher_sd, teacher_smp
from seimbang.workload.basis import Basis
from seimbang.workload.regency import Regency

CERTIFICATE = "sertifikat pendidik"
LEAST = "teacher.hours_min"
KINDS = {"sd": teacher_sd.sd_lessons, "smp": teacher_smp.smp_lessons}
NOT_OF_CLASS = (teacher_sd.SPORT, *teacher_smp.OPTIONAL)  # religion beside


@dataclass(frozen=True)
class School:
    """
    A subject at one school before and after: hours demanded, teachers who share them.

    ``hours`` None: classes unknown. ``formula``: how the hours came about.
    """

    unit_id: str
    hours: int | None
    before: int
    after: int
    certified: int  # of the teachers there before, with the subject's certificate
    least: int
    formula: str
    parts: tuple[str, ...]  # "grade: classes × hours"

    def each(self, teachers: int) -> Fraction | None:
        """Return the hours a teacher; None: not known, or nobody is there."""
        if self.hours is None or not teachers:
            return None
        return Fraction(self.hours, teachers)

    @property
    def each_before(self) -> Fraction | None:
        return self.each(self.before)

    @property
    def each_after(self) -> Fraction | None:
        return self.each(self.after)

    @property
    def below(self) -> bool:
        """Tell whether the teachers have fewer hours than the law asks for, after."""
        each = self.each_after
        return each is not None and each < self.least


def subject_of(answers: Eligibility, job_id: str) -> str | None:
    """Return the subject of a job; None: no teacher's."""
    rows = answers.snapshot["jobs"].filter(job_id=job_id)["subject"]
    return None if rows.is_empty() else rows[0]


def match(certificates: list[str] | None, subject: str) -> str:
    """Return "match", "other" (another subject), "none" or "unknown"."""
    if certificates is None:
        return "unknown"
    held = [one.lower() for one in certificates if one.lower().startswith(CERTIFICATE)]
    if not held:
        return "none"
    wanted = subject.lower().replace("-", " ")
    same = any(wanted in one.replace("-", " ") for one in held)
    return "match" if same else "other"


@dataclass(frozen=True)
class _Given:
    """What the schools of one kind give: their classes, and the lessons in them."""

    rombel: pl.DataFrame
    by_class: pl.DataFrame  # of the class teacher
    by_subject: pl.DataFrame

    def of(self, unit_id: str, subject: str) -> pl.DataFrame | None:
        """Return grade, rombel, hours of what a teacher of the subject gives there."""
        if subject == teacher_sd.CLASS_TEACHER:
            known = self.rombel["unit_id"].eq(unit_id).any()
            return self.by_class.filter(unit_id=unit_id) if known else None
        taught = self.by_subject.filter(unit_id=unit_id, subject=subject)
        return None if taught.is_empty() else taught


@dataclass(frozen=True)
class Lessons:
    """The lessons of all schools, reckoned once for however many are asked for."""

    answers: Eligibility

    def school(self, unit_id: str, job_id: str) -> School | None:
        """Return the subject of a job at a school; None: no lessons are counted."""
        answers = self.answers
        subject = subject_of(answers, job_id)
        units = answers.snapshot["units"].filter(unit_id=unit_id)
        kind = None if units.is_empty() else units["kind"][0]
        if subject is None or kind not in KINDS:
            return None
        taught = self._given[kind].of(unit_id, subject)
        if taught is None:
            return None
        seats = answers.positions.filter(unit_id=unit_id, job_id=job_id)
        before = 0 if seats.is_empty() else int(seats["present"][0])
        hours = lessons.jtm(taught.with_columns(subject=pl.lit(subject)))["jtm"]
        return School(
            unit_id=unit_id,
            hours=None if hours.is_empty() else hours[0],
            before=before,
            after=before,
            certified=_certified(answers, unit_id, job_id, subject),
            least=self._regency.basis.integer(LEAST),
            formula=_formula(subject),
            parts=_parts(taught),
        )

    @cached_property
    def _regency(self) -> Regency:
        ground = self.answers.ground
        basis = Basis(ground.law, ground.day)
        return Regency(self.answers.snapshot, ground.local, basis)

    @cached_property
    def _given(self) -> dict[str, _Given]:
        return {kind: _given(self._regency, kind) for kind in KINDS}


def _given(regency: Regency, kind: str) -> _Given:
    rombel = classes.of_schools(regency, kind)
    taught = lessons.of_classes(
        rombel,
        lessons.curriculum(regency.basis, kind, regency.local.teacher_hours),
        regency.snapshot["lesson_hours"],
    )
    own = ~pl.col("subject").str.starts_with(lessons.RELIGION)
    return _Given(
        rombel,
        by_class=taught.filter(own & ~pl.col("subject").is_in(NOT_OF_CLASS)),
        by_subject=KINDS[kind](rombel, regency),
    )


def _parts(taught: pl.DataFrame) -> tuple[str, ...]:
    by_grade = (
        taught.group_by("grade", maintain_order=True)
        .agg(pl.col("rombel").first(), pl.col("hours").sum())
        .sort("grade")
    )
    return tuple(
        f"{grade}: {'?' if count is None else count} × {hours}"
        for grade, count, hours in by_grade.iter_rows()
    )


def _formula(subject: str) -> str:
    if subject == teacher_sd.CLASS_TEACHER:
        return _("Classes × lesson hours, without religion and sport")
    return _("Classes × lesson hours of the subject")


def _certified(answers: Eligibility, unit_id: str, job_id: str, subject: str) -> int:
    """Return how many of the counted teachers there hold the subject's certificate."""
    facts = answers.judged.facts
    there = facts.filter(unit_id=unit_id, job_id=job_id, counted=True)
    return sum(match(held, subject) == "match" for held in there["certificates"])
