"""A plan of nobody: said in words, with the reason that comes first and what next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seimbang.cli.nothing import show_nothing
from seimbang.explain import write_reasons
from seimbang.language import speaking
from tests.explain.district import person, told

ALL = ("0 moves: ", "All reasons: seimbang explain ")


def _said(
    people: list[dict[str, Any]],
    needs: dict[str, Any],
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> str:
    found = told(people, needs, folder)
    write_reasons(found.plan, found.record, folder)
    with speaking("en"):
        show_nothing(found.record, sorted(folder.iterdir()))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("people", "needs", "why"),
    [
        ([person("P1")], {}, "no post has a known need"),
        ([person("P1")], {"A": 1}, "no measured post lacks people."),
        (
            [person("P1", job_since=None), person("P2", job_since=None)],
            {"A": 1, "B": 1},
            "most people are held by “Least time in the present post” (2 people).",
        ),
        ([person("P1")], {"A": 1, "B": (1, 2)}, "nobody who may move"),
    ],
)
def test_the_first_reason_is_told(
    people: list[dict[str, Any]],
    needs: dict[str, Any],
    why: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = _said(people, needs, tmp_path, capsys)
    assert said.startswith(f"0 moves: {why}")
    assert f"All reasons: seimbang explain {tmp_path}\n" in said
    empty = any(one["job_since"] is None for one in people)
    assert ("Empty for most: column “TMT jabatan” (2 people)." in said) is empty


def test_a_few_with_a_trait_are_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [person("P1", protection="illness"), person("P2", protection="carer")]
    said = _said(people, {"A": 1, "B": 1}, tmp_path, capsys)
    assert said.startswith("0 moves: nobody who may move")


def test_many_with_a_trait_are_the_first_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [person(f"P{at}", discipline=None) for at in range(7)]
    people += [person("P8", job_since=None)]
    said = _said(people, {"A": 1, "B": 9}, tmp_path, capsys)
    first = "0 moves: most people are held by “Discipline” (7 people)."
    assert said.splitlines()[0] == first
    assert said.splitlines()[1].endswith("(7 people).")


def test_a_plan_with_moves_says_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _said([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path, capsys) == ""


def test_without_reasons_no_command_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = told([person("P1")], {"A": 1}, tmp_path).record
    with speaking("en"):
        show_nothing(record, sorted(tmp_path.iterdir()))
    assert capsys.readouterr().out == "0 moves: no measured post lacks people.\n\n"
