"""EJ, EU and their bands in columns."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from seimbang.law import Law
from seimbang.workload import effectiveness
from tests.workload.build import DAY, person, result, seat, task, unit


def test_a_position_without_staff_has_no_effectiveness() -> None:
    work = task("U", "analis", "x", approach="results", volume=3, capacity=1)
    row = seat(result(units=[unit("U", "badan")], tasks=[work]), "U", "analis")
    assert (row["effectiveness"], row["band"]) == (None, None)


def test_more_work_than_people_is_band_a() -> None:
    work = task("U", "analis", "x", approach="results", volume=3, capacity=1)
    people = [person(name, "U", "analis") for name in "AB"]
    found = result(units=[unit("U", "badan")], tasks=[work], people=people)
    row = seat(found, "U", "analis")
    assert (row["effectiveness"], row["band"]) == ("1.50", "A")


@given(st.integers(0, 10**6), st.integers(1, 75000), st.integers(1, 60))
def test_the_column_rounds_as_decimal_arithmetic_does(
    num: int, den: int, staff: int
) -> None:
    cents = effectiveness.hundredths(pl.lit(num), pl.lit(den), pl.lit(staff))
    exact = Fraction(num, den * staff) * 100
    expected = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1), ROUND_HALF_UP
    )
    found = pl.select(cents=cents, words=effectiveness.words(cents)).row(0)
    assert found[0] == int(expected)
    assert Fraction(found[1]) * 100 == int(expected)


@given(st.integers(0, 300))
def test_the_band_never_improves_when_the_ratio_falls(hundredths: int) -> None:
    lower, higher = (
        effectiveness.grade(Fraction(value, 100), Law.load(), DAY)
        for value in (hundredths, hundredths + 1)
    )
    assert lower >= higher  # E … A by letter
