"""
Files for spreadsheets: one writer, so that no cell of ours is ever a formula.

CSV: always quoted, with the mark of UTF-8; what a spreadsheet would run gets a ``'``.
XLSX: text stays text, numbers are numbers, no formulas. The last line says who took the
file and when. The caller records the act with the number of rows.
"""

from __future__ import annotations

import csv as csv_files
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from seimbang_web.lib import clock

RUNS = tuple("=+-@\t\r\n\0＝＋－＠")  # ASVS 1.2.10, and their full-width forms
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[Any]


def csv(
    name: str, header: Sequence[str], rows: Iterable[Row], *, by: Any
) -> HttpResponse:
    """Return ``rows`` as a CSV file to be saved as ``name``.csv."""
    out = io.StringIO()
    writer = csv_files.writer(out, quoting=csv_files.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([tame(one) for one in header])
    for row in rows:
        writer.writerow([tame(plain(one)) for one in row])
    writer.writerow([tame(watermark(by))])
    content = "\ufeff" + out.getvalue()
    return attachment(content.encode(), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx(
    name: str, header: Sequence[str], rows: Iterable[Row], *, by: Any
) -> HttpResponse:
    """Return ``rows`` as a workbook to be saved as ``name``.xlsx."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, words in enumerate(header):
        sheet.write_string(0, column, str(words), bold)
        sheet.set_column(column, column, 18)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, last, column, plain(value))
    if last:
        sheet.autofilter(0, 0, last, len(header) - 1)
    sheet.write_string(last + 2, 0, watermark(by))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return attachment(out.getvalue(), f"{name}.xlsx", XLSX)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file that the browser saves and never opens in the page."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def tame(value: Any) -> str:
    """Return a cell of CSV that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RUNS) else text


def plain(value: Any) -> Any:
    """Return a value as cells know it: days as ISO text, ratios as decimals."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return round(float(value), 4)
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def watermark(by: Any) -> str:
    """Return who took the file and when."""
    moment = clock.now().isoformat(timespec="minutes")
    return _("Taken from Seimbang by {name}, {moment}").format(name=by, moment=moment)


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, int | float) and abs(value) < 10**15:
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
