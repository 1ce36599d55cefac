"""The real part: places, schools, health centres and offices, read from ``facts/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from seimbang.demo.chance import Floats

FOLDER = Path(__file__).parent / "facts"

PROFESSIONS = (
    "dokter", "dokter-gigi", "perawat", "bidan", "promkes", "sanitasi", "gizi",
    "farmasi", "atlm",
)  # fmt: skip


@cache
def table(name: str) -> pl.DataFrame:
    """Return the file ``facts/<name>.csv``: codes as text, "" as null."""
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)


def places() -> pl.DataFrame:
    """Return the regency's places with their centres, all columns typed."""
    return table("places").with_columns(
        pl.col("latitude", "longitude").cast(pl.Float64)
    )


@cache
def villages() -> pl.DataFrame:
    """Return the 124 desa and kelurahan with ``district_id``, by code."""
    return (
        places()
        .filter(pl.col("kind").is_in(["village", "kelurahan"]))
        .with_columns(pl.col("place_id").str.slice(0, 8).alias("district_id"))
        .sort("place_id")
    )


def kilometres(
    latitude: Floats | float,
    longitude: Floats | float,
    to_latitude: Floats | float,
    to_longitude: Floats | float,
) -> Floats:
    """Return straight distances in km (near the equator a plane will do)."""
    north = (to_latitude - latitude) * 110.57
    east = (to_longitude - longitude) * 111.28
    return np.asarray(np.sqrt(north * north + east * east))


def placed(units: pl.DataFrame) -> pl.DataFrame:
    """
    Return ``units`` with a village and coordinates each.

    A unit without village is spread over the villages of its kecamatan in the order of
    the rows; one without coordinates lies at the centre of its village.
    """
    by_district: dict[str, list[str]] = {}
    for district, village in villages().select("district_id", "place_id").iter_rows():
        by_district.setdefault(district, []).append(village)
    spread: dict[str, int] = {}
    chosen = []
    for district, village in units.select("district_id", "village_id").iter_rows():
        if village is None:
            at = spread[district] = spread.get(district, 0) + 1
            names = by_district[district]
            village = names[at * 5 % len(names)]
        chosen.append(village)
    centres = villages().select("place_id", "latitude", "longitude")
    return (
        units.with_columns(
            pl.Series("village_id", chosen, dtype=pl.String),
            pl.col("latitude", "longitude").cast(pl.Float64),
        )
        .join(centres, left_on="village_id", right_on="place_id", suffix="_c",
              how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("latitude", "latitude_c").alias("latitude"),
            pl.coalesce("longitude", "longitude_c").alias("longitude"),
        )
        .drop("latitude_c", "longitude_c")
    )  # fmt: skip


def schools() -> pl.DataFrame:
    """Return the 203 SDN and 45 SMPN, placed; ``location`` tells how surely."""
    return placed(table("schools"))


def puskesmas() -> pl.DataFrame:
    """Return the 18 Puskesmas, placed, with ``<profession>_asn`` and ``_non_asn``."""
    counts = [f"{one}_{status}" for one in PROFESSIONS for status in ("asn", "non_asn")]
    units = table("puskesmas").with_columns(
        pl.col(*counts).cast(pl.Int64),
        pl.lit(None, dtype=pl.Float64).alias("latitude"),
        pl.lit(None, dtype=pl.Float64).alias("longitude"),
        (pl.col("inpatient") == "yes").alias("inpatient"),
    )
    return placed(units)


def offices() -> pl.DataFrame:
    """Return offices, RSUD, kecamatan and kelurahan offices, placed."""
    units = table("offices").with_columns(
        pl.lit(None, dtype=pl.Float64).alias("latitude"),
        pl.lit(None, dtype=pl.Float64).alias("longitude"),
    )
    return placed(units)


def sd_teachers() -> dict[str, int]:
    """Return the ASN teachers of SD per kecamatan (March 2022, press)."""
    rows = table("teachers").select("district_id", "sd_asn").iter_rows()
    return {district: int(number) for district, number in rows}
