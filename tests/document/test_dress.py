"""What the office adds: letterhead, number, day, signer with a.n., u.b., Plt., Plh."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from seimbang.document import words
from seimbang.document.letter import facts as f
from seimbang.document.letter import parts
from seimbang.document.letter.dress import (
    copies,
    dress,
    letterhead,
    number_field,
    office_lines,
    signature,
)
from tests.document.sample import KOP, S_BEHALF, S_BUPATI, S_OFFICE


def test_own_power_signs_in_its_own_name() -> None:
    assert office_lines(S_BUPATI) == ("BUPATI BATANG HARI,",)
    plh = replace(S_BUPATI, standing="plh")
    assert office_lines(plh) == ("Plh. BUPATI BATANG HARI,",)


def test_a_mandate_signs_for_another() -> None:
    assert office_lines(S_BEHALF) == (
        "a.n. BUPATI BATANG HARI",
        "SEKRETARIS DAERAH KABUPATEN BATANG HARI,",
        "u.b.",
        f"Plt. {S_OFFICE.office.upper()},",
    )
    short = replace(S_BEHALF, through="", standing="")
    assert office_lines(short)[0] == "a.n. BUPATI BATANG HARI"
    assert len(office_lines(short)) == 2


@pytest.mark.parametrize(
    ("basis", "behalf"),
    [("delegation", "Bupati"), ("own", "Bupati"), ("mandate", ""), ("luck", "")],
)
def test_there_is_no_an_under_delegation(basis: str, behalf: str) -> None:
    with pytest.raises(ValueError, match=basis):
        office_lines(replace(S_OFFICE, basis=basis, behalf=behalf))


def test_a_delegate_signs_in_their_own_name() -> None:
    made = signature(replace(S_OFFICE, basis="delegation"), place="Muara Bulian")
    assert made.lines == ("Muara Bulian", f"{S_OFFICE.office.upper()},")
    assert made.label == "Pembina Utama Muda, IV/c\nNIP 197203041998031005"


def test_place_and_day() -> None:
    on = date(2026, 4, 7)
    assert signature(S_BUPATI, place="Jambi", on=on).lines[0] == "Jambi, 7 April 2026"
    decided = signature(S_BUPATI, place="Jambi", decided=True)
    assert decided.lines[:2] == ("Ditetapkan di Jambi", "pada tanggal")


def test_undressed_places_stay_empty_and_given_days_stay() -> None:
    blocks = [*parts.opening("x", ("Yth. A",)), parts.signer(), parts.copies()]
    assert dress(blocks) == blocks
    dressed = dress(blocks, number="7", on=date(2026, 4, 7), place="Jambi")
    assert dressed[0].text == "Jambi, 7 April 2026"
    assert dressed[1].text == "7"
    again = dress(dressed, on=date(2026, 5, 1))
    assert again[0].text == "Jambi, 7 April 2026"


def test_helpers_of_the_office() -> None:
    assert letterhead(KOP).text.count("\n") == 1
    assert number_field("7").text == "7"
    assert copies(["A"]).lines == ("A",)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "nol"), (21, "dua puluh satu"), (2026, "dua ribu dua puluh enam")],
)
def test_numbers_in_words(count: int, said: str) -> None:
    assert words.number(count) == said


def test_days_in_words() -> None:
    day = date(2026, 3, 3)
    assert words.day(day) == "3 Maret 2026"
    assert words.day_in_words(day) == (
        "Selasa tanggal tiga bulan Maret tahun dua ribu dua puluh enam"
    )
    assert words.short_day(day) == "03-03-2026"
    assert words.hour(time(9, 5)) == "09.05 WIB"
    assert words.counted(3, "orang") == "3 (tiga) orang"
    assert words.listed(("a", "b", "c")) == "a, b, dan c"
    assert words.listed(("a", "b")) == "a dan b"


def test_a_pppk_has_a_ni() -> None:
    person = f.Person("A", "1", status="PPPK")
    assert parts.identity(person) == "NI PPPK 1"
