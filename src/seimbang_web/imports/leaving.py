"""People whom no file names and who are gone: the data without them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE

PERSON = ("people", "person_id")


def without(base: Snapshot, people: Collection[str]) -> Snapshot:
    """Return ``base`` without these people (ids) and what hangs on them alone."""
    if not people:
        return base
    gone = pl.Series(sorted(people), dtype=pl.String).implode()
    frames = {}
    for name, frame in base.frames.items():
        if name == PERSON[0]:
            frame = frame.filter(~pl.col(PERSON[1]).is_in(gone))
        for column in TABLE[name].columns:
            if column.refers == PERSON:
                frame = _cut(frame, column.name, column.required, gone)
        frames[name] = frame
    return replace(base, frames=frames)


def _cut(
    frame: pl.DataFrame, name: str, required: bool, gone: pl.Series
) -> pl.DataFrame:
    named = pl.col(name).is_in(gone).fill_null(False)
    if required:
        return frame.filter(~named)
    return frame.with_columns(pl.when(~named).then(pl.col(name)).alias(name))
