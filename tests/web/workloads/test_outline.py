"""Outlines: schematic ones hold their places, simpler ones keep the shape."""

from __future__ import annotations

import math
from itertools import pairwise

from seimbang_web.workloads.outline import schematic, simpler


def inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    """Tell whether a point lies in a closed ring."""
    hits = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hits += 1
    return hits % 2 == 1


def test_every_place_lies_in_the_outline_of_its_district() -> None:
    places = [(102 + at / 10, -1.5, "west") for at in range(5)]
    places += [(103 + at / 10, -1.5, "east") for at in range(5)]
    found = schematic(places)
    assert set(found) == {"west", "east"}
    for x, y, code in places:
        assert any(inside(x, y, polygon[0]) for polygon in found[code])


def test_rings_are_closed() -> None:
    found = schematic([(102.0, -1.0, "a"), (102.5, -1.2, "a"), (102.5, -1.4, "b")])
    rings = [ring for polygons in found.values() for one in polygons for ring in one]
    assert rings and all(ring[0] == ring[-1] for ring in rings)


def test_no_place_no_outline() -> None:
    assert schematic([]) == {}
    assert simpler([]) == []


def test_fewer_points_same_shape() -> None:
    turn = [2 * math.pi * at / 1000 for at in range(1000)]
    ring = [(math.cos(one), math.sin(one)) for one in turn]
    ring.append(ring[0])
    ((found,),) = simpler([[ring]])
    assert 8 < len(found) < 100
    assert found[0] == found[-1]
    assert all(abs(math.hypot(x, y) - 1) < 0.01 for x, y in found)


def test_a_part_too_small_to_be_seen_is_left_out() -> None:
    large = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    tiny = [(2.0, 2.0), (2.00001, 2.0), (2.0, 2.00001), (2.0, 2.0)]
    assert len(simpler([[large], [tiny]])) == 1
