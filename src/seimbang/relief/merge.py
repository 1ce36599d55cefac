"""
Classes joined: fewer classes under the legal maximum, so fewer teachers are needed.

Parallel classes of one grade first; then, in SD, two grades of one phase in one class
(kelas rangkap), those with the fewest pupils first. As few as close the gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from seimbang.relief.option import MERGE, PEOPLE, Option, unmet
from seimbang.relief.scene import Scene, Seat
from seimbang.workload import classes, lessons, teacher_sd, teacher_smp

KIND = {teacher_sd.METHOD: "sd", teacher_smp.METHOD: "smp"}


@dataclass(frozen=True)
class Join:
    """Grades whose classes are joined: pupils together, classes before and after."""

    grades: tuple[int, ...]
    pupils: int
    before: int
    after: int

    @property
    def saved(self) -> int:
        return self.before - self.after

    def as_dict(self) -> dict[str, Any]:
        return {
            "grades": list(self.grades),
            "pupils": self.pupils,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True)
class Grade:
    """One grade of a school, with known pupils and classes."""

    grade: int
    pupils: int
    classes: int


def parallel(grades: Sequence[Grade], limit: int) -> Iterator[Join]:
    """Yield the grades that fit into fewer classes of at most ``limit`` pupils."""
    for one in sorted(grades, key=lambda one: one.grade):
        fewer = -(-one.pupils // limit)
        if 0 < fewer < one.classes:
            yield Join((one.grade,), one.pupils, one.classes, fewer)


def combined(
    grades: Sequence[Grade], limit: int, phases: Sequence[Sequence[int]]
) -> list[Join]:
    """Return the phases that fit together into fewer classes, smallest first."""
    found = []
    known = {one.grade: one for one in grades}
    for phase in phases:
        these = [known[grade] for grade in phase if grade in known]
        if len(these) < len(phase) or any(one.pupils == 0 for one in these):
            continue
        pupils = sum(one.pupils for one in these)
        alone = sum(min(one.classes, -(-one.pupils // limit)) for one in these)
        together = -(-pupils // limit)
        if together < alone:
            found.append(Join(tuple(phase), pupils, alone, together))
    return sorted(found, key=lambda join: (join.pupils, join.grades))


def fewest(joins: Sequence[Join], gap: int) -> tuple[Join, ...]:
    """Return the first joins that save ``gap`` classes together, or all of them."""
    chosen: list[Join] = []
    for join in joins:
        if sum(one.saved for one in chosen) >= gap:
            break
        chosen.append(join)
    return tuple(chosen)


@dataclass(frozen=True)
class Schools:
    """The classes of all schools, and what may be joined."""

    scene: Scene

    @cached_property
    def grades(self) -> dict[str, list[Grade]]:
        """The grades of each school whose pupils and classes are known."""
        found: dict[str, list[Grade]] = {}
        for kind in KIND.values():
            rombel = classes.of_schools(self.scene.regency, kind)
            known = rombel.drop_nulls(["pupils", "rombel"])
            rows = known.select("unit_id", "grade", "pupils", "rombel").iter_rows()
            for unit, grade, pupils, number in rows:
                found.setdefault(unit, []).append(Grade(grade, pupils, number))
        return found

    @cached_property
    def class_teachers(self) -> frozenset[str]:
        """The jobs of class teachers."""
        jobs = self.scene.snapshot["jobs"]
        found = jobs.filter(pl.col("subject") == teacher_sd.CLASS_TEACHER)["job_id"]
        return frozenset(found)

    @cached_property
    def taught(self) -> dict[tuple[str, str], list[tuple[int, int, int]]]:
        """Per seat of a subject: grade, classes taught, hours a class."""
        found: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        lesson = {"sd": teacher_sd.sd_lessons, "smp": teacher_smp.smp_lessons}
        for kind, of in lesson.items():
            rombel = classes.of_schools(self.scene.regency, kind)
            if rombel.is_empty():
                continue
            frame = of(rombel, self.scene.regency).rename({"subject": "code"})
            seats = self.scene.regency.posts.filled(frame.drop_nulls(), kind)
            for unit, job, *rest in seats.select(
                "unit_id", "job_id", "grade", "rombel", "hours"
            ).iter_rows():
                found.setdefault((unit, job), []).append(tuple(rest))
        return found

    def option(self, seat: Seat, staff: int) -> Option | None:
        """Return the relief of a seat that has ``staff`` people; None: none."""
        kind = KIND.get(seat.method)
        if kind is None or seat.id[0] not in self.grades or seat.need <= staff:
            return None
        limit = self.scene.basis.integer(f"teacher.class_limit.{kind}")
        grades = self.grades[seat.id[0]]
        joins = list(parallel(grades, limit))
        law = [f"teacher.class_limit.{kind}"]
        if seat.id[1] in self.class_teachers:
            phases = self.scene.basis.value("relief.multigrade")
            joins += combined(grades, limit, phases)
            chosen = fewest(joins, int(seat.need) - staff)
            need = seat.need - sum(join.saved for join in chosen)
            if any(len(join.grades) > 1 for join in chosen):
                law.append("relief.multigrade")
        else:
            chosen, need = self._subject(seat, joins, staff)
            law.append("teacher.rounding")
        if need >= seat.need:
            return None
        return Option(
            kind=MERGE,
            unit=PEOPLE,
            need=seat.need,
            had=Fraction(staff),
            need_after=need,
            has=Fraction(staff),
            people=min(seat.need - staff, seat.need - need),
            law=tuple(law),
            facts={"limit": limit, "joins": [join.as_dict() for join in chosen]},
            cannot=("rooms", *unmet(seat, staff, need)),
        )

    def _subject(
        self, seat: Seat, joins: Sequence[Join], staff: int
    ) -> tuple[tuple[Join, ...], Fraction]:
        """Return the first joins after which ``staff`` suffice, and the need then."""
        rows = self.taught.get(seat.id, [])
        best, least = 0, seat.need
        for number in range(1, len(joins) + 1):
            saved = {join.grades[0]: join.saved for join in joins[:number]}
            hours = sum(
                max(0, rombel - saved.get(grade, 0)) * each
                for grade, rombel, each in rows
            )
            asked = lessons.teachers(hours, self.scene.law, self.scene.day)["low"]
            need = Fraction(max(int(asked), seat.minimum))
            if need < least and least > staff:
                best, least = number, need
        return tuple(joins[:best]), least
