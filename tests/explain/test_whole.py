"""Why so few moves, who stays, and that the file is whole and small."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from seimbang.explain import reasons, write_reasons
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import Status, make_plan, policy, write
from tests.explain.district import DAY, JOBS, UNITS, person, snapshot, table, told

NEW = date(2025, 6, 1)


def test_people_lost_per_gate_and_per_missing_column_are_counted(
    tmp_path: Path,
) -> None:
    people = [person("P1", job_since=None), person("P2", job_since=NEW), person("P3")]
    whole = told(people, {"A": 3, "B": 1}, tmp_path).reasons["whole"]
    assert whole["gates"] == [
        {"rule": "R1", "compulsory": 2, "voluntary": 2, "alone": 2}
    ]
    (column,) = whole["columns"]
    assert (column["column"], column["people"], column["alone"]) == ("job_since", 1, 1)
    assert column["header"] == "TMT jabatan"


def test_few_people_with_a_personal_trait_are_not_counted_in_the_whole(
    tmp_path: Path,
) -> None:
    people = [person("P1", protection="illness"), person("P2")]
    (gate,) = told(people, {"A": 2, "B": 1}, tmp_path).reasons["whole"]["gates"]
    assert (gate["rule"], gate["compulsory"], gate["alone"]) == ("G4", None, None)


def test_posts_not_measured_are_counted_with_their_people(tmp_path: Path) -> None:
    whole = told([person("P1"), person("P2", "B")], {"A": 1}, tmp_path).reasons["whole"]
    assert whole["seats"]["unmeasured"] == 1
    assert whole["seats"]["unmeasured_people"] == 1


def test_the_counts_of_the_whole_are_those_of_the_plan(tmp_path: Path) -> None:
    found = told([person("P1"), person("P2")], {"A": 1, "B": 1, "C": 2}, tmp_path)
    whole = found.reasons["whole"]
    assert whole["people"] == {
        "counted": 2,
        "safe": 0,
        "measure_first": 1,
        "unexamined": 0,
        "movable": 2,
        "at_spare": 0,
        "free_at_spare": 0,
        "free_unneeded": 0,
        "moves": 1,
        "voluntary": 0,
        "compulsory": 1,
    }
    assert whole["seats"] == {
        "all": 3,
        "unmeasured": 0,
        "unmeasured_people": 0,
        "short_before": 2,
        "short_after": len(found.reasons["short"]),
    }
    posts = sum(one["posts"] for one in found.reasons["short"])
    assert whole["families"]["posts"] == posts


def test_everybody_who_is_not_moved_is_told_once(tmp_path: Path) -> None:
    people = [
        person("P1"),
        person("P2"),
        person("P3", job_since=NEW),
        person("P4", status="non_asn"),
    ]
    found = told(people, {"A": 2, "B": 1}, tmp_path)
    stay = [one for group in found.reasons["stays"] for one in group["people"]]
    moved = [one["person_id"] for one in found.reasons["moves"]]
    assert sorted(stay + moved) == ["P1", "P2", "P3", "P4"]
    assert found.stays("P3")["held"] == ["R1"]
    assert found.stays("P4")["counted"] is False
    (other,) = {"P1", "P2"} - set(moved)
    assert found.stays(other)["movable"] is True


def test_a_private_cause_of_somebody_who_stays_is_one_word(tmp_path: Path) -> None:
    found = told([person("P1", protection="illness")], {"A": 1, "B": 1}, tmp_path)
    assert found.stays("P1")["held"] == ["private"]
    assert found.stays("P1")["held_wish"] == []


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    found = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path)
    write_reasons(found.plan, found.record, tmp_path)
    first = (tmp_path / "reasons.json").read_bytes()
    again = write_reasons(found.plan, found.record, tmp_path)
    assert (tmp_path / "reasons.json").read_bytes() == first
    assert json.loads(first) == again


def test_a_plan_that_is_not_there_has_only_its_whole(tmp_path: Path) -> None:
    found = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path)
    none = replace(
        found.plan, status=Status.UNSUPPORTED, solutions=(), reason=None, couples=()
    )
    told_of = reasons(none, write(none, tmp_path))
    assert told_of["status"] == "UNSUPPORTED"
    assert told_of["moves"] == told_of["short"] == told_of["wishes"] == []
    assert told_of["whole"]["people"]["counted"] == 2


def test_quantities_are_explained_without_named_people(tmp_path: Path) -> None:
    rows = [
        {"unit_id": "A", "job_id": "penata", "status": "pns", "number": 3},
        {"unit_id": "B", "job_id": "penata", "status": "pns", "number": 1},
    ]
    needs = [
        {"unit_id": unit, "job_id": "penata", "need_num": 2, "need_den": 1,
         "source": "uji"}
        for unit in ("A", "B")
    ]  # fmt: skip
    counted = Snapshot(
        {
            "units": table("units", UNITS),
            "jobs": table("jobs", JOBS),
            "needs": table("needs", needs),
            "headcounts": table("headcounts", rows),
        }
    )
    plan = make_plan(
        counted,
        law=Law.load(),
        local=Local.load(None),
        policy=policy("pemerataan"),
        day=DAY,
    )
    (move,) = reasons(plan, write(plan, tmp_path))["moves"]
    assert (move["origin"]["after"], move["target"]["after"]) == (2, 2)
    assert move["travel"]["home"] == "unit"


def test_a_snapshot_of_nobody_has_reasons(tmp_path: Path) -> None:
    plan = make_plan(
        snapshot([], {"A": 1}),
        law=Law.load(),
        local=Local.load(None),
        policy=policy("pemerataan"),
        day=DAY,
    )
    found = reasons(plan, write(plan, tmp_path))
    assert [one["kind"] for one in found["short"]] == ["no_surplus"]
