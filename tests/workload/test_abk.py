"""ABK from the table of tasks; the formulas themselves stand in the examples."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.law import Law
from seimbang.workload import abk
from seimbang.workload.basis import Basis
from tests.workload.build import DAY, frame, result, seat, task, unit

W7 = [
    task("U", "analis", "surat masuk", volume=40, period="day", time_norm=5),
    task("U", "analis", "agenda rapat", volume=3, period="week", time_norm=60),
    task("U", "analis", "laporan bulanan", volume=1, period="month", time_norm=480),
    task("U", "analis", "RKA", volume=1, period="year", time_norm=2400),
    task("U", "analis", "arsip", volume=25, period="day", time_norm=6),
]
SHEET = {"days_per_year": 235, "weeks_per_year": 47}


def one(*tasks: dict[str, Any]) -> dict[str, Any]:
    rows = [{"approach": "tasks", **row} for row in tasks]
    return seat(result(units=[unit("U", "badan")], tasks=rows), "U", "analis")


def test_five_tasks_with_the_days_of_the_sheet_give_w7() -> None:
    row = one(*({**item, **SHEET} for item in W7))
    assert Fraction(98870, 75000) == Fraction(row["need_num"], row["need_den"])
    assert row["need_rounded"] == 1
    assert "own_year" in row["flags"]


def test_the_same_tasks_with_the_usual_year_ask_for_more_and_carry_no_flag() -> None:
    row = one(*W7)
    minutes = 10000 * 5 + 150 * 60 + 12 * 480 + 2400 + 6250 * 6
    assert Fraction(minutes, 75000) == Fraction(row["need_num"], row["need_den"])
    assert "own_year" not in row["flags"]


def test_tools_round_up_though_the_sum_would_not() -> None:
    row = one(task("U", "analis", "mobil", approach="tools", volume=7, capacity=5))
    assert (row["need_num"], row["need_den"], row["need_rounded"]) == (7, 5, 2)


def test_one_tool_may_need_several_people_in_several_shifts() -> None:
    row = one(
        task("U", "analis", "traktor", approach="tools", volume=2, persons_per_tool=3),
        task("U", "analis", "genset", approach="tools", volume=1, capacity=1, shifts=3),
    )
    assert row["need_num"] == 6 + 3


def test_results_and_objects_are_divided_by_the_capacity() -> None:
    row = one(
        task("U", "analis", "surat", approach="results", volume=500, capacity=100),
        task("U", "analis", "tamu", approach="objects", volume=150, capacity=50),
    )
    assert row["need_num"] == 5 + 3


@pytest.mark.parametrize(
    "missing",
    [
        task("U", "analis", "x", volume=3, period="day"),
        task("U", "analis", "x", volume=3, time_norm=5),
        task("U", "analis", "x", period="day", time_norm=5),
        task("U", "analis", "x", approach="results", volume=3),
        task("U", "analis", "x", approach="tools", volume=3),
        task("U", "analis", "x", approach="results", volume=3, capacity=0),
        task(
            "U",
            "analis",
            "x",
            approach="tools",
            volume=3,
            capacity=5,
            persons_per_tool=2,
        ),
    ],
)
def test_one_incomplete_task_leaves_the_position_unmeasured(
    missing: dict[str, Any],
) -> None:
    row = one(W7[0], missing)
    assert not row["measured"]
    assert row["need_num"] is None
    assert "task_incomplete" in row["flags"]


def test_too_little_work_for_a_person_is_told_to_merge() -> None:
    row = one(task("U", "analis", "x", volume=12, period="year", time_norm=900))
    assert row["need_rounded"] == 0
    assert "merge" in row["flags"]


def test_a_need_of_more_than_a_million_people_is_not_believed() -> None:
    row = one(task("U", "analis", "x", approach="results", volume=10**15, capacity=1))
    assert not row["measured"]
    assert "implausible" in row["flags"]


def test_a_sum_no_column_can_hold_keeps_six_decimals() -> None:
    primes = (97, 101, 103, 107, 109, 113)
    row = one(
        *(
            task("U", "analis", str(p), approach="results", volume=50, capacity=p)
            for p in primes
        )
    )
    exact = sum((Fraction(50, p) for p in primes), Fraction(0))
    assert row["flags"][:1] == ["six_decimals"]
    assert abs(Fraction(row["need_num"], row["need_den"]) - exact) <= Fraction(
        1, 2 * 10**6
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 90)), min_size=1, max_size=6
    ),
    st.integers(1, 5000),
)
def test_more_effective_minutes_never_need_more_people(
    work: list[tuple[int, int]], more: int
) -> None:
    rows = [
        task(
            "U",
            "analis",
            str(at),
            volume=v,
            period="day",
            time_norm=n,
            approach="tasks",
        )
        for at, (v, n) in enumerate(work)
    ]
    usual = abk.Constants.of(Basis(Law.load(), DAY))
    longer = abk.Constants(
        usual.effective_time + more,
        usual.days,
        usual.weeks,
        usual.months,
        usual.merge_below,
    )
    tasks = frame("tasks", rows).to_dicts()
    before, after = abk.load(tasks, usual), abk.load(tasks, longer)
    assert before.need is not None
    assert after.need is not None
    assert after.need <= before.need
    assert (after.rounded or 0) <= (before.rounded or 0)
    # hours are conserved: need × time is the work, whatever the time
    assert before.need * usual.effective_time == after.need * longer.effective_time
