"""What is collected while foreign sheets are read: people, lessons, schools, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from seimbang.intake.foreign.cells import plain, untidy
from seimbang.intake.foreign.sheets import ForeignSheet, Row
from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """
    A unit or job as another system names it.

    ``kind`` is ``unit`` or ``job``, ``system`` a value of the crosswalk's column.
    ``alias`` is a longer form of the name (a job with its level).
    """

    kind: str
    system: str
    name: str
    code: str = ""
    alias: str = ""

    @property
    def label(self) -> str:
        """Return what a person reads: the name, else the code."""
        return self.name or self.code

    @property
    def entry(self) -> str:
        """Return what the crosswalk calls it: the code, if the name is not enough."""
        return self.code or self.name


@dataclass
class Draft:
    """
    One person as one system tells it, before the systems are joined.

    ``values`` holds what is known, by the columns of the table ``people``.
    """

    row: Row
    values: dict[str, Any]
    unit: Source
    job: Source
    stable: str = ""  # SIASN: the PNS ID
    nuptk: str = ""
    home: tuple[str, str] = ("", "")  # village and district, as named
    spouse_nip: str = ""
    teaches: bool = False  # Dapodik: "Guru Mapel", whose subject the lessons tell

    @property
    def nip(self) -> str | None:
        """Return the NIP, None when unknown or none."""
        nip: str | None = self.values.get("nip")
        return nip


@dataclass(frozen=True)
class Lesson:
    """One row of Dapodik's pembelajaran; numbers None when unknown."""

    row: Row
    unit: Source
    grade: int | None
    group: str
    regular: bool
    teacher: str
    nuptk: str
    subject: str
    hours: int | None
    pupils: int | None


@dataclass(frozen=True)
class School:
    """One row of Dapodik's rekap sekolah; numbers None when unknown."""

    row: Row
    unit: Source
    pupils: int | None
    classes: int | None


@dataclass
class Tally:
    """How often something harmless was met, and where first."""

    sheet: ForeignSheet
    number: int = 0
    files: set[str] = field(default_factory=set)


@dataclass
class Log:
    """All problems so far, and counts of what is told once for all rows."""

    problems: list[Problem] = field(default_factory=list)
    tallies: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # by layout

    def tally(
        self, sheet: ForeignSheet, code: str, detail: str = "", number: int = 1
    ) -> None:
        """Count ``code`` for the layout of ``sheet``."""
        name = sheet.match.layout, code, detail
        tally = self.tallies.setdefault(name, Tally(sheet))
        tally.number += number
        tally.files.add(sheet.file)

    def start(self, row: Row) -> None:
        """Count a row and its untidy cells."""
        layout = row.sheet.match.layout
        self.rows[layout] = self.rows.get(layout, 0) + 1
        number = sum(untidy(cell) for cell in row.line)
        if number:
            self.tally(row.sheet, "trimmed", number=number)

    def known(
        self, row: Row, heading: str, read: Callable[[object], T], expected: Text
    ) -> T | None:
        """Return the cell read by ``read``; None, with a warning, if it cannot be."""
        try:
            return read(row.raw(heading))
        except ValueError:
            self.problems.append(
                row.problem(
                    Severity.WARNING,
                    "value_unreadable",
                    heading,
                    text("“{value}”", value=plain(row.raw(heading))),
                    expected,
                    text("Correct it in the source; until then it is unknown."),
                )
            )
            return None

    def word(self, row: Row, heading: str, code: str, expected: Text) -> None:
        """Warn of a word of another system that is not known here."""
        self.problems.append(
            row.problem(
                Severity.WARNING,
                code,
                heading,
                text("“{value}”", value=row.text(heading)),
                expected,
                text("Correct it in the source; until then it is unknown."),
            )
        )
