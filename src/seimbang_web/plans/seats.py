"""
The data as a plan sees them once decrees are signed: each sits at the seat reserved.

So no plan fills that seat twice, and the seat left counts as free. Who has a decree
stays there: nobody is planned again before the start of work (SPMT).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang_web.workloads.reserved import Reserved

SCHEMA: dict[str, Any] = {
    "person_id": pl.String(),
    "unit_id": pl.String(),
    "job_id": pl.String(),
    "unit_since": pl.Date(),
    "held": pl.Int64(),  # number of the version that has it; null: none yet
}
REASON = "Kursinya dicadangkan oleh keputusan yang sudah ditandatangani."
Row = Mapping[str, Any]


def rows_of(reserved: Iterable[Reserved]) -> list[dict[str, Any]]:
    """Return the rows of people whose seats are reserved, none held by the data."""
    return [
        {
            "person_id": one.person,
            "unit_id": one.seat[0],
            "job_id": one.seat[1],
            "unit_since": one.effective_on.isoformat(),
            "held": None,
        }
        for one in reserved
    ]


def applying(snapshot: Snapshot, rows: Sequence[Row], number: int) -> list[Row]:
    """Return the rows that a version of the data (its number) does not hold yet."""
    people = set(snapshot["people"]["person_id"])
    units, jobs = set(snapshot["units"]["unit_id"]), set(snapshot["jobs"]["job_id"])
    return [
        row
        for row in rows
        if row["person_id"] in people
        and row["unit_id"] in units
        and row["job_id"] in jobs
        and (row["held"] is None or row["held"] > number)
    ]


def seated(snapshot: Snapshot, rows: Sequence[Row]) -> Snapshot:
    """Return the data with these people at their reserved seats; the checksum stays."""
    if not rows:
        return snapshot
    told = [{**row, "unit_since": _day(row["unit_since"])} for row in rows]
    frame = pl.DataFrame(told, schema=SCHEMA).drop("held")
    people = snapshot["people"].update(frame, on="person_id")
    return replace(snapshot, frames={**snapshot.frames, "people": people})


def _day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
