"""``seimbang explain``: a person, a unit, the whole; from the files of a plan alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.explain import write_reasons
from tests.explain.district import person, told, wish

PEOPLE = [
    person("PEG-01"),
    person("PEG-02"),
    person("PEG-03", "B"),
    person("PEG-04", job_since=None),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = told(
        PEOPLE,
        {"A": 2, "B": 2, "J": 1},
        tmp_path,
        tables={"wishes": [wish("PEG-03", "C")]},
    )
    write_reasons(found.plan, found.record, tmp_path)
    return tmp_path


@pytest.fixture
def mover(folder: Path) -> str:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return str(
        next(one for one in plan["moves"] if one["from_unit"] == "A")["person_id"]
    )


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(
        cli, ["--lang", "en", "explain", *(str(one) for one in arguments)]
    )


def test_it_tells_the_whole(folder: Path) -> None:
    result = _run(folder)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("The plan as a whole\n  - Of 4 people")


def test_it_tells_a_move_with_its_rules_and_what_would_change_it(
    folder: Path, mover: str
) -> None:
    result = _run(folder, "--person", mover)
    assert result.exit_code == 0, result.output
    for heading in ("Move\n", "Rules it meets\n", "What would change it\n"):
        assert heading in result.output
    assert "is recruited for" in result.output


def test_what_is_let_through_stands_apart(folder: Path, mover: str) -> None:
    path = folder / "reasons.json"
    reasons = json.loads(path.read_text(encoding="utf-8"))
    move = next(one for one in reasons["moves"] if one["person_id"] == mover)
    move["rules"]["R4"] = {"let_through": True}
    path.write_text(json.dumps(reasons), encoding="utf-8")
    output = _run(folder, "--person", mover).output
    apart = output.split("Not met, but let through\n")[1].split("Rules it meets\n")
    assert apart[0].count("\n") == 1
    assert "(R4): not known, let through by local decision" in apart[0]
    assert "(R4)" not in apart[1]


def test_it_tells_why_somebody_stays(folder: Path) -> None:
    result = _run(folder, "--person", "PEG-04")
    assert "Held by: Least time in the present post." in result.output
    assert "Complete the data: TMT jabatan." in result.output


def test_it_tells_a_wish(folder: Path) -> None:
    result = _run(folder, "--person", "PEG-03")
    assert "Wishes\n  - Wish 1, Dinas Cadangan: not granted" in result.output


def test_it_tells_a_unit(folder: Path) -> None:
    result = _run(folder, "--unit", "B")
    assert result.exit_code == 0, result.output
    assert "Dinas Baru: " in result.output


def test_the_name_of_a_unit_is_answered_with_its_code(folder: Path) -> None:
    result = _run(folder, "--unit", "Dinas Baru")
    assert result.exit_code == 2
    assert "Dinas Baru is the name of the unit B: give its code." in result.output


def test_a_plan_without_reasons_says_how_to_get_them(folder: Path) -> None:
    (folder / "reasons.json").unlink()
    result = _run(folder)
    assert result.exit_code == 2
    assert "without --no-report" in result.output


def test_a_unit_names_who_comes_and_goes_and_on_what(tmp_path: Path) -> None:
    found = told(
        [person("P1"), person("P2"), person("P3", "B")],
        {"A": 1, "B": 1, "C": 1},
        tmp_path,
        tables={"wishes": [wish("P3", "C")]},
    )
    write_reasons(found.plan, found.record, tmp_path)
    gone = next(one for one in found.record["moves"] if one["from_unit"] == "A")
    who = gone["person_id"]
    said = _run(tmp_path, "--unit", "B").output
    assert "Who comes and who goes\n" in said
    assert f"Comes: Penata, from Dinas Awal ({who}, by need of the org" in said
    assert "Goes: Penata, to Dinas Cadangan (P3, by wish 1)." in said
    data = json.loads(_run(tmp_path, "--unit", "B", "--format", "json").output)
    assert [one["person_id"] for one in data["come"]] == [who]
    assert [one["person_id"] for one in data["go"]] == ["P3"]


def test_reasons_of_an_older_version_are_refused(folder: Path) -> None:
    path = folder / "reasons.json"
    older = json.loads(path.read_text(encoding="utf-8"))
    older["format"] = "seimbang-reasons/1"
    path.write_text(json.dumps(older), encoding="utf-8")
    result = _run(folder)
    assert result.exit_code == 1
    assert "reasons.json has the form seimbang-reasons/1" in result.output
    assert "seimbang plan" in result.output


@pytest.mark.parametrize(
    ("who", "unit", "said"),
    [
        ("PEG-04", "B", "no move of this person is lawful"),
        ("PEG-03", "C", "no post of this person's family of jobs"),
        ("PEG-03", "B", "a rule of the person and the place"),
        ("PEG-03", "A", "lawful, but it would cost: "),
    ],
)
def test_it_tells_why_not_there(who: str, unit: str, said: str, folder: Path) -> None:
    result = _run(folder, "--person", who, "--unit", unit)
    assert result.exit_code == 0, result.output
    first = result.output.splitlines()[1]
    assert said in first


def test_it_tells_that_the_plan_proposes_it(folder: Path, mover: str) -> None:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    to = next(one["to_unit"] for one in plan["moves"] if one["person_id"] == mover)
    result = _run(folder, "--person", mover, "--unit", to)
    assert "that is what the plan proposes" in result.output.splitlines()[1]


def test_a_post_filled_from_outside_ends_the_proposal(tmp_path: Path) -> None:
    people = [person("P1"), person("P2", duties=["treasurer"])]
    found = told(people, {"A": 1, "B": 1}, tmp_path)
    write_reasons(found.plan, found.record, tmp_path)
    assert "this move is proposed no more" in _run(tmp_path, "--person", "P1").output


def test_a_post_that_lacks_more_keeps_the_move(tmp_path: Path) -> None:
    found = told([person("P1"), person("P2", duties=["treasurer"])], {"A": 1, "B": 3},
                 tmp_path)  # fmt: skip
    write_reasons(found.plan, found.record, tmp_path)
    assert "Even if one person is recruited" in _run(tmp_path, "--person", "P1").output


def test_json_holds_data_and_sentences(folder: Path, mover: str) -> None:
    data = json.loads(_run(folder, "--person", mover, "--format", "json").output)
    assert data["person_id"] == data["moves"][0]["person_id"] == mover
    topics = {one["topic"] for one in data["sentences"]}
    assert topics == {"move", "rule", "follows", "change"}
    stays = json.loads(_run(folder, "--person", "PEG-04", "--format", "json").output)[
        "stays"
    ]
    assert stays[0]["held"] == ["R1"]
    assert "people" not in stays[0]
    unit = json.loads(_run(folder, "--unit", "B", "--format", "json").output)
    assert unit["unit_id"] == "B"
    assert "whole" in json.loads(_run(folder, "--format", "json").output)


def test_csv_has_a_row_a_sentence(folder: Path) -> None:
    result = _run(folder, "--person", "PEG-04", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert {row["topic"] for row in rows} == {"stays"}


def test_it_speaks_indonesian_by_default(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["explain", str(folder)])
    assert result.output.startswith("Rencana secara keseluruhan\n")


@pytest.mark.parametrize(
    ("option", "near"), [("--person", "PEG-04"), ("--unit", "Dinas")]
)
def test_an_unknown_id_names_the_nearest(option: str, near: str, folder: Path) -> None:
    result = _run(folder, option, "PEG-44" if option == "--person" else "QQQQ")
    assert result.exit_code == 2
    assert ("The nearest ids: " in result.output) is (option == "--person")
    assert (near in result.output) is (option == "--person")


@pytest.mark.parametrize("nip", ["198505052010031001", "19850505 201003 1 001"])
def test_a_nip_is_refused_and_not_repeated(nip: str, folder: Path) -> None:
    result = _run(folder, "--person", nip)
    assert result.exit_code == 2
    assert "looks like a NIP" in " ".join(result.output.split())
    assert nip not in result.output


def test_a_folder_that_is_no_plan_is_wrong_use(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert result.exit_code == 2
    assert "reasons.json" in result.output
