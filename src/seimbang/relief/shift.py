"""
Tasks that go to another job of the same unit with time to spare.

Whole tasks of ABK sheets only. The other job is of the same family, or of a class that
is not lower. One job takes for one other at most, so no time is promised twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import polars as pl

from seimbang.relief.assign import Gain, match
from seimbang.relief.option import PEOPLE, SHIFT, Helper, Option, unmet
from seimbang.relief.scene import Scene, Seat
from seimbang.workload import abk
from seimbang.workload.answer import by_seat

LAW = ("relief.task_shift", "workload.effective_time.abk")
MOST = 10  # tasks of one job that are tried in every combination, the largest
THOUSAND = 1000  # parts of a person, to compare choices


@dataclass(frozen=True)
class Task:
    """A task and the people it asks for."""

    name: str
    people: Fraction


def choose(tasks: Sequence[Task], wanted: Fraction, room: Fraction) -> tuple[Task, ...]:
    """
    Return the tasks to give away: least that covers ``wanted``, else most, in ``room``.

    ``wanted`` and ``room`` in people; among equals the fewest tasks, by name.
    """
    largest = sorted(tasks, key=lambda task: (-task.people, task.name))[:MOST]
    best: tuple[Task, ...] = ()
    for number in range(1, len(largest) + 1):
        for some in combinations(largest, number):
            size = sum((task.people for task in some), Fraction(0))
            if size <= room and _better(size, _size(best), wanted):
                best = some
    return best


def _size(tasks: Iterable[Task]) -> Fraction:
    return sum((task.people for task in tasks), Fraction(0))


def _better(size: Fraction, than: Fraction, wanted: Fraction) -> bool:
    """Tell whether ``size`` serves ``wanted`` better: enough, then as little more."""
    if than >= wanted:
        return wanted <= size < than
    return size > than


@dataclass(frozen=True)
class Offices:
    """The tasks of every seat, and which jobs may take them."""

    scene: Scene

    @cached_property
    def tasks(self) -> dict[tuple[str, str], list[Task]]:
        """The tasks in minutes of each seat; those that lack a fact are left out."""
        sheet = self.scene.snapshot["tasks"]
        if sheet.is_empty():
            return {}
        constants = abk.Constants.of(self.scene.basis)
        found = {}
        for unit, job, rows in by_seat(sheet.filter(pl.col("approach") == "tasks")):
            people = ((row["task"], abk.people_for(row, constants)) for row in rows)
            found[unit, job] = [
                Task(name, size) for name, size in people if size is not None and size
            ]
        return found

    @cached_property
    def classes(self) -> Mapping[str, int | None]:
        """The class of each job."""
        return dict(
            self.scene.snapshot["jobs"].select("job_id", "job_class").iter_rows()
        )

    @cached_property
    def seats(self) -> Mapping[str, list[Seat]]:
        """The measured seats of each unit."""
        found: dict[str, list[Seat]] = {}
        for seat in self.scene.seats.values():
            found.setdefault(seat.id[0], []).append(seat)
        return found

    def of_unit(self, unit_id: str) -> list[Seat]:
        """Return the measured seats of a unit."""
        return self.seats.get(unit_id, [])

    def may_take(self, taker: Seat, giver: Seat) -> bool:
        """Tell whether a job may take tasks of another: family, or class not lower."""
        if taker.id[0] != giver.id[0] or taker.id == giver.id or not taker.open:
            return False
        if taker.family == giver.family:
            return True
        high, low = self.classes[taker.id[1]], self.classes[giver.id[1]]
        return high is not None and low is not None and high >= low

    def relieve(
        self, wanted: Sequence[tuple[Seat, int]], takers: Sequence[Seat]
    ) -> dict[int, Option]:
        """Return the relief of each of ``wanted`` (seat, its staff) of one unit."""
        plans: dict[tuple[int, int], tuple[Task, ...]] = {}
        gains: dict[tuple[int, int], Gain] = {}
        for to, (seat, staff) in enumerate(wanted):
            gap = seat.need - staff
            for at, taker in enumerate(takers):
                if not self.may_take(taker, seat) or seat.method != abk.METHOD:
                    continue
                some = choose(self.tasks.get(seat.id, []), gap, taker.spare)
                if some:
                    plans[at, to] = some
                    size = _size(some)
                    closes = THOUSAND if size >= gap else 0
                    covered = int(min(size, gap) * THOUSAND)
                    gains[at, to] = Gain(closes + covered, int(size * THOUSAND))
        return {
            to: self._option(*wanted[to], takers[at], plans[at, to])
            for at, to in match(gains)
        }

    def _option(
        self, seat: Seat, staff: int, taker: Seat, tasks: tuple[Task, ...]
    ) -> Option:
        size = _size(tasks)
        names = [
            {"task": task.name, "people": [*task.people.as_integer_ratio()]}
            for task in tasks
        ]
        return Option(
            kind=SHIFT,
            unit=PEOPLE,
            need=seat.need,
            had=Fraction(staff),
            need_after=seat.need - size,
            has=Fraction(staff),
            people=min(size, seat.need - staff),
            law=LAW,
            helpers=(
                Helper(
                    seat=taker.id,
                    gives=size,
                    need=taker.need + size,
                    had=Fraction(taker.staff),
                    has=Fraction(taker.staff),
                ),
            ),
            facts={"tasks": names},
            cannot=("decision", *unmet(seat, staff, seat.need - size)),
        )
