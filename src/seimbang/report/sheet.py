"""
Sheets of a workbook: a heading row that stays, filters, widths, ready to print.

Text is always written as text, so no formula can arise; the same rows give the same
bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from seimbang.intake.write import new_workbook
from seimbang.language import Text

Cell = str | Text | int | Fraction | None

A4 = 9
LONGEST = 32_767  # characters a cell holds
LINE_HEIGHT, TALLEST = 12, 409  # points
LETTER = 0.87  # of a column's unit of width, at 9 points
INK, TINT = "#12505B", "#E3EEEF"


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
        self._text: Format = self._book.add_format(
            {**plain, "num_format": "@", "align": "left", "indent": 1}
        )
        self._whole = self._book.add_format({**plain, "num_format": "#,##0_)_)"})
        self._exact = self._book.add_format({**plain, "num_format": "#,##0.00_)_)"})
        self._title = self._book.add_format(
            {"bold": True, "font_size": 14, "font_name": "Arial", "font_color": INK}
        )
        head = {
            **plain,
            "bold": True,
            "bg_color": TINT,
            "font_color": INK,
            "bottom": 1,
            "bottom_color": INK,
            "valign": "vcenter",
        }
        self._head = self._book.add_format({**head, "align": "left", "indent": 1})
        self._number_head = self._book.add_format(
            {**head, "align": "right", "indent": 1}
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
        printed: int | None = None,
        drawn: tuple[int, int] | None = None,
    ) -> None:
        """
        Add a sheet that is one table; ``frozen`` columns stay in view.

        Only the first ``printed`` columns go on paper (None: all). A chart beside the
        table draws the second column of ``drawn`` against the first.
        """
        widths = [column.width for column in columns]
        sheet = self._sheet(name, widths)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        lines = list(rows)
        headings = [column.heading for column in columns]
        self._headings(sheet, 0, headings, lines, widths)
        for row, line in enumerate(lines, start=1):
            self._row(sheet, row, line, widths)
        sheet.autofilter(0, 0, len(lines), len(columns) - 1)
        if printed is not None:
            sheet.print_area(0, 0, len(lines), printed - 1)
        if drawn is not None:
            self._draw(sheet, [str(words) for words in headings], len(lines), drawn)

    def _draw(
        self, sheet: Worksheet, heads: list[str], rows: int, drawn: tuple[int, int]
    ) -> None:
        """Put a chart of two columns beside a table of so many ``rows``."""
        across, up = drawn
        name = sheet.get_name()  # type: ignore[no-untyped-call]
        chart: Any = self._book.add_chart({"type": "scatter", "subtype": "straight"})
        chart.add_series(
            {
                "name": [name, 0, up],
                "categories": [name, 1, across, rows, across],
                "values": [name, 1, up, rows, up],
                "line": {"color": INK, "width": 2},
            }
        )
        font = {"name": "Arial", "size": 9, "bold": False}
        chart.set_x_axis({"name": heads[across], "name_font": font, "min": 0})
        chart.set_y_axis({"name": heads[up], "name_font": font, "min": 0})
        chart.set_legend({"none": True})
        chart.set_title({"name": heads[up], "name_font": {**font, "size": 11}})
        chart.set_size({"width": 560, "height": 340})
        sheet.insert_chart(1, len(heads), chart, {"x_offset": 12, "y_offset": 4})

    def blocks(
        self,
        name: Text,
        title: Text,
        blocks: Iterable[tuple[Sequence[Text], Iterable[Sequence[Cell]]]],
        widths: Sequence[int],
    ) -> None:
        """Add a sheet of blocks, each with its heading row; last texts run on."""
        sheet = self._sheet(name, widths)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, str(title), self._title)
        row = 2
        for headings, rows in blocks:
            lines = list(rows)
            rest = [""] * (len(widths) - len(headings))
            self._headings(sheet, row, [*headings, *rest], lines, widths)
            for line in lines:
                row += 1
                self._row(sheet, row, line, widths, run_on=True)
            row += 2

    def _headings(
        self,
        sheet: Worksheet,
        row: int,
        headings: Sequence[Text | str],
        lines: Sequence[Sequence[Cell]],
        widths: Sequence[int],
    ) -> None:
        """Write headings, those of numbers to the right."""
        first = lines[0] if lines else ()
        high = max(map(_lines, map(str, headings), widths))
        sheet.set_row(row, LINE_HEIGHT * high + 6)
        for at, words in enumerate(headings):
            counts = at < len(first) and isinstance(first[at], int | Fraction)
            form = self._number_head if counts else self._head
            sheet.write_string(row, at, str(words), form)

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

    def _row(
        self,
        sheet: Worksheet,
        row: int,
        cells: Sequence[Cell],
        widths: Sequence[int],
        *,
        run_on: bool = False,
    ) -> None:
        """Write a row, as high as its texts need; ``run_on``: the last to the end."""
        words = [str(cell) if isinstance(cell, Text) else cell for cell in cells]
        rooms = list(widths[: len(words)])
        end = len(words) - 1
        if run_on and isinstance(words[end], str) and end < len(widths) - 1:
            rooms[end] = sum(widths[end:])
            sheet.merge_range(row, end, row, len(widths) - 1, "", self._text)
        lines = max(map(_lines, words, rooms))
        if lines > 1:
            sheet.set_row(row, min(TALLEST, LINE_HEIGHT * lines + 2))
        for at, cell in enumerate(words):
            self._cell(sheet, row, at, cell)

    def _cell(
        self, sheet: Worksheet, row: int, at: int, cell: str | int | Fraction | None
    ) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, at, cell, self._whole)
        elif isinstance(cell, Fraction):
            sheet.write_number(row, at, float(round(cell, 2)), self._exact)
        elif cell:
            sheet.write_string(row, at, cell[:LONGEST], self._text)


def _lines(cell: object, width: int) -> int:
    """Return how many lines a cell needs, somewhat too many rather than too few."""
    if not isinstance(cell, str) or len(cell) * LETTER <= width - 1:
        return 1
    return math.ceil(len(cell) * LETTER / (width - 2))


def _header(words: str) -> str:
    """Return words for a page's header, where & begins a command; 120 at most."""
    return words[:120].replace("&", "&&")
