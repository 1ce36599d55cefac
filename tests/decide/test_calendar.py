"""Working days of Indonesia, and the days on which a move takes effect."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from seimbang.decide.calendar import (
    effective_day,
    effective_days,
    known,
    may_take_effect,
    unsure,
    working_day,
    working_days,
    works,
)
from seimbang.law import Law

LAW = Law.load()


@pytest.mark.parametrize(
    ("after", "days", "expected"),
    [
        (date(2026, 1, 1), 1, date(2026, 1, 2)),
        (date(2026, 1, 2), 1, date(2026, 1, 5)),  # over the weekend
        (date(2026, 1, 14), 2, date(2026, 1, 19)),  # Isra Mikraj on the 16th
        (date(2026, 3, 17), 1, date(2026, 3, 25)),  # Nyepi and Idulfitri, cuti bersama
        (date(2026, 1, 1), 14, date(2026, 1, 22)),
        (date(2026, 1, 1), 21, date(2026, 2, 2)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # cuti bersama of Christmas
    ],
)
def test_counts_working_days(after: date, days: int, expected: date) -> None:
    assert working_day(after, days) == expected
    assert working_days(after, expected) == days


def test_needs_one_day_at_least() -> None:
    with pytest.raises(ValueError, match="0"):
        working_day(date(2026, 1, 1), 0)


def test_the_office_is_closed_on_cuti_bersama() -> None:
    assert not works(date(2026, 3, 20))
    assert not works(date(2026, 8, 17))
    assert works(date(2026, 8, 18))


def test_a_year_whose_holidays_are_not_decreed_is_told() -> None:
    assert known(2026)
    assert not known(2031)
    assert unsure(date(2026, 1, 1), date(2026, 3, 1)) is None
    told = unsure(date(2030, 12, 1), date(2031, 1, 15))
    assert "2030, 2031" in str(told)


@pytest.mark.parametrize(
    ("family", "signed", "expected"),
    [
        ("guru-sd", date(2026, 1, 1), date(2026, 1, 1)),
        ("guru-sd", date(2026, 1, 2), date(2026, 7, 1)),
        ("guru-sd", date(2026, 7, 2), date(2027, 1, 1)),
        ("perawat", date(2026, 1, 1), date(2026, 1, 1)),
        ("perawat", date(2026, 1, 2), date(2026, 2, 1)),
        ("perawat", date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_first_day_of_effect_is_never_before_signing(
    family: str, signed: date, expected: date
) -> None:
    found = effective_day(family, signed, LAW)
    assert found.day == expected
    assert not found.value.confirmed
    assert may_take_effect(family, expected, signed, LAW)


def test_the_next_days_of_effect_follow() -> None:
    days = [one.day for one in islice(effective_days("guru", date(2026, 3, 1), LAW), 3)]
    assert days == [date(2026, 7, 1), date(2027, 1, 1), date(2027, 7, 1)]


def test_no_effect_before_signing_within_a_month_or_outside_the_semester() -> None:
    signed = date(2026, 3, 10)
    assert not may_take_effect("perawat", date(2026, 3, 1), signed, LAW)
    assert not may_take_effect("perawat", date(2026, 4, 2), signed, LAW)
    assert not may_take_effect("guru-sd", date(2026, 4, 1), signed, LAW)
