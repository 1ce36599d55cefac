"""
What other rooms add to a round's next plan: cases, wishes, seats that are reserved.

A room above appends its function to :data:`PROVIDERS` when it is loaded. What it gives
is kept in ``Plan.inputs``, so that the same plan comes out years later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.plans.models import Round

Rows = dict[str, list[dict[str, Any]]]
Provider = Callable[[Round], Mapping[str, pl.DataFrame]]
PROVIDERS: list[Provider] = []
REPLACED = {"wishes": ["person_id"], "waivers": ["person_id", "rule"]}


def added(round: Round) -> Rows:
    """Return the rows by table (wishes, waivers, pins, reserved seats), as JSON."""
    found: Rows = {name: [] for name in (*REPLACED, "pins", "seats")}
    for provide in PROVIDERS:
        for name, frame in provide(round).items():
            found[name] += [_plain(row) for row in frame.iter_rows(named=True)]
    return found


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
    }


def of_people(snapshot: Snapshot, rows: Mapping[str, Sequence[Any]]) -> Rows:
    """Return the rows of people whom the data still hold."""
    if not any(rows.values()):
        return {}
    held = set(snapshot["people"]["person_id"])
    return {
        name: [row for row in of_table if row["person_id"] in held]
        for name, of_table in rows.items()
    }


def with_rows(snapshot: Snapshot, rows: Mapping[str, Sequence[Any]]) -> Snapshot:
    """
    Return the snapshot with wishes and waivers in place of those of the same people.

    Its checksum stays that of the data: plans of the same data can be compared.
    """
    if not any(rows.get(name) for name in REPLACED):
        return snapshot
    frames = {name: snapshot[name] for name in TABLE}
    for name, same in REPLACED.items():
        if rows.get(name):
            new = _frame(name, rows[name])
            old = snapshot[name].join(new, on=same, how="anti", nulls_equal=True)
            frames[name] = pl.concat([old, new])
    return Snapshot(
        frames,
        institution=snapshot.institution,
        taken=snapshot.taken,
        checksum=snapshot.checksum,
    )


def _frame(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    schema = TABLE[name].schema()
    told = [
        {
            key: date.fromisoformat(value)
            if value is not None and schema[key] == pl.Date
            else value
            for key, value in row.items()
        }
        for row in rows
    ]
    return pl.DataFrame(told, schema=schema)
