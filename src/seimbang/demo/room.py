"""What one room of the generator hands over: seats, who sits there, and the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from seimbang.model.tables import TABLE

Row = dict[str, object]


@dataclass(frozen=True)
class Staff:
    """One person to be invented: where, in which job and status, with which duties."""

    unit_id: str
    job_id: str
    status: str
    duties: tuple[str, ...] = ()
    tenured: bool = False  # long in the job and the unit: may be moved
    home: str | None = None  # a case: lives there, and nothing of them is unknown


@dataclass
class Room:
    """The rows of one kind of unit, gathered table by table."""

    staff: list[Staff] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    hours: dict[tuple[str, str], int] = field(default_factory=dict)  # JTM of a seat

    def add(self, table: str, **row: object) -> None:
        """Append one row to ``table``; columns left out are null."""
        self.rows.setdefault(table, []).append(row)

    def seat(
        self, unit_id: str, job_id: str, formasi: int | None, minimum: int | None = None
    ) -> None:
        """Append one row of the map of positions."""
        self.add(
            "positions",
            unit_id=unit_id,
            job_id=job_id,
            establishment=formasi,
            minimum=minimum,
        )

    def hire(self, unit_id: str, job_id: str, statuses: Iterable[str]) -> None:
        """Append one person for each status."""
        self.staff += [Staff(unit_id, job_id, status) for status in statuses]


def frame(name: str, rows: list[Row]) -> pl.DataFrame:
    """Return ``rows`` in the schema of table ``name``; columns left out are null."""
    schema = TABLE[name].schema()
    columns = {column: [row.get(column) for row in rows] for column in schema}
    return pl.DataFrame(columns, schema=schema)
