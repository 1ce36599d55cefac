"""Calendar arithmetic of the law: anniversaries, clamped month ends."""

from __future__ import annotations

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """
    Return the day ``months`` later; a month end is clamped (29 Feb → 28 Feb).

    Source: decision D12.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def years_between(earlier: date, later: date) -> int:
    """Return the whole years from ``earlier`` to ``later`` (>= 0 when in order)."""
    years = later.year - earlier.year
    return years - (add_months(earlier, 12 * years) > later)
