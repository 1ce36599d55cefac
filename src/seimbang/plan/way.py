"""How far it is by road from unit to unit, in whole tenths of a kilometre."""

from __future__ import annotations

import numpy as np

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.problem import Flags, Ints
from seimbang.rules.distance import Travel, road_km, unit_points


def tenths_of_km(snapshot: Snapshot, local: Local) -> Ints:
    """
    Return the road from each unit to each, in tenths of a kilometre, halves up.

    The region's own table goes before the straight line. Where neither is known, the
    farthest known straight line of the data stands in: a budget is never understated.
    """
    units = snapshot["units"].select("unit_id", "village_id", "district_id").rows()
    where = unit_points(snapshot).vectors
    km = road_km(where[:, None, :], where[None, :, :], local.detour_percent)
    known = km[~np.isnan(km)]
    km[np.isnan(km)] = known.max(initial=0.0)
    travel = Travel.of(snapshot, local)
    starts = {start for start, _ in travel.ways}
    for at, (unit, *_) in enumerate(units):
        if unit in starts:
            told, minutes = travel.between([unit], units)
            given = minutes[0] >= 0
            km[at, given] = told[0, given]
    np.fill_diagonal(km, 0.0)
    return np.floor(km * 10 + 0.5).astype(np.int64)


def unplaced(snapshot: Snapshot) -> Flags:
    """Tell which units have no coordinates, not even those of village or district."""
    return ~unit_points(snapshot).known
