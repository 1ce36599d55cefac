"""The hull of value against amount is that of all plans, tried one by one."""

from __future__ import annotations

import numpy as np
import pytest

from seimbang.plan import goal
from seimbang.plan.goal import Cost
from seimbang.plan.hull import hull
from seimbang.plan.network import start, value
from seimbang.plan.problem import Family, Ints
from tests.plan.maker import plans, random_family


def weighed(family: Family) -> Cost:
    """Return shortage and travel in one sum of whole numbers."""
    short = goal.shortage(family)
    return Cost("sum", 7 * family.moves.added, short.slot * 24)


def lower_hull(family: Family, cost: Cost, unit: Ints) -> list[tuple[int, int]]:
    """Return the corners by trying every plan."""
    best: dict[int, int] = {}
    state = start(family)
    for at in plans(family):
        state.at = at
        amount = int(unit[at[at >= 0]].sum())
        best[amount] = min(best.get(amount, 2**62), value(state, cost))
    corners: list[tuple[int, int]] = []
    for amount, least in sorted(best.items()):
        if corners and least >= corners[-1][1]:
            continue
        while len(corners) > 1:
            (a, v), (b, w) = corners[-2:]
            if (v - w) * (amount - b) > (w - least) * (b - a):
                break
            corners.pop()
        corners.append((amount, least))
    return corners


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("unit", ["moves", "minutes"])
def test_hull_is_that_of_all_plans(seed: int, unit: str) -> None:
    family = random_family(seed)
    units = family.moves.added if unit == "minutes" else np.ones_like(family.moves.rank)
    cost = weighed(family)
    found = hull(family, cost, units)
    assert [(one.amount, one.value) for one in found] == lower_hull(family, cost, units)
    for one in found:
        state = start(family)
        state.at = one.at
        assert state.keeps_bounds()
        assert value(state, cost) == one.value
        assert int(units[one.at[one.at >= 0]].sum()) == one.amount
