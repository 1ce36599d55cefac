"""
Sums of a unit, made from its positions.

Shortage and surplus are summed apart, so that a surplus in one position never hides a
shortage in another (W31).
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.workload import effectiveness, puskesmas
from seimbang.workload.answer import fits, half_up
from seimbang.workload.basis import Basis

PAIRS = ("need", "gap", "shortage", "surplus", "effectiveness")


def totals(positions: pl.DataFrame, snapshot: Snapshot, basis: Basis) -> pl.DataFrame:
    """
    Return one row a unit, sorted by unit_id; ratios are null where nothing is measured.

    ``present`` counts everybody, ``present_measured`` those in measured positions,
    which alone stand against the need.
    """
    units = pl.concat(
        [snapshot["units"].select("unit_id"), positions.select("unit_id")]
    ).unique()
    counts = positions.group_by("unit_id").agg(
        present=pl.col("present").sum(),
        present_measured=pl.col("present").filter("measured").sum(),
        unmeasured_positions=(~pl.col("measured")).sum().cast(pl.Int64),
    )
    limits = effectiveness.limits_of(basis)
    return (
        units.sort("unit_id")
        .join(counts, on="unit_id", how="left", maintain_order="left")
        .join(sums(positions), on="unit_id", how="left", maintain_order="left")
        .join(
            puskesmas.indicators(positions, snapshot, basis),
            on="unit_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.col("present", "present_measured", "unmeasured_positions").fill_null(0),
            band=effectiveness.band(pl.col("cents"), limits),
        )
        .drop("cents")
    )


def sums(positions: pl.DataFrame) -> pl.DataFrame:
    """Return the exact sums of each unit that has a measured position."""
    short = pl.max_horizontal(-pl.col("gap_num"), 0).sum()
    over = pl.max_horizontal("gap_num", 0).sum()
    parts = (
        positions.filter("measured")
        .group_by("unit_id", "need_den")
        .agg(pl.col("need_num").sum(), pl.col("present").sum(), short=short, over=over)
    )
    needs: dict[str, Fraction] = defaultdict(Fraction)
    shortages: dict[str, Fraction] = defaultdict(Fraction)
    surpluses: dict[str, Fraction] = defaultdict(Fraction)
    present: dict[str, int] = defaultdict(int)
    for unit, den, need, staff, shortage, surplus in parts.iter_rows():
        needs[unit] += Fraction(need, den)
        shortages[unit] += Fraction(shortage, den)
        surpluses[unit] += Fraction(surplus, den)
        present[unit] += staff
    rows = []
    for unit, need in needs.items():
        ratio = effectiveness.effectiveness(need, present[unit])
        sums = (need, present[unit] - need, shortages[unit], surpluses[unit], ratio)
        row: dict[str, str | int | None] = {
            "unit_id": unit,
            "cents": None if ratio is None else half_up(ratio * 100),
        }
        for name, value in zip(PAIRS, sums, strict=True):
            held = None if value is None else fits(value)[0]
            row[f"{name}_num"] = None if held is None else held.numerator
            row[f"{name}_den"] = None if held is None else held.denominator
        rows.append(row)
    return pl.DataFrame(rows, schema=SUMS)


SUMS = pl.Schema(
    {"unit_id": pl.String(), "cents": pl.Int64()}
    | {f"{name}_{part}": pl.Int64() for name in PAIRS for part in ("num", "den")}
)
