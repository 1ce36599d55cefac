"""
Sheets of a workbook: a heading row that stays, filters, widths, ready to print.

Text is always written as text, so no formula can arise; the same rows give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from seimbang.intake.write import day_serial, new_workbook
from seimbang.language import Text

Cell = str | Text | int | Fraction | date | None

A4 = 9
LONGEST = 32_767  # characters a cell holds
INK, TINT, LINE = "#12505B", "#E3EEEF", "#C9D0CF"


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in characters."""

    heading: Text
    width: int


class Book:
    """A workbook under way; use it as a context, the file is written at its end."""

    def __init__(self, path: Path, institution: str, note: str) -> None:
        self._book: Workbook = new_workbook(path)
        self._institution = institution
        self._note = note
        plain = {
            "valign": "top",
            "text_wrap": True,
            "font_name": "Arial",
            "font_size": 9,
        }
        self._text: Format = self._book.add_format({**plain, "num_format": "@"})
        self._whole = self._book.add_format({**plain, "num_format": "#,##0"})
        self._exact = self._book.add_format({**plain, "num_format": "#,##0.00"})
        self._day = self._book.add_format({**plain, "num_format": "yyyy-mm-dd"})
        self._bold = self._book.add_format({**plain, "bold": True, "font_size": 10})
        self._title = self._book.add_format(
            {"bold": True, "font_size": 14, "font_name": "Arial", "font_color": INK}
        )
        self._head = self._book.add_format(
            {
                **plain,
                "bold": True,
                "bg_color": TINT,
                "font_color": INK,
                "bottom": 2,
                "bottom_color": INK,
                "valign": "vcenter",
            }
        )

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def table(
        self,
        name: Text,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        frozen: int = 1,
    ) -> None:
        """Add a sheet that is one table; ``frozen`` columns stay in view."""
        sheet = self._sheet(name, [column.width for column in columns])
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, str(column.heading), self._head)
        last = 0
        for last, row in enumerate(rows, start=1):
            self._row(sheet, last, row)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def blocks(
        self,
        name: Text,
        title: str,
        blocks: Iterable[tuple[Text, Sequence[Sequence[Cell]]]],
        widths: Sequence[int],
    ) -> None:
        """Add a sheet of titled blocks, one below the other."""
        sheet = self._sheet(name, widths)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self._title)
        row = 2
        for heading, lines in blocks:
            for at in range(len(widths)):
                words = str(heading) if at == 0 else ""
                sheet.write_string(row, at, words, self._head)
            for line in lines:
                row += 1
                self._row(sheet, row, line)
            row += 2

    def _sheet(self, name: Text, widths: Sequence[int]) -> Worksheet:
        sheet = self._book.add_worksheet(str(name))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
        sheet.set_header(f"&L&9{_header(self._institution)}&R&9{_header(str(name))}")
        sheet.set_footer(f"&L&8{_header(self._note)}&R&8&P / &N")
        return sheet

    def _row(self, sheet: Worksheet, row: int, cells: Sequence[Cell]) -> None:
        for at, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, int):
                sheet.write_number(row, at, cell, self._whole)
            elif isinstance(cell, Fraction):
                sheet.write_number(row, at, float(cell), self._exact)
            elif isinstance(cell, date):
                sheet.write_number(row, at, day_serial(cell), self._day)
            else:
                sheet.write_string(row, at, str(cell)[:LONGEST], self._text)


def _header(words: str) -> str:
    """Return words for a page's header, where & begins a command; 120 at most."""
    return words[:120].replace("&", "&&")
