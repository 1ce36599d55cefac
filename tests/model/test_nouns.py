"""Exact ratios, calendar steps, tables and snapshots: what they refuse."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from seimbang.model.dates import add_months
from seimbang.model.ratio import fraction, half_up, reduced
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE


def test_a_ratio_is_in_lowest_terms_with_a_positive_denominator() -> None:
    assert reduced(6, -8) == (-3, 4)


def test_a_ratio_over_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="other than 0"):
        reduced(1, 0)


def test_an_unknown_ratio_is_none() -> None:
    assert fraction({"need_num": None, "need_den": None}, "need") is None
    assert fraction({"need_num": 3, "need_den": 4}, "need") == Fraction(3, 4)


def test_halves_go_up() -> None:
    rounded = pl.select(
        half_up(pl.lit(numerator), pl.lit(2)).alias(str(numerator))
        for numerator in (1, 2, 3, 5)
    )
    assert rounded.row(0) == (1, 1, 2, 3)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 3, 1), 24, date(2025, 3, 1)),
        (date(2025, 11, 30), -9, date(2025, 2, 28)),
    ],
)
def test_month_ends_are_clamped(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_a_table_knows_its_columns() -> None:
    assert TABLE["people"].column("nip").header == "NIP"
    with pytest.raises(KeyError, match="no column 'shoe_size'"):
        TABLE["people"].column("shoe_size")


def test_a_snapshot_refuses_a_table_nobody_knows() -> None:
    with pytest.raises(ValueError, match="got 'pets'"):
        Snapshot({"pets": pl.DataFrame()})


def test_a_snapshot_refuses_other_columns() -> None:
    with pytest.raises(ValueError, match="table units"):
        Snapshot({"units": pl.DataFrame({"unit_id": ["A"]})})


def test_tables_not_given_are_empty() -> None:
    assert Snapshot({})["people"].schema == TABLE["people"].schema()
