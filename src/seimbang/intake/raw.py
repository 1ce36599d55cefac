"""A sheet as it lies in the file: texts and kinds of cells, nothing judged yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np
import polars as pl

from seimbang.intake import wire
from seimbang.intake.markup import letters

Cell = str | float | int | bool | date | datetime | None


@dataclass(frozen=True)
class RawSheet:
    """
    One sheet of one file.

    ``texts[i]`` and ``kinds[i]`` are column ``i`` from the file's first row on (row 1);
    an empty cell is null. ``oddities`` maps a kind of :mod:`.markup` to addresses.
    """

    file: str
    name: str
    texts: list[pl.Series]
    kinds: list[pl.Series]
    hidden: bool = False
    oddities: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Return the number of rows, empty ones too."""
        return len(self.texts[0]) if self.texts else 0

    def rows(self, limit: int | None = None) -> list[list[Cell]]:
        """Return the first ``limit`` rows (all: None) as plain cells."""
        columns = [
            [
                _cell(text, kind)
                for text, kind in zip(texts.head(limit), kinds.head(limit), strict=True)
            ]
            if limit is not None
            else [_cell(t, k) for t, k in zip(texts, kinds, strict=True)]
            for texts, kinds in zip(self.texts, self.kinds, strict=True)
        ]
        return [list(row) for row in zip(*columns, strict=True)]

    def without(self, numbers: Collection[int]) -> RawSheet:
        """Return the sheet with the rows ``numbers`` (from 1) empty."""
        if not numbers:
            return self
        row = pl.int_range(1, self.height + 1, eager=True)
        left = row.is_in(sorted(numbers))
        texts = [one.set(left, None) for one in self.texts]
        return replace(self, texts=texts)

    def release(self) -> None:
        """Forget the cells: they are elsewhere now."""
        self.texts.clear()
        self.kinds.clear()

    def address(self, column: int, row: int) -> str:
        """Return the address of column ``column`` (from 0), row ``row`` (from 1)."""
        return f"{letters(column + 1)}{row}"


def _cell(text: str | None, kind: int) -> Cell:
    if text is None:
        return None
    if kind == wire.NUMBER:
        number = float(text)
        return int(number) if number.is_integer() and "e" not in text else number
    if kind == wire.DAY:
        return date.fromisoformat(text)
    if kind == wire.MOMENT:
        return datetime.fromisoformat(text)
    return text == "TRUE" if kind == wire.TRUTH else text


class Gatherer:
    """Columns that grow block by block."""

    def __init__(self) -> None:
        self._texts: list[list[pl.Series]] = []
        self._kinds: list[list[pl.Series]] = []
        self._rows = 0

    def add(self, rows: int, parts: Sequence[bytes]) -> None:
        """
        Take one block of ``rows`` rows: two parts for each column.

        :raises ValueError: when the parts do not make columns of ``rows`` cells.
        """
        for at in range(len(parts) // 2):
            if at == len(self._texts):
                self._texts.append([_nothing(self._rows)])
                self._kinds.append([_kinds(bytes([wire.TEXT]), self._rows)])
            texts = _texts(parts[2 * at + 1])
            kinds = _kinds(parts[2 * at], rows)
            if len(texts) != rows or len(kinds) != rows:
                raise ValueError(f"Expected {rows} cells, got {len(texts)}.")
            self._texts[at].append(texts)
            self._kinds[at].append(kinds)
        self._rows += rows
        for at in range(len(parts) // 2, len(self._texts)):
            self._texts[at].append(_nothing(rows))
            self._kinds[at].append(_kinds(bytes([wire.TEXT]), rows))

    def columns(self) -> tuple[list[pl.Series], list[pl.Series]]:
        """Return the texts and kinds of all columns, and forget them."""
        texts = [pl.concat(blocks) for blocks in self._texts]
        kinds = [pl.concat(blocks) for blocks in self._kinds]
        self._texts, self._kinds, self._rows = [], [], 0
        return texts, kinds


def _nothing(rows: int) -> pl.Series:
    return pl.repeat(None, rows, dtype=pl.String, eager=True)


def _texts(part: bytes) -> pl.Series:
    whole = pl.Series([part.decode("utf-8", "replace")], dtype=pl.String)
    cells = whole.str.split("\0").explode()
    return cells.set(cells == "", None)


def _kinds(part: bytes, rows: int) -> pl.Series:
    if len(part) == 1:
        return pl.repeat(part[0], rows, dtype=pl.UInt8, eager=True)
    return pl.Series(np.frombuffer(part, dtype=np.uint8))
