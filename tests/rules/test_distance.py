"""Kilometres and minutes: straight lines with a detour, or the region's own table."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from seimbang.rules.distance import points, road_km, whole_minutes
from tests.rules.regency import judged, person
from tests.rules.test_pairs import block

HOME = {"home_latitude": None, "home_longitude": None, "home_place_id": "D1"}


def test_one_degree_of_latitude_is_111_kilometres() -> None:
    places = points(
        pl.DataFrame(
            {"latitude": [0.0, 1.0], "longitude": [103.0, 103.0], "estimated": False}
        )
    )
    km = road_km(places.vectors[0], places.vectors[1], 100)
    assert float(km) == pytest.approx(111.195, abs=0.001)
    assert float(road_km(places.vectors[0], places.vectors[1], 130)) == pytest.approx(
        1.3 * float(km)
    )


def test_opposite_points_are_half_the_globe_apart() -> None:
    one = np.array([1.0, 0.0, 0.0])
    assert float(road_km(one, -one, 100)) == pytest.approx(np.pi * 6371.0088)


def test_minutes_are_rounded_half_up() -> None:
    km = np.array([0.0, 0.25, 0.249, 0.75, np.nan])
    assert whole_minutes(km, 30).tolist() == [0, 1, 0, 2, -1]


def test_a_home_by_its_place_is_estimated() -> None:
    pairs = block(judged([person(), person("P2", **HOME)]))
    assert pairs.estimated_home.tolist() == [False, True]
    assert pairs.minutes[1, 1] == 0, "the school lies at the centre of the village too"
    assert pairs.minutes_before[1] == 8


def test_a_unit_without_coordinates_lies_at_its_village_else_its_district() -> None:
    answers = judged([person(job_id="perawat", unit_id="PK1", home_latitude=-1.9,
                             home_longitude=103.3)])  # fmt: skip
    pairs = block(answers, "perawat")
    assert pairs.km[0, 1] == pytest.approx(0, abs=1e-6), "PK2: centre of K2"


def test_the_table_of_travel_times_replaces_the_line() -> None:
    travel = [
        {"from_id": "D1", "to_id": "SD3", "minutes": 50, "km": None},
        {"from_id": "K1", "to_id": "D1", "minutes": 40, "km": 12},
        {"from_id": "D1", "to_id": "D1", "minutes": 3, "km": 1},
    ]
    answers = judged([person(**HOME), person("P2")], tables={"travel": travel})
    pairs = block(answers)
    assert pairs.minutes[0].tolist() == [40, 3, 50], "district, village, unit"
    assert pairs.km[0].tolist() == [12, 1, 25], "25 km: 50 minutes at 30 km/h"
    assert pairs.minutes_before.tolist() == [40, 0]
    assert pairs.allowed_compulsory[0].tolist() == [False, True, True]
    assert pairs.minutes[1, 1] == 8, "coordinates without a place: the line"


def test_a_home_known_only_to_the_table_of_travel_times() -> None:
    travel = [{"from_id": "D9", "to_id": "SD2", "minutes": 20}]
    pairs = block(judged([person(**HOME | {"home_place_id": "D9"})],
                         tables={"travel": travel}))  # fmt: skip
    assert pairs.minutes[0].tolist() == [0, 20, 0], "elsewhere: as today"
    assert pairs.allowed_compulsory[0].tolist() == [False, True, False]
    assert np.isnan(pairs.km[0]).tolist() == [True, False, True]
    assert pairs.estimated_home.tolist() == [False]


def test_nobody_asked_for_is_no_fault_beside_a_table_of_travel_times() -> None:
    travel = [{"from_id": "D1", "to_id": "SD2", "minutes": 20}]
    answers = judged([person(**HOME)], tables={"travel": travel})
    nobody = np.array([], np.int64)
    assert answers.pairs(nobody, np.array([0])).km.shape == (0, 1)
