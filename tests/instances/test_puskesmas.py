"""The 18 real Puskesmas of Batanghari, by their published head-counts."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

from seimbang.cli import cli
from seimbang.intake import write_workbook
from seimbang.model.tables import TABLE
from seimbang.plan.record import read_json
from seimbang.verify import verify

PROFESSIONS = {
    "dokter": "dokter",
    "drg": "dokter-gigi",
    "perawat": "perawat",
    "bidan": "bidan",
    "promkes": "promkes",
    "sanitasi": "sanitasi",
    "gizi": "gizi",
    "farmasi": "farmasi",
    "atlm": "atlm",
}


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = TABLE[name].schema()
    full = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(full, schema=schema)


def _tables(shared: Path) -> dict[str, pl.DataFrame]:
    """Return the published table as a workbook of numbers, without inpatient flags."""
    source = shared / "data" / "health" / "batanghari_puskesmas_sdm.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    units = [
        {
            "unit_id": row["puskesmas"],
            "name": f"Puskesmas {row['puskesmas'].title()}",
            "kind": "puskesmas",
            "district_id": "15.04.01",
        }
        for row in rows
    ]
    jobs = [
        {
            "job_id": job,
            "name": job,
            "kind": "functional",
            "family": job,
            "profession": job,
        }
        for job in PROFESSIONS.values()
    ]
    counts = [
        {
            "unit_id": row["puskesmas"],
            "job_id": job,
            "status": status,
            "number": int(row[f"{column}_{kind}"]),
        }
        for row in rows
        for column, job in PROFESSIONS.items()
        for kind, status in (("asn", "pns"), ("nonasn", "non_asn"))
    ]
    place = [{"place_id": "15.04.01", "name": "Mersam", "kind": "district"}]
    info = [{"key": "tanggal_data", "value": "2026-01-01"}]
    return {
        "info": _frame("info", info),
        "places": _frame("places", place),
        "units": _frame("units", units),
        "jobs": _frame("jobs", jobs),
        "headcounts": _frame("headcounts", counts),
    }


@pytest.fixture(scope="module")
def planned(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return plan.json of the real numbers, proved by the independent checker."""
    folder = tmp_path_factory.mktemp("puskesmas")
    workbook, out = folder / "puskesmas.xlsx", folder / "plan"
    write_workbook(_tables(shared), workbook)
    result = CliRunner().invoke(
        cli, ["plan", str(workbook), "--on", "2026-01-01", "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    report = verify(out, data=[workbook])
    assert report.holds, [str(check.sentence) for check in report.checks]
    record: dict[str, Any] = read_json(out / "plan.json")
    return record


def _seats(planned: dict[str, Any], job: str) -> list[dict[str, Any]]:
    return [seat for seat in planned["seats"] if seat["job_id"] == job]


def test_four_dentists_move_and_two_posts_stay_open(planned: dict[str, Any]) -> None:
    moves = [move for move in planned["moves"] if move["from_job"] == "dokter-gigi"]
    assert len(moves) == 4
    left = {move["from_unit"] for move in moves}
    assert left == {"PENEROKAN", "MUARA BULIAN", "TENAM"}
    missing = sum(
        max(0, seat["minimum"] - seat["after"])
        for seat in _seats(planned, "dokter-gigi")
    )
    assert missing == 2


def test_mersam_where_nobody_is_is_served_first(planned: dict[str, Any]) -> None:
    mersam = next(
        seat for seat in _seats(planned, "dokter-gigi") if seat["unit_id"] == "MERSAM"
    )
    assert (mersam["before"], mersam["others"], mersam["after"]) == (0, 0, 1)


def test_no_nurse_and_no_midwife_moves_where_nobody_is_short(
    planned: dict[str, Any],
) -> None:
    moved = Counter(move["from_job"] for move in planned["moves"])
    assert moved["perawat"] == 0
    assert moved["bidan"] == 0


def test_no_place_falls_below_its_minimum_or_further_below(
    planned: dict[str, Any],
) -> None:
    for seat in planned["seats"]:
        assert seat["after"] >= min(seat["minimum"], seat["before"])


def test_every_move_serves_a_shortage(planned: dict[str, Any]) -> None:
    """Each open chain ends where a person is worth more than where it began."""
    seats = {seat["seat"]: seat for seat in planned["seats"]}
    chains: dict[int, list[dict[str, Any]]] = {}
    for move in planned["moves"]:
        chains.setdefault(move["chain"], []).append(move)
    for steps in chains.values():
        steps.sort(key=lambda move: move["step"])
        first = seats[f"{steps[0]['from_unit']}|{steps[0]['from_job']}"]
        last = seats[f"{steps[-1]['to_unit']}|{steps[-1]['to_job']}"]
        need = last["need"][0] / last["need"][1]
        assert last["before"] < last["after"] <= need
        assert first["after"] >= first["need"][0] / first["need"][1]
