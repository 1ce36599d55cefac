"""What a table is: columns with their names, kinds, units and notes, said once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import polars as pl


class Kind(Enum):
    """What a column holds, in a file and in a frame."""

    TEXT = "text"
    CODE = "code"  # an identifier: text in the file, never a number
    INTEGER = "integer"
    RATIO = "ratio"  # an exact decimal; two columns in a frame: _num, _den
    DEGREES = "degrees"  # a coordinate: the only float
    DATE = "date"
    LAST_DAY = "last day"  # inclusive in files, exclusive (the next day) in frames
    BOOLEAN = "boolean"  # "ya" / "tidak" in files
    CHOICE = "choice"
    CHOICES = "choices"  # several, joined by ";" in files, a list in frames
    CODES = "codes"  # several identifiers or words, joined by ";"


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    ``header`` is the heading in files (Indonesian), ``choices`` maps the word of the
    file to the code's value. ``words`` are the codes that a formula knows, of a column
    that may hold others too. ``refers`` names the table and column a value must be in.
    """

    name: str
    header: str
    kind: Kind
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    refers: tuple[str, str] | None = None
    unit: str | None = None
    low: int | None = None
    high: int | None = None
    example: str = ""
    note: str = ""
    personal: bool = False  # never in logs, URLs or file names

    def schema(self) -> dict[str, pl.DataType]:
        """Return the frame's columns for this one."""
        if self.kind is Kind.RATIO:
            return {f"{self.name}_num": pl.Int64(), f"{self.name}_den": pl.Int64()}
        return {self.name: _DTYPES[self.kind]}


_DTYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.INTEGER: pl.Int64(),
    Kind.DEGREES: pl.Float64(),
    Kind.DATE: pl.Date(),
    Kind.LAST_DAY: pl.Date(),
    Kind.BOOLEAN: pl.Boolean(),
    Kind.CHOICE: pl.String(),
    Kind.CHOICES: pl.List(pl.String()),
    Kind.CODES: pl.List(pl.String()),
}


@dataclass(frozen=True)
class Table:
    """One table: its name in code, its sheet in files, its columns and its key."""

    name: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    note: str = ""

    def schema(self) -> pl.Schema:
        """Return the frame's schema, in the order of the columns."""
        names: dict[str, pl.DataType] = {}
        for column in self.columns:
            names |= column.schema()
        return pl.Schema(names)

    def empty(self) -> pl.DataFrame:
        """Return the frame without rows."""
        return pl.DataFrame(schema=self.schema())

    def column(self, name: str) -> Column:
        """
        Return the column ``name``.

        :raises KeyError: when the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"Table {self.name} has no column {name!r}.")
