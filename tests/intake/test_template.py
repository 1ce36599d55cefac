"""The template: read by our own reader without a complaint about itself."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

import openpyxl
import pytest

from seimbang.intake import read, write_template
from seimbang.intake.guide import GUIDE_LINES
from seimbang.intake.template import choices_of, note
from seimbang.model.problem import Severity
from seimbang.model.table import Kind
from seimbang.model.tables import TABLE, TABLES
from tests.intake.small import ROWS, codes, one, said
from tests.rules.regency import judged, person

FILLED = {
    "Info": {"A6": "tanggal_data", "B6": "01-01-2026"},
    "Wilayah": {"A3": "99.01.01", "B3": "Hulu", "C3": "kecamatan"},
    "Unit": {"A3": "U1", "B3": "SDN 1", "C3": "SD", "E3": "99.01.01"},
    "Jabatan": {"A3": "J", "B3": "Guru", "C3": "Pelaksana", "D3": "J"},
    "Pegawai": {"A3": "P1", "C3": "Ani", "D3": "Non-ASN", "K3": "J", "M3": "U1"},
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


def test_the_empty_template_lacks_only_what_must_be_filled(template: Path) -> None:
    intake = read([template])
    assert codes(intake) == ["table_missing", "table_missing"]
    warnings = codes(intake, Severity.WARNING)
    assert warnings == ["nobody", "no_day_of_data"]
    assert "18 example rows" in said(one(intake, "examples_skipped"))


def test_a_template_filled_by_another_program_passes(template: Path) -> None:
    """Drop-downs, notes and styles pass; the examples are not read."""
    workbook = openpyxl.load_workbook(template)
    for name, cells in FILLED.items():
        for address, value in cells.items():
            workbook[name][address] = value
    workbook["Info"]["B5"] = None
    workbook.save(template)
    intake = read([template])
    assert codes(intake, None) == ["examples_skipped", "no_job_for_kind"]
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["name"].to_list() == ["Ani"]
    assert intake.snapshot.taken == date(2026, 1, 1)


def test_every_column_has_its_heading_and_note(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    assert workbook.sheetnames[0] == "Petunjuk"
    assert workbook.sheetnames[1:] == [table.sheet for table in TABLES]
    for table in TABLES:
        for at, column in enumerate(table.columns, start=1):
            cell = workbook[table.sheet].cell(1, at)
            assert cell.value == column.header
            assert ("WAJIB" in cell.comment.text) is column.required


def test_choices_have_drop_downs_and_codes_are_texts(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    for table in TABLES:
        sheet = workbook[table.sheet]
        with_lists = {
            str(rule.sqref).split(":")[0].rstrip("0123456789")
            for rule in sheet.data_validations.dataValidation
        }
        for at, column in enumerate(table.columns, start=1):
            letter = sheet.cell(1, at).column_letter
            single = column.kind in (Kind.CHOICE, Kind.BOOLEAN)
            assert (letter in with_lists) is single, column.header
            assert bool(choices_of(column)) is (single or column.kind is Kind.CHOICES)
            assert sheet.cell(2, at).number_format == "@"


def test_the_template_is_the_same_each_time(template: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "again.xlsx")
    assert template.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_the_keys_of_info_are_those_that_are_read() -> None:
    assert {row["key"] for row in ROWS["info"]} == {"instansi", "tanggal_data"}


UNKNOWN = {
    "birth_on": None, "job_since": None, "unit_since": None, "performance_last": None,
    "performance_before": None, "discipline": None, "leave": None,
    "contract_until": None, "level": None,
}  # fmt: skip


def test_the_guide_names_what_a_plan_needs_of_everybody(template: Path) -> None:
    people = [person("P1", **UNKNOWN), person("P2", status="pppk", **UNKNOWN)]
    missing = set(chain(*judged(people).people["missing"].to_list()))
    assert missing == set(UNKNOWN) - {"level"}
    guide = " ".join(GUIDE_LINES)
    columns = {name: TABLE["people"].column(name) for name in missing}
    assert [name for name in missing if columns[name].header not in guide] == []
    assert [name for name, it in columns.items() if "menahan" not in note(it)] == []


@pytest.mark.parametrize("header", ["Hukuman disiplin", "Cuti/tugas belajar"])
def test_the_note_says_that_empty_is_not_none(template: Path, header: str) -> None:
    sheet = openpyxl.load_workbook(template)["Pegawai"]
    (cell,) = [cell for cell in sheet[1] if cell.value == header]
    words = cell.comment.text
    assert "Kosong berarti tidak diketahui dan menahan orang ini" in words
    assert "tulis 'tidak ada'" in words


def test_a_note_does_not_say_two_things_of_an_empty_cell() -> None:
    words = note(TABLE["people"].column("duties"))
    assert "tidak diketahui" not in words
    assert "Kosong dianggap tidak ada" in words
