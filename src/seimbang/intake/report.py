"""Problems gathered while reading: where, what was found, expected, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from seimbang.intake.markup import letters
from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity

SHOWN = 60  # characters of a cell that a problem repeats


@dataclass(frozen=True)
class Place:
    """A column of a sheet of a file: ``column`` counts from 0, None is the sheet."""

    file: str
    sheet: str | None = None
    header: str | None = None
    column: int | None = None

    def cell(self, row: int) -> str | None:
        """Return the address in row ``row`` (from 1)."""
        return None if self.column is None else f"{letters(self.column + 1)}{row}"


@dataclass(frozen=True)
class Trouble:
    """One kind of fault: its code, and what is said of it ({value}: the cell)."""

    code: str
    found: str
    expected: Text
    todo: Text
    severity: Severity = Severity.ERROR


_LONG_NUMBER = re.compile(r"[0-9]{14,}")
_HEAD, _TAIL = 4, 2  # digits of a NIP that are shown


def hidden(word: str) -> str:
    """Return ``word`` with its middle hidden: 1986••••••••••••01."""
    if len(word) <= _HEAD + _TAIL:
        return word
    return word[:_HEAD] + "•" * (len(word) - _HEAD - _TAIL) + word[-_TAIL:]


def masked(words: str) -> str:
    """Return ``words`` with every number as long as a NIP hidden."""
    return _LONG_NUMBER.sub(lambda match: hidden(match[0]), words)


def shown(value: Any) -> str:
    """Return a cell's words, shortened, so that a problem stays readable."""
    words = masked(str(value))
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


@dataclass
class Report:
    """All problems so far; at most ``limit`` cells for one fault of one column."""

    limit: int
    problems: list[Problem] = field(default_factory=list)

    def say(
        self, place: Place, trouble: Trouble, row: int | None = None, **facts: Any
    ) -> None:
        """Add one problem; ``facts`` fill the sentence of what was found."""
        self.problems.append(
            Problem(
                severity=trouble.severity,
                code=trouble.code,
                file=place.file,
                sheet=place.sheet,
                row=row,
                cell=None if row is None else place.cell(row),
                column=place.header,
                found=text(
                    trouble.found,
                    **{
                        name: masked(value) if isinstance(value, str) else value
                        for name, value in facts.items()
                    },
                ),
                expected=trouble.expected,
                todo=trouble.todo,
            )
        )

    def cells(
        self, place: Place, trouble: Trouble, rows: pl.Series, values: pl.Series
    ) -> None:
        """Add a problem for each of ``rows``; past the limit one for the rest."""
        pairs: Iterable[tuple[int, Any]] = zip(
            rows.head(self.limit), values.head(self.limit), strict=True
        )
        for row, value in pairs:
            self.say(place, trouble, row, value=shown(value))
        if len(rows) > self.limit:
            rest = Trouble(
                trouble.code,
                "the same in {number} more cells",
                trouble.expected,
                trouble.todo,
                trouble.severity,
            )
            self.say(place, rest, number=len(rows) - self.limit)

    @property
    def failed(self) -> bool:
        """Tell whether an error was found."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
