"""``seimbang policies``, and a policy of one's own through ``seimbang plan``."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.intake import write_workbook
from seimbang.model.tables import TABLE
from seimbang.plan.policy import names, policy
from tests.rules.regency import person, regency

OWN = """\
description: First the villages.
version: 3
basis: Perbup 5/2026
goals: [nobody, leximin, compulsory, order]
"""
WRONG = "description: x\nversion: 1\nbasis: x\ngoals: [happiness]\n"


def run(*arguments: object, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["--lang", lang, *map(str, arguments)])


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    snapshot = regency([person(f"P{number}") for number in range(4)])
    frames = {name: snapshot[name] for name in TABLE if not snapshot[name].is_empty()}
    write_workbook(frames, tmp_path / "data.xlsx")
    return tmp_path / "data.xlsx"


def test_every_policy_is_listed_with_its_goals_in_words() -> None:
    result = run("policies")
    assert result.exit_code == 0
    for name in names():
        assert f"{name}, version {policy(name).version}" in result.stdout
    assert "1. nobody        nobody at all at few places" in result.stdout
    assert "Nobody moves without a wish.\n" in result.stdout
    assert "bawaan" in run("policies", lang="id").stdout


def test_machines_get_the_same() -> None:
    listed = json.loads(run("policies", "--format", "json").stdout)
    assert [one["name"] for one in listed] == names()
    assert listed[0]["goals"] == list(policy(names()[0]).goals)
    rows = list(csv.DictReader(run("policies", "--format", "csv").stdout.splitlines()))
    assert len(rows) == sum(len(policy(name).goals) for name in names())


def test_a_file_of_ones_own_is_checked(tmp_path: Path) -> None:
    own, wrong = tmp_path / "own.yaml", tmp_path / "wrong.yaml"
    own.write_text(OWN, encoding="utf-8")
    wrong.write_text(WRONG, encoding="utf-8")
    assert "own, version 3" in run("policies", own).stdout
    result = run("policies", own, wrong)
    assert result.exit_code == 2
    assert "own, version 3" in result.stdout
    assert "happiness" in result.stderr
    assert "order as the last goal" in result.stderr


def _planned(out: Path) -> tuple[Any, Any]:
    problem = json.loads(gzip.decompress((out / "problem.json.gz").read_bytes()))
    return json.loads((out / "plan.json").read_text(encoding="utf-8")), problem


@pytest.mark.parametrize("by", ["option", "local"])
def test_a_plan_follows_a_policy_of_ones_own(
    workbook: Path, tmp_path: Path, by: str
) -> None:
    own, local = tmp_path / "own.yaml", tmp_path / "local.yaml"
    own.write_text(OWN, encoding="utf-8")
    local.write_text("policy: {value: own.yaml, source: SK}\n", encoding="utf-8")
    option = ["--policy", own] if by == "option" else ["--local", local]
    out = tmp_path / "plan"
    result = run(
        "plan", workbook, "--on", "2026-01-01", "--out", out, "--no-report", *option
    )
    assert result.exit_code == 0, result.stderr
    plan, problem = _planned(out)
    assert plan["policy"] == problem["policy"]
    assert plan["policy"]["name"] == "own"
    assert plan["policy"]["goals"] == ["nobody", "leximin", "compulsory", "order"]
    assert plan["policy"]["basis"] == "Perbup 5/2026"


def test_a_wrong_policy_file_is_wrong_use(workbook: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(WRONG, encoding="utf-8")
    out = tmp_path / "x"
    result = run(
        "plan", workbook, "--on", "2026-01-01", "--out", out, "--policy", wrong
    )
    assert result.exit_code == 2
    assert "happiness" in result.stderr
    assert not out.exists()
