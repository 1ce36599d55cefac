"""
Puskesmas: the minimum of the nine professions, and the ministry's two indicators.

Source: Permenkes 43/2019 as shown by the ministry; regulations 3.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from seimbang.law import Law
from seimbang.model.snapshot import Snapshot
from seimbang.workload.answer import flag, whole
from seimbang.workload.basis import Basis
from seimbang.workload.regency import Regency

METHOD = "puskesmas_minimum"
KIND = "puskesmas"


def table(basis: Basis, *, inpatient: bool) -> Mapping[str, int]:
    """Return the law's minimum per profession."""
    kind = "inpatient" if inpatient else "not_inpatient"
    return basis.table(f"health.puskesmas_minimum.{kind}")


def minimum(
    profession: str, inpatient: bool | None, law: Law, day: date
) -> tuple[int, int]:
    """Return the lowest and the highest minimum; they differ when beds are unknown."""
    return _range(Basis(law, day), profession, inpatient)


def _range(basis: Basis, profession: str, inpatient: bool | None) -> tuple[int, int]:
    low = table(basis, inpatient=inpatient is True)[profession]
    high = table(basis, inpatient=inpatient is not False)[profession]
    return int(low), int(high)


def by_profession(snapshot: Snapshot, basis: Basis) -> pl.DataFrame:
    """
    Return unit_id, code, low, high, unknown: the minimum of every Puskesmas.

    Where it is unknown whether there are beds, low is the table without them.
    """
    rows = [
        (inpatient, profession, *_range(basis, profession, inpatient))
        for inpatient in (True, False, None)
        for profession in table(basis, inpatient=True)
    ]
    schema = {
        "inpatient": pl.Boolean(),
        "code": pl.String(),
        "low": pl.Int64(),
        "high": pl.Int64(),
    }
    units = snapshot["units"].filter(pl.col("kind") == KIND)
    return (
        units.select("unit_id", "inpatient")
        .join(
            pl.DataFrame(rows, schema=schema, orient="row"),
            on="inpatient",
            nulls_equal=True,
        )
        .select("unit_id", "code", "low", "high", unknown=pl.col("inpatient").is_null())
    )


def needs(regency: Regency) -> pl.DataFrame:
    """Return the answers for the nine professions of every Puskesmas."""
    asked = by_profession(regency.snapshot, regency.basis)
    return whole(
        regency.posts.filled(asked, KIND),
        METHOD,
        need=pl.col("low"),
        high=pl.col("high"),
        minimum=pl.col("low"),
        flags=[flag("inpatient_unknown", pl.col("unknown"))],
    )


def larger(minimum: pl.DataFrame, work: pl.DataFrame) -> pl.DataFrame:
    """
    Return for each seat the larger of its ``minimum`` and of the need by its ``work``.

    Seats in only one of the two keep it. A work that cannot be known leaves the
    minimum, with the flags of both.
    """
    key = ["unit_id", "job_id"]
    both = minimum.join(work, on=key, suffix="_work")
    wins = _exceeds("need")
    chosen = both.select(
        *key,
        *(
            pl.when(_exceeds(pair))
            .then(f"{pair}_{part}_work")
            .otherwise(f"{pair}_{part}")
            .alias(f"{pair}_{part}")
            for pair in ("need", "need_low", "need_high")
            for part in ("num", "den")
        ),
        pl.when(wins).then("method_work").otherwise("method").alias("method"),
        pl.when(wins)
        .then("need_rounded_work")
        .otherwise("need_rounded")
        .alias("need_rounded"),
        "code",
        "minimum",
        pl.concat_list("flags", "flags_work").alias("flags"),
    )
    return pl.concat(
        [
            chosen.select(minimum.columns),
            minimum.join(work, on=key, how="anti"),
            work.join(minimum, on=key, how="anti"),
        ]
    )


def _exceeds(pair: str) -> pl.Expr:
    """Tell whether the work's ratio is above the minimum's (whole people)."""
    work, den = pl.col(f"{pair}_num_work"), pl.col(f"{pair}_den_work")
    return work > pl.col(f"{pair}_num") * den


def indicators(
    positions: pl.DataFrame, snapshot: Snapshot, basis: Basis
) -> pl.DataFrame:
    """
    Return unit_id, indicator_nine_types, indicator_minimum of every Puskesmas.

    Nine types: somebody of any status in each. Minimum: counted ASN only; null where
    it depends on beds that are not known of.
    """
    staff = (
        positions.join(snapshot["jobs"].select("job_id", "profession"), on="job_id")
        .group_by("unit_id", code="profession")
        .agg(pl.col("present", "present_any").sum())
    )
    asked = by_profession(snapshot, basis).join(
        staff, on=["unit_id", "code"], how="left"
    )
    present = pl.col("present").fill_null(0)
    enough = (present >= pl.col("high")).all()
    possible = (present >= pl.col("low")).all()
    return asked.group_by("unit_id").agg(
        indicator_nine_types=(pl.col("present_any").fill_null(0) > 0).all(),
        indicator_minimum=pl.when(enough).then(True).when(~possible).then(False),
    )
