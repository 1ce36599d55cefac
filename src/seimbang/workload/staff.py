"""Staff per seat: who is counted, who is only shown, who leaves within five years."""

from __future__ import annotations

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.workload.basis import Basis
from seimbang.workload.forecast import leaving
from seimbang.workload.teacher_hours import below

SEAT = ("unit_id", "job_id")
STAFF = (
    "present", "shown", "present_any", "retire5", "contract_end5", "teachers_below",
)  # fmt: skip
MOST = 10**6  # people of one row; more is an error of typing


def staff(snapshot: Snapshot, people: pl.DataFrame, basis: Basis) -> pl.DataFrame:
    """
    Return unit_id, job_id, and :data:`STAFF`.

    ``people`` is the frame of :func:`duty`. In head-count mode the numbers of the file
    stand for people; who leaves is then unknown (null).
    """
    if snapshot.head_count_mode:
        return _of_numbers(snapshot, basis)
    facts = snapshot["people"].select(
        "contract_until", "status", below_least=_below_least(snapshot, basis)
    )
    known = pl.concat([people, facts], how="horizontal")
    retires, ends = leaving(basis.day, basis.integer("workload.forecast_years"))
    counted = pl.col("counted")
    return _totals(
        known.group_by(SEAT).agg(
            present=counted.sum(),
            shown=pl.col("shown").sum(),
            retire5=(counted & retires).sum(),
            contract_end5=(counted & ends & (pl.col("status") == "pppk")).sum(),
            teachers_below=(counted & pl.col("below_least")).sum(),
        )
    )


def _below_least(snapshot: Snapshot, basis: Basis) -> pl.Expr:
    """Tell who teaches below 24; asks the law only where hours are known."""
    if snapshot["people"]["teaching_hours"].null_count() == snapshot["people"].height:
        return pl.lit(value=False)
    return below(basis)


def _of_numbers(snapshot: Snapshot, basis: Basis) -> pl.DataFrame:
    counts = pl.col("status").is_in(basis.value("workload.counted_statuses"))
    unknown = pl.lit(None, pl.Int64)
    return _totals(
        snapshot["headcounts"]
        .filter(pl.col("number") <= MOST)
        .group_by(SEAT)
        .agg(
            present=pl.col("number").filter(counts).sum(),
            shown=pl.col("number").filter(~counts).sum(),
            retire5=unknown,
            contract_end5=unknown,
            teachers_below=pl.lit(0),
        )
    )


def _totals(seats: pl.DataFrame) -> pl.DataFrame:
    both = pl.col("present") + pl.col("shown")
    return (
        seats.with_columns(present_any=both)
        .select(*SEAT, *STAFF)
        .with_columns(pl.col(STAFF).cast(pl.Int64))
    )
