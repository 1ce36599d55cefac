"""Files for spreadsheets: what goes in comes out as text, and nothing is a formula."""

from __future__ import annotations

import csv as csv_files
import io
import zipfile
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from seimbang_web.lib.export import RUNS, csv, plain, tame, xlsx

WORDS = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from("=+-@\t\r\n'\"＝;,"),
    max_size=40,
)
NIP = "198609262015051001"


def _csv(rows: list[list[object]]) -> list[list[str]]:
    content = csv("a", ["Nama", "Ket"], rows, by="rina").content
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.startswith('"')
    return list(csv_files.reader(io.StringIO(text, newline="")))


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
@settings(max_examples=150, deadline=None)
def test_csv_gives_back_every_text_and_no_cell_runs(
    rows: list[tuple[str, str]],
) -> None:
    found = _csv([list(row) for row in rows])
    assert found[0] == ["Nama", "Ket"]
    for row, cells in zip(rows, found[1:-1], strict=True):
        for words, cell in zip(row, cells, strict=True):
            assert not cell.startswith(RUNS)
            assert words == (cell[1:] if words.startswith(RUNS) else cell)


@given(st.lists(WORDS, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_xlsx_holds_texts_and_never_a_formula(words: list[str]) -> None:
    content = xlsx("a", ["Nama"], [[one] for one in words], by="rina").content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


@pytest.mark.parametrize("mark", RUNS)
def test_every_mark_that_runs_is_tamed(mark: str) -> None:
    assert tame(f"{mark}cmd") == f"'{mark}cmd"


def test_a_nip_stays_eighteen_digits() -> None:
    content = xlsx("a", ["NIP"], [[NIP]], by="rina").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_index(0).to_python()[1] == [NIP]
    assert _csv([[NIP, ""]])[1][0] == NIP


def test_the_last_line_says_who_took_it() -> None:
    assert "rina" in _csv([["a", "b"]])[-1][0]
    content = xlsx("a", ["Nama"], [["a"]], by="rina").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert "rina" in str(book.get_sheet_by_index(0).to_python()[-1][0])


def test_a_name_that_runs_is_tame_in_the_last_line_too() -> None:
    content = csv("a", ["Nama"], [], by="=1+1").content.decode("utf-8-sig")
    assert not content.splitlines()[-1].strip('"').startswith("=")


def test_numbers_days_and_ratios_are_what_they_are() -> None:
    assert plain(date(2026, 1, 2)) == "2026-01-02"
    assert plain(Fraction(1, 3)) == 0.3333
    assert plain(None) is None
    assert plain(7) == 7
    assert plain(True) in ("ya", "yes")


def test_it_is_saved_and_never_shown() -> None:
    answer = xlsx("a", ["Nama"], [], by="rina")
    assert answer["Content-Disposition"] == 'attachment; filename="a.xlsx"'
