"""A need computed elsewhere, entered with its source: it overrides every formula."""

from __future__ import annotations

import polars as pl

from seimbang.model.ratio import half_up
from seimbang.workload.answer import ANSWER, MAX_DENOMINATOR, MAX_PEOPLE

METHOD = "entered"
PAIRS = ("need", "need_low", "need_high")


def override(computed: pl.DataFrame, needs: pl.DataFrame) -> pl.DataFrame:
    """
    Return one answer a seat: the entered need where there is one, else the formula's.

    computed_num and computed_den keep what the formula gave.
    """
    key = ["unit_id", "job_id"]
    fixed = needs.filter(plausible()).select(
        *key, entered_num="need_num", entered_den="need_den"
    )
    both = computed.join(fixed, on=key, how="full", coalesce=True)
    given = pl.col("entered_num").is_not_null()
    num, den = pl.col("entered_num"), pl.col("entered_den")
    parts = {
        f"{pair}_{part}": pl.when(given)
        .then(f"entered_{part}")
        .otherwise(f"{pair}_{part}")
        for pair in PAIRS
        for part in ("num", "den")
    }
    return both.with_columns(
        computed_num="need_num",
        computed_den="need_den",
        method=pl.when(given).then(pl.lit(METHOD)).otherwise("method"),
        need_rounded=pl.when(given).then(half_up(num, den)).otherwise("need_rounded"),
        **parts,
    ).select(*ANSWER.names(), "computed_num", "computed_den")


def plausible() -> pl.Expr:
    """Tell whether an entered need can be true, and columns can hold it."""
    num, den = pl.col("need_num"), pl.col("need_den")
    return (den <= MAX_DENOMINATOR) & (num // den <= MAX_PEOPLE)
