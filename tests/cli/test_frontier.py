"""``seimbang frontier``: plan folders, data and bare problems; what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.intake import write_workbook
from seimbang.model.tables import TABLE
from tests.cli.test_solve import PROBLEM, written
from tests.rules.regency import person, regency

DAY = ("--on", "2026-01-01")


def run(command: str, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["--lang", "en", command, *map(str, arguments)])


def frontier(*arguments: object) -> Result:
    return run("frontier", *arguments)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook with eight teachers at one school and none at the next."""
    snapshot = regency([person(f"P{number}") for number in range(8)])
    frames = {name: snapshot[name] for name in TABLE if not snapshot[name].is_empty()}
    path = tmp_path_factory.mktemp("data") / "data.xlsx"
    write_workbook(frames, path)
    return path


@pytest.fixture(scope="module")
def folder(workbook: Path) -> Path:
    """Return the plan of the workbook."""
    out = workbook.parent / "plan"
    assert run("plan", workbook, *DAY, "--no-report", "--out", out).exit_code == 0
    return out


@pytest.fixture(scope="module")
def limited(workbook: Path) -> Path:
    """Return a plan under a longest chain, which ties all families together."""
    local = workbook.parent / "local.yaml"
    local.write_text("longest_chain:\n  value: 1\n  source: a test\n", "utf-8")
    out = workbook.parent / "limited"
    told = run("plan", workbook, *DAY, "--no-report", "--local", local, "--out", out)
    assert told.exit_code == 0, told.output
    return out


def test_a_plan_is_told_with_the_curve_it_lies_on(folder: Path) -> None:
    result = frontier(folder)
    assert result.exit_code == 0, result.output
    first, second = result.stdout.splitlines()[:2]
    assert first == (
        "80 % of what transfers can do for the shortage is done by 4 of 5 moves."
    )
    assert second == (
        "The plan makes 5 moves, the fewest with which its balance can be had."
    )
    rows = result.stdout.splitlines()[5:]
    assert [row.split()[0] for row in rows] == ["0", "1", "2", "3", "4", "5"]
    assert "80 % is done" in rows[4]
    assert rows[5].endswith("nothing more            as good as the plan")
    assert "Computed in" in result.stderr


def test_data_are_planned_first(workbook: Path, folder: Path) -> None:
    planned = json.loads(frontier(workbook, *DAY, "--format", "json").stdout)
    stored = json.loads(frontier(folder, "--format", "json").stdout)
    assert planned == stored
    assert stored["plan"]["K"] == stored["plan"]["as_good_from"] == 5
    assert [row["K"] for row in stored["frontier"]] == [0, 1, 2, 3, 4, 5]
    assert all(row["proved"] for row in stored["frontier"])
    (family,) = stored["families"]
    assert [point["how"] for point in family["points"]][::5] == ["corner", "corner"]


def test_csv_has_a_row_for_each_number_of_moves(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(frontier(folder, "--format", "csv").stdout)))
    spread = [float(row["shortage"]) for row in rows]
    assert len(rows) == 6
    assert spread == sorted(spread, reverse=True)


def test_one_family_can_be_asked_for(folder: Path) -> None:
    named = json.loads((folder / "plan.json").read_text("utf-8"))["moves"][0]["family"]
    found = json.loads(frontier(folder, "--family", named, "--format", "json").stdout)
    assert found["plan"]["K"] == 5
    wrong = frontier(folder, "--family", "pilot")
    assert wrong.exit_code == 2
    assert "Found no family pilot" in wrong.stderr


def test_minutes_of_travel_are_another_measure(folder: Path) -> None:
    result = frontier(folder, "--by", "travel")
    assert result.exit_code == 0, result.output
    assert "Added minutes (at most)" in result.stdout
    assert "minutes; its balance can be had with" in result.stdout


