"""The hull of value against amount is that of all plans, tried one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from seimbang.plan import goal, kernel
from seimbang.plan.goal import Cost
from seimbang.plan.hull import Vertex, _corners, copied, hull
from seimbang.plan.kernel import Answer
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


def units_of(family: Family, unit: str) -> Ints:
    return family.moves.added if unit == "minutes" else np.ones_like(family.moves.rank)


@pytest.mark.parametrize("unit", ["moves", "minutes"])
@pytest.mark.parametrize("largest", [0, 10**15])  # 10^15: as ordered goals in one sum
@pytest.mark.parametrize("compiled", sorted({False, kernel.AVAILABLE}))
@pytest.mark.parametrize("block", range(3))
def test_hull_is_that_of_all_plans(
    unit: str, largest: int, compiled: bool, block: int
) -> None:
    for seed in range(block * 15, block * 15 + 15):
        family = random_family(seed)
        cost, units = weighed(family), units_of(family, unit)
        expected = lower_hull(family, cost, units)
        size = max(np.abs(cost.move).max(initial=1), np.abs(cost.slot).max())
        large = max(1, largest // int(size))
        cost = replace(cost, move=cost.move * large, slot=cost.slot * large)
        state = start(family, compiled=compiled)
        found = hull(family, cost, units, state=state)
        assert [(one.amount, one.value // large) for one in found] == expected, seed
        for one in found:
            state.at = one.at
            assert state.keeps_bounds()
            assert value(state, cost) == one.value
            assert int(units[one.at[one.at >= 0]].sum()) == one.amount


@pytest.mark.skipif(not kernel.AVAILABLE, reason="no compiled kernel")
def test_what_the_kernel_refuses_is_solved_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    family = random_family(5)
    expected = lower_hull(family, weighed(family), units_of(family, "moves"))
    asked = []

    class Refusing:
        def __init__(self, *_: object) -> None:
            pass

        def best(self, *_: object) -> tuple[Answer, int, Ints, None]:
            asked.append(True)
            return Answer.NO_MEMORY, 0, np.zeros(0, np.int64), None

    monkeypatch.setattr("seimbang.plan.hull.Pricer", Refusing)
    state = start(family, compiled=True)
    found = hull(family, weighed(family), units_of(family, "moves"), state=state)
    assert [(one.amount, one.value) for one in found] == expected
    assert asked


def test_a_point_in_the_middle_of_an_edge_is_no_corner() -> None:
    nobody = np.zeros(0, np.int64)
    points = [Vertex(0, 4, nobody), Vertex(1, 2, nobody), Vertex(2, 0, nobody)]
    assert _corners(points) == [points[0], points[2]]


def test_the_face_is_kept_to_and_left_as_it_is() -> None:
    family = random_family(10)
    state = start(family)
    state.move[: family.moves.first[3]] = False
    before = copied(state)
    found = hull(family, weighed(family), units_of(family, "moves"), state=state)
    assert len(found) > 1
    assert all((one.at[:3] == -1).all() for one in found)
    for name, array in vars(before).items():
        if isinstance(array, np.ndarray):
            assert (array == getattr(state, name)).all(), name
