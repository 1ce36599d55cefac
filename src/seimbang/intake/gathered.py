"""The tables while they are checked: all parts of a table, each row with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from seimbang.intake.report import Place, Report, Trouble
from seimbang.model.tables import TABLE


@dataclass(frozen=True)
class Part:
    """What one sheet gives to one table: frame, and the row of each of its rows."""

    place: Place
    frame: pl.DataFrame
    rows: pl.Series  # as the spreadsheet numbers them; null: no row to show
    columns: Mapping[str, int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def at(self, column: str | None) -> Place:
        """Return the place of ``column`` in the sheet."""
        if column is None or column not in self.columns:
            return self.place
        return Place(
            self.place.file,
            self.place.sheet,
            self.headers.get(column),
            self.columns[column],
        )


class Gathered:
    """All parts of all tables."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Part]] = {name: [] for name in TABLE}
        self._frames: dict[str, pl.DataFrame] = {}

    def add(self, name: str, part: Part) -> None:
        """Add what one sheet gives to the table ``name``."""
        self.parts[name].append(part)
        self._frames.pop(name, None)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """Return the table ``name``, its parts one after the other."""
        if name not in self._frames:
            frames = [part.frame for part in self.parts[name]]
            whole = pl.concat(frames) if frames else TABLE[name].empty()
            self._frames[name] = whole
        return self._frames[name]

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables that are in the files."""
        return {name: self[name] for name, parts in self.parts.items() if parts}

    def where(self, name: str, row: int) -> tuple[Part, int | None]:
        """Return the part and the spreadsheet's row of the table's row ``row``."""
        for part in self.parts[name]:
            if row < part.frame.height:
                return part, part.rows[row]
            row -= part.frame.height
        raise IndexError(f"Expected a row of table {name}, got {row} too many.")

    def tell(
        self,
        report: Report,
        name: str,
        column: str | None,
        trouble: Trouble,
        mask: pl.Series,
        values: pl.Series,
    ) -> None:
        """Report the rows of ``mask`` (aligned to the table) under ``column``."""
        if not mask.any():
            return
        start = 0
        for part in self.parts[name]:
            here = mask.slice(start, part.frame.height)
            if here.any():
                found = values.slice(start, part.frame.height).filter(here)
                report.cells(part.at(column), trouble, part.rows.filter(here), found)
            start += part.frame.height
