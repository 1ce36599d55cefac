"""The figures of plan.json: wide gaps, and decimals beside the exact ratios."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from seimbang.plan.summary import decimal
from tests.explain.district import person, told


def test_a_seat_that_lacks_two_is_counted_before_and_after(tmp_path: Path) -> None:
    people = [person(f"P{at}") for at in range(3)]
    found = told(people, {"A": 1, "B": 2, "C": (3, 2)}, tmp_path)
    summary = found.record["summary"]
    wide = {name: column["short_by_two"] for name, column in summary.items()}
    assert wide == {"no_transfer": 1, "plan": 0, "greedy": 0}


def test_ratios_have_a_decimal_beside_them(tmp_path: Path) -> None:
    found = told([person("P1")], {"A": 1, "B": (1, 3)}, tmp_path)
    figures = found.record["summary"]["plan"]
    assert (figures["missing"], figures["missing_text"]) == ([1, 3], "0.33")
    written = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    needs = {seat["unit_id"]: seat["need_text"] for seat in written["seats"]}
    assert needs["A"] == "1"
    assert needs["B"] == "0.33"


@pytest.mark.parametrize(
    ("value", "words"),
    [("617/2", "308.5"), ("1/200", "0.01"), ("3", "3"), ("0", "0"), ("7/4", "1.75")],
)
def test_decimals_are_rounded_half_up_and_trimmed(value: str, words: str) -> None:
    assert decimal(Fraction(value)) == words


def test_only_law_can_be_unconfirmed(tmp_path: Path) -> None:
    record = told([person("P1")], {"A": 1}, tmp_path).record
    sources = {one["source"] for one in record["unconfirmed"]}
    assert sources
    assert not sources & {"project", "local"}
