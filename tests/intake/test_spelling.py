"""Spellings brought to the list's, and what no list knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from seimbang.intake.spelling import SPELLERS
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE
from tests.intake.small import CELLS, codes, one, people, read_book, said

GRADE = TABLE["people"].column("grade")


@pytest.mark.parametrize(
    ("word", "grade"),
    [
        ("III/b", "III/b"), ("IIIb", "III/b"), ("3b", "III/b"), ("III b", "III/b"),
        ("Penata Muda Tk.I (III/b)", "III/b"), ("Gol. IV/e", "IV/e"), ("ix", "IX"),
        ("Golongan 9", "IX"), ("III/e", None), ("3", None), ("XVIII", None),
        ("19", None), ("tinggi", None),
    ],
)  # fmt: skip
def test_a_grade_has_one_spelling(word: str, grade: str | None) -> None:
    assert SPELLERS["grade"](word, GRADE) == grade


def test_a_grade_that_is_none_is_refused(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "a.xlsx", people(["Golongan"], ["3b"], ["tinggi"]))
    assert one(intake, "not_a_grade").cell == "F3"
    assert "“3b” is “III/b”" in said(one(intake, "respelt"))


def jobs(*subjects: str) -> dict[str, list[list[str]]]:
    head, *rows = CELLS["Jabatan"]
    pairs = zip(rows, subjects, strict=True)
    return {"Jabatan": [head, *([*row[:4], word] for row, word in pairs)]}


def test_subjects_are_known_in_any_case(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "a.xlsx", jobs("Guru-Kelas", "PJOK"))
    assert codes(intake, None) == ["respelt"]
    assert intake.snapshot is not None
    assert intake.snapshot["jobs"]["subject"].to_list() == ["guru kelas", "pjok"]


def test_unknown_subjects_are_told_with_the_nearest(tmp_path: Path) -> None:
    intake = read_book(
        tmp_path / "a.xlsx", jobs("Wali kelas", "Pendidikan Agama Islam")
    )
    warnings = codes(intake, Severity.WARNING)
    assert warnings == ["unknown_subject", "unknown_subject", "no_job_for_kind"]
    assert "agama-islam" in said(intake.problems[1])


def test_a_nip_as_decrees_print_it_is_read(tmp_path: Path) -> None:
    rows = people(["NIP"], ["19860926 201505 1 001"])
    intake = read_book(tmp_path / "a.xlsx", rows)
    assert codes(intake, None) == ["trimmed"]
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["nip"].to_list() == ["198609262015051001"]


def test_no_sentence_shows_a_whole_nip(tmp_path: Path) -> None:
    nip = "198613262015051001"
    intake = read_book(
        tmp_path / "a.xlsx", people(["NIP"], [nip], [1.98609262015051e17])
    )
    told = " ".join(said(problem) for problem in intake.problems)
    assert "1986••••••••••••01" in told
    assert nip not in told
    assert "98609262015051" not in told


@pytest.mark.parametrize("word", ["1/3/2011", "1-3-2011", "2011-03-01 00:00:00"])
def test_days_without_zeros_or_with_midnight_are_read(
    tmp_path: Path, word: str
) -> None:
    assert (
        codes(read_book(tmp_path / "a.xlsx", people(["TMT PNS"], [word])), None) == []
    )


def test_dates_after_the_day_of_the_data_are_told(tmp_path: Path) -> None:
    rows = people(["TMT jabatan"], ["01-03-2062"])
    problem = one(read_book(tmp_path / "a.xlsx", rows), "after_the_data")
    assert problem.severity is Severity.WARNING


def test_spaces_inside_choices_are_one(tmp_path: Path) -> None:
    rows = people(["Hukuman disiplin"], ["tidak  ada"])
    assert codes(read_book(tmp_path / "a.xlsx", rows), None) == []


@pytest.mark.parametrize(
    ("need", "code"),
    [
        ("1,123456789", []),
        (1.3182666666666667, ["rounded"]),
        ("1/1234567890", ["rounded"]),
    ],
)
def test_long_decimals_are_kept_or_told(
    tmp_path: Path, need: object, code: list[str]
) -> None:
    rows = [["Kode unit", "Kode jabatan", "Kebutuhan", "Sumber"],
            ["U1", "guru-kelas", need, "x"]]  # fmt: skip
    intake = read_book(tmp_path / "a.xlsx", {"Kebutuhan ditetapkan": rows})
    assert codes(intake, None) == code
