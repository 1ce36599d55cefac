"""The figures of plan.json: wide gaps, and decimals beside the exact ratios."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from seimbang.plan.summary import decimal
from tests.explain.district import person, told


def test_how_the_shortage_lies_is_told_before_and_after(tmp_path: Path) -> None:
    people = [person(f"P{at}") for at in range(3)]
    found = told(people, {"A": 1, "B": 2, "C": (3, 2)}, tmp_path)
    summary = found.record["summary"]

    def of(name: str) -> list[object]:
        return [summary[column][name] for column in ("no_transfer", "plan")]

    assert of("short_by_two") == [1, 0]  # B lacks 2
    assert of("short_by_half") == [2, 1]  # B 2 of 2, C 3/2 of 3/2; then B 1 of 2
    assert of("median_share") == [[1, 1], [5, 12]]  # then 1/2 and 1/3
    assert of("median_share_text") == ["1", "0.42"]


def test_without_a_shortage_no_share_is_missing(tmp_path: Path) -> None:
    figures = told([person("P1")], {"A": 1}, tmp_path).record["summary"]["plan"]
    assert (figures["median_share"], figures["short_by_half"]) == ([0, 1], 0)


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
