"""`seimbang demo` writes a regency that the other commands read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.intake import read
from seimbang.law import Local


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--lang", "en", "demo", *arguments])


def test_it_writes_a_workbook_and_the_local_parameters(tmp_path: Path) -> None:
    result = run("--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    assert "invented people in 318 real units" in result.output
    taken = read([tmp_path / "new" / "batanghari.xlsx"])
    assert taken.snapshot is not None
    assert Local.load(tmp_path / "new" / "local.yaml").max_distance_km == 30
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["batanghari.xlsx", "local.yaml"]


def test_it_overwrites_only_when_told(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = run("--out", str(tmp_path))
    assert refused.exit_code == 2
    assert "use --force" in refused.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert run("--out", str(tmp_path), "--force").exit_code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_the_seed_changes_the_people(tmp_path: Path) -> None:
    for seed in ("one", "two"):
        assert run("--out", str(tmp_path / seed), "--seed", seed).exit_code == 0
    one, two = (
        (tmp_path / seed / "batanghari.xlsx").read_bytes() for seed in ("one", "two")
    )
    assert one != two


def test_it_writes_many_regencies(tmp_path: Path) -> None:
    result = run("--out", str(tmp_path), "--regencies", "2")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["40.01", "40.02"]


@pytest.mark.parametrize("other", ["--run", "--dirty"])
def test_many_regencies_stand_alone(tmp_path: Path, other: str) -> None:
    result = run("--out", str(tmp_path), "--regencies", "2", other)
    assert result.exit_code == 2
    assert "stands alone" in result.output


def test_it_adds_the_dirty_set(tmp_path: Path) -> None:
    result = run("--out", str(tmp_path), "--dirty")
    assert result.exit_code == 0, result.output
    assert "planted faults" in result.output
    assert (tmp_path / "kotor").is_dir()


def test_run_goes_on_to_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Path, ...]] = []
    monkeypatch.setattr("seimbang.cli.plan.run_demo", lambda *given: seen.append(given))
    assert run("--out", str(tmp_path), "--run").exit_code == 0
    assert seen == [
        (tmp_path / "batanghari.xlsx", tmp_path / "local.yaml", tmp_path / "rencana")
    ]


def test_run_goes_all_the_way_to_a_verified_plan(tmp_path: Path) -> None:
    result = run("--out", str(tmp_path / "demo"), "--run")
    assert result.exit_code == 0, result.output
    assert "no better plan exists" in result.output
    plan = tmp_path / "demo" / "rencana"
    assert sorted(path.name for path in plan.iterdir()) == [
        "certificate.json",
        "plan.json",
        "plan.xlsx",
        "problem.json.gz",
        "reasons.json",
        "relief.json",
        "report.html",
    ]
    for path in plan.iterdir():
        assert str(path) in result.output


def test_a_plan_that_is_refused_ends_with_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seimbang.verify import Report

    monkeypatch.setattr(Report, "holds", property(lambda self: False))
    result = run("--out", str(tmp_path / "demo"), "--run")
    assert result.exit_code == 1
    assert "goal.shortage" in result.output
