"""``seimbang relief``: of data, and of a plan's folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.cli.relief import COLUMNS
from seimbang.intake import write_workbook
from seimbang.model.tables import TABLE
from tests.relief.school import classes, data, need, teacher, unit
from tests.rules.regency import person


def run(*arguments: object, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["--lang", lang, "relief", *map(str, arguments)])


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return schools with hours to spare, and offices with a person to share."""
    units = [
        unit("S1", "smp"),
        unit("S2", "smp", 2),
        unit("A", "dinas"),
        unit("B", "dinas", 2),
        unit("Z", "dinas", 4),
    ]
    people = [
        *(teacher(f"T{at}", "S2", 8) for at in range(2)),
        *(person(f"A{at}", unit_id="A", job_id="penata") for at in range(2)),
        *(person(f"B{at}", unit_id="B", job_id="penata") for at in range(4)),
    ]
    rooms = [
        *classes("S1", g7=(64, 2), g8=(64, 2), g9=(64, 2)),
        *classes("S2", g7=(20, 1), g8=(20, 1), g9=(20, 1)),
    ]
    needs = [
        need("A", "penata", 13, 5),
        need("B", "penata", 3),
        need("Z", "penata", 1),
    ]
    snapshot = data(people, units=units, classes=rooms, needs=needs)
    frames = {name: snapshot[name] for name in TABLE if not snapshot[name].is_empty()}
    path = tmp_path_factory.mktemp("data") / "data.xlsx"
    write_workbook(frames, path)
    return path


@pytest.fixture(scope="module")
def plan(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plan") / "plan"
    result = CliRunner().invoke(
        cli, ["plan", str(workbook), "--on", "2026-01-01", "--out", str(out)]
    )
    assert result.exit_code == 0, result.stderr
    return out


def test_short_places_are_listed_with_what_helps(workbook: Path) -> None:
    result = run(workbook, "--on", "2026-01-01")
    assert result.exit_code == 0, result.stderr
    assert "Hours at a second school" in result.stdout
    assert "One person at two places" in result.stdout
    assert "can be helped without a transfer" in result.stdout
    assert "could be replaced" not in result.stdout
    assert (
        "Jam mengajar di sekolah kedua"
        in run(workbook, "--on", "2026-01-01", lang="id").stdout
    )


def test_machines_get_the_same(workbook: Path) -> None:
    found = json.loads(run(workbook, "--on", "2026-01-01", "--format", "json").stdout)
    assert found["format"] == "seimbang-relief/1"
    lines = run(workbook, "--on", "2026-01-01", "--format", "csv").stdout.splitlines()
    rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == COLUMNS
    helpers = [
        helper
        for seat in found["seats"]
        for option in seat["options"]
        for helper in option["helpers"] or [None]
    ]
    assert len(rows) == len(helpers)
    assert {row["kind"] for row in rows} >= {"hours", "share"}


def test_one_unit_is_told_in_words(workbook: Path) -> None:
    told = run(workbook, "--on", "2026-01-01", "--unit", "S1").stdout
    assert "T0 of Unit S2 teaches 30 lesson hours a week here besides" in told
    assert "not confirmed" in told
    assert "One person at two places" not in told
    nobody = run(workbook, "--on", "2026-01-01", "--unit", "Z").stdout
    assert "Nothing but a post to request." in nobody


def test_a_plan_holds_its_relief(plan: Path) -> None:
    stored = json.loads((plan / "relief.json").read_text(encoding="utf-8"))
    assert stored["state"] == "after_the_plan"
    result = run("--plan", plan)
    assert result.exit_code == 0, result.stderr
    assert json.loads(run("--plan", plan, "--format", "json").stdout) == stored


def test_a_transfer_is_told_beside_what_could_replace_it(plan: Path) -> None:
    moves: list[dict[str, Any]] = json.loads(
        (plan / "relief.json").read_text(encoding="utf-8")
    )["moves"]
    assert moves
    assert "transfers of the plan could be replaced" in run("--plan", plan).stdout
    told = run("--plan", plan, "--unit", moves[0]["to_unit"]).stdout
    assert f"Instead of moving {moves[0]['person_id']} from" in told
    rows = csv.DictReader(run("--plan", plan, "--format", "csv").stdout.splitlines())
    assert moves[0]["person_id"] in {row["instead_of"] for row in rows}


@pytest.mark.parametrize("words", [[], ["--on", "2026-01-01"], ["--plan", "DATA", "X"]])
def test_wrong_use_is_told(words: list[str], workbook: Path) -> None:
    there = [
        str(workbook.parent if one == "DATA" else workbook)
        if one in ("DATA", "X")
        else one
        for one in words
    ]
    assert run(*there).exit_code == 2
    assert run(workbook).exit_code == 2


def test_a_folder_without_relief_is_wrong_use(tmp_path: Path) -> None:
    result = run("--plan", tmp_path)
    assert result.exit_code == 2
    assert "relief.json" in result.stderr


def test_problems_of_the_data_end_it(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("x\n1\n", encoding="utf-8")
    assert run(path, "--on", "2026-01-01").exit_code == 1
