"""Files of other systems beside our own: recognised, converted, proposals kept."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner

from seimbang.cli import cli
from seimbang.intake import read, write_workbook
from seimbang.intake.foreign.layouts import LAYOUT
from tests.intake.small import book, codes, frames, one, said

ROW = {
    "PNS ID": "A1", "NIP BARU": "198001012005012001", "NAMA": "Sari Contoh",
    "TANGGAL LAHIR": "01-01-1980", "JENIS KELAMIN": "F",
    "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota", "KEDUDUKAN HUKUM NAMA": "Aktif",
    "STATUS CPNS PNS": "P", "TMT CPNS": "01-01-2005", "TMT PNS": "01-02-2006",
    "GOL AKHIR NAMA": "III/c", "JABATAN NAMA": "Guru Kelas",
    "TMT JABATAN": "01-03-2015", "TINGKAT PENDIDIKAN ID": "40",
    "PENDIDIKAN NAMA": "S-1 PGSD", "UNOR ID": "X-1", "UNOR NAMA": "SDN 1",
}  # fmt: skip


def siasn(path: Path, *, formula: bool = False, **changes: str) -> Path:
    """Write an export of SIASN with one person; ``changes`` have _ for spaces."""
    row = ROW | {name.replace("_", " "): word for name, word in changes.items()}
    headings = LAYOUT["siasn"].headings
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Sheet1")
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading)
            sheet.write_string(1, at, row.get(heading, ""))
        if formula:
            sheet.write_formula(1, headings.index("NAMA"), '="Sari"', None, "Sari")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return siasn(tmp_path / "siasn.xlsx")


def test_people_of_siasn_join_by_the_confirmed_crosswalk(
    tmp_path: Path, export: Path
) -> None:
    crosswalk = [
        {"kind": "unit", "system": "siasn", "source": "X-1", "target_id": "U1"},
        {"kind": "job", "system": "siasn", "source": "Guru Kelas",
         "target_id": "guru-kelas"},
    ]  # fmt: skip
    write_workbook(frames(crosswalk=crosswalk), tmp_path / "data.xlsx")
    intake = read([tmp_path / "data.xlsx", export])
    assert codes(intake) == []
    assert intake.snapshot is not None
    person = intake.snapshot["people"].filter(pl.col("name") == "Sari Contoh")
    assert person["unit_id"].to_list() == ["U1"]
    assert person["job_id"].to_list() == ["guru-kelas"]
    assert intake.crosswalk.is_empty()


def test_what_joins_nothing_is_proposed(tmp_path: Path, export: Path) -> None:
    out = tmp_path / "padanan.xlsx"
    data = book(tmp_path / "data.xlsx")
    intake = read([data, export])
    assert set(codes(intake)) >= {"unit_unmatched"}
    assert intake.crosswalk["target_id"].to_list()
    arguments = ["--lang", "en", "check", str(data), str(export)]
    result = CliRunner().invoke(cli, [*arguments, "--crosswalk", str(out)])
    assert result.exit_code == 1
    assert "Written" in result.output
    assert CliRunner().invoke(cli, [*arguments, str(out)]).exit_code == 0


def test_a_line_left_empty_is_told_not_used(tmp_path: Path) -> None:
    out = tmp_path / "padanan.xlsx"
    data = book(tmp_path / "data.xlsx")
    export = siasn(tmp_path / "siasn.xlsx", JABATAN_NAMA="Guru")
    arguments = ["--lang", "en", "check", str(data), str(export)]
    CliRunner().invoke(cli, [*arguments, "--crosswalk", str(out)])
    intake = read([data, export, out])
    empty = one(intake, "required")
    assert (empty.file, empty.sheet, empty.column) == (
        "padanan.xlsx", "Padanan", "Kode kita",
    )  # fmt: skip
    assert intake.snapshot is None
    sheet = openpyxl.load_workbook(out)["Padanan"]
    head, *rows = sheet.iter_rows(values_only=True)
    (line,) = [row for row in rows if row[2] == "Guru"]
    assert line[head.index("Catatan usulan 1")].startswith("guru-")
    assert "skor" in line[head.index("Catatan usulan 1")]


JOINED: list[dict[str, object]] = [
    {"kind": "unit", "system": "siasn", "source": "X-1", "target_id": "U1"},
    {"kind": "job", "system": "siasn", "source": "Guru Kelas",
     "target_id": "guru-kelas"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "cell", "column"),
    [
        ({"NIP_BARU": ""}, "nip_missing", "B2", "NIP BARU"),
        ({"JENIS_PEGAWAI_NAMA": "PPPK"}, "nip_status", "Z2", "STATUS CPNS PNS"),
        ({"TMT_JABATAN": "01-03-1990"}, "too_young", "AS2", "TMT JABATAN"),
    ],
)
def test_later_checks_name_the_place_in_the_export(
    tmp_path: Path, changes: dict[str, str], code: str, cell: str, column: str
) -> None:
    write_workbook(frames(crosswalk=JOINED), tmp_path / "data.xlsx")
    export = siasn(tmp_path / "siasn.xlsx", **changes)
    problem = one(read([tmp_path / "data.xlsx", export]), code)
    place = problem.file, problem.sheet, problem.row, problem.cell, problem.column
    assert place == ("siasn.xlsx", "Sheet1", 2, cell, column)
    assert "#2" in said(problem)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"NIP_BARU": "1980"}, "nip_malformed"),
        ({"TANGGAL_LAHIR": "02-01-1980"}, "nip_birth_mismatch"),
        ({"JENIS_KELAMIN": "M"}, "nip_sex_mismatch"),
        ({"TMT_CPNS": "01-01-1993", "TMT_PNS": "01-02-1992"}, "date_order"),
    ],
)
def test_what_the_export_was_told_of_is_told_once(
    tmp_path: Path, changes: dict[str, str], code: str
) -> None:
    write_workbook(frames(crosswalk=JOINED), tmp_path / "data.xlsx")
    export = siasn(tmp_path / "siasn.xlsx", **changes)
    assert codes(read([tmp_path / "data.xlsx", export]), None) == [code]


def test_a_person_in_our_own_sheet_is_not_taken_twice(
    tmp_path: Path, export: Path
) -> None:
    people = frames()["people"].with_columns(nip=pl.lit("198001012005012001")).head(1)
    crosswalk = [
        {"kind": "unit", "system": "siasn", "source": "X-1", "target_id": "U1"},
        {"kind": "job", "system": "siasn", "source": "Guru Kelas",
         "target_id": "guru-kelas"},
    ]  # fmt: skip
    whole = frames(crosswalk=crosswalk) | {"people": people}
    write_workbook(whole, tmp_path / "data.xlsx")
    intake = read([tmp_path / "data.xlsx", export])
    assert codes(intake, None) == ["own_row_kept"]
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["name"].to_list() == ["Ani"]


def test_formulas_in_exports_are_refused_too(tmp_path: Path) -> None:
    export = siasn(tmp_path / "siasn.xlsx", formula=True)
    intake = read([book(tmp_path / "data.xlsx"), export])
    assert "formula" in codes(intake)
