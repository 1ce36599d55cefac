"""``seimbang plan``: a workbook in, a proved plan with its files out."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.intake import write_workbook
from seimbang.model.tables import TABLE
from seimbang.verify import verify
from tests.rules.regency import person, regency

FILES = ["certificate.json", "plan.json", "plan.xlsx", "problem.json.gz",
         "reasons.json", "relief.json", "report.html"]  # fmt: skip


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook with eight teachers at one school and none at the next."""
    snapshot = regency([person(f"P{number}") for number in range(8)])
    frames = {name: snapshot[name] for name in TABLE if not snapshot[name].is_empty()}
    path = tmp_path_factory.mktemp("data") / "data.xlsx"
    write_workbook(frames, path)
    return path


def plan(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(cli, ["plan", *map(str, arguments)])


def test_all_files_are_written_and_the_proof_holds(
    workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan"
    result = plan(workbook, "--on", "2026-01-01", "--out", out)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == FILES
    for name in FILES:
        assert name in result.stdout
    report = verify(out, data=[workbook])
    assert report.holds, [str(check.sentence) for check in report.checks]


def test_the_same_input_gives_the_same_bytes(workbook: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        plan(workbook, "--on", "2026-01-01", "--out", tmp_path / name)
    for name in FILES:
        first, second = ((tmp_path / one / name).read_bytes() for one in ("a", "b"))
        assert first == second, name


def test_without_a_report_three_files_are_written(
    workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan"
    plan(workbook, "--on", "2026-01-01", "--out", out, "--no-report")
    assert sorted(path.name for path in out.iterdir()) == [
        "certificate.json",
        "plan.json",
        "problem.json.gz",
    ]


def test_an_unknown_policy_is_wrong_use(workbook: Path, tmp_path: Path) -> None:
    result = plan(
        workbook, "--on", "2026-01-01", "--out", tmp_path / "x", "--policy", "adil"
    )
    assert result.exit_code == 2
    assert "pemerataan" in result.stderr
    assert not (tmp_path / "x").exists()


def test_a_wrong_local_file_is_wrong_use(workbook: Path, tmp_path: Path) -> None:
    local = tmp_path / "local.yaml"
    local.write_text("speed: 3\n", encoding="utf-8")
    result = plan(
        workbook, "--on", "2026-01-01", "--out", tmp_path / "x", "--local", local
    )
    assert result.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_a_day_before_the_law_is_told_in_a_sentence(
    workbook: Path, tmp_path: Path
) -> None:
    result = plan(workbook, "--on", "2016-01-01", "--out", tmp_path / "x")
    assert result.exit_code == 2
    assert "2019" in result.stderr
    assert not (tmp_path / "x").exists()


def test_old_data_is_told(workbook: Path, tmp_path: Path) -> None:
    result = plan(workbook, "--on", "2026-11-01", "--out", tmp_path / "x")
    assert result.exit_code == 0
    assert "peringatan" in result.stderr


def test_problems_in_the_data_write_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(b"")
    result = plan(path, "--on", "2026-01-01", "--out", tmp_path / "x")
    assert result.exit_code == 1
    assert not (tmp_path / "x").exists()


def files(tmp_path: Path, people: list[Any], words: str, **tables: Any) -> list[Any]:
    """Write data and local parameters; return the words of the command."""
    snapshot = regency(people, **tables)
    frames = {name: snapshot[name] for name in TABLE if not snapshot[name].is_empty()}
    data, local = tmp_path / "d.xlsx", tmp_path / "l.yaml"
    write_workbook(frames, data)
    local.write_text(words, encoding="utf-8")
    out = ("--on", "2026-01-01", "--no-report", "--out", tmp_path / "plan")
    return [data, *out, "--local", local]


def nurses(number: int, **facts: Any) -> list[Any]:
    """Return nurses of PK1, each married to a teacher: P0, P1, …"""
    return [
        person(f"N{at}", job_id="perawat", unit_id="PK1", spouse_id=f"P{at}",
               certificates=["STR perawat"], **facts)
        for at in range(number)
    ]  # fmt: skip


def test_couples_as_a_hard_limit_move_together_or_stay(tmp_path: Path) -> None:
    people = [person(f"P{number}", spouse_id=f"N{number}") for number in range(8)]
    words = "couples:\n  value: hard\n  source: uji\n"
    given = files(tmp_path, [*people, *nurses(8)], words)
    result = plan(*given)
    assert result.exit_code == 0
    assert "8 pasangan, kelompok, atau jabatan terjaga" in result.stdout
    record = json.loads((tmp_path / "plan" / "plan.json").read_text())
    moved = {move["person_id"]: move["to_unit"] for move in record["moves"]}
    near = {"SD2": "K1", "SD3": "K2", "PK2": "K2", "SD1": "K1", "PK1": "K1"}
    for number in range(8):
        ends = [moved.get(f"{word}{number}") for word in "PN"]
        assert ends == [None, None] or near[str(ends[0])] == near[str(ends[1])]


def test_limits_may_be_given_for_one_run(tmp_path: Path) -> None:
    words = "move_cost_rupiah: {value: {per_move: 1000, per_km: 0}, source: uji}\n"
    given = files(tmp_path, [person(f"P{at}") for at in range(8)], words)
    result = plan(*given, "--max-moves", "3", "--budget", "2500", "--time-limit", "60")
    assert result.exit_code == 0
    assert "terpakai 2 dari 3" in result.stdout
    assert "terpakai 2000 dari 2500" in result.stdout
    record = json.loads((tmp_path / "plan" / "plan.json").read_text())
    assert record["options"] == {"max_moves": 3, "budget_rupiah": 2500}


def test_a_budget_without_a_price_is_wrong_use(tmp_path: Path) -> None:
    given = files(tmp_path, [person("P0")], "{}\n")
    result = plan(*given, "--budget", "2500")
    assert result.exit_code == 2
    assert "move_cost_rupiah" in result.stderr


def test_limits_that_cannot_hold_together_are_infeasible(tmp_path: Path) -> None:
    pins = [{"kind": "must_go", "person_id": "P0", "unit_id": "SD2", "reason": "uji"}]
    given = files(tmp_path, [person("P0"), person("P1")], "{}\n", pins=pins)
    result = plan(*given, "--max-moves", "0")
    assert result.exit_code == 3
    assert "INFEASIBLE" in result.stderr
    assert "P0 harus pindah" in result.stderr


def test_machines_get_the_figures_and_the_moves(workbook: Path, tmp_path: Path) -> None:
    words = (workbook, "--on", "2026-01-01", "--no-report", "--force", "--out")
    told = json.loads(plan(*words, tmp_path / "a", "--format", "json").stdout)
    assert told["status"] == "OPTIMAL"
    assert told["summary"]["plan"]["moves"] == len(told["moves"]) > 0
    assert [Path(name).name for name in told["files"]] == sorted(
        ("certificate.json", "plan.json", "problem.json.gz")
    )
    rows = list(
        csv.DictReader(
            plan(*words, tmp_path / "a", "--format", "csv").stdout.splitlines()
        )
    )
    assert [row["person_id"] for row in rows] == [
        move["person_id"] for move in told["moves"]
    ]


def test_machines_get_the_problems_too(tmp_path: Path) -> None:
    empty = tmp_path / "kosong.xlsx"
    write_workbook({"info": TABLE["info"].empty()}, empty)
    out = tmp_path / "plan"
    result = plan(empty, "--on", "2026-01-01", "--out", out, "--format", "json")
    assert result.exit_code == 1
    assert {one["severity"] for one in json.loads(result.stdout)} >= {"error"}
    assert not out.exists()


def test_travel_that_is_not_known_is_not_printed(tmp_path: Path) -> None:
    ways = ("latitude", "longitude", "home_latitude", "home_longitude")
    snapshot = regency([person(f"P{number}") for number in range(8)])
    frames = {
        name: snapshot[name].with_columns(
            pl.lit(None).cast(pl.Float64).alias(column)
            for column in ways
            if column in snapshot[name].columns
        )
        for name in TABLE
        if not snapshot[name].is_empty()
    }
    data = tmp_path / "data.xlsx"
    write_workbook(frames, data)
    words = ("--on", "2026-01-01", "--no-report", "--out")
    told = plan(data, *words, tmp_path / "plan").stdout
    assert "separuh kebutuhan" in told
    assert "perjalanan" not in told
