"""Hours at a second school, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from seimbang.relief.hours import School, lesson_hours
from seimbang.relief.lack import lacks
from seimbang.relief.option import Option
from seimbang.relief.scene import days_for
from tests.relief.school import classes, data, options, scene, teacher, unit

JOB = "guru-smp-matematika"
UNITS = [unit("S1", "smp"), unit("S2", "smp", 2), unit("S3", "smp", 4)]
SEAT = [{"unit_id": "S1", "job_id": JOB, "establishment": 2}]
# Mathematics has 5 JP: S1 has six classes, 30 JP, for one teacher; the others 15 JP.
CLASSES = [
    *classes("S1", g7=(64, 2), g8=(64, 2), g9=(64, 2)),
    *classes("S2", g7=(20, 1), g8=(20, 1), g9=(20, 1)),
    *classes("S3", g7=(20, 1), g8=(20, 1), g9=(20, 1)),
]


FULL = [teacher("F2", "S2", 40), teacher("F3", "S3", 40)]  # so neither is short


def relief(people: list[Any], **choices: Any) -> list[Option]:
    """Return the relief of the seat of S1, which has nobody."""
    of = scene(
        data([*FULL, *people], units=UNITS, classes=CLASSES, positions=SEAT), **choices
    )
    return options(of)["S1", JOB]


def test_one_with_hours_to_spare_takes_all() -> None:
    """Twenty-five hours are left of T2 (15 of 40), thirty-one of T3 (9)."""
    (option,) = relief([teacher("T2", "S2", 15), teacher("T3", "S3", 9)])
    assert (option.kind, option.unit) == ("hours", "lesson_hours")
    assert (option.need, option.had, option.has, option.gap) == (30, 0, 30, 0)
    assert option.people == 1
    (helper,) = option.helpers
    assert (helper.person_id, helper.seat, helper.gives) == ("T3", ("S3", JOB), 30)
    assert (helper.had, helper.has, helper.need) == (9, 39, 24)
    assert option.cannot == ()
    assert option.law[0] == "relief.second_school"


def test_two_share_what_is_too_much_for_one() -> None:
    (option,) = relief([teacher("T2", "S2", 15), teacher("T3", "S3", 11)])
    given = {helper.person_id: helper.gives for helper in option.helpers}
    assert sum(given.values()) == 30
    assert given["T2"] <= 25
    assert given["T3"] <= 29
    assert option.gap == 0


def test_what_is_too_much_for_all_is_covered_in_part() -> None:
    (option,) = relief([teacher("T2", "S2", 15)])
    assert (option.has, option.gap, option.people) == (25, 5, Fraction(25, 30))
    assert not option.as_dict()["closes"]


def test_extra_duties_count_toward_the_forty_hours() -> None:
    (option,) = relief([teacher("T3", "S3", 9, duties=["deputy_head"])])
    (helper,) = option.helpers
    assert (helper.had, helper.gives, helper.has) == (21, 19, 40)


@pytest.mark.parametrize(
    "facts",
    [
        {"protection": "illness"},
        {"home_latitude": None, "home_longitude": None},
        {"home_longitude": 104.5},
        {"status": "non_asn"},
        {"leave": "unpaid"},
    ],
)
def test_who_cannot_help_is_left_out(facts: dict[str, Any]) -> None:
    people = [teacher("T2", "S2", 15), teacher("T3", "S3", 9, **facts)]
    (option,) = relief(people)
    assert [helper.person_id for helper in option.helpers] == ["T2"]


def test_nobody_gives_more_than_the_law_allows() -> None:
    assert relief([teacher("T3", "S3", 40)]) == []


def test_hours_that_are_not_known_are_told() -> None:
    snapshot = data(
        [teacher("T3", "S3", None), teacher("T4", "S3", None)],
        units=UNITS,
        classes=CLASSES,
        positions=SEAT,
    )
    of = scene(snapshot)
    assert options(of)["S1", JOB] == []
    assert lacks(of)[0] == {
        "kind": "hours",
        "sheet": "Pegawai",
        "column": "JTM mengajar",
        "number": 2,
    }


def test_those_of_a_short_school_do_not_help_elsewhere() -> None:
    """S2 has twelve classes, 60 JP, two teachers, of whom one is there."""
    more = [*CLASSES[:3], *classes("S2", g7=(128, 4), g8=(128, 4), g9=(128, 4))]
    snapshot = data([teacher("T2", "S2", 9)], units=UNITS, classes=more, positions=SEAT)
    found = options(scene(snapshot))
    assert found["S1", JOB] == []
    assert found["S2", JOB] == []


def test_the_missing_hours_are_those_of_the_people_missing() -> None:
    """Sixty hours for two: one who is there leaves thirty; 61 of three leave 41."""
    of = scene(data([], units=UNITS, classes=CLASSES, positions=SEAT))
    seat = of.seats["S1", JOB]
    assert School(of, {seat.id: 30}).missing(seat, 0) == 30
    assert School(of, {seat.id: 30}).missing(seat, 1) == 0
    assert School(of, {}).missing(seat, 0) is None
    assert lesson_hours(of)["S1", JOB] == 30
    assert lesson_hours(of)["S2", JOB] == 15


def test_travel_is_that_of_the_days_there() -> None:
    """Thirty hours take four days; from the door of S1 it is no way at all."""
    (option,) = relief([teacher("T3", "S3", 9)])
    (helper,) = option.helpers
    assert helper.trip is not None
    assert (helper.trip.days, helper.trip.way.minutes) == (4, 0)
    assert helper.trip.way.minutes_before == 12  # 4.45 km, 5.8 by road, at 30 km/h
    assert (helper.trip.minutes, helper.trip.added, helper.trip.rupiah) == (0, 0, None)
    (option,) = relief(
        [teacher("T3", "S3", 9, home_longitude=103.14)], trip_rupiah_per_km=1000
    )
    (trip,) = [helper.trip for helper in option.helpers]
    assert trip is not None
    assert (trip.way.minutes, trip.way.minutes_before) == (12, 0)
    assert (trip.minutes, trip.added) == (96, 96)
    assert trip.rupiah == 4 * 2 * trip.way.km * 1000
    assert option.as_dict()["rupiah_week"] == trip.rupiah


def test_days_are_rounded_up() -> None:
    assert [days_for(hours, 8) for hours in (1, 8, 9, 30)] == [1, 1, 2, 4]


def test_a_primary_school_keeps_its_legal_minimum() -> None:
    """PJOK of an SD: 4 JP in six classes; one teacher of its own is the law's least."""
    grades = {f"g{grade}": (20, 1) for grade in range(1, 7)}
    people = [
        teacher("T1", "D2", 24) | {"job_id": "guru-sd-pjok", "teaching_hours": 16}
    ]
    snapshot = data(
        people,
        units=[unit("D1", "sd"), unit("D2", "sd", 1)],
        classes=[*classes("D1", **grades), *classes("D2", **grades)],
    )
    (option,) = options(scene(snapshot))["D1", "guru-sd-pjok"]
    assert (option.need, option.gap, option.cannot) == (24, 0, ("minimum",))


def test_class_teachers_do_not_divide_themselves() -> None:
    grades = {f"g{grade}": (20, 1) for grade in range(1, 7)}
    people = [
        teacher(f"T{at}", "D2", 10) | {"job_id": "guru-sd-kelas"} for at in range(8)
    ]
    snapshot = data(
        people,
        units=[unit("D1", "sd"), unit("D2", "sd", 1)],
        classes=[*classes("D1", **grades), *classes("D2", **grades)],
    )
    found = options(scene(snapshot))["D1", "guru-sd-kelas"]
    assert [option.kind for option in found if option.kind == "hours"] == []
