"""``whatif``, ``candidates`` and ``replan``, on files as ``plan`` writes them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.intake import write_workbook
from seimbang.verify import Verdict, verify
from tests.explain.district import person, snapshot, wish

FAR = {"home_latitude": -1.72, "home_longitude": 103.12}


def somebody(number: int, unit: str = "A", **facts: Any) -> dict[str, Any]:
    """Return a person with an id and a number of their own."""
    nip = f"1985050520100310{number:02}"
    return person(f"PEG-{number:02}", unit, nip=nip, **facts)


PEOPLE = [
    somebody(1),
    somebody(2),
    somebody(3, "B"),
    somebody(4, job_since=None),  # no rule lets this one move
    somebody(5, "C", **FAR),
    somebody(6, "C", **FAR),
]
NEEDS = {"A": 2, "B": 2, "C": 1, "J": 1}


def run(*arguments: object) -> Result:
    """Return what the command line says in English."""
    return CliRunner().invoke(cli, ["--lang", "en", *(str(one) for one in arguments)])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the district as a workbook."""
    path = tmp_path_factory.mktemp("data") / "data.xlsx"
    frames = snapshot(PEOPLE, NEEDS, wishes=[wish("PEG-03", "C")])
    write_workbook(frames, path)
    return path


@pytest.fixture(scope="module")
def planned(data: Path) -> Path:
    """Return the folder of its plan."""
    folder = data.parent / "plan"
    result = run("plan", data, "--on", "2026-01-01", "--out", folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def mover(planned: Path) -> Any:
    """Return a move of the plan."""
    return next(_moves(planned))


def _moves(folder: Path) -> Iterator[Any]:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert plan["moves"]
    yield from plan["moves"]


def _json(*arguments: object) -> Any:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_hand_edit_is_told_in_a_table(planned: Path, mover: Any) -> None:
    result = run("whatif", planned, "--person", mover["person_id"], "--stays")
    assert result.exit_code == 0, result.output
    for words in ("Best plan with it loses: ", "as it is", "best with it", "Measured"):
        assert words in result.output
    assert "Dinas Awal" in result.output


def test_machines_get_the_same(planned: Path, mover: Any) -> None:
    asked = ("whatif", planned, "--person", mover["person_id"], "--stays")
    told = _json(*asked)
    assert told["edit"]["person_id"] == mover["person_id"]
    assert told["denied"] == []
    measures = told["measures"]
    assert measures["as_is"]["moves"] == measures["plan"]["moves"] - 1
    assert set(told["loss"]) >= {"nobody", "minimum", "shortage", "travel"}
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [row["seat"] for row in rows] == [one["seat"] for one in told["seats"]]
    assert f"{mover['to_unit']}|{mover['to_job']}" in {row["seat"] for row in rows}


def test_what_the_plan_does_already_is_said(planned: Path, mover: Any) -> None:
    asked = ("whatif", planned, "--person", mover["person_id"])
    result = run(*asked, "--to", mover["to_unit"])
    assert result.output == "The plan does this already: nothing changes.\n"
    assert _json(*asked, "--to", mover["to_unit"])["changes_nothing"] is True


def test_rules_that_forbid_a_move_are_named_from_the_data(
    planned: Path, data: Path
) -> None:
    asked = ("whatif", planned, "--person", "PEG-04", "--to", "B")
    result = run(*asked)
    assert "PEG-04 has no allowed move to Dinas Baru. With --data" in result.output
    result = run(*asked, "--data", data)
    assert result.exit_code == 0, result.output
    assert "rules that forbid it: " in result.output
    assert "(R1)" in result.output
    denied = _json(*asked, "--data", data)["denied"]
    assert denied[0]["rules"][0] == "R1"
    assert _json(*asked)["denied"][0]["rules"] is None


def test_a_private_cause_is_not_named(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    people = [*PEOPLE, somebody(7, leave="unpaid")]
    write_workbook(snapshot(people, NEEDS), path)
    run("plan", path, "--on", "2026-01-01", "--out", tmp_path / "plan", "--no-report")
    folder = tmp_path / "plan"
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    names = {"format": "seimbang-names/1", "people": ["PEG-07"], "names": {}}
    (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
    asked = ("whatif", folder, "--person", "PEG-07", "--to", "B", "--data", path)
    rules = _json(*asked)["denied"][0]["rules"]
    assert plan["status"] == "OPTIMAL"
    assert "private" in rules
    assert not {"G4", "G12", "R9", "R16"} & set(rules)
    assert "a private cause on record" in run(*asked).output


def test_two_swap(planned: Path) -> None:
    told = _json("whatif", planned, "--person", "PEG-01", "--swap", "PEG-03")
    assert told["edit"]["other_id"] == "PEG-03"
    result = run("whatif", planned, "--person", "PEG-01", "--swap", "PEG-04")
    assert result.exit_code == 2
    assert "Only two people of the same family" in result.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Give one of --to, --stays and --swap."),
        (("--stays", "--to", "B"), "Give one of --to, --stays and --swap."),
        (("--stays", "--job", "penata"), "--job needs --to."),
        (("--to", "XX"), "Found no such unit"),
        (("--to", "B", "--job", "no"), "The unit has no such post"),
        (("--swap", "PEG-0"), "The nearest ids: "),
        (("--stays", "--local", __file__), "--local is of use only with --data."),
    ],
)
def test_wrong_questions_are_wrong_use(
    planned: Path, mover: Any, options: tuple[str, ...], said: str
) -> None:
    result = run("whatif", planned, "--person", mover["person_id"], *options)
    assert result.exit_code == 2
    assert said in result.output


def test_unknown_people_and_nips_are_refused_everywhere(
    planned: Path, tmp_path: Path
) -> None:
    nip = "19850505 201003 1001"
    out = ("--out", tmp_path / "new")
    for asked in (
        ("whatif", planned, "--stays", "--person"),
        ("replan", planned, *out, "--stays"),
        ("replan", planned, *out, "--drop"),
    ):
        result = run(*asked, nip)
        assert result.exit_code == 2
        assert "looks like a NIP" in result.output
        assert nip not in result.output
        result = run(*asked, "PEG-99")
        assert result.exit_code == 2
        assert "Found no such person in this plan." in result.output
    result = run("replan", planned, *out, "--must", f"{nip}=B")
    assert "looks like a NIP" in result.output
    assert not (tmp_path / "new").exists()


def test_candidates_are_ranked(planned: Path) -> None:
    result = run("candidates", planned, "--unit", "J", "--job", "penata")
    assert result.exit_code == 0, result.output
    assert "ask for it" in result.output
    found = _json("candidates", planned, "--unit", "B", "--top", 2)
    assert found["seat"] == "B|penata"
    assert found["wishing"] is None  # fewer than five: not told
    assert found["nothing_else_changes"] is False
    assert len(found["candidates"]) <= 2
    text = run("candidates", planned, "--unit", "B", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["rank"] for row in rows][:1] == ["1"]
    ids = [one["person_id"] for one in found["candidates"]]
    assert [row["person_id"] for row in rows][: len(ids)] == ids


def test_the_table_of_candidates_says_where_they_come_from(planned: Path) -> None:
    result = run("candidates", planned, "--unit", "B")
    assert "Comes from" in result.output
    assert "Dinas" in result.output
    assert "fewer than 5 ask for it" in result.output


def test_stand_bys_are_written_beside_the_plan(planned: Path) -> None:
    result = run("candidates", planned, "--all")
    assert result.exit_code == 0, result.output
    path = planned / "standby.json"
    first = path.read_bytes()
    told = json.loads(first)
    moves = list(_moves(planned))
    assert {one["person_id"] for one in told["standby"]} == {
        one["person_id"] for one in moves
    }
    assert b"Rekaan" not in first
    assert b"1985" not in first
    run("candidates", planned, "--all")
    assert path.read_bytes() == first


def test_either_a_unit_or_all(planned: Path) -> None:
    for asked in ((), ("--unit", "B", "--all")):
        result = run("candidates", planned, *asked)
        assert result.exit_code == 2
        assert "Give either --unit or --all." in result.output
    assert run("candidates", planned, "--unit", "XX").exit_code == 2


@pytest.mark.parametrize("keep", ["moves", "balance"])
def test_a_plan_made_anew_is_told_as_a_diff_and_verifies(
    planned: Path, data: Path, mover: Any, tmp_path: Path, keep: str
) -> None:
    out = tmp_path / "new"
    before = {path.name: path.read_bytes() for path in planned.iterdir()}
    result = run(
        "replan", planned, "--stays", mover["person_id"], "--keep", keep, "--out", out
    )
    assert result.exit_code == 0, result.output
    assert " cancelled\n" in result.output
    assert "accepted plan" in result.output
    assert str(out / "plan.json") in result.output
    report = verify(out)
    assert report.holds
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert plan["pins"] == [
        {
            "kind": "stays",
            "person_id": mover["person_id"],
            "unit_id": None,
            "job_id": None,
        }
    ]
    assert plan["policy"]["name"] == "pemerataan-ulang"
    assert mover["person_id"] not in {one["person_id"] for one in plan["moves"]}
    assert before == {path.name: path.read_bytes() for path in planned.iterdir()}


def test_the_new_folder_can_be_asked_and_changed_again(
    planned: Path, mover: Any, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    drop = ("--drop", mover["person_id"], "--keep", "balance")
    run("replan", planned, *drop, "--out", first)
    left = next(_moves(first))
    told = _json("whatif", first, "--person", left["person_id"], "--stays")
    assert "deviation" in told["loss"]
    assert _json("candidates", first, "--unit", "B")["candidates"] is not None
    result = run("replan", first, "--closed", "B", "--out", second)
    assert result.exit_code == 0, result.output
    assert verify(second).holds
    plan = json.loads((second / "plan.json").read_text(encoding="utf-8"))
    assert [pin["kind"] for pin in plan["pins"]] == ["drop", "unit_closed"]
    assert "B" not in {one["to_unit"] for one in plan["moves"]}


def test_with_the_data_the_way_from_home_is_filled(
    planned: Path, data: Path, mover: Any, tmp_path: Path
) -> None:
    known = {one["person_id"] for one in _moves(planned)}
    for name, extra in (("without", ()), ("with", ("--data", data))):
        out = tmp_path / name
        stays = ("--stays", mover["person_id"], "--keep", "balance")
        told = _json("replan", planned, *stays, *extra, "--out", out)
        new = [one for one in _moves(out) if one["person_id"] not in known]
        assert told["counts"]["new"] == len(new)
        assert new, "somebody else goes in the place of the one who stays"
        assert all((one["km"] is None) is (name == "without") for one in new)
    report = verify(tmp_path / "with", data=[data])
    told_of_data = next(one for one in report.checks if one.key == "data.told")
    assert told_of_data.verdict is Verdict.PASS


def test_pins_come_from_a_file_too(planned: Path, mover: Any, tmp_path: Path) -> None:
    pins = tmp_path / "pins.yaml"
    pins.write_text(
        f"- {{kind: not_to, person_id: {mover['person_id']}, "
        f"unit_id: {mover['to_unit']}, job_id: {mover['to_job']}}}\n",
        encoding="utf-8",
    )
    told = _json("replan", planned, "--pins", pins, "--out", tmp_path / "new")
    assert [pin["kind"] for pin in told["pins"]] == ["not_to"]
    assert told["status"] == "OPTIMAL"
    text = run(
        "replan", planned, "--pins", pins, "--out", tmp_path / "csv", "--format", "csv"
    ).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert mover["person_id"] in {row["person_id"] for row in rows}


@pytest.mark.parametrize(
    "content",
    [
        "kind: stays",
        "- stays",
        "- {kind: stays}",
        "- {kind: stays, person_id: 7}",
        "- {kind: stays, person_id: a, why: b}",
        "- {person_id: a}",
        "- [",
        "\x00",
    ],
)
def test_pins_of_another_form_are_refused(
    planned: Path, tmp_path: Path, content: str
) -> None:
    pins = tmp_path / "pins.yaml"
    pins.write_text(content, encoding="utf-8")
    result = run("replan", planned, "--pins", pins, "--out", tmp_path / "new")
    assert result.exit_code == 2
    assert "pins.yaml" in result.output
    assert not (tmp_path / "new").exists()


def test_wrong_pins_are_wrong_use(planned: Path, mover: Any, tmp_path: Path) -> None:
    who = mover["person_id"]
    for options, said in (
        ((), "Give at least one pin"),
        (("--must", who), "expected ID=UNIT"),
        (("--not", f"{who}="), "expected ID=UNIT"),
        (("--must", f"{who}=XX"), "Found no such unit"),
        (("--closed", "XX"), "Found no such unit"),
        (("--must", "PEG-04=B"), "has no allowed move to B"),
        (("--stays", who, "--local", __file__), "--local is of use only"),
    ):
        result = run("replan", planned, *options, "--out", tmp_path / "new")
        assert result.exit_code == 2, result.output
        assert said in result.output
    result = run("replan", planned, "--stays", who, "--out", planned)
    assert result.exit_code == 2
    assert "--out must be another folder" in result.output
    assert not (tmp_path / "new").exists()


def test_pins_that_cannot_hold_together_are_named(
    planned: Path, mover: Any, tmp_path: Path
) -> None:
    out = tmp_path / "new"
    pair = f"{mover['person_id']}={mover['to_unit']}"
    result = run("replan", planned, "--must", pair, "--not", pair, "--out", out)
    assert result.exit_code == 3, result.output
    assert mover["person_id"] in result.output
    assert not out.exists()


def test_other_data_are_refused(planned: Path, mover: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    write_workbook(snapshot(PEOPLE[:3], NEEDS), other)
    result = run("whatif", planned, "--person", "PEG-04", "--to", "B", "--data", other)
    assert result.exit_code == 1
    assert "These are not the data" in result.output
    broken = tmp_path / "broken.xlsx"
    write_workbook(snapshot([*PEOPLE, somebody(8, "XX")], NEEDS), broken)
    result = run("whatif", planned, "--person", "PEG-04", "--to", "B", "--data", broken)
    assert result.exit_code == 1


def test_folders_that_hold_no_plan_of_today_are_refused(
    planned: Path, tmp_path: Path
) -> None:
    asked = ("--person", "PEG-01", "--stays")
    assert "Found no plan.json" in run("whatif", tmp_path, *asked).output
    for name in ("plan.json", "problem.json.gz", "reasons.json"):
        (tmp_path / name).write_bytes((planned / name).read_bytes())
    plan = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan | {"format": "seimbang-plan/0"}), encoding="utf-8")
    result = run("whatif", tmp_path, *asked)
    assert result.exit_code == 1
    assert "has the form seimbang-plan/0; this version reads" in result.output
    path.write_text(json.dumps(plan | {"status": "INFEASIBLE"}), encoding="utf-8")
    result = run("whatif", tmp_path, *asked)
    assert result.exit_code == 2
    assert "holds no plan (INFEASIBLE)" in result.output
    path.write_text("[]", encoding="utf-8")
    assert run("whatif", tmp_path, *asked).exit_code == 1
    path.write_text("{", encoding="utf-8")
    assert run("whatif", tmp_path, *asked).exit_code == 1


def test_without_reasons_nobody_who_stays_has_an_id(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    run("plan", data, "--on", "2026-01-01", "--out", folder, "--no-report")
    mover = next(_moves(folder))
    result = run("whatif", folder, "--person", mover["person_id"], "--stays")
    assert result.exit_code == 0, result.output
    assert mover["from_unit"] in result.output
    result = run("candidates", folder, "--unit", mover["to_unit"])
    assert result.exit_code == 2
    assert "written without its reasons" in result.output


def test_nothing_personal_but_ids_is_printed(planned: Path, mover: Any) -> None:
    for asked in (
        ("whatif", planned, "--person", mover["person_id"], "--stays"),
        ("candidates", planned, "--unit", "B"),
    ):
        for form in ("table", "json", "csv"):
            output = run(*asked, "--format", form).output
            for secret in ("Rekaan", "198505052010031001", "103.1", "1985-05-05"):
                assert secret not in output
