"""
What every seat group needs, has and lacks: by position first, only then summed.

The method follows the kind of unit: schools by the teacher formulas, Puskesmas by the
larger of work and minimum, others by ABK. An entered need overrides all of them.
Source: planner.md §1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from seimbang.law import Law, Local
from seimbang.model.problem import Problem
from seimbang.model.snapshot import Snapshot
from seimbang.workload import (
    abk,
    abk_kes,
    effectiveness,
    entered,
    head,
    puskesmas,
    teacher_sd,
    teacher_smp,
)
from seimbang.workload.answer import codes, flag
from seimbang.workload.basis import Basis
from seimbang.workload.derivation import Derivation, derive
from seimbang.workload.problems import told
from seimbang.workload.regency import Regency
from seimbang.workload.staff import STAFF, staff
from seimbang.workload.supply import duty
from seimbang.workload.unit import totals

SEAT = ["unit_id", "job_id"]


@dataclass(frozen=True)
class Requirements:
    """
    Needs, staff and gaps on ``day``; null need means not measured (belum terukur).

    ``positions``: one row a seat group, sorted by unit_id and job_id. ``units``: one
    row a unit. ``problems``: what a reader must know, grouped.
    """

    positions: pl.DataFrame
    units: pl.DataFrame
    problems: list[Problem]
    snapshot: Snapshot
    law: Law
    local: Local
    day: date

    def derivation(self, unit_id: str, job_id: str) -> Derivation:
        """
        Return how the need of one seat came about, computed again.

        :raises KeyError: when there is no such seat.
        """
        here = (pl.col("unit_id") == unit_id) & (pl.col("job_id") == job_id)
        for row in self.positions.filter(here).iter_rows(named=True):
            basis = Basis(self.law, self.day)
            return derive(row, Regency(self.snapshot, self.local, basis))
        raise KeyError(f"Found no seat of job {job_id!r} in unit {unit_id!r}.")


def requirements(snapshot: Snapshot, law: Law, local: Local, day: date) -> Requirements:
    """Return what every seat group needs on ``day``, and what it has."""
    basis = Basis(law, day)
    regency = Regency(snapshot, local, basis)
    computed = computed_needs(regency)
    people = duty(snapshot, law, day)
    present = staff(snapshot, people, basis)
    positions = _with_flags(
        _with_gaps(_seats(snapshot, computed, present), basis), snapshot
    )
    units = totals(positions, snapshot, basis)
    problems = told(positions, computed, regency)
    return Requirements(positions, units, problems, snapshot, law, local, day)


def computed_needs(regency: Regency) -> pl.DataFrame:
    """Return the formulas' answers, one a seat; job_id null: no job has the code."""
    snapshot, basis = regency.snapshot, regency.basis
    work = pl.concat(
        [
            abk_kes.needs(snapshot["activities"], basis),
            abk.needs(snapshot["tasks"], basis),
        ]
    ).unique(SEAT, keep="first", maintain_order=True)
    schools = pl.concat(
        [
            teacher_sd.needs(regency),
            teacher_smp.needs(regency),
            head.needs(regency),
        ]
    )
    others = puskesmas.larger(puskesmas.needs(regency), work)
    known = schools.filter(pl.col("job_id").is_not_null())
    return pl.concat([schools, others.join(known, on=SEAT, how="anti")])


def _seats(
    snapshot: Snapshot, computed: pl.DataFrame, present: pl.DataFrame
) -> pl.DataFrame:
    """Return the union of all seats with establishment, need and staff."""
    answers = entered.override(
        computed.filter(pl.col("job_id").is_not_null()), snapshot["needs"]
    )
    known = snapshot["positions"]
    tables = (known, answers, present)
    seats = pl.concat([table.select(SEAT) for table in tables]).unique().sort(SEAT)
    local = known.select(*SEAT, "establishment", local_minimum="minimum")
    families = snapshot["jobs"].select("job_id", "family")
    return (
        seats.join(families, on="job_id", how="left", maintain_order="left")
        .join(answers, on=SEAT, how="left", maintain_order="left")
        .join(local, on=SEAT, how="left", maintain_order="left")
        .join(present, on=SEAT, how="left", maintain_order="left")
        .with_columns(
            *(
                pl.when(pl.col("present").is_null()).then(0).otherwise(name).alias(name)
                for name in STAFF
            ),
            minimum=pl.max_horizontal(
                pl.col("minimum").fill_null(0), pl.col("local_minimum").fill_null(0)
            ),
            measured=pl.col("need_num").is_not_null(),
        )
    )


def _with_gaps(seats: pl.DataFrame, basis: Basis) -> pl.DataFrame:
    """Return ``seats`` with gap, effectiveness, band and the gap in five years."""
    need, den, present = pl.col("need_num"), pl.col("need_den"), pl.col("present")
    staying = present - pl.col("retire5") - pl.col("contract_end5")
    cents = effectiveness.hundredths(need, den, present)
    limits = effectiveness.limits_of(basis)
    return seats.with_columns(
        gap_num=present * den - need,
        gap_den=den,
        effectiveness=effectiveness.words(cents),
        band=effectiveness.band(cents, limits),
        gap5_num=staying * den - need,
        gap5_den=pl.when(staying.is_not_null()).then(den),
    )


def _with_flags(seats: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Return ``seats`` with all flags, in the contract's columns."""
    doubled = _doubled(seats, snapshot)
    added = codes(
        flag("no_establishment", pl.col("establishment").is_null()),
        flag("over_establishment", pl.col("present") > pl.col("establishment")),
        flag("below_minimum", pl.col("present") < pl.col("minimum")),
        flag("same_code_elsewhere", pl.col("doubled").fill_null(value=False)),
        flag("teacher_below_24", pl.col("teachers_below") > 0),
    )
    return (
        seats.join(doubled, on=SEAT, how="left", maintain_order="left")
        .with_columns(flags=pl.concat_list(pl.col("flags").fill_null([]), added))
        .select(COLUMNS)
    )


def _doubled(seats: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Return unmeasured seats whose subject or profession is measured in another."""
    served = pl.coalesce("subject", "profession").alias("served")
    named = seats.join(snapshot["jobs"].select("job_id", served), on="job_id")
    measured = named.filter("measured").drop_nulls("served")
    return (
        named.filter(~pl.col("measured"))
        .join(measured, on=["unit_id", "served"], how="semi")
        .select(*SEAT, doubled=pl.lit(value=True))
    )


COLUMNS = (
    "unit_id",
    "job_id",
    "family",
    "method",
    "need_num",
    "need_den",
    "need_low_num",
    "need_low_den",
    "need_high_num",
    "need_high_den",
    "need_rounded",
    "computed_num",
    "computed_den",
    "minimum",
    "establishment",
    "present",
    "present_any",
    "shown",
    "gap_num",
    "gap_den",
    "effectiveness",
    "band",
    "retire5",
    "contract_end5",
    "gap5_num",
    "gap5_den",
    "flags",
    "measured",
)
