"""ABK-Kes and WISN from the table of activities."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.workload import abk_kes, wisn
from tests.workload.build import result, seat, task, unit


def activity(name: str, kind: str, method: str = "abk_kes", **facts: Any) -> Any:
    return task("RS", "perawat", name, kind=kind, method=method, **facts)


def one(*rows: Any) -> dict[str, Any]:
    found = result(units=[unit("RS", "hospital")], activities=list(rows))
    return seat(found, "RS", "perawat")


def test_support_of_all_multiplies_the_need() -> None:
    row = one(
        activity("rawat jalan", "service", volume=21600, time_norm=10),
        activity("rapat", "category", minutes_per_year=14400),
    )
    # 216,000 / 72,000 = 3; STP = 1 / (1 − 0.2) = 1.25
    assert (row["method"], row["need_num"], row["need_den"]) == ("abk_kes", 15, 4)
    assert row["need_rounded"] == 4


def test_wisn_adds_the_extra_duties_of_some_and_rounds_by_its_table() -> None:
    row = one(
        activity("rawat jalan", "service", "wisn", volume=14400, time_norm=10),
        activity("gudang", "individual", "wisn", minutes_per_year=7200, staff=2),
    )
    # 144,000 / 72,000 = 2, and 14,400 / 72,000 = 0.2: two carry 2.2
    assert (row["method"], row["need_num"], row["need_den"]) == ("wisn", 11, 5)
    assert row["need_rounded"] == 2


@pytest.mark.parametrize(
    ("rows", "flag"),
    [
        ([activity("a", "service", volume=3)], "activity_incomplete"),
        ([activity("a", "service", time_norm=3)], "activity_incomplete"),
        ([activity("a", "category")], "activity_incomplete"),
        (
            [activity("a", "individual", "wisn", minutes_per_year=60)],
            "activity_incomplete",
        ),
        (
            [activity("a", "individual", "wisn", staff=1)],
            "activity_incomplete",
        ),
        (
            [activity("a", "individual", minutes_per_year=60, staff=1)],
            "extra_duty_without_rule",
        ),
        (
            [
                activity("a", "service", volume=1, time_norm=1),
                activity("b", "service", "wisn", volume=1, time_norm=1),
            ],
            "two_methods",
        ),
        (
            [activity("a", "category", minutes_per_year=72000)],
            "support_exceeds_time",
        ),
    ],
)
def test_what_cannot_be_known_stays_unmeasured_and_says_why(
    rows: list[Any], flag: str
) -> None:
    row = one(*rows)
    assert not row["measured"]
    assert flag in row["flags"]


@given(st.integers(0, 10**7), st.integers(0, 70000), st.integers(1, 9000))
def test_longer_working_time_never_needs_more_people(
    service: int, support: int, more: int
) -> None:
    short = abk_kes.required(service=service, effective_time=72000, support=support)
    long = abk_kes.required(
        service=service, effective_time=72000 + more, support=support
    )
    assert short is not None
    assert long is not None
    assert long <= short


@given(st.integers(0, 3000))
def test_wisn_rounding_never_falls_when_the_need_grows(hundredths: int) -> None:
    limits = {n: Fraction(11 * n, 10) for n in range(1, 6)}
    here, next_ = (
        wisn.rounded_by(Fraction(value, 100), limits)
        for value in (hundredths, hundredths + 1)
    )
    assert here <= next_
