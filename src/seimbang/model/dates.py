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
