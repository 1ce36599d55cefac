"""Which row of a sheet is its heading, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from seimbang.intake.raw import RawSheet
from seimbang.intake.report import Place, Report, Trouble, shown
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.table import Table

WITHIN = 15  # rows in which the heading must be
OWN_COLUMNS = ("masalah", "catatan")  # ours to write, theirs to keep: never read
NUMBERING = ("no", "no.", "nomor", "no urut", "no. urut", "nomor urut")  # nor these

_EXPECTED = "the columns {expected}"


def fold(words: str | None) -> str:
    """Return a heading without case, needless spaces and the mark of duty."""
    return " ".join((words or "").split()).casefold().rstrip("* ")


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet: row index (from 0), and column name → index."""

    row: int
    columns: Mapping[str, int]


def find(sheet: RawSheet, table: Table, report: Report) -> Heading | None:
    """
    Return the heading of ``sheet`` for ``table``; None when it cannot be used.

    Columns may come in any order, columns that need not be filled may be missing.
    Unknown and doubled columns are errors; "Masalah", "Catatan…", "No" are passed over.
    """
    headers = {fold(column.header): column.name for column in table.columns}
    top = [series.head(WITHIN).to_list() for series in sheet.texts]
    lines = [list(line) for line in zip(*top, strict=True)]
    counts = [sum(fold(cell) in headers for cell in line) for line in lines]
    place = Place(sheet.file, sheet.name)
    if not any(counts):
        _say_missing(report, place, table, [column.header for column in table.columns])
        return None
    row = counts.index(max(counts))
    columns = _columns(lines[row], headers, table, report, place)
    _check_blank(sheet, row, lines[row], report)
    missing = [
        column.header
        for column in table.columns
        if column.required and column.name not in columns
    ]
    if missing:
        _say_missing(report, place, table, missing, lines[row])
        return None
    return Heading(row, columns)


def _columns(
    line: Sequence[str | None],
    headers: Mapping[str, str],
    table: Table,
    report: Report,
    place: Place,
) -> dict[str, int]:
    columns: dict[str, int] = {}
    names = [fold(cell) for cell in line]
    absent = [word for word in headers if word not in names]
    for at, (cell, name) in enumerate(zip(line, names, strict=True)):
        if name in headers and headers[name] not in columns:
            columns[headers[name]] = at
        elif name in headers:
            report.say(_at(place, cell, at), _DOUBLE, value=shown(cell))
        elif name and not name.startswith(OWN_COLUMNS) and name not in NUMBERING:
            near = get_close_matches(name, absent, n=1, cutoff=0.6)
            report.say(
                _at(place, cell, at), _unknown(table, near, headers), value=shown(cell)
            )
    return columns


def _at(place: Place, cell: str | None, at: int) -> Place:
    return Place(place.file, place.sheet, cell, at)


def _check_blank(
    sheet: RawSheet, row: int, line: Sequence[str | None], report: Report
) -> None:
    """Refuse cells under no heading: they would be lost without a word."""
    for at, cell in enumerate(line):
        below = sheet.texts[at].slice(row + 1)
        above = sheet.texts[at].head(row).drop_nulls()
        if any(fold(title).startswith(OWN_COLUMNS) for title in above):
            continue
        if cell is None and below.null_count() < len(below):
            first = int(below.is_not_null().arg_true()[0]) + row + 2
            report.say(
                Place(sheet.file, sheet.name, None, at), _BLANK, first, value=below[0]
            )


_DOUBLE = Trouble(
    "header_double",
    "the column “{value}” is there twice",
    text("each column once"),
    text("Delete or rename one of the two."),
)
_BLANK = Trouble(
    "header_blank",
    "there are cells in a column without a heading",
    text("a heading above every filled column"),
    text("Delete these cells, or give the column a heading that begins with Catatan."),
)


def _unknown(table: Table, near: Sequence[str], headers: Mapping[str, str]) -> Trouble:
    if near:
        header = table.column(headers[near[0]]).header
        todo = text("If “{header}” is meant, rename the column so.", header=header)
    else:
        todo = text("Delete it, or begin its heading with Catatan to keep it unread.")
    return Trouble(
        "header_unknown",
        "the column “{value}” is not known",
        text(_EXPECTED, expected=_list([column.header for column in table.columns])),
        todo,
    )


def _say_missing(
    report: Report,
    place: Place,
    table: Table,
    missing: Sequence[str],
    seen: Sequence[str | None] = (),
) -> None:
    trouble = Trouble(
        "header_missing",
        "columns are missing: {missing}; seen: {seen}",
        text(_EXPECTED, expected=_list([column.header for column in table.columns])),
        text("Copy the headings from the template."),
        Severity.ERROR,
    )
    names = [cell for cell in seen if cell]
    report.say(place, trouble, missing=_list(missing), seen=_list(names) or "–")


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
