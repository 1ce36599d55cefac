"""
How far it is: straight lines times a detour, or the region's own travel times.

Coordinates are those of the person or unit, else the centre of the village, else of
the district: then they are marked as estimated. Kilometres are road kilometres: the
great circle times ``local.detour_percent``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot

EARTH_DIAMETER_KM = 2 * 6371.0088  # mean radius, IUGG
UNKNOWN_MINUTES = -1


@dataclass(frozen=True)
class Points:
    """Places on the sphere: unit vectors (NaN: unknown), and whether estimated."""

    vectors: NDArray[np.float64]  # [n, 3]
    estimated: NDArray[np.bool_]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Tell which points are known."""
        return ~np.isnan(self.vectors[:, 0])


def points(frame: pl.DataFrame) -> Points:
    """Return the points of ``frame`` (latitude, longitude, estimated)."""
    latitude = np.radians(frame["latitude"].cast(pl.Float64).to_numpy())
    longitude = np.radians(frame["longitude"].cast(pl.Float64).to_numpy())
    vectors = np.column_stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )
    return Points(vectors, frame["estimated"].to_numpy().astype(bool))


def _first_known(frame: pl.DataFrame, pairs: list[tuple[str, str]]) -> pl.DataFrame:
    """Return the first of the coordinate ``pairs`` that is whole; later: estimated."""
    index = pl.coalesce(
        *(
            pl.when(pl.col(north).is_not_null() & pl.col(east).is_not_null()).then(at)
            for at, (north, east) in enumerate(pairs)
        )
    )
    north, east = (
        pl.coalesce(
            *(
                pl.when(index == at).then(pl.col(pair[side]))
                for at, pair in enumerate(pairs)
            )
        )
        for side in (0, 1)
    )
    return frame.select(
        latitude=north, longitude=east, estimated=(index > 0).fill_null(value=False)
    )


def _centres(snapshot: Snapshot, prefix: str) -> pl.DataFrame:
    return snapshot["places"].select(
        pl.col("place_id").alias(f"{prefix}_id"),
        pl.col("latitude").alias(f"{prefix}_north"),
        pl.col("longitude").alias(f"{prefix}_east"),
    )


def unit_points(snapshot: Snapshot) -> Points:
    """Return where the units are, in the order of the file."""
    frame = (
        snapshot["units"]
        .select("village_id", "district_id", "latitude", "longitude")
        .join(
            _centres(snapshot, "village"),
            on="village_id",
            how="left",
            maintain_order="left",
        )
        .join(
            _centres(snapshot, "district"),
            on="district_id",
            how="left",
            maintain_order="left",
        )
    )
    return points(
        _first_known(
            frame,
            [
                ("latitude", "longitude"),
                ("village_north", "village_east"),
                ("district_north", "district_east"),
            ],
        )
    )


def home_points(snapshot: Snapshot, people: pl.DataFrame) -> Points:
    """Return where people live: their coordinates, else the centre of their place."""
    frame = people.select("home_place_id", "home_latitude", "home_longitude").join(
        _centres(snapshot, "home_place"),
        on="home_place_id",
        how="left",
        maintain_order="left",
    )
    return points(
        _first_known(
            frame,
            [
                ("home_latitude", "home_longitude"),
                ("home_place_north", "home_place_east"),
            ],
        )
    )


def road_km(
    homes: NDArray[np.float64], places: NDArray[np.float64], detour_percent: int
) -> NDArray[np.float64]:
    """
    Return road kilometres between points that broadcast against each other.

    ``homes`` and ``places`` end in an axis of three (unit vectors); NaN: unknown.
    """
    square = np.zeros(())
    for axis in range(3):
        side = homes[..., axis] - places[..., axis]
        square = square + side * side
    half = np.sqrt(square) / 2
    great_circle = EARTH_DIAMETER_KM * np.arcsin(np.minimum(half, 1.0))
    km: NDArray[np.float64] = great_circle * (detour_percent / 100)
    return km


def whole_minutes(km: NDArray[np.float64], speed_kmh: int) -> NDArray[np.int32]:
    """Return minutes of travel, halves up; unknown kilometres are -1."""
    minutes = np.floor(km * (60 / speed_kmh) + 0.5)
    return np.where(np.isnan(minutes), UNKNOWN_MINUTES, minutes).astype(np.int32)


@dataclass(frozen=True)
class Travel:
    """
    The region's own travel times, by code of a place or unit.

    Looked up from the home (or present unit) to the unit, its village, its district,
    and in the other direction where only that is given.
    """

    ways: dict[tuple[str, str], tuple[float, int]]  # km, minutes

    @classmethod
    def of(cls, snapshot: Snapshot, local: Local) -> Travel:
        """Return the table ``travel``; kilometres not given follow from the speed."""
        ways: dict[tuple[str, str], tuple[float, int]] = {}
        for one, other, minutes, km in snapshot["travel"].iter_rows():
            road = minutes * local.speed_kmh / 60 if km is None else float(km)
            ways[one, other] = road, minutes
        for one, other in list(ways):
            ways.setdefault((other, one), ways[one, other])
        return cls(ways)

    def __bool__(self) -> bool:
        return bool(self.ways)

    def way(
        self, origin: str | None, codes: tuple[str | None, ...]
    ) -> tuple[float, int] | None:
        """Return km and minutes to the first of ``codes`` that the table has."""
        if origin is None:
            return None
        pairs = ((origin, code) for code in codes if code is not None)
        return next((self.ways[pair] for pair in pairs if pair in self.ways), None)

    def between(
        self, origins: list[str | None], targets: list[tuple[str | None, ...]]
    ) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Return km (NaN: not in the table) and minutes (-1) of origins × targets."""
        km = np.full((len(origins), len(targets)), np.nan)
        minutes = np.full(km.shape, UNKNOWN_MINUTES, dtype=np.int32)
        for row, origin in enumerate(origins):
            for column, codes in enumerate(targets):
                way = self.way(origin, codes)
                if way is not None:
                    km[row, column], minutes[row, column] = way
        return km, minutes
