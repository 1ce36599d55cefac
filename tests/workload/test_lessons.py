"""Rounding of teachers, and the hours of subjects."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.law import Law
from seimbang.workload import lessons
from tests.workload.build import DAY


def rounded(load: int, steps: tuple[lessons.Step, ...]) -> tuple[int, int]:
    found = lessons.teachers_for(pl.lit(load), steps)
    low, high = pl.select(low=found.low, high=found.high).row(0)
    return low, high


def law_steps(day: date = DAY) -> tuple[lessons.Step, ...]:
    return lessons.steps_of_law(Law.load().value("teacher.rounding", day).value)


@pytest.mark.parametrize(
    ("tenths", "number", "each"),  # the Juknis table: x, n, TMG in hundredths
    [
        (11, (1, 1), [2640]),
        (15, (1, 1), [3600]),
        (16, (1, 1), [3840]),
        (17, (1, 2), [4080, 2040]),
        (19, (1, 2), [4560, 2280]),
        (21, (2, 2), [2520]),
        (27, (2, 2), [3240]),
        (29, (2, 2), [3480]),
    ],
)
def test_w19_the_table_of_the_juknis(
    tenths: int, number: tuple[int, int], each: list[int]
) -> None:
    # its quotients are no whole hours, so hours are counted in tenths here
    load = tenths * 24
    assert rounded(load, lessons.steps_of_bounds(240, 400)) == number
    assert [load * 10 // n for n in sorted(set(number))] == each


@given(st.integers(0, 2000))
def test_the_table_of_the_law_is_the_rule_of_24_to_40(load: int) -> None:
    assert rounded(load, law_steps()) == rounded(load, lessons.steps_of_bounds(24, 40))


@given(st.integers(48, 5000))
def test_each_of_two_or_more_teachers_has_at_least_24_hours(load: int) -> None:
    low, high = rounded(load, law_steps())
    assert low == high
    assert 24 * low <= load < 24 * (low + 1)
