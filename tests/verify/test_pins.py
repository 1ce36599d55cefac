"""A plan made anew is lawful by its data and its pins, and by neither alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seimbang.explain import write_reasons
from seimbang.intake import read, write_workbook
from seimbang.law import Law, Local
from seimbang.plan import make_plan, policy, write
from seimbang.verify import Report, Verdict, verify
from seimbang.whatif import write as anew
from seimbang.whatif.folder import Folder
from seimbang.whatif.lawful import judge
from seimbang.whatif.pin import Pin
from seimbang.whatif.replan import replan
from tests.explain.district import person, snapshot

HOMES = {"A": {}, "B": {}, "C": {"home_latitude": -1.72, "home_longitude": 103.12}}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a district as a workbook, and its plan in the folder beside it."""
    path = tmp_path_factory.mktemp("data") / "data.xlsx"
    people = [
        person(f"P{number}", unit, nip=f"1985050520100310{number:02}", **HOMES[unit])
        for number, unit in enumerate("AAABCC")
    ]
    write_workbook(snapshot(people, {"A": 2, "B": 2, "C": 1, "J": 1}), path)
    taken = read([path]).snapshot
    assert taken is not None
    plan = make_plan(
        taken,
        law=Law.load(),
        local=Local.load(None),
        policy=policy("pemerataan"),
        day=date(2026, 1, 1),
    )
    folder = path.parent / "plan"
    folder.mkdir()
    write_reasons(plan, write(plan, folder), folder)
    return path


def _anew(data: Path, out: Path, pins: list[Pin], keep: str = "balance") -> Path:
    folder = Folder.read(data.parent / "plan")
    taken = read([data]).snapshot
    assert taken is not None
    answers = judge(folder, taken, Law.load(), Local.load(None))
    out.mkdir()
    anew.write(folder, replan(folder, pins, keep=keep), out, answers)
    return out


def _failed(report: Report) -> set[str]:
    return {one.key for one in report.checks if one.verdict is Verdict.FAIL}


def _change(folder: Path, pins: Any) -> None:
    path = folder / "plan.json"
    plan = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(plan | {"pins": pins}), encoding="utf-8")


def _pins(data: Path) -> dict[str, list[Pin]]:
    plan = json.loads((data.parent / "plan/plan.json").read_text(encoding="utf-8"))
    move = plan["moves"][0]
    who, unit = move["person_id"], move["to_unit"]
    return {
        "stays": [Pin("stays", who)],
        "drop": [Pin("drop", who)],
        "must_go": [Pin("must_go", who, unit, move["to_job"])],
        "not_to": [Pin("not_to", who, unit)],
        "leave": [Pin("not_to", who, move["from_unit"])],
        "unit_closed": [Pin("unit_closed", None, unit)],
    }


@pytest.mark.parametrize(
    "kind", ["stays", "drop", "must_go", "not_to", "leave", "unit_closed"]
)
def test_every_kind_of_pin_is_held_against_the_data(
    data: Path, tmp_path: Path, kind: str
) -> None:
    folder = _anew(data, tmp_path / "new", _pins(data)[kind])
    report = verify(folder, data=[data])
    assert _failed(report) == set()
    assert "1 " in str(report["plan"].sentence)
    told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["pins"]
    _change(folder, [])  # arcs, or staying, are gone for no reason
    assert _failed(verify(folder, data=[data])) & {"data.arcs", "data.people"}
    assert _failed(verify(folder)) == set()
    closed = {"kind": "unit_closed", "person_id": None, "unit_id": "C", "job_id": None}
    _change(folder, [*told, closed, {**closed, "unit_id": "A"}])
    assert "data.arcs" in _failed(verify(folder, data=[data]))


@pytest.mark.parametrize(
    "pins",
    [
        {},
        [{}],
        [{"kind": "stays", "person_id": None, "unit_id": None, "job_id": None}],
        [{"kind": "other", "person_id": "P1", "unit_id": None, "job_id": None}],
        [{"kind": "must_go", "person_id": "P1", "unit_id": None, "job_id": None}],
        [{"kind": "unit_closed", "person_id": "P1", "unit_id": "A", "job_id": None}],
        [{"kind": "stays", "person_id": 1, "unit_id": None, "job_id": None}],
    ],
)
def test_pins_of_another_form_are_refused(
    data: Path, tmp_path: Path, pins: Any
) -> None:
    folder = _anew(data, tmp_path / "new", _pins(data)["drop"])
    _change(folder, pins)
    assert "plan" in _failed(verify(folder))


def test_a_pin_of_somebody_unknown_takes_nothing_away(
    data: Path, tmp_path: Path
) -> None:
    folder = _anew(data, tmp_path / "new", _pins(data)["drop"], keep="moves")
    told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["pins"]
    nobody = {"kind": "stays", "person_id": "X", "unit_id": None, "job_id": None}
    away = {"kind": "not_to", "person_id": "X", "unit_id": "A", "job_id": None}
    _change(folder, [*told, nobody, away])
    assert _failed(verify(folder, data=[data])) == set()
