"""
Frames become files: a workbook, or a folder of CSV or Parquet with the sheets' names.

Text is always written as text (no formula can arise), the same frames give the same
bytes. CSV cells that a spreadsheet could take for a formula, and those that begin with
', get a ' in front; the reader takes it away. Parquet holds the frames as they are.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from seimbang.intake.words import Word, spell
from seimbang.model.snapshot import Snapshot
from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables import TABLE, TABLES

KINDS = ("xlsx", "csv", "parquet")
CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed mark in the file, no moment
FORMULA_MARKS = "=+-@\t\r\n\0＝＋－＠'"
_DAYS = (Kind.DATE, Kind.LAST_DAY)
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets, for days after February 1900
_WIDTH = 16


def write_workbook(
    frames: Mapping[str, pl.DataFrame] | Snapshot, path: Path, kind: str | None = None
) -> None:
    """
    Write the tables (name → frame) to ``path``, in the order of the workbook.

    ``kind`` is xlsx, csv or parquet; by default xlsx when the path ends so, else a
    folder of CSV. Tables not given get no sheet, tables without rows only headers.
    :raises ValueError: when the kind is unknown.
    """
    kind = kind or ("xlsx" if path.suffix.lower() == ".xlsx" else "csv")
    if kind not in KINDS:
        raise ValueError(f"Expected a kind of {KINDS}, got {kind!r}.")
    given = frames.frames if isinstance(frames, Snapshot) else frames
    tables = [(table, given[table.name]) for table in TABLES if table.name in given]
    if kind == "xlsx":
        _write_xlsx(tables, path)
        return
    path.mkdir(parents=True, exist_ok=True)
    for table, frame in tables:
        if kind == "csv":
            _write_csv(table, frame, path / f"{table.sheet}.csv")
        else:
            frame.write_parquet(path / f"{table.sheet}.parquet")


def write_crosswalk(lines: pl.DataFrame, path: Path) -> None:
    """Write a sheet Padanan; columns that are not the table's own keep their names."""
    table = TABLE["crosswalk"]
    own = table.schema().names()
    notes = [name for name in lines.columns if name not in own]
    columns = [spell(lines, column) for column in table.columns]
    columns += [lines[name].to_list() for name in notes]
    with new_workbook(path) as book:
        bold, day = book.add_format({"bold": True}), book.add_format()
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(table.sheet)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 1, _WIDTH, text)
        sheet.set_column(2, len(columns) - 1, 2 * _WIDTH, text)
        headers = [column.header for column in table.columns]
        write_row(sheet, 0, [*headers, *notes], day, bold)
        for row, words in enumerate(zip(*columns, strict=True), start=1):
            write_row(sheet, row, words, day)


def new_workbook(path: Path) -> Workbook:
    """Return a workbook that is written row by row, with fixed bytes."""
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"created": CREATED, "author": "Seimbang"})
    return book


def day_serial(day: date) -> int:
    """Return the number by which a workbook holds ``day``."""
    return (day - _EPOCH).days


def _write_xlsx(tables: list[tuple[Table, pl.DataFrame]], path: Path) -> None:
    with new_workbook(path) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        text = book.add_format({"num_format": "@"})
        for table, frame in tables:
            sheet = book.add_worksheet(table.sheet)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(table.columns):
                form = text if column.kind is Kind.CODE else None
                sheet.set_column(at, at, _WIDTH, form)
            write_row(sheet, 0, [column.header for column in table.columns], day, bold)
            columns = [spell(frame, column) for column in table.columns]
            for row, words in enumerate(zip(*columns, strict=True), start=1):
                write_row(sheet, row, words, day)


def write_row(
    sheet: Worksheet,
    row: int,
    words: tuple[Word, ...] | list[Word] | list[str],
    day: Format,
    form: Format | None = None,
) -> None:
    """Write one row: texts as texts, numbers as numbers, days as days."""
    for at, word in enumerate(words):
        if word is None or word == "":
            continue
        if isinstance(word, str):
            sheet.write_string(row, at, word, form)
        elif isinstance(word, date):
            sheet.write_number(row, at, day_serial(word), day)
        else:
            sheet.write_number(row, at, word, form)


def _write_csv(table: Table, frame: pl.DataFrame, path: Path) -> None:
    columns = [
        [csv_word(word, column) for word in spell(frame, column)]
        for column in table.columns
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([column.header for column in table.columns])
        writer.writerows(zip(*columns, strict=True))


def csv_word(word: Word, column: Column) -> str:
    """Return a CSV cell; decimals have a comma, as the office writes them."""
    if word is None:
        return ""
    if isinstance(word, str):
        return "'" + word if word and word[0] in FORMULA_MARKS else word
    if isinstance(word, float):
        plain = f"{word:.7f}".rstrip("0").rstrip(".")
        return _decimal_comma(plain) if column.kind is Kind.RATIO else plain
    return str(word)


def _decimal_comma(number: str) -> str:
    """Return a decimal with a comma; never three places, which read as thousands."""
    whole, _, places = number.partition(".")
    return f"{whole},{places:0<4}" if len(places) == 3 else number.replace(".", ",")
