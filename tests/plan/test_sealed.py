"""The sealed plan holds for an outsider, and nobody can be found in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from seimbang.demo import DEMO_DAY, LOCAL, puskesmas
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import make_plan, policy, write
from seimbang.plan.record import read_json, write_json
from seimbang.plan.sealed import sealed
from seimbang.verify import verify


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a sealed plan in place of the plan."""
    place = tmp_path_factory.mktemp("sealed")
    made = make_plan(
        Snapshot(puskesmas(), checksum="c0ffee"),
        law=Law.load(),
        local=Local.load(LOCAL),
        policy=policy("pemerataan"),
        day=DEMO_DAY,
        options={"max_moves": 5},
    )
    told = write(made, place)
    assert told["moves"]
    told["pins"] = [
        {"kind": "stays", "person_id": "P1", "unit_id": None, "job_id": None},
        {"kind": "unit_closed", "person_id": None, "unit_id": "U", "job_id": None},
    ]
    write_json(place / "plan.json", sealed(told, made.round.problem))
    (place / "ids").write_text(json.dumps([one["person_id"] for one in told["moves"]]))
    return place


def test_it_verifies(folder: Path) -> None:
    report = verify(folder)
    assert report.holds, [one for one in report.checks if one.failures]


def test_it_holds_no_ids_no_homes_no_salt(folder: Path) -> None:
    told = read_json(folder / "plan.json")
    whole = (folder / "plan.json").read_text()
    for person in json.loads((folder / "ids").read_text()):
        assert f'"{person}"' not in whole
    assert told["pseudonym_salt"] is None
    assert told["data"]["checksum"] == ""
    assert not {"flags", "lost"} & set(told)
    assert not {"km", "minutes_before", "minutes_after"} & set(told["moves"][0])
    assert len(told["pins"][0]["person_id"]) == 16
    assert told["pins"][1]["person_id"] is None


def test_another_name_beside_the_pseudonym_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    told = read_json(folder / "plan.json")
    told["moves"][0]["person_id"] = "P1"
    write_json(tmp_path / "plan.json", told)
    report = verify(tmp_path)
    assert not report.holds
    assert "pseudonyms" in {one.key for one in report.checks if one.failures}
