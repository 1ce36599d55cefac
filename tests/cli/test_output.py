"""What all commands print with: harmless CSV cells, tables as wide as the terminal."""

from __future__ import annotations

import csv
import io

import pytest

from seimbang.cli.output import harmless, print_rows


@pytest.mark.parametrize("number", ["-6", "-2.75", "-2,75", "12", "-0,5"])
def test_a_plain_number_is_no_formula(number: str) -> None:
    assert harmless(number) == number


@pytest.mark.parametrize(
    "cell", ["=1+1", "+6", "-6+1", "-A1", "@x", "-", "-1.000.000", "\t=x", "－6", "-٦x"]
)
def test_what_may_be_a_formula_is_text(cell: str) -> None:
    assert harmless(cell) == "'" + cell


def test_numbers_stay_numbers_in_csv(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(
        [{"gap": -6, "part": -0.5, "word": "-x"}], ("gap", "part", "word"), "csv"
    )
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row == {"gap": "-6", "part": "-0.5", "word": "'-x"}


def test_the_last_column_is_broken_at_the_width_of_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    rows = [{"rule": "R1", "said": "a sentence that is longer than that\nits source"}]
    print_rows(rows, ("rule", "said"), "table", wrap=True)
    assert capsys.readouterr().out.splitlines() == [
        "rule  said",
        "----  ----------------------------------",
        "R1    a sentence that is longer than",
        "      that",
        "      its source",
    ]


def test_a_terminal_too_narrow_still_shows_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    print_rows([{"a": "x" * 20, "b": "y " * 20}], ("a", "b"), "table", wrap=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "x" * 20 + "  " + "y " * 11 + "y"


def test_no_rows_give_the_heading(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], ("a", "b"), "table", wrap=True)
    assert capsys.readouterr().out == "a  b\n-  -\n"
    print_rows([{"a": 1, "b": ""}], ("a", "b"), "table", wrap=True)
    assert capsys.readouterr().out.splitlines()[2] == "1"
