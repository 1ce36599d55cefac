"""Heads of schools: one a school, in a seat of their own, without lesson hours."""

from __future__ import annotations

import polars as pl

from seimbang.workload.answer import whole
from seimbang.workload.posts import SCHOOLS
from seimbang.workload.regency import Regency

METHOD = "head"


def needs(regency: Regency) -> pl.DataFrame:
    """Return the answers for the head's seat of every school."""
    units = regency.snapshot["units"]
    need = pl.lit(int(regency.basis.table("teacher.minimum_per_sd")["head"]), pl.Int64)
    seats = pl.concat([regency.posts.heads(units, kind) for kind in SCHOOLS])
    return whole(seats, METHOD, need=need, minimum=need)
