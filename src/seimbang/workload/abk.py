"""
ABK: the four approaches of job-load analysis.

Source: PermenPANRB 1/2020; Peraturan BKN 9/2022. Decisions D2 (rounding), D7 (volumes
to a year), D8 (1,250 hours are a constant).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from seimbang.model.ratio import fraction
from seimbang.workload.answer import ANSWER, by_seat, half_up, measured
from seimbang.workload.basis import Basis

METHOD = "abk"
Exact = int | str | Fraction


def by_results(volume: Exact, capacity: Exact) -> Fraction:
    """
    Return the people for ``volume`` results or objects; approaches (a) and (b).

    ``capacity`` is what one person does in the same period, > 0.
    """
    return Fraction(volume) / Fraction(capacity)


def by_tools(
    tools: Exact,
    *,
    tools_per_person: Exact | None = None,
    persons_per_tool: Exact = 1,
    shifts: int = 1,
) -> Fraction:
    """
    Return the people for ``tools`` of one kind; approach (c).

    ``tools_per_person`` is for a job that serves several, ``persons_per_tool`` for one
    that needs several people.
    """
    if tools_per_person is not None:
        return Fraction(tools) / Fraction(tools_per_person) * shifts
    return Fraction(tools) * Fraction(persons_per_tool) * shifts


def yearly(
    volume: Exact, period: str, *, days: int = 250, weeks: int = 50, months: int = 12
) -> Fraction:
    """Return how often in a year; ``period`` is day, week, month or year. D7."""
    return (
        Fraction(volume)
        * {"day": days, "week": weeks, "month": months, "year": 1}[period]
    )


def by_tasks(minutes: Exact, effective_time: int) -> Fraction:
    """Return the people for ``minutes`` a year of tasks; approach (d)."""
    return Fraction(minutes) / effective_time


def rounded(need: Exact, *, tools: Exact = 0) -> int:
    """
    Return whole people: half up, but never fewer than the ``tools`` ask for. D2.

    ``tools`` is the part of ``need`` from approach (c), which rounds up.
    """
    return max(half_up(Fraction(need)), math.ceil(Fraction(tools)))


def may_merge(need: Exact, limit: Exact = "0.5") -> bool:
    """Tell whether the work is too little for a person and may join another job. D2."""
    return 0 < Fraction(need) < Fraction(limit)


@dataclass(frozen=True)
class Constants:
    """The constants of ABK on one day."""

    effective_time: int  # minutes a person and year
    days: int
    weeks: int
    months: int
    merge_below: Fraction

    @staticmethod
    def of(basis: Basis) -> Constants:
        """Return the constants in force."""
        return Constants(
            effective_time=basis.integer("workload.effective_time.abk"),
            days=basis.integer("workload.annualise.day"),
            weeks=basis.integer("workload.annualise.week"),
            months=basis.integer("workload.annualise.month"),
            merge_below=Fraction(basis.value("workload.merge_below")),
        )


def people_for(task: dict[str, Any], constants: Constants) -> Fraction | None:
    """Return the people one row of ``tasks`` asks for; None: a fact is missing."""
    volume, capacity = fraction(task, "volume"), fraction(task, "capacity")
    per_tool, norm = fraction(task, "persons_per_tool"), fraction(task, "time_norm")
    approach = task["approach"]
    if volume is None or capacity == 0:
        return None
    if approach == "tools" and capacity is not None and per_tool is not None:
        return None  # two answers: tools per person and people per tool
    if approach == "tasks":
        minutes = _minutes(task, volume, norm, constants)
        return None if minutes is None else by_tasks(minutes, constants.effective_time)
    if approach == "tools" and per_tool is not None:
        return by_tools(volume, persons_per_tool=per_tool, shifts=task["shifts"] or 1)
    if capacity is None:
        return None
    if approach == "tools":
        return by_tools(volume, tools_per_person=capacity, shifts=task["shifts"] or 1)
    return by_results(volume, capacity)


def _minutes(
    task: dict[str, Any],
    volume: Fraction,
    norm: Fraction | None,
    constants: Constants,
) -> Fraction | None:
    if norm is None or task["period"] is None:
        return None
    return volume * times_a_year(task, constants) * norm


def times_a_year(task: dict[str, Any], constants: Constants) -> int:
    """Return how often the period of ``task`` comes in its year. D7."""
    times = yearly(
        1,
        task["period"],
        days=task["days_per_year"] or constants.days,
        weeks=task["weeks_per_year"] or constants.weeks,
        months=constants.months,
    )
    return int(times)


def used(tasks: Iterable[dict[str, Any]]) -> list[str]:
    """Return the keys of the law that ``tasks`` of one seat really rest on."""
    own = {"day": "days_per_year", "week": "weeks_per_year"}
    keys = []
    for task in tasks:
        period = task["period"]
        if task["approach"] != "tasks" or period is None:
            continue
        keys.append("workload.effective_time.abk")
        if period != "year" and not task.get(own.get(period, "")):
            keys.append(f"workload.annualise.{period}")
    return list(dict.fromkeys(keys))


@dataclass(frozen=True)
class Load:
    """What the tasks of one seat ask for; ``need`` None: a task lacks a fact."""

    need: Fraction | None
    tools: Fraction
    flags: tuple[str, ...]

    @property
    def rounded(self) -> int | None:
        """The need in whole people."""
        return None if self.need is None else rounded(self.need, tools=self.tools)


def load(tasks: Iterable[dict[str, Any]], constants: Constants) -> Load:
    """Return the sum of all ``tasks`` of one seat, not rounded."""
    total, tools, incomplete, own_year = Fraction(0), Fraction(0), False, False
    for task in tasks:
        people = people_for(task, constants)
        incomplete |= people is None
        total += people or 0
        if task["approach"] == "tools":
            tools += people or 0
        own_year |= (task["days_per_year"] or constants.days) != constants.days
        own_year |= (task["weeks_per_year"] or constants.weeks) != constants.weeks
    flags = [
        code
        for code, holds in (
            ("task_incomplete", incomplete),
            ("own_year", own_year),
            ("merge", not incomplete and may_merge(total, constants.merge_below)),
        )
        if holds
    ]
    return Load(None if incomplete else total, tools, tuple(flags))


def needs(tasks: pl.DataFrame, basis: Basis) -> pl.DataFrame:
    """Return the answers of ABK, one a seat that has ``tasks``."""
    if tasks.is_empty():
        return ANSWER.to_frame()
    constants = Constants.of(basis)
    rows = []
    for unit_id, job_id, group in by_seat(tasks):
        found = load(group, constants)
        rows.append(
            measured(
                unit_id=unit_id,
                job_id=job_id,
                method=METHOD,
                need=found.need,
                rounded=found.rounded,
                flags=found.flags,
            )
        )
    return pl.DataFrame(rows, schema=ANSWER)
