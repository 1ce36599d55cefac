"""A sheet of another system: its cells as read, its rows with their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from seimbang.intake.foreign import cells
from seimbang.intake.foreign.layouts import LAYOUT, Layout, key
from seimbang.language import Text
from seimbang.model.problem import Problem, Severity

Cell = str | float | int | bool | date | time | timedelta | None  # datetime is a date


@dataclass(frozen=True)
class Match:
    """
    A sheet recognised.

    ``header`` and ``data`` are indices of rows (from 0): the last line of the heading,
    the first row below it. ``columns`` maps the :func:`key` of a heading to its index.
    """

    layout: str
    header: int
    data: int
    columns: dict[str, int]
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def kind(self) -> Layout:
        """Return the layout recognised."""
        return LAYOUT[self.layout]


@dataclass(frozen=True)
class ForeignSheet:
    """
    One recognised sheet: ``rows`` of raw cells, and where they are.

    ``first_row`` is the number the spreadsheet gives to ``rows[0]``.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Cell]]
    match: Match
    first_row: int = 1

    def __iter__(self) -> Iterator[Row]:
        """Give the rows below the heading that hold anything."""
        for index in range(self.match.data, len(self.rows)):
            line = self.rows[index]
            if any(cells.plain(cell) for cell in line):
                yield Row(self, line, index + self.first_row)

    def titles(self) -> Iterator[str]:
        """Give the texts above the heading, in their order."""
        for line in self.rows[: self.match.header]:
            for cell in line:
                if words := cells.plain(cell):
                    yield words

    def problem(
        self,
        severity: Severity,
        code: str,
        found: Text,
        expected: Text,
        todo: Text,
        column: str | None = None,
    ) -> Problem:
        """Return a problem of the sheet, or of one of its columns."""
        return Problem(
            severity,
            code,
            self.file,
            found,
            expected,
            todo,
            sheet=self.sheet,
            column=column,
        )


class Row:
    """One row of a recognised sheet; ``number`` as the spreadsheet numbers it."""

    __slots__ = ("line", "number", "sheet")

    def __init__(self, sheet: ForeignSheet, line: Sequence[Cell], number: int) -> None:
        self.sheet = sheet
        self.line = line
        self.number = number

    def raw(self, heading: str) -> Cell:
        """Return the cell under ``heading`` as read, None when there is none."""
        index = self.sheet.match.columns.get(key(heading))
        if index is None or index >= len(self.line):
            return None
        return self.line[index]

    def text(self, heading: str) -> str:
        """Return the cell's words without needless spaces; "" when it says nothing."""
        return cells.plain(self.raw(heading))

    def problem(
        self,
        severity: Severity,
        code: str,
        heading: str,
        found: Text,
        expected: Text,
        todo: Text,
    ) -> Problem:
        """Return a problem of the cell under ``heading``."""
        index = self.sheet.match.columns.get(key(heading))
        place = None if index is None else f"{letters(index)}{self.number}"
        kind = self.sheet.match.kind
        named = {key(name): name for name in kind.headings + kind.optional}
        return Problem(
            severity,
            code,
            self.sheet.file,
            found,
            expected,
            todo,
            sheet=self.sheet.sheet,
            row=self.number,
            cell=place,
            column=named.get(key(heading), heading),
        )


def letters(index: int) -> str:
    """Return a column's letters ("A" for 0)."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
