"""
ABK-Kes: need of health workers from workload components.

Source: Permenkes 33/2015 and its manual; Permenkes 13/2025 art. 16. The activities
table serves WISN too, which adds the extra duties of some members.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from seimbang.model.ratio import fraction
from seimbang.workload import wisn
from seimbang.workload.abk import Exact
from seimbang.workload.answer import ANSWER, by_seat, half_up, measured
from seimbang.workload.basis import Basis

METHOD = "abk_kes"


def effective_hours(
    *, hours_per_week: Exact, share: Exact, days: int, absent: int, days_per_week: int
) -> Fraction:
    """
    Return the working hours of one person a year before the rule rounds to 1,200.

    ``days`` are the days of the year that are worked (260 or 312), ``share`` the part
    of them that is effective.
    """
    daily = Fraction(hours_per_week) * Fraction(share) / days_per_week
    return (days - absent) * daily


def standard_load(effective_time: Exact, time_norm: Exact) -> Fraction:
    """Return SBK: what one person does in a year, > 0; both in minutes."""
    return wisn.standard_workload(effective_time, time_norm)


def support_factor(support: Exact, effective_time: Exact) -> Fraction | None:
    """Return STP = 1 / (1 − FTP); None when support takes all the time."""
    return wisn.category_factor(support, effective_time)


def required(
    *, service: Exact, effective_time: Exact, support: Exact = 0
) -> Fraction | None:
    """Return JKT × STP, not rounded; times in minutes a year."""
    return wisn.required(service=service, available=effective_time, support=support)


@dataclass(frozen=True)
class Work:
    """Minutes a year of one seat's activities; ``faults`` names what is missing."""

    method: str
    service: Fraction
    support: Fraction
    extra: Fraction
    faults: tuple[str, ...]

    def required(self, effective_time: int) -> Fraction | None:
        """Return the need, not rounded; None when it cannot be known."""
        if self.faults:
            return None
        return wisn.required(
            service=self.service,
            available=effective_time,
            support=self.support,
            extra=self.extra,
        )


def work(activities: Iterable[dict[str, Any]]) -> Work:
    """Return the minutes that the ``activities`` of one seat take."""
    minutes = {
        "service": Fraction(0),
        "category": Fraction(0),
        "individual": Fraction(0),
    }
    methods, faults = set(), set()
    for activity in activities:
        methods.add(activity["method"])
        found = _minutes(activity)
        if found is None:
            faults.add("activity_incomplete")
        else:
            minutes[activity["kind"]] += found
    if len(methods) > 1:
        faults.add("two_methods")
    if METHOD in methods and minutes["individual"]:
        faults.add("extra_duty_without_rule")
    return Work(
        method=min(methods),
        service=minutes["service"],
        support=minutes["category"],
        extra=minutes["individual"],
        faults=tuple(sorted(faults)),
    )


def _minutes(activity: dict[str, Any]) -> Fraction | None:
    """Return the minutes of one row; of one person when all members do it."""
    if activity["kind"] == "service":
        volume, norm = fraction(activity, "volume"), fraction(activity, "time_norm")
        return None if volume is None or norm is None else volume * norm
    minutes = fraction(activity, "minutes_per_year")
    if activity["kind"] == "category" or minutes is None:
        return minutes
    return None if activity["staff"] is None else minutes * int(activity["staff"])


def available(method: str, basis: Basis) -> int:
    """Return the minutes a person works in a year by the ``method``'s guideline."""
    if method == wisn.METHOD:
        return basis.integer("wisn.available_time")
    return basis.integer("workload.effective_time.abk_kes")


def needs(activities: pl.DataFrame, basis: Basis) -> pl.DataFrame:
    """Return the answers of ABK-Kes and WISN, one a seat that has ``activities``."""
    if activities.is_empty():
        return ANSWER.to_frame()
    rows = []
    for unit_id, job_id, group in by_seat(activities):
        done = work(group)
        need = done.required(available(done.method, basis))
        flags = done.faults
        if need is None and not flags:
            flags = ("support_exceeds_time",)
        rows.append(
            measured(
                unit_id=unit_id,
                job_id=job_id,
                method=done.method,
                need=need,
                rounded=whole(need, done.method, basis),
                flags=flags,
            )
        )
    return pl.DataFrame(rows, schema=ANSWER)


def whole(need: Fraction | None, method: str, basis: Basis) -> int | None:
    """Return the whole people of a ``need`` by the ``method``'s own rounding."""
    if need is None:
        return None
    if method == wisn.METHOD:
        return wisn.rounded_by(need, wisn.limits_of(basis))
    return half_up(need)
