"""`seimbang verify` prints each check and ends with what may be said of the plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.language import speaking
from seimbang.verify import verify
from seimbang.verify.words import check_words, goal_words
from tests.verify.office import office, planned
from tests.verify.reference import example


def run(*arguments: str | Path) -> Result:
    words = ["--lang", "en", "verify", *map(str, arguments)]
    return CliRunner().invoke(cli, words)


def test_a_plan_that_holds_ends_with_0(tmp_path: Path) -> None:
    result = run(example().write(tmp_path))
    assert result.exit_code == 0
    assert "lawfulness was not checked" in result.output
    assert "FAILS" not in result.output


def test_with_data_the_plan_is_called_lawful(tmp_path: Path) -> None:
    data = office(tmp_path)
    folder = planned(data).write(tmp_path)
    result = run(folder, "--data", data)
    assert result.exit_code == 0
    assert "lawful on its day" in result.output
    assert "not checked" not in result.output
    told, verdict = result.output.splitlines()[-2:]
    assert told.endswith("only told: flags, summary.greedy, unconfirmed, versions.")
    assert "lawful on its day" in verdict


def test_a_plan_that_does_not_hold_ends_with_1(tmp_path: Path) -> None:
    made = example()
    for family in made.certificate["families"]:
        family["goals"][3]["value"] += 1
    result = run(made.write(tmp_path))
    assert result.exit_code == 1
    assert "FAILS" in result.output
    assert "(and 2 more)" in result.output
    assert "REFUSED" in result.output


def test_machines_get_json(tmp_path: Path) -> None:
    result = run(example().write(tmp_path), "--format", "json")
    found = json.loads(result.output)
    assert found["status"] == "optimal_for_these_arcs"
    assert {"data", "local", "versions"} < set(found["unchecked"])
    assert found["checks"][0] == {
        "check": "problem",
        "verdict": "pass",
        "failures": 0,
        "sentence": "The problem has the form of its format.",
    }


def test_machines_get_csv(tmp_path: Path) -> None:
    result = run(example().write(tmp_path), "--format", "csv")
    assert result.output.startswith('"check","verdict","sentence"\n"problem","holds",')
    assert "lawfulness" not in result.output.splitlines()[-1]


@pytest.mark.parametrize("arguments", [[], ["--local", "local.yaml"]])
def test_missing_files_and_a_lonely_local_file_are_wrong_use(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("local.yaml").touch()
    result = run(tmp_path, *arguments)
    assert result.exit_code == 2
    assert "problem.json.gz" in result.output or "--data" in result.output


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path / "none").exit_code == 2


def test_people_see_words_beside_the_keys(tmp_path: Path) -> None:
    data = office(tmp_path)
    folder = planned(data).write(tmp_path)
    report = verify(folder, data=[data])
    with speaking("id"):
        for check in report.checks:
            assert str(check_words(check.key)) not in ("", check.key)
    told = CliRunner().invoke(cli, ["verify", str(folder), "--data", str(data)])
    lines = told.output.splitlines()
    assert lines[0].split() == ["Pemeriksaan", "Kode", "Hasil", "Keterangan"]
    nobody = next(line for line in lines if " goal.nobody " in line)
    assert nobody.startswith("tempat yang kosong ")
    assert "lebih baik dalam nobody" not in told.output


def test_an_unknown_key_stands_for_itself() -> None:
    assert check_words("new.check") == "new.check"
    assert goal_words("new") == "new"
