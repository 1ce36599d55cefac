"""The formula and the values on the way to the need of one seat, method by method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from seimbang.language import Text, text
from seimbang.model.ratio import fraction
from seimbang.model.snapshot import Snapshot
from seimbang.workload import (
    abk,
    abk_kes,
    classes,
    entered,
    head,
    lessons,
    puskesmas,
    teacher_sd,
    teacher_smp,
    wisn,
)
from seimbang.workload.answer import number
from seimbang.workload.basis import Basis
from seimbang.workload.regency import Regency

Steps = tuple[tuple[Text, str], ...]
Told = tuple[Text, Steps]


@dataclass(frozen=True)
class Seat:
    """One seat with all it rests on; its regency holds only its unit."""

    row: Mapping[str, Any]
    regency: Regency

    @property
    def snapshot(self) -> Snapshot:
        """The tables of the unit."""
        return self.regency.snapshot

    @property
    def basis(self) -> Basis:
        """The law of the day; it remembers what is cited."""
        return self.regency.basis

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of the seat (or of its unit) in ``table``."""
        frame = self.snapshot[table]
        if "job_id" in frame.columns:
            frame = frame.filter(pl.col("job_id") == self.row["job_id"])
        return frame.to_dicts()

    def code(self, column: str) -> Any:
        """Return the subject or profession of the seat's job; None: it has none."""
        return next((job[column] for job in self.rows("jobs")), None)

    def rombel(self, kind: str) -> pl.DataFrame:
        """Return the classes of the unit by grade."""
        return classes.of_schools(self.regency, kind).sort("grade")


def told(seat: Seat) -> Told:
    """Return the formula of the seat's method and its steps."""
    method = seat.row["method"]
    if method == entered.METHOD:
        return _entered(seat)
    if method == head.METHOD:
        seat.basis.value("teacher.minimum_per_sd")
        return text("Need = one head for every school"), ()
    if method == teacher_sd.METHOD:
        return _primary(seat)
    if method == teacher_smp.METHOD:
        return _secondary(seat)
    if method is None:
        return text("Not measured: no tasks, activities, classes or entered need"), ()
    return _minimum_or_work(seat)


def _entered(seat: Seat) -> Told:
    computed = fraction(dict(seat.row), "computed")
    steps = ((text("By our own formula"), number(computed)),)
    (need,) = seat.rows("needs")
    return text("Entered need, source: {source}", source=need["source"]), steps


def _minimum_or_work(seat: Seat) -> Told:
    profession = seat.code("profession")
    places = seat.snapshot["units"].filter(pl.col("kind") == puskesmas.KIND)
    if profession is None or places.is_empty():
        return _work(seat)
    found = puskesmas.by_profession(seat.snapshot, seat.basis)
    rows = found.filter(pl.col("code") == profession).to_dicts()
    if not rows:
        return _work(seat)
    steps: Steps = (
        (text("Minimum of {code}", code=profession), str(rows[0]["low"])),
        (text("Minimum with inpatient care"), str(rows[0]["high"])),
    )
    if seat.rows("activities") or seat.rows("tasks"):
        steps = (*steps, *_work(seat)[1])
    return text("Need = the larger of minimum staffing and need by work"), steps


def _work(seat: Seat) -> Told:
    activities = seat.rows("activities")
    return _activities(activities, seat.basis) if activities else _tasks(seat)


def _tasks(seat: Seat) -> Told:
    constants = abk.Constants.of(Basis(seat.basis.law, seat.basis.day))
    tasks = seat.rows("tasks")
    for key in abk.used(tasks):
        seat.basis.value(key)
    people = tuple(
        (text("{task}: people", task=task["task"]), _working(task, constants))
        for task in tasks
    )
    return (
        text(
            "Need = Σ yearly volume × time norm / effective time, or volume / capacity"
        ),
        people,
    )


