"""Keys are unique: no row, no person and no NIP twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble, shown
from seimbang.language import text
from seimbang.model.tables import TABLE, TABLES

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
    twice = _repeated(frame, key, _known(gathered, report, name, key))
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
            value=shown(" · ".join(_word(frame[row, at], name, at) for at in key)),
            first=earlier if earlier is not None else "–",
            file=before.place.file,
            sheet=before.place.sheet or "–",
            content=_SAME if same else _OTHER,
        )


def _word(value: Any, name: str, at: str) -> str:
    """Return a part of a key as files spell it."""
    words = {code: word for word, code in TABLE[name].column(at).choices.items()}
    return "–" if value is None else words.get(value, str(value))


def _known(
    gathered: Gathered, report: Report, name: str, key: Sequence[str]
) -> pl.Series:
    """
    Return the rows whose key can be compared: no part refused, not all empty.

    A part that need not be filled may be empty (lesson hours without a unit: all).
    """
    frame = gathered[name]
    found = pl.select(pl.any_horizontal(frame[at].is_not_null() for at in key))
    known = found.to_series()
    for at in key:
        if TABLE[name].column(at).required:
            known &= frame[at].is_not_null()
        elif frame[at].null_count():
            known &= gathered.untold(report, name, at)
    return known


def _repeated(
    frame: pl.DataFrame, key: Sequence[str], known: pl.Series
) -> pl.DataFrame:
    """Return the ``known`` rows whose key an earlier row has."""
    return (
        frame.select(*key)
        .with_row_index(_ROW)
        .filter(known)
        .with_columns(pl.col(_ROW).first().over(*key).alias(_FIRST))
        .filter(pl.col(_ROW) > pl.col(_FIRST))
    )
