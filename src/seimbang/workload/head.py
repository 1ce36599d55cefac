"""Heads of schools: one a school, in a seat of their own, without lesson hours."""

from __future__ import annotations

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.workload.answer import whole
from seimbang.workload.basis import Basis
from seimbang.workload.posts import HEAD, SCHOOLS, with_jobs

METHOD = "head"


def needs(snapshot: Snapshot, basis: Basis) -> pl.DataFrame:
    """Return the answers for the head's seat of every school."""
    number = int(basis.table("teacher.minimum_per_sd")["head"])
    parts = []
    for kind in SCHOOLS:
        schools = snapshot["units"].filter(pl.col("kind") == kind).select("unit_id")
        seats = schools.with_columns(code=pl.lit(HEAD))
        need = pl.lit(number, pl.Int64)
        parts.append(
            whole(
                with_jobs(seats, snapshot, kind=kind), METHOD, need=need, minimum=need
            )
        )
    return pl.concat(parts)