def test_only_some_numbers_can_be_asked_for(folder: Path) -> None:
    rows = frontier(folder, "--k", "1,3,99").stdout.splitlines()[5:]
    assert [row.split()[0] for row in rows] == ["1", "3", "5"]
    found = json.loads(frontier(folder, "--k", "3,99", "--format", "json").stdout)
    assert [row["K"] for row in found["frontier"]] == [3, 99]


@pytest.mark.parametrize("asked", ["", "x", "1,,2", "-1", "1.5"])
def test_numbers_that_are_none_are_refused(folder: Path, asked: str) -> None:
    assert frontier(folder, "--k", asked).exit_code == 2


def test_a_limit_is_left_out_of_the_curve_and_kept_where_asked(limited: Path) -> None:
    whole = frontier(limited)
    assert "1 limits that tie moves together are left out" in whole.stdout
    asked = frontier(limited, "--k", "1,2")
    assert asked.exit_code == 0, asked.output
    lines = asked.stdout.splitlines()
    assert lines[-4].split()[-2:] == ["Proved", "Seconds"]
    assert [line.split()[0] for line in lines[-2:]] == ["1", "2"]
    assert all("yes" in line for line in lines[-2:])
    data = json.loads(frontier(limited, "--k", "2", "--format", "json").stdout)
    assert data["limits_left_out"] == ["longest_chain"]
    assert data["frontier"][0]["status"] == "OPTIMAL"
    named = data["families"][0]["family"]
    told = frontier(limited, "--family", named)
    assert "left out" in told.stderr


