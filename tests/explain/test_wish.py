"""What became of a wish: take the cause away and the answer changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.explain.district import UNITS, person, told, wish


def test_a_granted_wish_names_the_unit(tmp_path: Path) -> None:
    by_unit = told(
        [person("P1"), person("P2")],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B")]},
    )
    by_district = told(
        [person("P1"), person("P2")],
        {"A": 1, "C": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "K2", kind="district")]},
    )
    assert by_unit.wish("P1")["result"] == "granted"
    assert by_district.wish("P1") == {
        "person_id": "P1",
        "rank": 1,
        "kind": "district",
        "target_id": "K2",
        "result": "granted",
        "unit_id": "C",
    }


def test_a_later_wish_is_not_needed_when_an_earlier_is_granted(tmp_path: Path) -> None:
    wishes = [wish("P1", "B"), wish("P1", "C", rank=2)]
    found = told(
        [person("P1"), person("P2")],
        {"A": 1, "B": 1, "C": 1},
        tmp_path,
        tables={"wishes": wishes},
    )
    assert found.wish("P1", 2)["result"] == "better_granted"
    assert found.wish("P1", 2)["granted_rank"] == 1


def test_an_earlier_wish_is_weighed_when_a_later_is_granted(tmp_path: Path) -> None:
    positions = [{"unit_id": "B", "job_id": "penata", "establishment": 1}]
    people = [person("P1"), person("P2"), person("P3", "B", duties=["treasurer"])]
    wishes = [wish("P1", "B"), wish("P1", "C", rank=2)]
    found = told(
        people,
        {"A": 1, "B": 1, "C": 1},
        tmp_path,
        tables={"wishes": wishes, "positions": positions},
    )
    assert found.wish("P1", 2)["result"] == "granted"
    assert found.wish("P1", 1)["result"] == "no_room"


def test_a_rule_that_holds_the_person_is_named(tmp_path: Path) -> None:
    held = told(
        [person("P1", job_since=None)],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B")]},
    )
    answer = held.wish("P1")
    assert answer["result"] == "held"
    assert (answer["rules"], answer["missing"]) == (["R1"], ["job_since"])
    assert "R1" in held.reasons["rules"]


def test_who_is_not_counted_is_told_so(tmp_path: Path) -> None:
    found = told(
        [person("P1", status="non_asn"), person("P2")],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B")]},
    )
    assert found.wish("P1")["result"] == "held"


def test_a_rule_of_person_and_place_is_named(tmp_path: Path) -> None:
    pin = {"kind": "not_to", "person_id": "P1", "unit_id": "B", "reason": "uji"}
    wishes = [wish("P1", "B")]
    pinned = told(
        [person("P1"), person("P2")],
        {"A": 2, "B": 1},
        tmp_path,
        tables={"wishes": wishes, "pins": [pin]},
    )
    assert (pinned.wish("P1")["result"], pinned.wish("P1")["rules"]) == (
        "rule",
        ["G15"],
    )


def test_distance_does_not_hold_a_wish(tmp_path: Path) -> None:
    found = told(
        [person("P1"), person("P2")],
        {"A": 1, "J": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "J")]},
        max_distance_km=30,
    )
    assert found.wish("P1")["result"] == "granted"


def test_an_unmeasured_place_is_told(tmp_path: Path) -> None:
    positions = [{"unit_id": "B", "job_id": "penata"}]
    found = told(
        [person("P1")],
        {"A": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B")], "positions": positions},
    )
    assert found.wish("P1")["result"] == "unmeasured"


def test_a_closed_place_is_told(tmp_path: Path) -> None:
    units = [
        unit | ({"closed_since": date(2025, 1, 1)} if unit["unit_id"] == "B" else {})
        for unit in UNITS
    ]
    found = told(
        [person("P1")],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B")], "units": units},
    )
    assert found.wish("P1")["result"] == "closed"


def test_a_place_without_such_a_post_is_told(tmp_path: Path) -> None:
    found = told(
        [person("P1")],
        {"A": 1, "B|perawat": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B"), wish("P1", "A", 2), wish("P1", "X", 3)]},
    )
    results = [found.wish("P1", rank)["result"] for rank in (1, 2, 3)]
    assert results == ["no_such_post", "already_there", "unknown_target"]


def test_wishes_beyond_those_that_count_are_told(tmp_path: Path) -> None:
    found = told(
        [person("P1")],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B", rank=4)]},
    )
    assert (found.wish("P1", 4)["result"], found.wish("P1", 4)["ranks"]) == (
        "beyond_ranks",
        3,
    )


def test_a_wish_that_would_leave_a_place_empty_is_weighed(tmp_path: Path) -> None:
    found = told(
        [person("P1")], {"A": 1, "B": 1}, tmp_path, tables={"wishes": [wish("P1", "B")]}
    )
    spare = told(
        [person("P1"), person("P2", duties=["treasurer"])],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B")]},
    )
    # A and B change places in need: as good, so the wish is granted
    assert found.wish("P1")["result"] == "granted"
    assert spare.wish("P1")["result"] == "granted"
    unequal = told(
        [person("P1")],
        {"A": 2, "B": 1},
        tmp_path,
        tables={
            "wishes": [wish("P1", "B")],
            "positions": [{"unit_id": "A", "job_id": "penata", "minimum": 0}],
        },
    )
    assert unequal.wish("P1")["result"] == "would_worsen"
    assert unequal.wish("P1")["loss"]["goal"] == "shortage"


def test_a_full_place_and_an_own_minimum_leave_no_room(tmp_path: Path) -> None:
    people = [person("P1"), person("P2", "B", duties=["treasurer"])]
    wishes = [wish("P1", "B")]
    full = told(
        people,
        {"A": 1, "B": 1},
        tmp_path,
        tables={
            "wishes": wishes,
            "positions": [{"unit_id": "B", "job_id": "penata", "establishment": 1}],
        },
    )
    least = told(
        people,
        {"A": 1, "B": 1},
        tmp_path,
        tables={
            "wishes": wishes,
            "positions": [{"unit_id": "A", "job_id": "penata", "minimum": 1}],
        },
    )
    assert (full.wish("P1")["result"], full.wish("P1")["full"]) == ("no_room", True)
    assert (least.wish("P1")["result"], least.wish("P1")["full"]) == ("no_room", False)


def test_of_two_equal_wishes_the_drawn_order_chooses(tmp_path: Path) -> None:
    found = told(
        [person("P1"), person("P2")],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B"), wish("P2", "B")]},
    )
    results = sorted(found.wish(who)["result"] for who in ("P1", "P2"))
    assert results == ["equal", "granted"]


def test_wishes_of_strangers_are_left_out(tmp_path: Path) -> None:
    found = told(
        [person("P1")], {"A": 1, "B": 1}, tmp_path, tables={"wishes": [wish("P9", "B")]}
    )
    assert found.reasons["wishes"] == []
