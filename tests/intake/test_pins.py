"""Pins as offices write them: of the right shape, and none against another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seimbang.intake import Intake, read, write_workbook
from tests.intake.small import codes, frames, one, said


def check(tmp_path: Path, *pins: dict[str, Any]) -> Intake:
    """Return what reading the small regency with these pins finds."""
    rows = [{"reason": "x"} | pin for pin in pins]
    write_workbook(frames(pins=rows), tmp_path / "data.xlsx")
    return read([tmp_path / "data.xlsx"])


@pytest.mark.parametrize(
    ("kind", "person", "unit", "group", "fits"),
    [
        ("stays", "P1", None, None, True),
        ("stays", "P1", "U1", None, False),
        ("stays", None, None, None, False),
        ("stays", "P1", None, "A", False),
        ("not_to", "P1", "U1", None, True),
        ("not_to", "P1", None, None, False),
        ("not_to", "P1", "U1", "A", False),
        ("must_go", "P1", "U2", None, True),
        ("must_go", None, "U2", None, False),
        ("must_go", "P1", None, None, False),
        ("unit_closed", None, "U1", None, True),
        ("unit_closed", "P1", "U1", None, False),
        ("unit_closed", None, "U1", "A", False),
        ("after_replacement", "P1", None, None, True),
        ("after_replacement", "P1", "U2", None, False),
        ("together", "P1", None, None, False),
        ("together", None, None, "A", False),
        ("together", "P1", "U2", "A", False),
    ],
)
def test_pins_have_the_shape_of_their_kind(
    tmp_path: Path,
    kind: str,
    person: str | None,
    unit: str | None,
    group: str | None,
    fits: bool,
) -> None:
    pin = {"kind": kind, "person_id": person, "unit_id": unit, "group": group}
    assert codes(check(tmp_path, pin)) == ([] if fits else ["pin_shape"])


GOES = {"kind": "must_go", "person_id": "P1", "unit_id": "U2"}


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"kind": "stays", "person_id": "P1"}, "to stay and to go"),
        (GOES | {"unit_id": "U3"}, "to two places"),
        (GOES | {"kind": "not_to"}, "not to go there"),
        ({"kind": "unit_closed", "unit_id": "U2"}, "pinned as closed"),
    ],
)
def test_pins_against_each_other_are_refused(
    tmp_path: Path, other: dict[str, Any], words: str
) -> None:
    problem = one(check(tmp_path, GOES, other), "pin_conflict")
    assert words in said(problem)
    assert problem.column == "ID pegawai"


def test_who_is_there_already_cannot_be_sent_there(tmp_path: Path) -> None:
    problem = one(check(tmp_path, GOES | {"unit_id": "U1"}), "pin_conflict")
    assert "already is" in said(problem)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "stays", "person_id": "P2"},
        GOES | {"kind": "not_to", "unit_id": "U1"},
        {"kind": "unit_closed", "unit_id": "U1"},
        {"kind": "after_replacement", "person_id": "P1"},
    ],
)
def test_pins_that_can_hold_together_are_taken(
    tmp_path: Path, other: dict[str, Any]
) -> None:
    assert codes(check(tmp_path, GOES, other)) == []


def test_a_group_has_two_people_or_more(tmp_path: Path) -> None:
    first = {"kind": "together", "person_id": "P1", "group": "A"}
    second = {"kind": "together", "person_id": "P2", "group": "A"}
    assert codes(check(tmp_path, first, second)) == []
    found = check(tmp_path, first, second | {"group": "a"})
    assert codes(found) == ["pin_group_of_one", "pin_group_of_one"]


def test_a_person_stands_in_one_group(tmp_path: Path) -> None:
    rows = [
        {"kind": "together", "person_id": person, "group": group}
        for person, group in (("P1", "A"), ("P2", "A"), ("P1", "B"), ("P2", "B"))
    ]
    assert codes(check(tmp_path, *rows)) == ["duplicate_key", "duplicate_key"]


def test_a_person_or_unit_not_in_the_data_is_told(tmp_path: Path) -> None:
    pin = {"kind": "must_go", "person_id": "P77", "unit_id": "U77"}
    assert codes(check(tmp_path, pin)) == ["unknown_reference", "unknown_reference"]
