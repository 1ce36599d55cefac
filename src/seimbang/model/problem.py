"""Problems in data from people: values, all of them at once, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from seimbang.language import Text


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"  # nothing is computed until it is mended
    WARNING = "warning"  # computed, and told
    NOTE = "note"  # harmless: what was trimmed, what was ignored


@dataclass(frozen=True)
class Problem:
    """
    One thing wrong in a file: where, what was found, what was expected, what to do.

    ``row`` is the row as the spreadsheet numbers it (from 1), ``cell`` as it names the
    cell ("C7"); both None when the problem is of the sheet or file.
    """

    severity: Severity
    code: str  # e.g. "nip_is_number": stable, for grouping and tests
    file: str  # the name without folders
    found: Text
    expected: Text
    todo: Text
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    column: str | None = None  # the header as the file has it
