"""Turn lessons and school totals into classes per grade and teachers' hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polars as pl

from seimbang.intake.foreign.crosswalk import IGNORED, Crosswalk, fold
from seimbang.intake.foreign.record import Lesson, Log, School
from seimbang.intake.foreign.sheets import Row
from seimbang.language import Text, text
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE


class Teaching:
    """
    What the lessons say, by school and by teacher.

    ``hours`` maps a NUPTK to its lesson hours a week over all schools, ``subjects`` to
    the subject with most of them.
    """

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        taught: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for lesson in lessons:
            if lesson.nuptk and lesson.hours is not None:
                taught[lesson.nuptk][lesson.subject] += lesson.hours
        self.hours = {nuptk: sum(hours.values()) for nuptk, hours in taught.items()}
        self.subjects = {
            nuptk: max(sorted(hours), key=lambda subject: hours[subject])
            for nuptk, hours in taught.items()
        }


def classes(
    lessons: Sequence[Lesson], crosswalk: Crosswalk, have: pl.DataFrame, log: Log
) -> tuple[pl.DataFrame, tuple[Row, ...]]:
    """
    Return the classes and pupils per school and grade that the lessons show.

    Beside them, the first lesson of each.

    A class is a rombel of the kind Kelas; its pupils are unknown when its lessons
    disagree about them. Schools that the regency's own table ``have`` holds are left
    as there.
    """
    own = set(have["unit_id"])
    first: dict[tuple[str, int], Row] = {}
    groups: dict[tuple[str, int], dict[str, set[int | None]]] = defaultdict(dict)
    for lesson in lessons:
        unit = crosswalk.target(lesson.unit)
        if unit is None:
            log.tally(lesson.row.sheet, "lessons_unmatched", lesson.unit.label)
        if unit in (None, IGNORED) or unit in own or not lesson.regular:
            continue
        if lesson.grade is None or lesson.grade > 9 or not lesson.group:
            continue
        first.setdefault((str(unit), lesson.grade), lesson.row)
        group = groups[str(unit), lesson.grade].setdefault(fold(lesson.group), set())
        group.add(lesson.pupils)
        if len(group) == 2:
            _told(lesson, log)
    rows = [
        (unit, grade, _sum(found.values()), len(found), None)
        for (unit, grade), found in sorted(groups.items())
    ]
    frame = pl.DataFrame(rows, schema=TABLE["classes"].schema(), orient="row")
    return frame, tuple(first[name] for name in sorted(groups))


def _sum(groups: Any) -> int | None:
    """Return the pupils of all groups, None when those of one are unknown."""
    total = 0
    for pupils in groups:
        if len(pupils) > 1 or None in pupils:
            return None
        total += next(iter(pupils))
    return total


def _told(lesson: Lesson, log: Log) -> None:
    log.problems.append(
        lesson.row.problem(
            Severity.WARNING,
            "pupils_differ",
            "Jml Siswa",
            text(
                "Another number than in an earlier row of “{group}”", group=lesson.group
            ),
            text("one number of pupils for one class"),
            text("Correct it in the source; until then it is unknown."),
        )
    )


def compare(
    schools: Sequence[School], crosswalk: Crosswalk, have: pl.DataFrame, log: Log
) -> None:
    """
    Hold the totals of the rekap against the classes per grade.

    A school with totals only is told: classes are never spread over grades.
    """
    sums: dict[str, tuple[int, int | None]] = {
        unit: (
            sum(rows["classes"].fill_null(0)),
            None if rows["pupils"].has_nulls() else sum(rows["pupils"]),
        )
        for (unit,), rows in have.group_by("unit_id", maintain_order=True)
    }
    for school in schools:
        unit = crosswalk.target(school.unit)
        if unit is None:
            log.tally(school.row.sheet, "school_unmatched", school.unit.label)
        elif unit == IGNORED:
            continue
        elif unit not in sums:
            log.tally(school.row.sheet, "classes_without_grade", school.unit.label)
        else:
            classes_, pupils = sums[unit]
            _differs(school, "Rombel", school.classes, classes_, log)
            _differs(school, "PD", school.pupils, pupils, log)


_CODES = {"Rombel": "class_count_differs", "PD": "pupil_count_differs"}


def _differs(
    school: School, heading: str, total: int | None, ours: int | None, log: Log
) -> None:
    if total is None or ours is None or total == ours:
        return
    expected: Text = text("{number}, as the lessons show", number=ours)
    log.problems.append(
        school.row.problem(
            Severity.WARNING,
            _CODES[heading],
            heading,
            text("{number}", number=total),
            expected,
            text("Synchronise Dapodik and export both again; the lessons are used."),
        )
    )
