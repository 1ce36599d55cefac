"""The ways of the lanes: strict dated data in both languages, with their articles."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from seimbang import language
from seimbang.decide import procedure as way
from seimbang.decide.instrument import KINDS, Instrument, instrument
from seimbang.law import LawFileError, NotInForceError

ORDINARY = way.procedure("biasa")


def test_each_lane_has_a_way_and_an_instrument() -> None:
    assert set(way.lanes()) == set(KINDS)
    for lane in way.lanes():
        told = way.procedure(lane)
        assert way.by_key(told.key) == told
        assert told.steps or told.routes


def test_the_ordinary_way_ends_with_team_and_authority() -> None:
    keys = [one.key for one in ORDINARY.steps]
    assert keys[:2] == ["sector", "verify"]
    assert keys[-3:] == ["pyb", "team", "decide"]
    assert ORDINARY.step("team").basis.at == "pasal 191"
    assert ORDINARY.step("pyb").capability == "pyb"
    assert not ORDINARY.basis.confirmed
    with pytest.raises(KeyError):
        ORDINARY.step("nobody")


def test_words_in_both_languages() -> None:
    assert str(ORDINARY.title) == "Mutasi di dalam kabupaten"
    with language.speaking("en"):
        assert str(ORDINARY.title) == "Transfer inside the regency"


def test_what_a_lane_cannot_do_without() -> None:
    needed = {
        lane: [one.key for one in way.procedure(lane).papers if one.needed]
        for lane in way.lanes()
    }
    assert needed["sekolah"] == ["recommendation"]
    assert needed["pppk"] == ["need_in_abk"]


def test_a_way_is_that_of_its_day() -> None:
    before = way.procedure("puskesmas", date(2024, 1, 1))
    assert "minister" not in [one.key for one in before.papers]
    assert way.procedure("puskesmas").papers[0].key == "minister"
    with pytest.raises(NotInForceError):
        way.procedure("biasa", date(2000, 1, 1))
    with pytest.raises(KeyError):
        way.procedure("tidak-ada")


def test_instruments() -> None:
    assert instrument("biasa", health=True).licence
    assert instrument("pppk").addendum
    assert instrument("dalam").instrument is Instrument.ASSIGNMENT
    assert instrument("sekolah").recommendation
    assert instrument("manajerial").instrument is Instrument.NONE


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("biasa.yaml", "at: pasal 191", "art: pasal 191"),
        ("biasa.yaml", "pp-11-2017", "pp-99-2099"),
        ("biasa.yaml", "[sector,", "[sectors,"),
        ("biasa.yaml", "2017-04-07", "then"),
        ("biasa.yaml", "en: Transfer inside the regency", 'en: ""'),
        ("steps.yaml", "days: 5", "days: 0"),
        ("steps.yaml", "role: opd", "rolle: opd"),
        ("papers.yaml", "en: Consent to release", "fr: x"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    folder = tmp_path / "procedures"
    shutil.copytree(way.FOLDER, folder)
    words = (folder / file).read_text(encoding="utf-8")
    assert old in words
    (folder / file).write_text(words.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError):
        way.procedure("biasa", folder=folder)
