"""Ways over rivers: banks, bends, bridges, several rivers."""

from __future__ import annotations

import numpy as np
import pytest

from seimbang_web.workloads.crossing import (
    Crossing,
    kilometres,
    nearest_river,
    segments,
    times_met,
    ways,
)

RIVER = {"A": segments([[[0, 0], [2, 0]]])}
NORTH, SOUTH, EAST = (0.5, 0.5), (0.5, -0.5), (1.5, 0.5)


def at(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


def test_a_degree_of_the_equator_is_111_km() -> None:
    assert kilometres(at((0, 0)), at((1, 0)))[0, 0] == pytest.approx(111.19, abs=0.01)


def test_opposite_banks_are_apart_same_bank_is_not() -> None:
    found = ways(at(NORTH), at(SOUTH, EAST), RIVER, [], 30)
    assert found.barred.tolist() == [[True, False]]


def test_a_bend_met_twice_is_no_barrier() -> None:
    bend = {"A": segments([[[-1, 0], [0.9, 0], [1, 0.8], [1.1, 0], [3, 0]]])}
    assert times_met(at(NORTH), at(EAST), bend["A"]).tolist() == [2]
    assert not ways(at(NORTH), at(EAST), bend, [], 30).barred[0, 0]


def test_a_line_through_a_corner_of_the_river_meets_it_once() -> None:
    corner = segments([[[-1, 0], [0, 0], [1, 0]]])
    assert times_met(at((0, 1)), at((0, -1)), corner).tolist() == [1]


def test_the_way_leads_over_the_nearest_crossing() -> None:
    near, far = Crossing("near", "A", (0.6, 0), 0), Crossing("far", "A", (1.9, 0), 0)
    found = ways(at(NORTH), at(SOUTH), RIVER, [far, near], 30)
    legs = kilometres(at(NORTH, SOUTH), at(near.at)).sum()
    assert found.km[0, 0] == pytest.approx(legs)
    assert found.straight[0, 0] < found.km[0, 0]


def test_a_ferry_with_a_long_wait_loses_against_a_bridge_farther_away() -> None:
    ferry, bridge = Crossing("f", "A", (0.5, 0), 600), Crossing("b", "A", (0.7, 0), 0)
    found = ways(at(NORTH), at(SOUTH), RIVER, [ferry, bridge], 30)
    assert found.waiting[0, 0] == 0
    slow = ways(at(NORTH), at(SOUTH), RIVER, [ferry], 30)
    assert slow.waiting[0, 0] == 600


def test_two_rivers_need_two_crossings() -> None:
    rivers = {**RIVER, "B": segments([[[0, -1], [2, -1]]])}
    one, two = Crossing("one", "A", (1, 0), 10), Crossing("two", "B", (0.2, -1), 5)
    beyond = at((0.5, -1.5))
    found = ways(at(NORTH), beyond, rivers, [one, two], 30)
    legs = (
        kilometres(at(NORTH), at(one.at))
        + kilometres(at(one.at), at(two.at))
        + kilometres(at(two.at), beyond)
    )
    assert found.km[0, 0] == pytest.approx(legs[0, 0])
    assert found.waiting[0, 0] == 15
    lost = ways(at(NORTH), beyond, rivers, [one], 30)
    assert np.isinf(lost.km[0, 0])


def test_a_crossing_belongs_to_the_river_it_lies_on() -> None:
    rivers = {**RIVER, "B": segments([[[0, -1], [2, -1]]])}
    assert nearest_river((1.0, -0.999), rivers) == "B"
    assert nearest_river((1.0, -0.5), rivers) is None
    assert nearest_river((1.0, -0.5), {}) is None
