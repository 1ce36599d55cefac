"""The marked copy: values with a column Masalah, and nothing that can run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from seimbang.intake import read, write_marked_copy
from seimbang.language import speaking
from tests.intake.small import book, codes, people

ROWS = people(
    ["NIP", "TMT PNS", "Jurusan", "JTM mengajar"],
    [1.98e17, "besok", "=1+1", 5],
    ["198609262015051001", date(2021, 3, 1), True, None],
)


def _marked(tmp_path: Path) -> Path:
    path = book(tmp_path / "data.xlsx", ROWS)
    with speaking("en"):
        write_marked_copy([path], read([path]).problems, tmp_path / "out.xlsx")
    return tmp_path / "out.xlsx"


def test_each_row_has_its_problems_beside_it(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(_marked(tmp_path))["Pegawai"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][-1] == "Masalah"
    assert "NIP: the NIP is stored as a number" in rows[1][-1]
    assert "TMT PNS: the cell holds “besok”" in rows[1][-1]
    assert rows[2][-1] is None
    assert sheet["F2"].fill.fgColor.rgb == "FFFFF2CC"
    assert sheet["F3"].fill.fgColor.rgb != "FFFFF2CC"


def test_values_keep_their_kinds_and_no_formula_arises(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(_marked(tmp_path))["Pegawai"]
    kinds = [sheet.cell(2, at).data_type for at in range(6, 10)]
    assert kinds == ["n", "s", "s", "n"]
    assert sheet["H2"].value == "=1+1"
    assert (sheet["G3"].is_date, sheet["H3"].value) == (True, True)


def test_the_first_sheet_lists_all(tmp_path: Path) -> None:
    path = book(tmp_path / "data.xlsx", ROWS | {"Sampah": [["x"]]})
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"")
    problems = read([path, bad]).problems
    with speaking("en"):
        write_marked_copy([path, bad], problems, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in rows] == [problem.code for problem in problems]
    assert rows[0][:5] == ("error", "bad.xlsx", None, None, "empty_file")


def test_the_marked_copy_can_be_mended_and_read(tmp_path: Path) -> None:
    out = _marked(tmp_path)
    workbook = openpyxl.load_workbook(out)
    workbook["Pegawai"]["F2"] = None
    workbook["Pegawai"]["G2"] = None
    workbook.save(out)
    assert codes(read([out])) == []


def test_sheets_of_one_name_get_names_of_their_own(tmp_path: Path) -> None:
    first = book(tmp_path / "a.xlsx")
    second = book(tmp_path / "b.xlsx", {"Lama": [["x"]]})
    write_marked_copy([first, second], [], tmp_path / "out.xlsx")
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names[:2] == ["Masalah", "Info"]
    assert {"Unit", "Unit 2", "Lama"} <= set(names)
