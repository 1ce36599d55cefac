"""How far units lie apart by road, to what a budget or a zone in km counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.rules.distance import Travel, road_km, unit_points
from seimbang.verify.shape import Array


@dataclass(frozen=True)
class Roads:
    """Straight lines times the detour, and the region's own table of ways."""

    straight: Array  # km, units × units; NaN where a unit has no coordinates
    travel: Travel
    codes: list[tuple[str | None, ...]]  # of each unit: its own, village, district

    @classmethod
    def of(cls, snapshot: Snapshot, local: Local) -> Roads:
        """Return the roads between the units, in the order of their sheet."""
        where = unit_points(snapshot).vectors
        units = snapshot["units"].select("unit_id", "village_id", "district_id")
        return cls(
            road_km(where[:, None], where[None, :], local.detour_percent),
            Travel.of(snapshot, local),
            units.rows(),
        )

    def near(self, one: int, other: int, km: int) -> bool:
        """Tell whether two units are at most ``km`` apart; unknown is not near."""
        return one == other or bool(self.straight[one, other] <= km)

    def tenths(self, starts: Array, ends: Array) -> Array:
        """
        Return tenths of a kilometre from unit to unit, halves up.

        The region's table goes before the straight line; where neither is known, the
        farthest straight line stands in.
        """
        known = self.straight[~np.isnan(self.straight)]
        farthest = float(known.max(initial=0.0))
        pairs = starts.astype(np.int64) * len(self.codes) + ends
        each, spot = np.unique(pairs, return_inverse=True)
        km = [self._km(*divmod(int(pair), len(self.codes)), farthest) for pair in each]
        tenths = np.floor(np.array(km, dtype=np.float64) * 10 + 0.5).astype(np.int64)
        found: Array = tenths[spot]
        return found

    def _km(self, start: int, end: int, farthest: float) -> float:
        if start == end:
            return 0.0
        way = self.travel.way(self.codes[start][0], self.codes[end])
        if way is not None:
            return way[0]
        straight = float(self.straight[start, end])
        return farthest if np.isnan(straight) else straight
