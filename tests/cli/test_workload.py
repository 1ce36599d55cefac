"""`seimbang workload`: tables for people, data for machines, derivations on request."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import click.testing
import pytest

from seimbang.cli import cli
from seimbang.intake import write_workbook
from tests.workload.build import PLACE, frame, person, pupils, snapshot, task, unit

NEED = {"unit_id": "B", "job_id": "analis", "need_num": 11, "need_den": 4}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder of a school with one class teacher and a small office."""
    tables = snapshot(
        places=[{"place_id": PLACE, "name": "Mersam", "kind": "district"}],
        units=[unit("SD", "sd"), unit("B", "badan")],
        classes=pupils("SD", g1=25, g2=25, g3=25, g4=25),
        people=[person("A", "SD", "kelas"), person("Z", "B", "drg")],
        needs=[{**NEED, "source": "e-Formasi 2026"}],
        tasks=[
            task("B", "bk", "surat", approach="results", volume=7, capacity=3),
        ],
    )
    write_workbook(tables, tmp_path / "data")
    return tmp_path / "data"


def run(*words: Any, lang: str = "en") -> click.testing.Result:
    return click.testing.CliRunner().invoke(
        cli, ["--lang", lang, "workload", *map(str, words)]
    )


def test_the_table_says_what_each_position_asks_for(data: Path) -> None:
    result = run(data, "--on", "2026-01-01", "--all")
    assert result.exit_code == 0, result.output
    assert "Needs 3 more Guru Kelas" in result.stdout
    words = " ".join(result.stdout.split())
    assert "Not measured: enter tasks or a need with its source" in words
    assert "positions without an establishment" in result.stderr


def test_people_are_spoken_to_in_indonesian_with_decimal_commas(data: Path) -> None:
    result = run(data, "--on", "2026-01-01", "--all", lang="id")
    assert "Butuh 3 Guru Kelas lagi" in result.stdout
    assert "2,75" in result.stdout


def test_a_regency_is_summed_up_by_job_and_district(data: Path) -> None:
    result = run(data, "--on", "2026-01-01")
    assert result.exit_code == 0, result.output
    jobs, districts, worst = result.stdout.split("\n\n")
    cells = [re.split(" {2,}", line) for line in jobs.splitlines()]
    assert cells[0][-6:] == [
        "Need", "Present", "Gap", "Seats short", "Seats over", "Not measured",
    ]  # fmt: skip
    assert ["kelas", "Guru Kelas", "4", "1", "-3", "1", "0", "0"] in cells
    assert re.split(" {2,}", districts.splitlines()[2])[:2] == [PLACE, "Mersam"]
    assert worst.splitlines()[3].startswith("SD ")
    assert "Needs 3 more" not in result.stdout
    assert "--all" in result.stderr


def test_districts_and_jobs_can_be_asked_for(data: Path) -> None:
    words = (data, "--on", "2026-01-01")
    assert "Guru Kelas" in run(*words, "--district", PLACE).stdout
    wrong = run(*words, "--district", "15.04.02")
    assert (wrong.exit_code, f"Nearest: {PLACE}" in wrong.stderr) == (2, True)
    analyst = run(*words, "--job", "analis", "--format", "json")
    found = json.loads(analyst.stdout)
    assert [row["unit_id"] for row in found["positions"]] == ["B"]
    assert found["units"] == []
    table = run(*words, "--job", "analis", "--all").stdout
    assert len(table.splitlines()) == 3
    assert "Analis" in run(*words, "--job", "analis").stdout


def test_machines_get_ids_beside_names_and_every_row(data: Path) -> None:
    words = (data, "--on", "2026-01-01", "--format")
    found = json.loads(run(*words, "json").stdout)
    (row,) = [row for row in found["positions"] if row["job_id"] == "kelas"]
    assert (row["unit_id"], row["unit"], row["job"]) == ("SD", "Unit SD", "Guru Kelas")
    assert {"SD", "B"} <= {unit["unit_id"] for unit in found["units"]}
    rows = list(csv.DictReader(io.StringIO(run(*words, "csv").stdout)))
    assert len(rows) == len(found["positions"])
    (row,) = [row for row in rows if row["job_id"] == "kelas"]
    assert (row["unit_id"], row["gap"]) == ("SD", "-3")


def test_json_holds_exact_numbers_units_and_problems(data: Path) -> None:
    found = json.loads(run(data, "--on", "2026-01-01", "--format", "json").stdout)
    assert list(found) == ["day", "positions", "units", "problems"]
    (row,) = [row for row in found["positions"] if row["job_id"] == "analis"]
    assert (row["need_num"], row["need_den"], row["method"]) == (11, 4, "entered")
    assert "no_establishment" in {problem["code"] for problem in found["problems"]}


def test_csv_has_a_row_a_position_and_only_of_the_unit_asked_for(data: Path) -> None:
    result = run(data, "--on", "2026-01-01", "--unit", "B", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["unit"] for row in rows} == {"Unit B"}
    assert {row["job"] for row in rows} == {"Analis", "Dokter Gigi", "Guru BK"}


def test_a_derivation_shows_steps_and_unconfirmed_citations(data: Path) -> None:
    words = (data, "--on", "2026-01-01", "--unit", "SD", "--job", "kelas")
    told = run(*words).stdout
    assert "Need = one class teacher for each class" in told
    assert "Classes of grade 4: 25 pupils / 28, rounded up = 1" in told
    assert "teacher.class_limit.sd: " in told
    assert "(not confirmed)" in told
    found = json.loads(run(*words, "--format", "json").stdout)
    assert found["method"] == "teacher_sd"
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))
    assert {"label": "Need", "value": "4"} in rows


def test_a_unit_or_job_that_is_not_there_names_the_nearest(data: Path) -> None:
    result = run(data, "--on", "2026-01-01", "--unit", "SDN")
    assert (result.exit_code, "Nearest: SD" in result.stderr) == (2, True)
    result = run(data, "--on", "2026-01-01", "--unit", "SD", "--job", "klas")
    assert (result.exit_code, "Nearest: kelas" in result.stderr) == (2, True)
    result = run(data, "--on", "2026-01-01", "--job", "klas")
    assert (result.exit_code, "Nearest: kelas" in result.stderr) == (2, True)
    result = run(data, "--on", "2026-01-01", "--unit", "??")
    assert (result.exit_code, "Nearest: –" in result.stderr) == (2, True)


def test_a_day_before_the_law_is_wrong_use_and_says_since_when(data: Path) -> None:
    result = run(data, "--on", "2022-01-01")
    assert result.exit_code == 2
    assert "not in force on 2022-01-01" in result.stderr


def test_local_parameters_of_the_region_are_used(data: Path, tmp_path: Path) -> None:
    local = tmp_path / "local.yaml"
    local.write_text(
        "class_ratio: {value: {sd: 20, smp: 32}, source: SK Disdik}\n", encoding="utf-8"
    )
    words = (data, "--on", "2026-01-01", "--unit", "SD", "--local", local)
    assert "Needs 7 more Guru Kelas" in run(*words).stdout


def test_files_with_errors_are_told_and_nothing_is_computed(tmp_path: Path) -> None:
    write_workbook({"units": frame("units", [])}, tmp_path / "broken")
    result = run(tmp_path / "broken", "--on", "2026-01-01")
    assert result.exit_code == 1
    assert "at least one row" in result.output
    assert "Needs" not in result.output
