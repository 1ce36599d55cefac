"""
Rows of a sheet that are no data: the example, numbers of columns, sums.

The template's own example is passed over; an example row that somebody typed over is
told, for a person may be lost there. Sums and column numbers are errors, said once.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from seimbang.intake.raw import RawSheet
from seimbang.intake.report import Place, Report, Trouble
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.table import Column, Kind, Table

EXAMPLE = "CONTOH"  # a row whose first column begins so is an example, never read
_EXAMPLES = {
    Kind.DATE: "01-03-2021",
    Kind.LAST_DAY: "31-12-2026",
    Kind.BOOLEAN: "tidak",
}
_SUM = r"(?i)^\s*(sub\s?|grand\s)?(jumlah|total)\b"
_NUMBER = r"^\s*\(?([0-9]{1,2})\)?\s*$"


def example(column: Column, *, first: bool) -> str:
    """Return the example of a column; the first of a sheet is marked."""
    word = column.example or _EXAMPLES.get(column.kind, "")
    if not word and column.choices:
        word = next(iter(column.choices))
    return f"{EXAMPLE} {word}".strip() if first else word


def examples(
    table: Table,
    texts: Mapping[str, pl.Series],
    place: Place,
    first: int,
    report: Report,
) -> pl.Series:
    """Return which rows are examples; warn of those that are not the template's."""
    name = table.columns[0].name
    marked = texts[name].str.to_uppercase().str.starts_with(EXAMPLE).fill_null(False)
    for row in marked.arg_true():
        changed = [
            column.header
            for column in table.columns
            if column.name in texts
            and (word := texts[column.name][row]) is not None
            and word.strip() != example(column, first=column.name == name)
        ]
        if changed:
            report.say(place, _TYPED_OVER, row + first + 1, value=changed[0])
    return marked


def no_data(
    sheet: RawSheet,
    table: Table,
    texts: Mapping[str, pl.Series],
    first: int,
    report: Report,
) -> pl.Series:
    """Tell and return which rows (from ``first``) are sums or column numbers."""
    cells = pl.DataFrame(
        [series.slice(first).alias(str(at)) for at, series in enumerate(sheet.texts)]
    )
    begins = cells.select(pl.coalesce(pl.all())).to_series()
    sums = begins.str.contains(_SUM).fill_null(False)
    if sums.any():
        needed = [
            texts[column.name].is_null() for column in table.columns if column.required
        ]
        sums &= pl.select(pl.any_horizontal(needed)).to_series()
    place = Place(sheet.file, sheet.name)
    for row in sums.arg_true():
        report.say(place, _SUMS, row + first + 1, value=begins[row])
    numbers = _numbers(cells)
    if numbers:
        report.say(place, _NUMBERS, first + 1)
    return sums | (pl.int_range(cells.height, eager=True) < int(numbers))


def _numbers(cells: pl.DataFrame) -> bool:
    """Tell whether the first row counts the columns: 1, 2, 3 or (1), (2), (3)."""
    if cells.is_empty():
        return False
    words = pl.Series(list(cells.row(0)), dtype=pl.String).drop_nulls()
    numbers = words.str.extract(_NUMBER).cast(pl.Int64)
    if len(words) < 3 or numbers.null_count():
        return False
    return numbers.to_list() == list(range(numbers[0], numbers[0] + len(numbers)))


_TYPED_OVER = Trouble(
    "example_typed_over",
    "the example row holds something of its own (column {value}) and is not read",
    text("the template's example as it was, or no CONTOH in the first cell"),
    text("If it is data, take CONTOH off the first cell; else delete the row."),
    Severity.WARNING,
)
SKIPPED = Trouble(
    "examples_skipped",
    "{number} example rows (CONTOH) were passed over",
    text("examples may stay"),
    text("Nothing needs to be done."),
    Severity.NOTE,
)
_SUMS = Trouble(
    "row_of_sums",
    "the row “{value}” looks like a sum",
    text("one row for each entry, no sums"),
    text("Delete this row."),
)
_NUMBERS = Trouble(
    "row_of_numbers",
    "the row below the heading only numbers the columns",
    text("data below the heading"),
    text("Delete this row."),
)
