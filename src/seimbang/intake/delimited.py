"""A CSV file, read in the child: UTF-8, comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from seimbang.intake.limits import Limits
from seimbang.intake.package import OLE, ZIP, Refused

BLOCK_ROWS = 8192
_FIELD_CHARACTERS = 100_000


def blocks(data: bytes, limits: Limits, name: str) -> Iterator[list[list[str]]]:
    """
    Yield the rows of the CSV file ``name`` in blocks, every cell a text.

    :raises Refused: when it is no UTF-8 text, or larger than the limits.
    """
    if not data:
        raise Refused("empty_file")
    if data.startswith((ZIP, OLE)) or b"\0" in data[:4096]:
        raise Refused("not_csv")
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("csv_encoding", at=error.start) from error
    reader = csv.reader(
        io.StringIO(words, newline=""), delimiter=_delimiter(words), strict=True
    )
    csv.field_size_limit(_FIELD_CHARACTERS)
    try:
        yield from _bounded(reader, limits, name)
    except csv.Error as error:
        raise Refused("csv_broken", line=reader.line_num) from error


def _bounded(
    rows: Iterator[list[str]], limits: Limits, name: str
) -> Iterator[list[list[str]]]:
    seen = 0
    while block := list(islice(rows, BLOCK_ROWS)):
        seen += len(block)
        widest = max(map(len, block))
        if seen > limits.rows or widest > limits.columns:
            raise Refused(
                "sheet_bounds", sheet=name, rows=limits.rows, columns=limits.columns
            )
        yield [_unquoted(row) for row in block]


def _unquoted(row: list[str]) -> list[str]:
    """Undo the ' that keeps a spreadsheet from taking text for a formula."""
    if not any(cell.startswith("'") for cell in row):
        return row
    return [cell[1:] if cell.startswith("'") else cell for cell in row]


def _delimiter(words: str) -> str:
    head = words[: words.find("\n")] if "\n" in words else words
    counts = {mark: head.count(mark) for mark in ",;\t"}
    return max(counts, key=lambda mark: counts[mark])
