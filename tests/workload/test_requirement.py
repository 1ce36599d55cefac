"""Needs, staff and gaps of all seats; sums of units."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.law import NotInForceError
from seimbang.workload.requirement import COLUMNS
from tests.workload.build import (
    person,
    pupils,
    result,
    seat,
    task,
    totals,
    unit,
)

B = unit("B", "badan")


def need(unit_id: str, people: int, den: int = 1, job: str = "analis") -> Any:
    return {
        "unit_id": unit_id,
        "job_id": job,
        "need_num": people,
        "need_den": den,
        "source": "e-Formasi",
    }


def count(unit_id: str, number: int, status: str = "pns") -> dict[str, Any]:
    return {"unit_id": unit_id, "job_id": "analis", "status": status, "number": number}


def position(**facts: Any) -> dict[str, Any]:
    return {"unit_id": "B", "job_id": "analis", **facts}


def test_no_data_gives_no_rows() -> None:
    found = result()
    assert found.positions.columns == list(COLUMNS)
    assert found.positions.is_empty()
    assert found.units.is_empty()
    assert found.problems == []


def test_an_entered_need_overrides_and_keeps_what_the_formula_gave() -> None:
    work = task("B", "analis", "x", approach="results", volume=7, capacity=2)
    row = seat(result(units=[B], tasks=[work], needs=[need("B", 11, 4)]), "B", "analis")
    assert (row["method"], row["need_num"], row["need_den"]) == ("entered", 11, 4)
    assert (row["need_low_num"], row["need_high_num"]) == (11, 11)
    assert (row["computed_num"], row["computed_den"]) == (7, 2)
    assert row["need_rounded"] == 3


def test_an_entered_need_makes_an_unmeasured_position_measured() -> None:
    row = seat(result(units=[B], needs=[need("B", 2)]), "B", "analis")
    assert (row["measured"], row["need_num"], row["computed_num"]) == (True, 2, None)


def test_an_entered_need_with_many_decimals_is_used_as_it_is() -> None:
    row = seat(result(units=[B], needs=[need("B", 1_318_267, 10**6)]), "B", "analis")
    assert (row["need_num"], row["need_den"]) == (1_318_267, 10**6)
    assert row["need_rounded"] == 1


@pytest.mark.parametrize("pair", [(2 * 10**6, 1), (1, 10**10)])
def test_an_impossible_entered_need_is_not_used_and_told(pair: tuple[int, int]) -> None:
    found = result(units=[B], needs=[need("B", *pair)], positions=[position()])
    assert not seat(found, "B", "analis")["measured"]
    assert "implausible_need" in {problem.code for problem in found.problems}


def test_a_position_without_work_is_not_measured_and_counts_its_people() -> None:
    found = result(units=[B], people=[person("A", "B", "analis")])
    row = seat(found, "B", "analis")
    assert (row["measured"], row["method"], row["present"]) == (False, None, 1)
    assert (row["gap_num"], row["band"], row["gap5_num"]) == (None, None, None)
    assert totals(found, "B")["unmeasured_positions"] == 1
    assert totals(found, "B")["need_num"] is None


def test_an_establishment_left_out_is_flagged_and_told_once() -> None:
    units = [unit("A", "badan"), B]
    places = [
        position(),
        position(unit_id="A"),
        position(job_id="drg", establishment=0),
    ]
    found = result(units=units, positions=places)
    told = [p for p in found.problems if p.code == "no_establishment"]
    assert [dict(p.found.facts)["count"] for p in told] == [2]
    assert "no_establishment" not in seat(found, "B", "drg")["flags"]


def test_more_people_than_the_establishment_and_fewer_than_the_minimum_are_told() -> (
    None
):
    place = position(establishment=0, minimum=3)
    found = result(units=[B], positions=[place], people=[person("A", "B", "analis")])
    row = seat(found, "B", "analis")
    assert row["minimum"] == 3
    assert {"over_establishment", "below_minimum"} <= set(row["flags"])


def test_the_larger_minimum_of_law_and_region_holds() -> None:
    places = [
        {"unit_id": "P", "job_id": "perawat", "minimum": 7},
        {"unit_id": "P", "job_id": "drg", "minimum": 0},
    ]
    found = result(units=[unit("P", "puskesmas", inpatient=False)], positions=places)
    assert [seat(found, "P", name)["minimum"] for name in ("perawat", "drg")] == [7, 1]


def test_heads_counts_stand_for_people_and_who_leaves_is_unknown() -> None:
    found = result(
        units=[B],
        needs=[need("B", 3)],
        headcounts=[count("B", 1), count("B", 1, "cpns"), count("B", 4, "non_asn")],
    )
    row = seat(found, "B", "analis")
    assert (row["present"], row["shown"], row["present_any"]) == (2, 4, 6)
    assert (row["retire5"], row["gap5_num"], row["gap5_den"]) == (None, None, None)
    assert row["gap_num"] == -1


def test_head_counts_beside_names_are_not_used_and_told() -> None:
    found = result(
        units=[B], people=[person("A", "B", "analis")], headcounts=[count("B", 9)]
    )
    assert seat(found, "B", "analis")["present"] == 1
    assert "headcounts_ignored" in {problem.code for problem in found.problems}


def test_w9_who_leaves_within_five_years_is_taken_off_once() -> None:
    people = [person(str(at), "B", "analis") for at in range(12)]
    for leaving in people[:3]:
        leaving["retires_on"] = date(2031, 1, 1)
    people[3]["retires_on"] = date(2031, 1, 2)  # a day too late
    people[4] |= {"status": "pppk", "contract_until": date(2030, 1, 1)}
    people[5] |= {
        "status": "pppk",
        "contract_until": date(2029, 1, 1),
        "retires_on": date(2030, 1, 1),
    }
    row = seat(result(units=[B], needs=[need("B", 10)], people=people), "B", "analis")
    assert (row["retire5"], row["contract_end5"]) == (4, 1)
    assert (row["gap_num"], row["gap5_num"]) == (2, 2 - 4 - 1)


def test_w31_a_surplus_in_one_unit_never_hides_a_shortage_in_another() -> None:
    needs = [need("U", 5), need("U", 5, job="drg"), need("U", 4, job="perawat")]
    have = {"analis": 8, "drg": 3, "perawat": 3}
    people = [
        person(f"{name}{at}", "U", name)
        for name, number in have.items()
        for at in range(number)
    ]
    row = totals(result(units=[unit("U", "badan")], needs=needs, people=people), "U")
    assert (row["gap_num"], row["shortage_num"], row["surplus_num"]) == (0, 3, 3)


def test_w8_the_unit_is_the_sum_of_its_positions() -> None:
    load = {"analis": (180_000, 3), "drg": (165_000, 2), "bk": (54_300, 1)}
    tasks = [
        task(
            "U", name, "x", approach="tasks", volume=minutes, period="year", time_norm=1
        )
        for name, (minutes, _) in (load | {"kelas": (70_500, 1)}).items()
    ]
    people = [
        person(f"{name}{at}", "U", name)
        for name, (_, staff) in (load | {"kelas": (0, 1)}).items()
        for at in range(staff)
    ]
    found = result(units=[unit("U", "badan")], tasks=tasks, people=people)
    shown = found.positions.select("job_id", "effectiveness", "band").sort("job_id")
    assert shown.rows() == [
        ("analis", "0.80", "C"),
        ("bk", "0.72", "C"),
        ("drg", "1.10", "A"),
        ("kelas", "0.94", "B"),
    ]
    row = totals(found, "U")
    ratio = Fraction(row["effectiveness_num"], row["effectiveness_den"])
    assert ratio == Fraction(469_800, 7 * 75_000)
    assert (row["band"], row["present"]) == ("C", 7)


def test_people_in_unmeasured_positions_do_not_dilute_the_unit() -> None:
    people = [person("A", "B", "analis"), person("Z", "B", "drg")]
    found = result(units=[B], needs=[need("B", 2)], people=people)
    row = totals(found, "B")
    assert (row["present"], row["present_measured"]) == (2, 1)
    assert (row["effectiveness_num"], row["effectiveness_den"]) == (2, 1)


def test_a_unit_without_seats_stands_with_zeros() -> None:
    row = totals(result(units=[B]), "B")
    assert (row["present"], row["unmeasured_positions"], row["need_num"]) == (
        0,
        0,
        None,
    )


def test_rows_are_sorted_by_unit_and_job() -> None:
    units = [unit("Z", "badan"), unit("A", "badan")]
    needs = [need("Z", 1), need("A", 1, job="drg"), need("A", 1)]
    found = result(units=units, needs=needs)
    assert found.positions.select("unit_id", "job_id").rows() == [
        ("A", "analis"),
        ("A", "drg"),
        ("Z", "analis"),
    ]
    assert found.units["unit_id"].to_list() == ["A", "Z"]


def test_schools_before_the_curriculum_are_refused_and_others_are_not() -> None:
    day = date(2025, 1, 1)
    assert seat(result(day, units=[B], needs=[need("B", 1)]), "B", "analis")["measured"]
    with pytest.raises(NotInForceError, match="teacher"):
        result(day, units=[unit("S", "smp")], classes=pupils("S", g7=30))


counts = st.dictionaries(
    st.tuples(st.sampled_from("PQR"), st.sampled_from(["analis", "drg", "bk"])),
    st.tuples(
        st.integers(0, 900), st.sampled_from([1, 3, 24, 75000]), st.integers(0, 9)
    ),
    min_size=1,
)


@given(counts)
def test_sums_of_units_are_those_of_their_positions(
    seats: dict[tuple[str, str], tuple[int, int, int]],
) -> None:
    found = result(
        units=[unit(name, "badan") for name in "PQR"],
        needs=[need(u, num, den, job) for (u, job), (num, den, _) in seats.items()],
        headcounts=[
            {"unit_id": u, "job_id": job, "status": "pns", "number": number}
            for (u, job), (_, _, number) in seats.items()
        ],
    )
    for row in found.units.filter(pl.col("need_num").is_not_null()).to_dicts():
        here = [value for (u, _), value in seats.items() if u == row["unit_id"]]
        gaps = [staff - Fraction(num, den) for num, den, staff in here]
        sums = {
            "need": sum(Fraction(num, den) for num, den, _ in here),
            "gap": sum(gaps),
            "shortage": sum(max(-gap, 0) for gap in gaps),
            "surplus": sum(max(gap, 0) for gap in gaps),
        }
        for name, expected in sums.items():
            assert Fraction(row[f"{name}_num"], row[f"{name}_den"]) == expected
