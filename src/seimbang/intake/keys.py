"""Keys are unique: no row, no person and no NIP twice."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble, shown
from seimbang.language import text
from seimbang.model.tables import TABLES

_ROW = "_row"
_FIRST = "_first"
_SAME = text("the same content")
_OTHER = text("other content")
_DELETE = text("Delete one of the two rows.")
_CHOOSE = text("Find out which row is right and delete the other.")


def check(gathered: Gathered, report: Report) -> None:
    """Report rows whose key was there before, and people whose NIP was."""
    for table in TABLES:
        _check(gathered, report, table.name, table.key, "duplicate_key")
    _check(gathered, report, "people", ("nip",), "duplicate_nip")


def _check(
    gathered: Gathered, report: Report, name: str, key: Sequence[str], code: str
) -> None:
    frame = gathered[name]
    if len(key) == 1 and frame[key[0]].n_unique() == frame.height:
        return
    twice = _repeated(frame, key)
    column = next((column for column in key if frame[column].null_count() == 0), key[0])
    for row, first in twice.select(_ROW, _FIRST).head(report.limit).iter_rows():
        part, number = gathered.where(name, row)
        before, earlier = gathered.where(name, first)
        same = frame.row(row) == frame.row(first)
        trouble = Trouble(
            code,
            "“{value}” is already in row {first} of {file} ({sheet}), with {content}",
            text("each of these once"),
            _DELETE if same else _CHOOSE,
        )
        report.say(
            part.at(column),
            trouble,
            number,
            value=shown(" · ".join(str(frame[row, at]) for at in key)),
            first=earlier if earlier is not None else "–",
            file=before.place.file,
            sheet=before.place.sheet or "–",
            content=_SAME if same else _OTHER,
        )


def _repeated(frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return the rows whose key an earlier row has; keys wholly unknown are none."""
    known = pl.any_horizontal(pl.col(name).is_not_null() for name in key)
    return (
        frame.select(*key)
        .with_row_index(_ROW)
        .filter(known)
        .with_columns(pl.col(_ROW).first().over(*key).alias(_FIRST))
        .filter(pl.col(_ROW) > pl.col(_FIRST))
    )
