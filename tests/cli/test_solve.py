"""``seimbang solve``: the bare format in, JSON out, exit codes as promised."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli

PROBLEM: dict[str, Any] = {
    "units": [
        {"id": 1, "need": 1, "min_left": 0, "zone": 0},
        {"id": 2, "need": 1.5, "min_left": 0, "zone": 0},
    ],
    "staff": [
        {"id": 0, "origin": 1, "moves": {"2": 4}},
        {"id": 1, "origin": 1, "moves": {"2": 2.5}},
    ],
}


def solve(path: Path) -> Result:
    """Run the command on a file."""
    return CliRunner().invoke(cli, ["solve", str(path)])


def written(folder: Path, problem: Any) -> Path:
    """Write a problem file."""
    path = folder / "problem.json"
    path.write_text(json.dumps(problem), encoding="utf-8")
    return path


def test_the_answer_is_json_with_ids_of_the_input(tmp_path: Path) -> None:
    result = solve(written(tmp_path, PROBLEM))
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["status"] == "OPTIMAL"
    assert answer["objective"] == {
        "shortage": 0.5,
        "squares": 0.25,
        "moves": 1,
        "cost": 2.5,
    }
    assert answer["assignment"] == {"0": 1, "1": 2}
    assert answer["seconds"] >= 0


def test_a_gzipped_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "problem.json.gz"
    path.write_bytes(gzip.compress(json.dumps(PROBLEM).encode()))
    assert json.loads(solve(path).stdout)["status"] == "OPTIMAL"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        (
            {"units": [{"id": 1, "need": 1}, {"id": 2, "need": 1, "min_left": 9}]},
            "INFEASIBLE",
            3,
        ),
    ],
)
def test_without_a_plan_the_exit_code_says_so(
    tmp_path: Path, changes: dict[str, Any], status: str, code: int
) -> None:
    result = solve(written(tmp_path, PROBLEM | changes))
    assert result.exit_code == code
    answer = json.loads(result.stdout)
    assert answer["status"] == status
    assert answer["reason"]


def test_problems_of_the_file_are_told_all_at_once(tmp_path: Path) -> None:
    wrong = PROBLEM | {"max_moves": -3, "couples": [[0, 9]]}
    result = solve(written(tmp_path, wrong))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\x1f\x8bnot gzip",
        b"\xff\xfe",
        gzip.compress(b"{}", mtime=0)[:10] + b"\x07\xff\xff\xff",
        b"[" * 100_000,
        b"9" * 5_000,
    ],
)
def test_what_is_not_json_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "problem.json"
    path.write_bytes(content)
    result = solve(path)
    assert result.exit_code == 1
    assert "problem.json" in result.stderr
    assert "Traceback" not in result.output


def test_a_file_larger_than_any_problem_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang.cli.solve.LARGEST", 100)
    path = tmp_path / "problem.json.gz"
    path.write_bytes(gzip.compress(json.dumps(PROBLEM).encode()))
    result = solve(path)
    assert result.exit_code == 1
    assert "100" in result.stderr
