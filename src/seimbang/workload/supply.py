"""
Who is in duty on the day: counted, only shown, or out.

PNS and PPPK count and may move; CPNS count and may not; part-time PPPK, non-ASN and
special assignments are shown. Long study, unpaid leave, suspension and the pensioned
are out. Source: planner.md §1; regulations R8, R9.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from seimbang.law import Law
from seimbang.model.snapshot import Snapshot
from seimbang.workload.basis import Basis
from seimbang.workload.posts import HEAD, seat_of_heads
from seimbang.workload.retirement import retires_on

OUT = ("retired", "contract_ended", "study_leave", "unpaid_leave", "suspended")


def duty(snapshot: Snapshot, law: Law, day: date) -> pl.DataFrame:
    """
    Return one row a person: seat, counted, shown, movable_status, retires_on, why.

    ``shown``: at the place but not counted. ``why`` is "counted" or the reason it is
    not. A head of school sits in the head's seat, whatever job the file gives.
    """
    basis = Basis(law, day)
    people = snapshot["people"].join(
        snapshot["jobs"].select(
            "job_id", "kind", "subject", retirement_age_of_job="retirement_age"
        ),
        on="job_id",
        how="left",
        maintain_order="left",
    )
    people = seat_of_heads(snapshot, people.with_columns(retires_on(basis)))
    why = _why(basis)
    return people.select(
        "person_id",
        "unit_id",
        "job_id",
        counted=why == "counted",
        shown=~why.is_in(["counted", *OUT]),
        movable_status=pl.col("status")
        .is_in(basis.value("transfer.movable_statuses"))
        .fill_null(value=False),
        retires_on="retires_on",
        why=why,
    )


def _why(basis: Basis) -> pl.Expr:
    """Return why a person counts or not; the strongest reason first."""
    status, leave, day = pl.col("status"), pl.col("leave"), pl.lit(basis.day)
    away = pl.col("leave_since").fill_null(day) <= day
    away &= pl.col("leave_until").is_null() | (pl.col("leave_until") > day)
    months = basis.integer("transfer.leave_released_months")
    released = pl.col("leave_since").dt.offset_by(f"{months}mo")
    # A study leave without both dates is taken for a long one: nobody is counted who
    # may not be there.
    long = (released < pl.col("leave_until")).fill_null(value=True)
    head = pl.col("duties").list.contains("head_of_school").fill_null(value=False)
    lent = pl.col("duties").list.contains("seconded_private_school")
    return (
        pl.when(pl.col("retires_on") <= day)
        .then(pl.lit("retired"))
        .when(pl.col("contract_until") <= day)
        .then(pl.lit("contract_ended"))
        .when((leave == "suspended") & away)
        .then(pl.lit("suspended"))
        .when((leave == "unpaid") & away)
        .then(pl.lit("unpaid_leave"))
        .when((leave == "study") & away & long)
        .then(pl.lit("study_leave"))
        .when(status == "pppk_part_time")
        .then(pl.lit("part_time"))
        .when(status == "non_asn")
        .then(pl.lit("non_asn"))
        .when(status == "special_assignment")
        .then(pl.lit("special_assignment"))
        .when(lent)
        .then(pl.lit("seconded"))
        .when(head & (pl.col("subject") != HEAD))
        .then(pl.lit("head_without_seat"))
        .when(status.is_in(basis.value("workload.counted_statuses")))
        .then(pl.lit("counted"))
        .otherwise(pl.lit("status_unknown"))
    )
