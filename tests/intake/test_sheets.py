"""Sheets, columns and rows that officers add: read, told, or passed over on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from seimbang.intake import read, write_workbook
from seimbang.model.problem import Severity
from tests.intake.small import CELLS, book, codes, frames, one, read_book, said

PEOPLE = CELLS["Pegawai"]


def renamed(path: Path, old: str, new: str) -> Path:
    """Write the small regency with one sheet under another name."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, rows in CELLS.items():
            sheet = workbook.add_worksheet(new if name == old else name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


@pytest.mark.parametrize(
    "name",
    ["Pegawai (2)", "Data Pegawai", "Pegawai2", "pegawai 2026", "Pegawi", "Lembar A",
     "Salinan Pegawai", "Pegawai Dinas"],
)  # fmt: skip
def test_a_sheet_of_ours_under_another_name_is_an_error(
    tmp_path: Path, name: str
) -> None:
    problem = one(
        read([renamed(tmp_path / "a.xlsx", "Pegawai", name)]), "sheet_misnamed"
    )
    assert (problem.severity, problem.sheet) == (Severity.ERROR, name)
    assert "If “Pegawai” is meant, rename the sheet so" in said(problem)


def test_a_table_of_two_words_is_known_without_its_space(tmp_path: Path) -> None:
    rows = [["Kode unit", "Kode jabatan", "Formasi"], ["U1", "guru-kelas", 3]]
    intake = read_book(tmp_path / "a.xlsx", {"Peta_Jabatan": rows})
    assert "“Peta jabatan”" in said(one(intake, "sheet_misnamed"))


def test_the_headings_tell_tables_apart(tmp_path: Path) -> None:
    rows = [["Data 2026"], ["Kode unit", "Kode jabatan", "Status", "Jumlah"]]
    intake = read_book(tmp_path / "a.xlsx", {"Rekap": rows})
    assert "“Jumlah pegawai”" in said(one(intake, "sheet_misnamed"))


def test_a_second_sheet_of_one_table_is_to_be_merged(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "a.xlsx", {"Pegawai (2)": PEOPLE})
    problem = one(intake, "sheet_misnamed")
    assert "Put its rows into “Pegawai” and delete it" in said(problem)


@pytest.mark.parametrize("name", ["Catatan Pegawai", "catatan", "Grafik", "Unit kerja"])
def test_notes_of_their_own_are_passed_over(tmp_path: Path, name: str) -> None:
    rows = PEOPLE if "atatan" in name else [["x", "y"], ["1", "2"]]
    intake = read_book(tmp_path / "a.xlsx", {name: rows})
    assert codes(intake, None) == ["sheet_ignored"]


def test_a_parquet_file_of_nearly_our_name_is_an_error(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "data")
    write_workbook(frames(), tmp_path / "parquet")
    frames()["people"].write_parquet(tmp_path / "Pegawai (2).parquet")
    frames()["people"].write_parquet(tmp_path / "lain.parquet")
    data = book(tmp_path / "data.xlsx")
    intake = read([data, tmp_path / "Pegawai (2).parquet", tmp_path / "lain.parquet"])
    assert codes(intake, None) == ["sheet_misnamed", "sheet_ignored"]


def test_csv_files_as_libreoffice_names_them_are_read(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "csv")
    for file in list((tmp_path / "csv").iterdir()):
        file.rename(file.with_name(f"buku-kita-{file.name}"))
    intake = read([tmp_path / "csv"])
    assert codes(intake, None) == []
    assert intake.snapshot is not None
    assert intake.snapshot["people"].height == 2


@pytest.mark.parametrize("head", ["No", "No.", "Nomor", "NO URUT"])
def test_columns_that_only_count_are_passed_over(tmp_path: Path, head: str) -> None:
    rows: list[list[Any]] = [[head, *PEOPLE[0]]]
    rows += [[at, *row] for at, row in enumerate(PEOPLE[1:], start=1)]
    rows.append([3])
    assert codes(read_book(tmp_path / "a.xlsx", {"Pegawai": rows}), None) == []


def with_notes(path: Path) -> Path:
    """Write formulas, merged and hidden things in columns that are not read."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, rows in CELLS.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if name == "Pegawai":
                sheet.write(0, 6, "Catatan")
                sheet.write(0, 7, "Catatan 2")
                sheet.write_formula("G2", "=1+1", None, 2)
                sheet.merge_range("G3:H3", "x")
                sheet.set_column(7, 9, None, None, {"hidden": True})
    return path


def test_what_is_never_read_may_hold_formulas(tmp_path: Path) -> None:
    assert codes(read([with_notes(tmp_path / "a.xlsx")]), None) == []


def test_a_hidden_run_of_columns_is_told_as_one(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as workbook:
        for name, rows in CELLS.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if name == "Unit":
                sheet.set_column(3, 6, None, None, {"hidden": True})
    problem = one(read([tmp_path / "a.xlsx"]), "hidden_column")
    assert "column D:G is hidden" in said(problem)


def test_an_example_typed_over_is_told(tmp_path: Path) -> None:
    head, first, _second = PEOPLE
    example = ["CONTOH P0001", None, None, "PNS", None, None]
    typed = ["CONTOH P3", None, "Cici", "PNS", "guru-kelas", "U1"]
    intake = read_book(tmp_path / "a.xlsx", {"Pegawai": [head, example, typed, first]})
    assert codes(intake, None) == ["example_typed_over", "examples_skipped"]
    problem = one(intake, "example_typed_over")
    assert (problem.row, problem.severity) == (3, Severity.WARNING)
    assert "column ID pegawai" in said(problem)
    assert "2 example rows" in said(one(intake, "examples_skipped"))


def test_a_row_of_sums_costs_one_sentence(tmp_path: Path) -> None:
    rows = [
        ["Kode unit", "Tingkat", "Jumlah siswa"],
        ["U1", 1, 20],
        ["Jumlah", None, 20],
        [None, "TOTAL SISWA", 20],
    ]
    intake = read_book(tmp_path / "a.xlsx", {"Siswa dan rombel": rows})
    assert codes(intake, None) == ["row_of_sums"] * 2
    assert [problem.row for problem in intake.problems] == [3, 4]


def test_a_task_of_adding_up_is_no_sum(tmp_path: Path) -> None:
    rows = [
        ["Uraian tugas", "Kode unit", "Kode jabatan", "Pendekatan", "Volume",
         "Kemampuan rata-rata"],
        ["Jumlah surat dihitung", "U1", "guru-kelas", "hasil kerja", 4, 2],
    ]  # fmt: skip
    assert codes(read_book(tmp_path / "a.xlsx", {"Uraian tugas": rows}), None) == []


@pytest.mark.parametrize("form", ["{}", "({})"])
def test_a_row_that_numbers_the_columns_costs_one_sentence(
    tmp_path: Path, form: str
) -> None:
    head, *rest = PEOPLE
    numbers = [form.format(at) for at in range(1, 7)]
    intake = read_book(tmp_path / "a.xlsx", {"Pegawai": [head, numbers, *rest]})
    assert codes(intake, None) == ["row_of_numbers"]
    assert one(intake, "row_of_numbers").row == 2
