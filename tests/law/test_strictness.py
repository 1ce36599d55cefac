"""What is not understood is refused: file, place, found, expected."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from seimbang.law import LawFileError, NotInForceError, UnknownParameterError
from seimbang.law.reading import read

from .conftest import Make
from .small import PARAMETER, SOURCES


def test_the_small_law_is_as_it_must_be(make: Make) -> None:
    law = make()
    assert law.keys() == ("topic.thing",)
    assert law.parameter("topic.thing") is law.parameters()[0]
    assert law.sources["rule-2"].link == "https://example.org/2"
    value = law.value("topic.thing", date(2001, 3, 1))
    assert (24, Fraction(24)) == (value.value, value.fraction)
    assert value.confirmed
    assert value.citation.as_dict() == {
        "key": "topic.thing",
        "source": "rule-1",
        "at": "article 1",
        "title": "Rule 1",
        "since": "2001-03-01",
        "confirmed": True,
    }


def test_a_day_chooses_the_value(make: Make) -> None:
    parameter = make().parameter("topic.thing")
    assert parameter.on(date(2009, 12, 31)).value == 24
    second = parameter.on(date(2010, 1, 1))
    assert (Fraction(9, 10), False) == (second.fraction, second.confirmed)
    assert second == parameter.on(date(2014, 12, 31))


def test_an_end_is_a_value_without_number(make: Make) -> None:
    ended = make().value("topic.thing", date(2015, 1, 1))
    assert (ended.value, ended.at) == (None, "article 9")
    with pytest.raises(ValueError, match=r"Expected a number in .*, got None"):
        _ = ended.fraction


def test_truth_is_not_a_number(make: Make) -> None:
    value = make(PARAMETER.replace("24", "true")).value("topic.thing", date(2005, 1, 1))
    with pytest.raises(ValueError, match="got True"):
        _ = value.fraction


def test_before_the_first_day_nothing_is_in_force(make: Make) -> None:
    with pytest.raises(NotInForceError) as error:
        make().value("topic.thing", date(2001, 2, 28))
    assert str(error.value) == (
        "topic.thing is not in force on 2001-02-28: its first value begins on "
        "2001-03-01 (Rule 1, article 1). Choose a later day."
    )


def test_an_unknown_key_is_answered_with_the_nearest(make: Make) -> None:
    law = make()
    with pytest.raises(UnknownParameterError) as error:
        law.value("topic.think", date(2020, 1, 1))
    assert error.value.nearest == ("topic.thing",)
    with pytest.raises(UnknownParameterError, match="Nearest: –"):
        law.parameter("§")


FAULTS = [
    ("description: Something.", "", "thing.yaml, topic.thing: missing keys: descr"),
    ("unit: month", "unit: month\nunits: x", "missing keys: –; unknown keys: units"),
    ("unit: month", "unit: 3", "unit: found 3; expected words or null"),
    ("term: sesuatu", "term: ''", "term: found ; expected words"),
    ("    at: article 1\n", "", "2001-03-01: missing keys: at"),
    ("    at: article 1", "    at: null", "found None; expected the place in the"),
    ("2001-03-01:", "'2001-03-01':", "expected dated values, each under a day"),
    ("2001-03-01:", "2001-03-01T10:00:00:", "expected dated values, each under a day"),
    ("2001-03-01:", "2012-03-01:", "expected the days in their order"),
    ("2001-03-01:", "2001-02-30:", "Cannot read thing.yaml: day "),
    ("2001-03-01:", "2010-01-01:", "Found the key 2010-01-01 again in line 11"),
    ("2001-03-01:", "1.5:", "Found the key 1.5 in line 6; expected a word"),
    ("unit: month", "unit: month\nunit: year", "Found the key unit again in line 5"),
    ("value: 24", "value: null", "expected a first value that is not an end"),
    ("value: 24", "value: 0.9", "found 0.9; expected exact values: a decimal is"),
    ("value: 24", "value: [{a: 0.9}]", "expected exact values"),
    ("source: rule-1", "source: rule-7", "found rule-7; expected the id of a source"),
    ("checked: 2020-05-06", "checked: yes", "expected the day it was compared with"),
    ("value: 24", "value: [", "Cannot read thing.yaml: while parsing"),
    ("value: 24", "value: !!python/name:os.x", "Cannot read thing.yaml: could not"),
]


@pytest.mark.parametrize(("good", "bad", "sentence"), FAULTS)
def test_a_faulty_parameter_is_refused(
    good: str, bad: str, sentence: str, make: Make
) -> None:
    law = make(PARAMETER.replace(good, bad, 1))
    with pytest.raises(LawFileError) as error:
        law.parameters()
    assert sentence in str(error.value)


@pytest.mark.parametrize("words", ["", "just words", "values: {}", "- a"])
def test_a_file_that_is_no_parameter_is_refused(words: str, make: Make) -> None:
    law = make(words)
    with pytest.raises(LawFileError, match=r"thing\.yaml"):
        law.parameters()


def test_a_parameter_needs_a_dated_value(make: Make) -> None:
    law = make("{description: a, term: b, unit: c, values: {}}")
    with pytest.raises(LawFileError, match="expected dated values"):
        law.parameters()


SOURCE_FAULTS = [
    ("  title: Rule 1\n", "", "sources.yaml, rule-1: missing keys: title"),
    ("title: Rule 1", "title: 1", "rule-1.title: found 1; expected words."),
    ("link: null", "link: 7", "rule-1.link: found 7; expected words or null"),
    ("issued: 2001-02-03", "issued: 2001", "rule-1.issued: found 2001; expected a day"),
    ("from: 2001-03-01", "from: null", "in_force_from: found None; expected a day."),
    ("known: true", "known: 1", "day_known: found 1; expected true or false"),
    ("[rule-2]", "rule-2", "amended_by: found rule-2; expected a list of ids"),
    ("[rule-2]", "[3]", "amended_by: found [3]; expected a list of ids"),
    ("[rule-2]", "[rule-3]", "found rule-3; expected the id of a source in this"),
    ("revoked_by: null", "revoked_by: rule-9", "rule-1: found rule-9; expected the id"),
]


@pytest.mark.parametrize(("good", "bad", "sentence"), SOURCE_FAULTS)
def test_a_faulty_source_is_refused(
    good: str, bad: str, sentence: str, make: Make
) -> None:
    with pytest.raises(LawFileError) as error:
        make(sources=SOURCES.replace(good, bad, 1))
    assert sentence in str(error.value)


def test_a_register_that_is_a_list_is_refused(make: Make) -> None:
    with pytest.raises(LawFileError, match="expected a register"):
        make(sources="[]")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match=r"Cannot read gone\.yaml: No such file"):
        read(tmp_path / "gone.yaml")


def test_no_depth_crashes_the_reader_of_other_peoples_files(tmp_path: Path) -> None:
    deep = tmp_path / "deep.yaml"
    deep.write_text("[" * 30000)
    with pytest.raises(LawFileError, match="nested too deeply"):
        read(deep, ours=False)
