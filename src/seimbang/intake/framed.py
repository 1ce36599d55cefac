"""A Parquet file holds a frame as it is: its columns must be the table's own."""

from __future__ import annotations

import polars as pl

from seimbang.intake import trouble as faults
from seimbang.intake import wire
from seimbang.intake.cells import Cells, parse
from seimbang.intake.gathered import Part
from seimbang.intake.report import Place, Report, Trouble
from seimbang.language import text
from seimbang.model.table import Column, Kind, Table

_SCHEMA = Trouble(
    "parquet_schema",
    "the columns are not those of the table: {value}",
    text("the columns and types that `seimbang demo --regencies` writes"),
    text("Write the file again with seimbang, or use CSV or xlsx."),
)
_RATIO = Trouble(
    "not_a_ratio",
    "the ratio is {value}",
    text("two whole numbers, the second greater than 0"),
    text("Mend the value."),
)


def part(file: str, frame: pl.DataFrame, table: Table, report: Report) -> Part | None:
    """Return what a frame of ``file`` gives to ``table``, None when not its schema."""
    place = Place(file, table.sheet)
    schema = table.schema()
    wrong = {name: str(dtype) for name, dtype in frame.schema.items()}
    expected = {name: str(dtype) for name, dtype in schema.items()}
    if wrong != expected:
        odd = sorted(set(wrong.items()) ^ set(expected.items()))
        report.say(place, _SCHEMA, value=", ".join(f"{n} {t}" for n, t in odd))
        return None
    rows = pl.Series("row", range(1, frame.height + 1), dtype=pl.Int64)
    for column in table.columns:
        header = Place(file, table.sheet, column.name)
        _check(
            frame,
            Cells(column, header, _words(frame, column), _kinds(rows), rows),
            report,
        )
    return Part(place, frame, rows)


def _words(frame: pl.DataFrame, column: Column) -> pl.Series:
    """Return what is looked at of a column: its texts, or whether it is filled."""
    if column.kind is Kind.RATIO:
        pair = pl.format("{}/{}", f"{column.name}_num", f"{column.name}_den")
        return frame.select(pair).to_series()
    series = frame[column.name]
    if isinstance(series.dtype, pl.List):
        return series.list.join("; ")
    return series.cast(pl.String)


def _kinds(rows: pl.Series) -> pl.Series:
    return pl.repeat(wire.TEXT, len(rows), dtype=pl.UInt8, eager=True)


def _check(frame: pl.DataFrame, cells: Cells, report: Report) -> None:
    column = cells.column
    if column.kind in (Kind.TEXT, Kind.CODE, Kind.CODES):
        parse(cells, report)
        return
    if column.required:
        cells.tell(report, faults.REQUIRED, cells.text.is_null())
    if column.kind is Kind.RATIO:
        denominator = frame[f"{column.name}_den"]
        numerator = frame[f"{column.name}_num"]
        uneven = numerator.is_null() != denominator.is_null()
        bad = uneven | (denominator <= 0).fill_null(False)
        cells.tell(report, _RATIO, bad)
        faults_in_range(cells, numerator / denominator.set(bad, None), report)
    elif column.kind in (Kind.CHOICE, Kind.CHOICES):
        codes = list(column.choices.values())
        series = frame[column.name]
        if column.kind is Kind.CHOICES:
            known = series.list.eval(pl.element().is_in(codes)).list.all()
        else:
            known = series.is_in(codes)
        cells.tell(report, faults.unreadable(column), (~known).fill_null(False))
    elif column.kind in (Kind.INTEGER, Kind.DEGREES):
        faults_in_range(cells, frame[column.name], report)


def faults_in_range(cells: Cells, sizes: pl.Series, report: Report) -> None:
    """Report the cells whose ``sizes`` are outside the column's range."""
    low, high = cells.column.low, cells.column.high
    if low is not None:
        outside = (sizes < low).fill_null(False)
        cells.tell(report, faults.out_of_range(cells.column), outside)
    if high is not None:
        outside = (sizes > high).fill_null(False)
        cells.tell(report, faults.out_of_range(cells.column), outside)