def _working(task: dict[str, Any], constants: abk.Constants) -> str:
    """Return the numbers of one task as one would reckon them by hand."""
    people = abk.people_for(task, constants)
    if people is None:
        return number(None)
    volume, capacity, per_tool, norm = (
        number(fraction(task, name))
        for name in ("volume", "capacity", "persons_per_tool", "time_norm")
    )
    if task["approach"] == "tasks":
        times = abk.times_a_year(task, constants)
        reckoned = f"{volume} × {times} × {norm} / {constants.effective_time}"
    else:
        per_person = fraction(task, "capacity") is not None
        reckoned = f"{volume} / {capacity}" if per_person else f"{volume} × {per_tool}"
        if task["approach"] == "tools" and task["shifts"]:
            reckoned += f" × {task['shifts']}"
    result = number(people)
    return (
        f"{reckoned} {result}" if result.startswith("≈") else f"{reckoned} = {result}"
    )


def _activities(rows: list[dict[str, Any]], basis: Basis) -> Told:
    work = abk_kes.work(rows)
    time = abk_kes.available(work.method, basis)
    steps = (
        (text("Available time (minutes a year)"), str(time)),
        (text("Service (minutes a year)"), number(work.service)),
        (text("Need before support"), number(work.service / time)),
        (text("Support factor"), number(wisn.category_factor(work.support, time))),
    )
    if work.method == abk_kes.METHOD:
        return text("Need = Σ volume / standard load × STP"), steps
    extra = wisn.individual_factor(work.extra, time)
    return (
        text("Need = Σ volume / standard workload × CAF + IAF"),
        (*steps, (text("Extra duties (people)"), number(extra))),
    )


def _primary(seat: Seat) -> Told:
    rombel, subject = seat.rombel("sd"), seat.code("subject")
    if subject == teacher_sd.CLASS_TEACHER:
        return text("Need = one class teacher for each class"), _classes(seat, "sd")
    if subject == teacher_sd.GUIDE:
        return _guides(seat, "sd")
    taught = teacher_sd.sd_lessons(rombel, seat.regency)
    return _lessons(seat, "sd", taught)


def _secondary(seat: Seat) -> Told:
    rombel, subject = seat.rombel("smp"), seat.code("subject")
    if subject == teacher_smp.COUNSELLOR:
        seat.basis.value("teacher.counsellor_pupils")
        pupils = tuple(
            (text("Pupils of grade {grade}", grade=grade), number(count))
            for grade, count in rombel.select("grade", "pupils").iter_rows()
        )
        return text("Need = pupils / pupils a counsellor, whole people"), pupils
    if subject == teacher_sd.GUIDE:
        return _guides(seat, "smp")
    taught = teacher_smp.smp_lessons(rombel, seat.regency)
    return _lessons(seat, "smp", taught)


def _classes(seat: Seat, kind: str) -> Steps:
    """Return the classes by grade, with the pupils they come from where reckoned."""
    ratio = classes.ratio_of(seat.regency, kind)
    given = {row["grade"] for row in seat.rows("classes") if row["classes"] is not None}
    steps = []
    for grade, pupils, count in (
        seat.rombel(kind).select("grade", "pupils", "rombel").iter_rows()
    ):
        words = number(count)
        if grade not in given and pupils is not None:
            words = str(
                text(
                    "{pupils} pupils / {ratio}, rounded up = {classes}",
                    pupils=pupils,
                    ratio=ratio,
                    classes=words,
                )
            )
        steps.append((text("Classes of grade {grade}", grade=grade), words))
    return tuple(steps)


def _guides(seat: Seat, kind: str) -> Told:
    per_guide = seat.basis.integer("teacher.inclusion_classes_per_teacher")
    formula = text("Need = classes / {number}, rounded up", number=per_guide)
    return formula, _classes(seat, kind)


def _lessons(seat: Seat, kind: str, taught: pl.DataFrame) -> Told:
    seat.basis.value("teacher.rounding")
    here = taught.filter(pl.col("subject") == seat.code("subject")).sort("grade")
    steps = tuple(
        (
            text("Grade {grade}: classes × lesson hours", grade=grade),
            f"{number(count)} × {number(hours)}",
        )
        for grade, count, hours in here.select("grade", "rombel", "hours").iter_rows()
    )
    (total,) = lessons.jtm(here)["jtm"].to_list() or [None]
    return (
        text("Need = lesson hours a week / 24, whole people by the Juknis"),
        (
            *_classes(seat, kind),
            *steps,
            (text("Lesson hours a week (JTM)"), number(total)),
        ),
    )
