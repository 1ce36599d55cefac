"""Single cells, words and NIPs are read as they are, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from seimbang.intake.foreign import cells, nip, words
from seimbang.intake.foreign.layouts import LAYOUT
from seimbang.intake.foreign.sheets import letters


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("31-12-2020", date(2020, 12, 31)),
        ("1/2/2020", date(2020, 2, 1)),
        ("2020-02-01", date(2020, 2, 1)),
        ("2020-02-01T00:00:00Z", date(2020, 2, 1)),
        ("17 Agustus 1995", date(1995, 8, 17)),
        (date(2020, 2, 1), date(2020, 2, 1)),
        (datetime(2020, 2, 1, 8, tzinfo=UTC), date(2020, 2, 1)),
        ("", None),
        (" - ", None),
        ("0000-00-00", None),
        (None, None),
    ],
)
def test_days_are_read(cell: object, expected: date | None) -> None:
    assert expected == cells.day(cell)


@pytest.mark.parametrize(
    "cell", ["31-02-2015", "01-13-2015", "1 Foo 2015", "01-01-15", "tahun lalu", 42005]
)
def test_what_is_no_day_is_refused(cell: object) -> None:
    with pytest.raises(ValueError):
        cells.day(cell)


def test_whole_numbers_and_coordinates() -> None:
    assert [cells.whole("4"), cells.whole(4.0), cells.whole("")] == [4, 4, None]
    assert [
        cells.degrees("-1,5"),
        cells.degrees("0"),
        cells.degrees(None),
    ] == [-1.5, None, None]
    for cell in (True, "4,5", 4.5):
        with pytest.raises(ValueError):
            cells.whole(cell)


def test_words_are_tidied_and_it_is_noticed() -> None:
    assert cells.plain("  a   b ") == "a b"
    assert cells.plain("'123") == "123"
    assert cells.plain("NULL") == ""
    assert [cells.untidy(cell) for cell in (" a", "a", " ", 4)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "1980010120050120",
        "19800101200501200X",
        "198013012005012001",
        "1" * 18,
        "198001012005013001",
    ],
)
def test_a_nip_without_birth_date_or_sex_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        nip.born(wrong)


def test_a_nip_tells_birth_date_and_sex() -> None:
    assert date(1980, 1, 1) == nip.born("198001012005012001")
    assert nip.sex("198001012005012001") == "female"


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ("Guru Ahli Pertama", ("Guru", "Ahli Pertama")),
        ("Perawat Pelaksana Lanjutan / Mahir", ("Perawat", "Mahir")),
        ("Perawat Muda / Ahli  Muda", ("Perawat", "Ahli Muda")),
        ("Bidan TERAMPIL", ("Bidan", "Terampil")),
        ("Pengadministrasi Umum", ("Pengadministrasi Umum", "")),
    ],
)
def test_the_level_of_a_job_is_parted(job: str, expected: tuple[str, str]) -> None:
    assert expected == words.level(job)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("III/a", "III/a"),
        ("iii / A", "III/a"),
        ("IV/e", "IV/e"),
        ("ix", "IX"),
        ("III/e", None),
        ("V/a", None),
        ("XX", None),
    ],
)
def test_grades_are_those_of_the_law(found: str, expected: str | None) -> None:
    assert expected == words.grade(found)


@pytest.mark.parametrize(
    ("found", "leave", "left"),
    [
        ("Aktif", "none", False),
        ("Cuti Luar Tanggungan Negara", "unpaid", False),
        ("Tugas Belajar", "study", False),
        ("Pemberhentian Sementara", "suspended", False),
        ("Diberhentikan Sementara", "suspended", False),
        ("Pemberhentian Dengan Hormat", None, True),
        ("Pensiun", None, True),
        ("Kepala Desa", None, False),
    ],
)
def test_kedudukan_hukum_tells_leave_or_the_end(
    found: str, leave: str | None, left: bool
) -> None:
    assert (leave, left) == (words.leave(found), words.left_service(found))


def test_levels_of_education_by_code_and_by_name() -> None:
    assert words.education("5", "") == "05"
    assert words.education("", "S-1/Sarjana") == "40"
    assert words.education("99", "Diploma III/Sarjana Muda") == "30"
    assert words.education("", "Kursus") is None


def test_school_grades() -> None:
    found = [
        words.school_grade(word) for word in ("7", "Kelas 7", "VII", "", "13", "A")
    ]
    assert found == [7, 7, 7, None, None, None]


def test_columns_have_letters() -> None:
    assert [letters(index) for index in (0, 25, 26, 68)] == ["A", "Z", "AA", "BQ"]
    assert len(LAYOUT["siasn"].headings) == 69
