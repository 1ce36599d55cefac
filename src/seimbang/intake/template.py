"""
The empty workbook that an office fills in: every sheet, drop-downs, notes, an example.

The second row of each sheet is an example whose first cell begins with CONTOH: it shows
what goes where, and is never read. Columns of codes are formatted as text, so that a
NIP keeps its digits; columns of days as days.
"""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from seimbang.intake.crosscheck import INSTITUTION, TAKEN
from seimbang.intake.extra import example
from seimbang.intake.guide import GUIDE_LINES
from seimbang.intake.sorting import GUIDE
from seimbang.intake.write import new_workbook
from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables import TABLE, TABLES, YES_NO

VERSION = "1"
ROWS = 20_000  # rows that have the drop-downs
_WIDTHS = {Kind.TEXT: 28, Kind.CODES: 24, Kind.CHOICES: 24}
_KIND_NOTES = {
    Kind.CODE: "Teks.",
    Kind.TEXT: "Teks.",
    Kind.INTEGER: "Bilangan bulat.",
    Kind.RATIO: "Bilangan, paling banyak 6 desimal (2,75) atau pecahan (1/3).",
    Kind.DEGREES: "Derajat desimal (-1,7123).",
    Kind.DATE: "Tanggal (31-12-2026).",
    Kind.LAST_DAY: "Tanggal hari terakhir, termasuk hari itu (31-12-2026).",
    Kind.BOOLEAN: "ya atau tidak.",
    Kind.CHOICE: "Pilih dari daftar.",
    Kind.CHOICES: "Dari daftar, satu atau lebih, pisahkan dengan ; (-: tidak ada).",
    Kind.CODES: "Satu atau lebih, pisahkan dengan ; (-: tidak ada).",
}


class Styles:
    """The formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
        self.needed = book.add_format(head | {"bg_color": "#FCE4D6"})
        self.header = book.add_format(head | {"bg_color": "#DDEBF7"})
        self.example = book.add_format(
            {"italic": True, "font_color": "#7F7F7F", "num_format": "@"}
        )
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "dd-mm-yyyy"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})

    def column(self, column: Column) -> Format | None:
        """Return the format of the cells of ``column``."""
        if column.kind in (Kind.DATE, Kind.LAST_DAY):
            return self.day
        if column.kind in (Kind.INTEGER, Kind.RATIO, Kind.DEGREES):
            return None
        return self.text


def write_template(path: Path) -> None:
    """Write the empty workbook to ``path``; the same bytes each time."""
    with new_workbook(path) as book:
        styles = Styles(book)
        _write_guide(book.add_worksheet(GUIDE), styles)
        for table in TABLES:
            _write_table(book.add_worksheet(table.sheet), table, styles)


def _write_guide(sheet: Worksheet, styles: Styles) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, GUIDE_LINES[0], styles.title)
    for row, line in enumerate(GUIDE_LINES[1:], start=1):
        sheet.write_string(row, 0, line, styles.words)
    start = len(GUIDE_LINES) + 1
    for row, table in enumerate(TABLES, start=start):
        sheet.write_string(row, 0, f"{table.sheet}: {table.note}", styles.words)


def _write_table(sheet: Worksheet, table: Table, styles: Styles) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        width = _WIDTHS.get(column.kind, max(12, len(column.header) + 2))
        sheet.set_column(at, at, width, styles.column(column))
        _add_choices(sheet, at, column)
    for at, column in enumerate(table.columns):
        style = styles.needed if column.required else styles.header
        sheet.write_string(0, at, column.header, style)
        sheet.write_comment(0, at, note(column), {"x_scale": 2, "y_scale": 1.5})
    for at, column in enumerate(table.columns):
        sheet.write_string(1, at, example(column, first=at == 0), styles.example)
    if table is TABLE["info"]:
        for row, (key, value) in enumerate(
            ((INSTITUTION, ""), (TAKEN, ""), ("versi_templat", VERSION)), start=2
        ):
            sheet.write_string(row, 0, key, styles.text)
            sheet.write_string(row, 1, value, styles.text)


def _add_choices(sheet: Worksheet, at: int, column: Column) -> None:
    choices = choices_of(column)
    if not choices or column.kind is Kind.CHOICES:
        return
    sheet.data_validation(
        2,
        at,
        ROWS,
        at,
        {
            "validate": "list",
            "source": list(choices),
            "error_title": "Pilihan",
            "error_message": "Pilih dari daftar.",
        },
    )


def choices_of(column: Column) -> tuple[str, ...]:
    """Return the words that ``column`` may hold, none when it is free."""
    if column.kind is Kind.BOOLEAN:
        return tuple(YES_NO)
    return tuple(column.choices)


def note(column: Column) -> str:
    """Return the note of a column's heading: duty, kind, choices, range, remark."""
    lines = [_duty(column), _KIND_NOTES[column.kind]]
    if choices := choices_of(column):
        lines.append("Pilihan: " + "; ".join(choices) + ".")
    if column.words:
        lines.append("Kode yang dikenal rumus: " + "; ".join(column.words) + ".")
    if column.high is not None:
        lines.append(f"Dari {column.low} sampai {column.high}.")
    if column.refers:
        target = TABLE[column.refers[0]]
        header = target.column(column.refers[1]).header
        lines.append(f"Harus ada di sheet {target.sheet}, kolom {header}.")
    if column.note:
        lines.append(column.note)
    return "\n".join(lines)


def _duty(column: Column) -> str:
    """Return whether a column must be filled; its own note may say what empty means."""
    if column.required:
        return "WAJIB diisi."
    told = "kosong" in column.note.lower()
    return "Boleh kosong." if told else "Boleh kosong: tidak diketahui."
