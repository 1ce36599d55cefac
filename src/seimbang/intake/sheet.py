"""One sheet of our own becomes one part of a table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from seimbang.intake import extra, heading, markup
from seimbang.intake.cells import Cells, parse
from seimbang.intake.gathered import Part
from seimbang.intake.raw import RawSheet
from seimbang.intake.report import Place, Report, Trouble
from seimbang.language import text
from seimbang.model.table import Column, Table
from seimbang.model.tables import TABLE

_SHOW = text("Show everything, delete what is not needed, and save again.")
ODDITIES = {
    markup.FORMULA: Trouble(
        "formula",
        "the cell holds a formula",
        text("values only"),
        text("Copy the cells and paste them as values."),
    ),
    markup.MERGED: Trouble(
        "merged_cells",
        "the cells {value} are merged",
        text("one cell for each row and column"),
        text("Unmerge the cells and fill each of them."),
    ),
    markup.HIDDEN_ROW: Trouble(
        "hidden_row",
        "row {value} is hidden or filtered away",
        text("all rows visible"),
        _SHOW,
    ),
    markup.HIDDEN_COLUMN: Trouble(
        "hidden_column", "column {value} is hidden", text("all columns visible"), _SHOW
    ),
    markup.ERROR_CELL: Trouble(
        "error_cell",
        "the cell holds the error of a formula (like #N/A)",
        text("values only"),
        text("Mend the source of the value and paste it as a value."),
    ),
}
HIDDEN_SHEET = Trouble(
    "hidden_sheet", "the sheet is hidden", text("all sheets visible"), _SHOW
)


def part(sheet: RawSheet, table: Table, report: Report) -> Part | None:
    """Return what ``sheet`` gives to ``table``, None when it has no heading."""
    found = heading.find(sheet, table, report)
    if found is None:
        return None
    tell_oddities(sheet, found.row, report, set(found.columns.values()))
    first = found.row + 1
    raw = {
        name: (sheet.texts[at].slice(first), sheet.kinds[at].slice(first))
        for name, at in found.columns.items()
    }
    headers = {
        name: str(sheet.texts[at][found.row]) for name, at in found.columns.items()
    }
    texts = {name: text for name, (text, _kind) in raw.items()}
    kept = _filled(table, texts) & ~extra.no_data(sheet, table, texts, first, report)
    examples = 0
    if table.columns[0].name in texts:
        place = Place(sheet.file, sheet.name)
        marked = extra.examples(table, texts, place, first, report)
        examples = int((kept & marked).sum())
        kept &= ~marked
    sheet.release()
    rows = (kept.arg_true() + first + 1).cast(pl.Int64).alias("row")
    origin = Part(
        Place(sheet.file, sheet.name),
        table.empty(),
        rows,
        found.columns,
        headers,
        examples=examples,
    )
    columns: dict[str, pl.Series] = {}
    for column in table.columns:
        if column.name in raw:
            text, kind = (_only(series, kept) for series in raw.pop(column.name))
            place = origin.at(column.name)
            columns |= parse(Cells(column, place, text, kind, rows), report)
        else:
            columns |= _unknown(column, len(rows))
    return replace(origin, frame=pl.DataFrame(columns, schema=table.schema()))


def _only(series: pl.Series, kept: pl.Series) -> pl.Series:
    return series if kept.all() else series.filter(kept)


def _unknown(column: Column, height: int) -> dict[str, pl.Series]:
    return {
        name: pl.repeat(None, height, dtype=dtype, eager=True)
        for name, dtype in column.schema().items()
    }


def _filled(table: Table, texts: dict[str, pl.Series]) -> pl.Series:
    """Return which rows hold anything."""
    filled = pl.select(
        pl.any_horizontal([series.is_not_null() for series in texts.values()])
    ).to_series()
    if table is TABLE["info"]:  # the template's own keys, not yet answered
        filled &= texts["value"].is_not_null()
    return filled


def tell_oddities(
    sheet: RawSheet, heading_row: int, report: Report, read: Collection[int]
) -> None:
    """
    Report what the cells do not show: formulas, merged and hidden cells, errors.

    Merged titles and hidden rows above the heading (row index from 0) harm nobody, nor
    does what is in columns that are not ``read``.
    """
    for kind, addresses in sheet.oddities.items():
        for address in addresses:
            _tell(sheet, kind, address, heading_row, report, read)


def _tell(
    sheet: RawSheet,
    kind: str,
    address: str,
    heading_row: int,
    report: Report,
    read: Collection[int],
) -> None:
    corner, _colon, end = address.partition(":")
    name = corner.rstrip("0123456789")
    row = int(corner[len(name) :] or 0)
    column = markup.column_number(name) - 1 if name else None
    if column is not None:
        last = markup.column_number((end or name).rstrip("0123456789"))
        if not any(column <= at < last for at in read):
            return
    if kind != markup.HIDDEN_COLUMN and not heading_row < row <= sheet.height:
        return
    place = Place(sheet.file, sheet.name, None, column)
    report.say(place, ODDITIES[kind], row or None, value=address)
