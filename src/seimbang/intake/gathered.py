"""The tables while they are checked: all parts of a table, each row with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from seimbang.intake.report import Place, Report, Trouble
from seimbang.model.tables import TABLE

OWN = "own"  # the kind of a sheet of ours


@dataclass(frozen=True)
class Part:
    """
    What one sheet gives to one table: frame, and the row of each of its rows.

    ``own`` tells a sheet of ours from one of another system, whose ids are made here.
    """

    place: Place
    frame: pl.DataFrame
    rows: pl.Series  # as the spreadsheet numbers them; null: no row to show
    columns: Mapping[str, int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    own: bool = True
    examples: int = 0  # rows passed over

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
        self.kinds: dict[str, set[str]] = {}
        self._frames: dict[str, pl.DataFrame] = {}

    def add(self, name: str, part: Part) -> None:
        """Add what one sheet gives to the table ``name``."""
        self.parts[name].append(part)
        self.forget(name)

    def recognise(self, file: str, kind: str) -> None:
        """Keep that ``file`` holds a sheet of ``kind``: :data:`OWN` or a layout."""
        self.kinds.setdefault(file, set()).add(kind)

    def forget(self, name: str) -> None:
        """Put the table ``name`` together anew when it is asked for next."""
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

    def own(self, name: str) -> pl.Series:
        """Return which rows of the table ``name`` are of sheets of ours."""
        found = [
            pl.repeat(part.own, part.frame.height, dtype=pl.Boolean, eager=True)
            for part in self.parts[name]
        ]
        return pl.concat(found) if found else pl.Series(dtype=pl.Boolean)

    def labels(self, name: str, key: str) -> pl.Series:
        """Return what files call each row: its ``key``; #row where that is ours."""
        found = [
            part.frame[key]
            if part.own
            else ("#" + part.rows.cast(pl.String)).alias(key)
            for part in self.parts[name]
        ]
        return pl.concat(found) if found else pl.Series(key, dtype=pl.String)

    def untold(self, report: Report, name: str, column: str) -> pl.Series:
        """Return the rows of whose cell under ``column`` nothing was said so far."""
        told = {
            (problem.file, problem.sheet, problem.column, problem.row)
            for problem in report.problems
        }
        found = []
        for part in self.parts[name]:
            place = part.at(column)
            cell = place.file, place.sheet, place.header
            rows = pl.Series(
                [row for *where, row in told if tuple(where) == cell], dtype=pl.Int64
            )
            found.append(~part.rows.is_in(rows.implode()))
        return pl.concat(found) if found else pl.Series(dtype=pl.Boolean)

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
