"""Numbers and days in both languages, markup, and the translations of the report."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import seimbang.report
from seimbang.language import LOCALE, speaking
from seimbang.report.ground import local_words, since, value_words
from seimbang.report.html import Safe, drawing, join, safe, tag
from seimbang.report.number import number, signed, spoken_day

HERE = Path(seimbang.report.__file__).parent


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (1234, 0, "1.234", "1,234"),
        (Fraction(12345, 10), 1, "1.234,5", "1,234.5"),
        (Fraction(1, 2), 0, "1", "1"),
        (Fraction(-5, 2), 0, "−3", "−3"),
        (Fraction(-1, 100), 1, "0,0", "0.0"),
        (1_000_000, 0, "1.000.000", "1,000,000"),
        (Fraction(2, 3), 2, "0,67", "0.67"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    value: int | Fraction, decimals: int, indonesian: str, english: str
) -> None:
    with speaking("id"):
        assert number(value, decimals) == indonesian
    with speaking("en"):
        assert number(value, decimals) == english


def test_zeros_at_the_end_can_go() -> None:
    with speaking("id"):
        assert number(Fraction(5, 2), 2, trim=True) == "2,5"
        assert number(634, 1, trim=True) == "634"


def test_signs_are_told() -> None:
    assert [signed(value) for value in (3, 0, -3)] == ["+3", "0", "−3"]


def test_days_are_written_in_words() -> None:
    with speaking("en"):
        assert spoken_day(date(2026, 1, 1)) == "1 January 2026"
        assert spoken_day(None) == "unknown"
        assert since({"since": None}) == ""
        assert since({"since": "2017-04-07"}) == "7 April 2017"


def test_parameters_are_told_in_words() -> None:
    with speaking("en"):
        told = {
            value_words(value): value
            for value in (None, 1200, "flag", {"sd": 28, "smp": 32}, ["R17", "G9"])
        }
        empty = {value_words(value) for value in ("", {}, [])}

    assert list(told) == ["no limit", "1,200", "flag", "sd: 28, smp: 32", "R17; G9"]
    assert empty == {"–"}


def test_only_markup_made_here_is_not_escaped() -> None:
    assert safe("<b> & \"'") == "&lt;b&gt; &amp; &quot;&#x27;"
    assert tag("p", "<b>", tag("i", "x"), class_='a"b') == (
        '<p class="a&quot;b">&lt;b&gt;<i>x</i></p>'
    )
    assert tag("meta", charset="utf-8", name=None) == '<meta charset="utf-8">'
    assert join(["<", Safe("<br>")]) == "&lt;<br>"
    assert drawing("t", about="d").startswith(
        '<svg role="img"><title>t</title><desc>d</desc>'
    )


def _messages() -> Iterator[str]:
    for path in sorted(HERE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "text"
            ):
                message = node.args[0]
                assert isinstance(message, ast.Constant), f"{path.name}:{node.lineno}"
                yield str(message.value)


def test_every_sentence_of_the_report_is_in_indonesian() -> None:
    with (LOCALE / "id" / "report.po").open("rb") as file:
        known = {str(one.id): str(one.string) for one in read_po(file) if one.id}
    needed = set(_messages())

    assert needed == set(known)
    for message, words in known.items():
        assert words, message
        places = re.findall(r"{\w+}", message)
        assert sorted(places) == sorted(re.findall(r"{\w+}", words)), message


def test_no_office_is_named_in_code() -> None:
    for path in (*HERE.glob("*.py"), *HERE.glob("*.css"), LOCALE / "id" / "report.po"):
        assert "BKPSDM" not in path.read_text(encoding="utf-8"), path.name


def test_local_parameters_are_spoken_in_words() -> None:
    with speaking("id"):
        assert local_words("max_distance_km", None) == "tanpa batas"
        assert local_words("tenure_months", None) == "–"
        assert local_words("couples", "flag") == "ditandai, tidak mengikat"
        assert local_words("policy", "pemerataan") == "pemerataan"
        assert local_words("speed_kmh", 30) == "30"
