"""The facts rules look at: one row a person, joined with seat, unit, job and pins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from seimbang.law import Law
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import PEOPLE
from seimbang.workload import Requirements, duty

COUNTED = ("pns", "cpns", "pppk")
JOINED = pl.Schema(
    {
        "counted": pl.Boolean(),
        "why": pl.String(),
        "retirement_on": pl.Date(),
        "district_id": pl.String(),
        "special_area": pl.Boolean(),
        "unit_kind": pl.String(),
        "family": pl.String(),
        "subject": pl.String(),
        "profession": pl.String(),
        "job_kind": pl.String(),
        "job_certificates": pl.List(pl.String()),
        "seat": pl.UInt32(),
        "measured": pl.Boolean(),
        "pin_reason": pl.String(),
    }
)
SCHEMA = pl.Schema({**PEOPLE.schema(), **JOINED})


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """
    Return the people in the order of the file.

    In head-count mode: one row a head of a counted status, named by its seat.
    """
    if not snapshot.head_count_mode:
        return snapshot["people"]
    heads = (
        snapshot["headcounts"]
        .filter(pl.col("status").is_in(COUNTED))
        .with_columns(head=pl.int_ranges("number"))
        .explode("head")
        .drop_nulls("head")
    )
    name = pl.concat_str("unit_id", "job_id", "status", "head", separator="|")
    unknown = [
        pl.lit(None, dtype=dtype).alias(column)
        for column, dtype in PEOPLE.schema().items()
        if column not in ("person_id", "unit_id", "job_id", "status")
    ]
    return heads.select(
        "unit_id", "job_id", "status", name.alias("person_id"), *unknown
    ).select(PEOPLE.schema().names())


def of_people(
    snapshot: Snapshot, requirements: Requirements, law: Law, day: date
) -> pl.DataFrame:
    """
    Return the facts of :func:`rows`, in the same order.

    ``seat`` is the row of ``requirements.positions`` where the person sits (null:
    none), ``measured`` tells whether its need is known.
    """
    people = _with_duty(snapshot, law, day)
    units = snapshot["units"].select(
        "unit_id", "district_id", "special_area", unit_kind="kind"
    )
    jobs = snapshot["jobs"].select(
        "job_id",
        "family",
        "subject",
        "profession",
        job_kind="kind",
        job_certificates="certificates",
    )
    seats = requirements.positions.with_row_index("seat").select(
        "unit_id", "job_id", "seat", measured=pl.col("need_num").is_not_null()
    )
    pins = (
        snapshot["pins"]
        .filter(pl.col("kind") == "stays")
        .group_by("person_id")
        .agg(pin_reason=pl.col("reason").first())
    )
    return (
        people.join(units, on="unit_id", how="left", maintain_order="left")
        .join(jobs, on="job_id", how="left", maintain_order="left")
        .join(seats, on=["unit_id", "job_id"], how="left", maintain_order="left")
        .join(pins, on="person_id", how="left", maintain_order="left")
        .with_columns(pl.col("measured").fill_null(value=False))
        .select(SCHEMA.names())
    )


def of_one(facts: Mapping[str, Any]) -> pl.DataFrame:
    """Return the facts of one person outside any table; what is left out is null."""
    row = {name: facts.get(name) for name in SCHEMA}
    return pl.DataFrame([row], schema=SCHEMA)


def _with_duty(snapshot: Snapshot, law: Law, day: date) -> pl.DataFrame:
    """Return people with counted, why and the seat they are counted at."""
    people = rows(snapshot)
    if snapshot.head_count_mode:
        return people.with_columns(
            counted=pl.lit(True),
            why=pl.lit("counted"),
            retirement_on=pl.lit(None, dtype=pl.Date),
        )
    seated = duty(snapshot, law, day).select(
        "person_id",
        "counted",
        "why",
        seat_unit="unit_id",
        seat_job="job_id",
        retirement_on="retires_on",
    )
    return (
        people.join(seated, on="person_id", how="left", maintain_order="left")
        .with_columns(
            unit_id=pl.coalesce("seat_unit", "unit_id"),
            job_id=pl.coalesce("seat_job", "job_id"),
            counted=pl.col("counted").fill_null(value=False),
        )
        .drop("seat_unit", "seat_job")
    )
