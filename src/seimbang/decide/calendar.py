"""
Working days with Indonesia's holidays, and the days on which a move may take effect.

Public holidays and cuti bersama come from the package ``holidays``. Those of a year are
known when its joint decree is in the package; of a later year only what no decree moves
is taken out, and :func:`unsure` says so: the day may still shift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from seimbang.language import Text, text
from seimbang.law import Law, Value

DAY = timedelta(days=1)
TEACHER = "guru"  # the families of teachers begin with it: guru-sd, guru-smp


def working_day(after: date, days: int) -> date:
    """
    Return the ``days``-th working day after a day; day 1 is the first one after it.

    :raises ValueError: when ``days`` is less than 1.
    """
    if days < 1:
        raise ValueError(f"Expected at least 1 working day, got {days}.")
    day = after
    while days:
        day += DAY
        days -= works(day)
    return day


def works(day: date) -> bool:
    """Tell whether the office works on a day: no weekend, holiday or cuti bersama."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_days(after: date, until: date) -> int:
    """Return how many working days lie after a day, ``until`` included."""
    return sum(works(after + DAY * step) for step in range(1, (until - after).days + 1))


def unsure(after: date, until: date) -> Text | None:
    """Return which years' holidays are not decreed yet; None: all are known."""
    years = [year for year in range(after.year, until.year + 1) if not known(year)]
    if not years:
        return None
    return text(
        "The holidays of {years} are not decreed yet: the day may still shift.",
        years=", ".join(map(str, years)),
    )


@cache
def known(year: int) -> bool:
    """Tell whether the joint decree of a year's holidays is known."""
    return bool(holidays.country_holidays("ID", years=year, categories=("government",)))


@cache
def _holidays(year: int) -> frozenset[date]:
    both = ("public", "government")
    return frozenset(holidays.country_holidays("ID", years=year, categories=both))


@dataclass(frozen=True)
class Effective:
    """A day on which a move may take effect (TMT), and where that stands."""

    day: date
    value: Value


def effective_day(family: str, signed_on: date, law: Law) -> Effective:
    """
    Return the first day on which a move takes effect: never before it is signed.

    ``family``: of the job; teachers move with the semester of Dapodik.
    """
    return next(effective_days(family, signed_on, law))


def effective_days(family: str, signed_on: date, law: Law) -> Iterator[Effective]:
    """Yield the days on which a move may take effect, the first one first."""
    month = date(signed_on.year, signed_on.month, 1)
    while True:
        value = law.value(_key(family), month)
        if month >= signed_on and month.month in value.value:
            yield Effective(month, value)
        month = (month + 31 * DAY).replace(day=1)


def may_take_effect(family: str, day: date, signed_on: date, law: Law) -> bool:
    """Tell whether a move signed on a day may take effect on ``day``."""
    months = law.value(_key(family), day).value
    return day >= signed_on and day.day == 1 and day.month in months


def _key(family: str) -> str:
    months = "decide.effective_months"
    return f"{months}_teacher" if family.startswith(TEACHER) else months
