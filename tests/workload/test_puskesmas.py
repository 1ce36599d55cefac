"""Puskesmas: minimum by kind, the larger of work and minimum, the two indicators."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from seimbang.workload import Requirements
from tests.workload.build import (
    JOBS,
    job,
    person,
    result,
    seat,
    task,
    totals,
    unit,
)

NINE = (
    "dokter", "dokter-gigi", "perawat", "bidan", "promkes", "sanitasi", "gizi",
    "farmasi", "atlm",
)  # fmt: skip
WITHOUT = dict(zip(NINE, (1, 1, 5, 4, 1, 1, 1, 1, 1), strict=True))
WITH = dict(zip(NINE, (2, 1, 8, 7, 1, 1, 2, 1, 1), strict=True))


def service(minutes: int, **facts: Any) -> dict[str, Any]:
    row = {"kind": "service", "method": "abk_kes", "volume": minutes, "time_norm": 1}
    return task("P", "perawat", "layanan", **{**row, **facts})


@pytest.mark.parametrize(("inpatient", "need"), [(True, 8), (False, 5)])
def test_the_minimum_follows_the_kind(inpatient: bool, need: int) -> None:
    row = seat(
        result(units=[unit("P", "puskesmas", inpatient=inpatient)]), "P", "perawat"
    )
    assert (row["need_num"], row["minimum"], row["method"]) == (
        need,
        need,
        "puskesmas_minimum",
    )
    assert "inpatient_unknown" not in row["flags"]


def test_unknown_beds_take_the_lower_table_and_the_interval_up_to_the_higher() -> None:
    found = result(units=[unit("P", "puskesmas")])
    row = seat(found, "P", "perawat")
    assert (row["need_num"], row["need_low_num"], row["need_high_num"]) == (5, 5, 8)
    assert row["minimum"] == 5
    assert "inpatient_unknown" in row["flags"]
    assert "inpatient_unknown" in {problem.code for problem in found.problems}


def test_more_work_than_the_minimum_wins_and_the_minimum_stays_known() -> None:
    row = seat(
        result(units=[unit("P", "puskesmas")], activities=[service(468000)]),
        "P",
        "perawat",
    )  # 6.5 by work: above 5, below the 8 of a Puskesmas with beds
    assert (row["method"], row["need_num"], row["need_den"]) == ("abk_kes", 13, 2)
    assert (row["need_low_num"], row["need_low_den"]) == (13, 2)
    assert (row["need_high_num"], row["need_high_den"]) == (8, 1)
    assert (row["minimum"], row["need_rounded"]) == (5, 7)


@pytest.mark.parametrize("work", [service(72000), service(72000, time_norm=None)])
def test_less_or_unknown_work_leaves_the_minimum(work: dict[str, Any]) -> None:
    work["time_norm_den"] = work["time_norm_num"] and 1
    found = result(units=[unit("P", "puskesmas", inpatient=False)], activities=[work])
    row = seat(found, "P", "perawat")
    assert (row["method"], row["need_num"]) == ("puskesmas_minimum", 5)
    assert ("activity_incomplete" in row["flags"]) == (work["time_norm_num"] is None)


def test_a_hospital_has_no_minimum() -> None:
    rows = [{**service(72000), "unit_id": "RS"}]
    row = seat(result(units=[unit("RS", "hospital")], activities=rows), "RS", "perawat")
    assert (row["need_num"], row["minimum"]) == (1, 0)


def staffed(
    numbers: dict[str, int], *, status: str = "pns", inpatient: bool | None = False
) -> Requirements:
    jobs = [job(f"j-{name}", name, name, None, name) for name in NINE]
    people = [
        person(f"{name}{at}", "P", f"j-{name}", status=status)
        for name, number in numbers.items()
        for at in range(number)
    ]
    return result(
        jobs=jobs, units=[unit("P", "puskesmas", inpatient=inpatient)], people=people
    )


def test_nine_types_count_everybody_and_the_minimum_only_asn() -> None:
    asn = totals(staffed(WITHOUT), "P")
    assert (asn["indicator_nine_types"], asn["indicator_minimum"]) == (True, True)
    others = totals(staffed(WITHOUT, status="non_asn"), "P")
    assert (others["indicator_nine_types"], others["indicator_minimum"]) == (
        True,
        False,
    )
    missing = totals(staffed({**WITHOUT, "gizi": 0}), "P")
    assert (missing["indicator_nine_types"], missing["indicator_minimum"]) == (
        False,
        False,
    )


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [(WITH, True), (WITHOUT, None), ({**WITHOUT, "bidan": 3}, False)],
)
def test_with_unknown_beds_the_minimum_is_known_only_at_the_ends(
    numbers: dict[str, int], verdict: bool | None
) -> None:
    row = totals(staffed(numbers, inpatient=None), "P")
    assert row["indicator_minimum"] is verdict


def test_other_units_have_no_indicators() -> None:
    row = totals(result(units=[unit("B", "badan")]), "B")
    assert row["indicator_nine_types"] is None
    assert row["indicator_minimum"] is None


def test_w29_the_dentists_of_the_18_real_puskesmas() -> None:
    # ASN dentists, Kemenkes SISDMK page for Jambi, in the order of regulations 3.3
    dentists = (0, 0, 0, 1, 1, 1, 1, 1, 2, 1, 1, 3, 0, 0, 0, 2, 1, 1)
    units = [unit(f"P{at:02}", "puskesmas") for at in range(18)]
    counts = [
        {"unit_id": f"P{at:02}", "job_id": "drg", "status": "pns", "number": number}
        for at, number in enumerate(dentists)
    ]
    found = result(units=units, headcounts=counts)
    rows = found.positions.filter(pl.col("job_id") == "drg")
    gaps = rows["gap_num"]
    assert rows["gap_den"].unique().to_list() == [1]
    assert rows["present"].sum() == 16
    assert -gaps.filter(gaps < 0).sum() == 6
    assert gaps.filter(gaps > 0).sum() == 4


def test_the_usual_jobs_know_two_of_the_nine_professions() -> None:
    # what the other tests rest on: the rest is told as a missing job
    known = {facts[4] for facts in JOBS if facts[4]}
    found = result(units=[unit("P", "puskesmas")])
    told = [p for p in found.problems if p.code == "no_job"]
    assert len(told) == len(NINE) - len(known)
