"""Plans side by side, on plan.json made by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.plan.comparison import ComparisonError, Folder, Goes, compare

FIGURES: dict[str, Any] = {
    "nobody": 2,
    "minimum": 3,
    "below": 3,
    "missing": [21, 2],
    "shortage": [9, 2],
    "spread": [1, 2],
    "compulsory": 0,
    "wishes": [0, 0],
    "travel": 0,
    "worst_travel": 0,
    "misfit": 0,
    "regression": 0,
    "moves": 0,
}


def move(person: str, to: str, job: str = "guru", **facts: Any) -> dict[str, Any]:
    return {
        "person_id": person,
        "family": "guru",
        "from_unit": "SD1",
        "from_job": "guru",
        "to_unit": to,
        "to_job": job,
        "km": 3.0,
    } | facts


def folder(name: str, *moves: dict[str, Any], **changes: Any) -> Folder:
    """Return a plan; ``changes`` of its figures, its record, or its data."""
    record: dict[str, Any] = {
        "status": "OPTIMAL",
        "day": "2026-01-01",
        "policy": {"name": name, "version": 1},
        "data": {"checksum": "a" * 64},
        "versions": {"seimbang": "0.1.0"},
        "local": {"max_distance_km": {"value": 30, "source": "region"}},
        "summary": {"no_transfer": FIGURES, "plan": FIGURES | {"moves": len(moves)}},
        "moves": list(moves),
    }
    figures = {key: changes.pop(key) for key in list(changes) if key in FIGURES}
    record["summary"]["plan"] |= figures
    return Folder(name, record | changes)


def test_the_best_of_each_row_is_named() -> None:
    one = folder("A", missing=[4, 1], wishes=[1, 0], compulsory=5)
    other = folder("B", missing=[5, 1], wishes=[2], compulsory=5)
    found = {row.key: row for row in compare([one, other]).criteria}
    assert (found["missing"].today, found["missing"].values) == (
        Fraction(21, 2),
        (4, 5),
    )
    assert found["missing"].best == ("A",)
    assert found["compulsory"].best == ("A", "B")
    assert (found["wishes_1"].values, found["wishes_1"].best) == ((1, 2), ("B",))
    assert (found["wishes_2"].values, found["wishes_2"].best) == ((0, 0), ("A", "B"))
    assert found["spread"].values == (50, 50)
    keys = list(found)
    assert keys.index("compulsory") < keys.index("wishes_1") < keys.index("travel")


def test_people_are_the_same_elsewhere_or_in_one_plan_only() -> None:
    one = folder("A", move("P1", "SD2"), move("P2", "SD2"), move("P3", "SD3"))
    other = folder(
        "B",
        move("P1", "SD2"),
        move("P2", "SD4"),
        move("P4", "SD3"),
    )
    (found,) = compare([one, other]).differences
    assert (found.one, found.other, found.same) == ("A", "B", 1)
    assert found.elsewhere == (Goes("P2", "guru", "SD1", "SD2", "SD4"),)
    assert found.only_one == (Goes("P3", "guru", "SD1", "SD3", None),)
    assert found.only_other == (Goes("P4", "guru", "SD1", None, "SD3"),)


def test_another_job_at_the_same_unit_is_elsewhere() -> None:
    one, other = (
        folder("A", move("P1", "SD2")),
        folder("B", move("P1", "SD2", "kepala")),
    )
    (found,) = compare([one, other]).differences
    assert (found.same, len(found.elsewhere)) == (0, 1)


def test_each_plan_is_held_against_the_first() -> None:
    found = compare([folder("A"), folder("B"), folder("C")])
    assert [(one.one, one.other) for one in found.differences] == [
        ("A", "B"),
        ("A", "C"),
    ]
    assert found.notes == ()


def test_ways_that_nobody_knows_are_left_out() -> None:
    unknown = [folder(name, move("P1", "SD2", km=None)) for name in "AB"]
    assert not {"travel", "worst_travel"} & {
        row.key for row in compare(unknown).criteria
    }
    nobody = [folder("A"), folder("B")]
    assert "travel" in {row.key for row in compare(nobody).criteria}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"data": {"checksum": "b" * 64}}, "bbbbbbbbbbbb), so nothing tells"),
        ({"day": "2027-01-01"}, "2027-01-01: the rules of different days"),
        (
            {"status": "INFEASIBLE", "summary": {"no_transfer": FIGURES}},
            "B holds no plan (INFEASIBLE)",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(
    changes: dict[str, Any], words: str
) -> None:
    other = folder("B")
    with speaking("en"), pytest.raises(ComparisonError) as wrong:
        compare([folder("A"), Folder("B", {**other.record, **changes})])
    with speaking("en"):
        assert words in str(wrong.value.told)


@pytest.mark.parametrize("number", [0, 1, 7])
def test_two_to_six_plans_are_compared(number: int) -> None:
    with pytest.raises(ComparisonError, match=str(number)):
        compare([folder(str(at)) for at in range(number)])


def test_what_differs_besides_the_policy_is_told() -> None:
    far = {"max_distance_km": {"value": 50, "source": "region"}}
    other = folder(
        "B",
        local=far,
        limits=[{"name": "anggaran"}, {"name": "max_moves"}],
        options={"max_moves": 10},
        versions={"seimbang": "0.2.0"},
        status="TIME_LIMIT",
        policy={"name": "pemerataan", "version": 2},
    )
    with speaking("en"):
        told = [str(note) for note in compare([folder("A"), other]).notes]
    assert told == [
        "B: policy pemerataan, version 2.",
        "B has other parameters of the region than A: max_distance_km.",
        "B has other limits than A: anggaran, max_moves = 10.",
        "B was computed by another version than A.",
        "B is the best plan found in time, not proved to be the best.",
    ]
