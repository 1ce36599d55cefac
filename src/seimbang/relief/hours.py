"""
Hours at a second school: teachers of the subject with lesson hours to spare.

A seat that needs n teachers for H lesson hours and has x lacks (n − x) · H / n hours,
rounded up. A teacher may give what is left to the most of the law; those below the
least of the law come first, as they need the hours.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import polars as pl

from seimbang.relief.assign import assign
from seimbang.relief.option import HOURS, LESSONS, Helper, Option, Trip, unmet
from seimbang.relief.scene import Move, Scene, Seat, SeatId, days_for
from seimbang.workload import classes, lessons, teacher_sd, teacher_smp
from seimbang.workload.teacher_hours import credit_of

LAW = ("relief.second_school", "teacher.hours_min", "teacher.hours_max")
METHODS = (teacher_sd.METHOD, teacher_smp.METHOD)


def lesson_hours(scene: Scene) -> dict[SeatId, int]:
    """Return the lesson hours a week of every seat of a subject, where known."""
    found: dict[SeatId, int] = {}
    for kind, taught in (
        ("sd", teacher_sd.sd_lessons),
        ("smp", teacher_smp.smp_lessons),
    ):
        rombel = classes.of_schools(scene.regency, kind)
        if rombel.is_empty():
            continue
        weekly = lessons.jtm(taught(rombel, scene.regency))
        seats = scene.regency.posts.filled(weekly, kind)
        for unit, job, jtm in seats.select("unit_id", "job_id", "jtm").iter_rows():
            if job is not None and jtm is not None:
                found[unit, job] = jtm
    return found


@dataclass(frozen=True)
class Teacher:
    """Somebody who could teach elsewhere; ``own`` hours count, ``row`` of the rules."""

    person_id: str
    row: int
    seat: SeatId
    own: int


@dataclass(frozen=True)
class Asked:
    """Hours that are missing at a seat: all that lack, or what one move would bring."""

    seat: Seat
    missing: int
    staff: int  # without the relief
    move: bool = False


@dataclass(frozen=True)
class School:
    """The teachers of one family and what the law lets them give."""

    scene: Scene
    hours: Mapping[SeatId, int]

    @cached_property
    def least(self) -> int:
        return self.scene.basis.integer("teacher.hours_min")

    @cached_property
    def most(self) -> int:
        return self.scene.basis.integer("teacher.hours_max")

    @cached_property
    def a_day(self) -> int:
        return int(self.scene.basis.table("relief.week")["lesson_hours_a_day"])

    def missing(self, seat: Seat, staff: int) -> int | None:
        """Return the hours that ``staff`` people leave; None: not a subject's seat."""
        total = self.hours.get(seat.id)
        if total is None or seat.method not in METHODS or seat.need <= 0:
            return None
        return math.ceil(max(Fraction(0), seat.need - staff) * total / seat.need)

    def teachers(self, people: pl.DataFrame, back: int = 0) -> list[Teacher]:
        """
        Return who of ``people`` has hours to spare.

        Not those of a seat that is short itself. Where a seat loses people in the plan,
        those who stay share its hours; ``back``: people who stay after all.
        """
        counted = credit_of(
            pl.col("teaching_hours"), pl.col("duties").fill_null([]), self.scene.basis
        )
        known = people.filter(pl.col("teaching_hours").is_not_null()).select(
            "person_id", "row", "unit_id", "job_id", own=counted
        )
        found = []
        for person, row, unit, job, own in known.iter_rows():
            seat = self.scene.seats.get((unit, job))
            if seat is None or seat.short > back:
                continue
            own = max(own, self._share(seat, seat.staff + back))
            if own < self.most:
                found.append(Teacher(person, row, seat.id, own))
        return found

    def _share(self, seat: Seat, staff: int) -> int:
        """Return the hours each has where the plan takes people away, else 0."""
        before = self.scene.needs.positions["present"][seat.row]
        total = self.hours.get(seat.id)
        if total is None or staff >= before or staff == 0:
            return 0
        return math.ceil(Fraction(total, staff))

    def option(
        self, asked: Asked, given: Sequence[tuple[Teacher, int, Trip]]
    ) -> Option:
        """Return the relief that ``given`` hours bring."""
        seat, total = asked.seat, Fraction(self.hours[asked.seat.id])
        hours = sum(amount for _, amount, _ in given)
        had = total - asked.missing
        gap = max(Fraction(0), seat.need - asked.staff)
        return Option(
            kind=HOURS,
            unit=LESSONS,
            need=total,
            had=had,
            need_after=total,
            has=had + hours,
            people=min(gap, Fraction(1) if asked.move else gap)
            * Fraction(hours, asked.missing),
            law=LAW,
            helpers=tuple(
                Helper(
                    seat=teacher.seat,
                    person_id=teacher.person_id,
                    gives=Fraction(amount),
                    need=Fraction(self.least),
                    had=Fraction(teacher.own),
                    has=Fraction(teacher.own + amount),
                    trip=trip,
                )
                for teacher, amount, trip in given
            ),
            facts={"least": self.least, "most": self.most},
            cannot=unmet(seat, asked.staff),
        )

    def relieve(
        self,
        asked: Sequence[Asked],
        teachers: Sequence[Teacher],
        own: Sequence[Move] | None = None,
    ) -> dict[int, Option]:
        """
        Return the relief of each of ``asked`` (its number) of one family.

        ``own``: the move that each would replace; a mover helps where they would go.
        """
        ways = self.scene.ways(
            [one.row for one in teachers], [one.seat for one in asked]
        )
        ways = {
            (at, to): way
            for (at, to), way in ways.items()
            if teachers[at].seat[0] != asked[to].seat.id[0]
            and may_help(teachers[at].person_id, to, own)
        }
        given = assign(
            [self.most - one.own for one in teachers],
            [one.missing for one in asked],
            {pair: way.minutes for pair, way in ways.items()},
            first={at for at, one in enumerate(teachers) if one.own < self.least},
        )
        parts: dict[int, list[tuple[Teacher, int, Trip]]] = {}
        for (at, to), amount in sorted(given.items()):
            trip = Trip(
                days_for(amount, self.a_day),
                ways[at, to],
                self.scene.local.trip_rupiah_per_km,
            )
            parts.setdefault(to, []).append((teachers[at], amount, trip))
        return {to: self.option(asked[to], part) for to, part in parts.items()}


def may_help(person_id: str, to: int, own: Sequence[Move] | None) -> bool:
    """Tell whether a person may help: a mover only where they would have gone."""
    if own is None or person_id not in {one.person_id for one in own}:
        return True
    return own[to].person_id == person_id
