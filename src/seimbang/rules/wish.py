"""Wishes: where somebody asked to go, by unit or by district, in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from seimbang.model.snapshot import Snapshot

NO_WISH = 127

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Wishes:
    """
    The wishes as arrays: row of the person, row of the target, rank.

    A target is a row of ``units`` (``unit``) or of the list of districts
    (``district``).
    """

    unit: tuple[Rows, Rows, Rows]
    district: tuple[Rows, Rows, Rows]
    district_of_unit: Rows
    districts: int

    @classmethod
    def of(cls, snapshot: Snapshot, person_ids: pl.Series) -> Wishes:
        """Return the wishes of those people and places that exist."""
        units = snapshot["units"]
        districts = units["district_id"].unique(maintain_order=True)
        codes = _rows(districts, "district_id", "target")
        wishes = snapshot["wishes"].join(
            _rows(person_ids, "person_id", "row"), on="person_id", how="inner"
        )
        by_unit = wishes.filter(kind="unit").join(
            _rows(units["unit_id"], "target_id", "target"), on="target_id", how="inner"
        )
        by_district = wishes.filter(kind="district").join(
            codes.rename({"district_id": "target_id"}), on="target_id", how="inner"
        )
        of_unit = units.join(codes, on="district_id", how="left", maintain_order="left")
        return cls(
            _arrays(by_unit),
            _arrays(by_district),
            of_unit["target"].cast(pl.Int64).to_numpy(),
            len(districts),
        )

    def ranks(self, position: Rows, people: int, units: Rows) -> NDArray[np.int8]:
        """
        Return the best rank of each person for each of ``units`` (0: no wish).

        ``position`` gives the row in the answer of each person (-1: not asked for).
        """
        at_unit = np.full((people, len(self.district_of_unit)), NO_WISH, dtype=np.int8)
        at_district = np.full((people, self.districts), NO_WISH, dtype=np.int8)
        for table, (rows, targets, rank) in (
            (at_unit, self.unit),
            (at_district, self.district),
        ):
            here = position[rows]
            asked = here >= 0
            np.minimum.at(table, (here[asked], targets[asked]), rank[asked])
        best = np.minimum(
            at_unit[:, units], at_district[:, self.district_of_unit[units]]
        )
        return np.where(best == NO_WISH, 0, best).astype(np.int8)


def _rows(values: pl.Series, name: str, row: str) -> pl.DataFrame:
    return pl.DataFrame({name: values}).with_row_index(row)


def _arrays(frame: pl.DataFrame) -> tuple[Rows, Rows, Rows]:
    row, target, rank = (
        frame[name].cast(pl.Int64).to_numpy() for name in ("row", "target", "rank")
    )
    return row, target, rank