def test_a_row_without_a_plan_tells_its_status(
    limited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seimbang.plan import limited as module
    from seimbang.plan.bare import Status

    def late(*_: Any, **__: Any) -> module.Asked:
        return module.Asked(1, Status.TIME_LIMIT, None, ())

    monkeypatch.setattr(module, "best_within", late)
    line = frontier(limited, "--k", "1").stdout.splitlines()[-1]
    assert line.count("TIME_LIMIT") == 4
    assert " no " in line


def test_rows_and_picture_are_written_into_a_folder(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "curve"
    assert frontier(folder, "--out", out).exit_code == 0
    data = json.loads((out / "frontier.json").read_text("utf-8"))
    assert data["format"] == "seimbang-frontier/1"
    assert (out / "frontier.svg").read_text("utf-8").startswith("<svg ")
    again = frontier(folder, "--out", out)
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert frontier(folder, "--out", out, "--force").exit_code == 0


def test_data_need_a_day(workbook: Path) -> None:
    result = frontier(workbook)
    assert result.exit_code == 2
    assert "--on" in result.stderr


def test_a_policy_without_balance_has_no_curve(workbook: Path, tmp_path: Path) -> None:
    own = tmp_path / "wishes.yaml"
    own.write_text(
        "description: Only wishes.\nversion: 1\nbasis: a test\n"
        "voluntary_only: true\ngoals: [wishes, travel, order]\n",
        "utf-8",
    )
    result = frontier(workbook, *DAY, "--policy", own)
    assert result.exit_code == 2
    assert "no goal of balance" in result.stderr


@pytest.mark.parametrize("option", ["--policy", "--local"])
def test_wrong_policies_and_parameters_are_refused(
    workbook: Path, tmp_path: Path, option: str
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("no: such thing\n", "utf-8")
    assert frontier(workbook, *DAY, option, wrong).exit_code == 2


def test_data_with_errors_are_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pegawai.csv").write_text("x\n1\n", "utf-8")
    assert frontier(tmp_path / "data", *DAY).exit_code == 1


def test_a_folder_with_a_broken_file_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes((folder / "plan.json").read_bytes())
    result = frontier(tmp_path)
    assert result.exit_code == 1
    assert "problem.json.gz" in result.stderr


def test_a_folder_without_a_plan_has_a_curve_all_the_same(
    folder: Path, tmp_path: Path
) -> None:
    record = json.loads((folder / "plan.json").read_text("utf-8"))
    record |= {"status": "INFEASIBLE", "moves": []}
    (tmp_path / "plan.json").write_text(json.dumps(record), "utf-8")
    problem = (folder / "problem.json.gz").read_bytes()
    (tmp_path / "problem.json.gz").write_bytes(problem)
    result = frontier(tmp_path)
    assert result.exit_code == 0, result.output
    assert "The plan makes" not in result.stdout


def test_quick_rows_are_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two must move for one post to be filled: one move is open without a row."""
    from seimbang.cli import curve as told
    from seimbang.cli import frontier as module
    from tests.plan.test_frontier import chain
    from tests.plan.test_regency import problem

    monkeypatch.setattr(module, "_problem", lambda *_: (problem(chain()), None))
    quick = frontier(tmp_path, "--quick")
    assert (
        "1 of 3 points are not proved; seimbang frontier without --quick"
        in quick.stdout
    )
    assert "The spread may be up to" in quick.stdout
    assert "not proved" in quick.stdout.splitlines()[-2]
    data = json.loads(frontier(tmp_path, "--quick", "--format", "json").stdout)
    assert data["frontier"][1]["value"] == [0, 0, -3]
    assert data["frontier"][1]["bound"] == [0, 0, -4]
    assert data["plan"] is None
    assert told.COLUMNS[0] == "K"


def test_fewer_moves_than_must_be_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from seimbang.cli import frontier as module
    from tests.plan.test_frontier import chain
    from tests.plan.test_regency import problem

    pinned = problem(replace(chain(), leave=(0,)))
    monkeypatch.setattr(module, "_problem", lambda *_: (pinned, None))
    result = frontier(tmp_path, "--k", "0")
    assert result.exit_code == 2
    assert "The least there can be is 1" in result.stderr


def test_a_bare_problem_gives_its_frontier_as_json(tmp_path: Path) -> None:
    result = frontier(written(tmp_path, PROBLEM))
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["frontier"] == [
        {"K": 0, "shortage": 1.5, "squares": 3.25},
        {"K": 1, "shortage": 0.5, "squares": 0.25},
        {"K": 2, "shortage": 0.5, "squares": 0.25},
    ]
    assert "not_proved" not in found


def test_a_packed_bare_problem_is_read(tmp_path: Path) -> None:
    path = tmp_path / "toy.json.gz"
    path.write_bytes(gzip.compress(json.dumps(PROBLEM).encode()))
    assert json.loads(frontier(path).stdout)["status"] == "OPTIMAL"


def test_quick_bare_rows_are_listed_when_open(tmp_path: Path) -> None:
    from tests.plan.test_bare_frontier import chain

    found = json.loads(frontier(written(tmp_path, chain()), "--quick").stdout)
    assert found["not_proved"] == [1]


@pytest.mark.parametrize(
    ("content", "code"), [("{", 1), ("[]", 1), ('{"units": [], "staff": 3}', 1)]
)
def test_wrong_bare_problems_are_refused_as_by_solve(
    tmp_path: Path, content: str, code: int
) -> None:
    path = tmp_path / "problem.json"
    path.write_text(content, "utf-8")
    mine, its = frontier(path), run("solve", path)
    assert mine.exit_code == its.exit_code == code
    assert mine.stderr == its.stderr


def test_a_bare_problem_without_a_plan_is_infeasible(tmp_path: Path) -> None:
    units = [{"id": 1, "need": 1}, {"id": 2, "need": 1, "min_left": 9}]
    result = frontier(written(tmp_path, PROBLEM | {"units": units}))
    assert result.exit_code == 3
    assert json.loads(result.stdout)["status"] == "INFEASIBLE"


def test_a_bare_problem_with_too_many_digits_is_unsupported(tmp_path: Path) -> None:
    units = [{"id": 1, "need": 1.123456789012345}, {"id": 2, "need": 1e15}]
    result = frontier(written(tmp_path, PROBLEM | {"units": units}))
    assert result.exit_code == 2
    assert "digits" in json.loads(result.stdout)["reason"]
