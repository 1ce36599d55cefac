"""
Which last days move when the service was down, and by how much.

A decision of the project (docs/decisions/0020-outages.md), the law sets none: an outage
of two hours or more that falls into the last three days before a last day moves it by
as many whole days as were lost in them, one at least, then on to a working day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

LEAST = timedelta(hours=2)
WINDOW = timedelta(days=3)


@dataclass(frozen=True)
class Moved:
    """A last day that moved: of what, from when to when."""

    subject: str
    was: date
    now: date


Lost = Callable[[date], date]  # a last day (inclusive) → the day it moves to, or itself
Extender = Callable[[Lost, Any, datetime], Iterable[Moved]]
EXTENDERS: list[Extender] = []  # a room above appends: moves its own last days


def on_working(day: date) -> date:
    """Return ``day``, or the next working day."""
    from seimbang.decide.calendar import working_day

    return working_day(day - timedelta(days=1), 1)


def lost(since: datetime, until: datetime, working: Callable[[date], date]) -> Lost:
    """
    Return the function that moves a last day for an outage.

    ``working``: a day → itself, or the next working day.
    """

    def moved(last: date) -> date:
        if until - since < LEAST:
            return last
        end = timezone.make_aware(datetime.combine(last, time.min)) + timedelta(days=1)
        within = min(until, end) - max(since, end - WINDOW)
        if within <= timedelta(0):
            return last
        days = max(1, -(-within // timedelta(days=1)))
        return working(last + timedelta(days=days))

    return moved
