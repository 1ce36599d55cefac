"""
WISN: need from the activity standards of a group of staff.

Source: WHO, WISN user's manual, 2010. Decisions D4 (rounding), D5 (ratio and
difference on the rounded need), D6 (training days in the available time or in the
category allowance, never both).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from seimbang.law import Law
from seimbang.workload.abk import Exact
from seimbang.workload.basis import Basis

METHOD = "wisn"


def available_days(
    *, weeks: Exact, days_per_week: Exact, absent: Sequence[int]
) -> Fraction:
    """Return the working days of one person a year, ``absent`` days taken off."""
    return Fraction(weeks) * Fraction(days_per_week) - sum(absent)


def standard_workload(available: Exact, unit_time: Exact) -> Fraction:
    """Return what one person does in ``available`` time; same unit of time, > 0."""
    return Fraction(available) / Fraction(unit_time)


def category_factor(support: Exact, available: Exact) -> Fraction | None:
    """
    Return CAF: what support by all members multiplies the need by.

    None when ``support`` leaves no time for service.
    """
    share = Fraction(support) / Fraction(available)
    return None if share >= 1 else 1 / (1 - share)


def individual_factor(extra: Exact, available: Exact) -> Fraction:
    """Return IAF: people for the extra duties of some members."""
    return Fraction(extra) / Fraction(available)


def required(
    *, service: Exact, available: Exact, support: Exact = 0, extra: Exact = 0
) -> Fraction | None:
    """
    Return S × CAF + IAF, not rounded.

    All four are times in one unit: ``service`` and ``extra`` of the group a year,
    ``available`` and ``support`` of one person. None: no time is left for service.
    """
    factor = category_factor(support, available)
    if factor is None:
        return None
    base = Fraction(service) / Fraction(available)
    return base * factor + individual_factor(extra, available)


def rounded(need: Exact, law: Law, day: date) -> int:
    """
    Return whole people. D4.

    The law gives for 1 … 5 people the need they may still carry (10 % more each);
    above, ordinary rounding with a half down.
    """
    return rounded_by(Fraction(need), limits_of(Basis(law, day)))


def limits_of(basis: Basis) -> dict[int, Fraction]:
    """Return the largest need each whole number of people may still carry."""
    table = basis.table("wisn.rounding")["upper"]
    return {int(people): Fraction(limit) for people, limit in table.items()}


def rounded_by(need: Fraction, limits: Mapping[int, Fraction]) -> int:
    """Return whole people by the ``limits`` of the table."""
    people = math.floor(need)
    if people == 0:
        return math.ceil(need)
    if people in limits:
        return people if need <= limits[people] else people + 1
    return math.ceil(need - Fraction(1, 2))


def ratio(existing: int, required: int) -> Fraction | None:
    """Return the WISN ratio on the rounded need; None when nobody is needed. D5."""
    return Fraction(existing, required) if required else None


def difference(existing: int, required: int) -> int:
    """Return existing − required on the rounded need (negative: shortage). D5."""
    return existing - required
