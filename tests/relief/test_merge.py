"""Classes joined, by hand, and never above the law's limit."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from seimbang.law import Law
from seimbang.relief.lack import lacks
from seimbang.relief.merge import Grade, Join, combined, fewest, parallel
from tests.relief.school import classes, data, options, scene, teacher, unit
from tests.rules.regency import DAY

PHASES = ((1, 2), (3, 4), (5, 6))
KELAS = "guru-sd-kelas"


def test_two_small_grades_of_a_phase_make_one_class() -> None:
    """Six classes, four teachers. 10 + 12 pupils fit into one class, 20 + 9 do not."""
    grades = classes(
        "D1", g1=(10, 1), g2=(12, 1), g3=(20, 1), g4=(9, 1), g5=(28, 1), g6=(5, 1)
    )
    people = [teacher(f"T{at}", "D1", 24) | {"job_id": KELAS} for at in range(4)]
    snapshot = data(people, units=[unit("D1", "sd")], classes=grades)
    (option,) = options(scene(snapshot))["D1", KELAS]
    assert (option.kind, option.unit) == ("merge", "people")
    assert (option.need, option.had, option.need_after, option.gap) == (6, 4, 5, 1)
    assert option.people == 1
    assert option.facts == {
        "limit": 28,
        "joins": [{"grades": [1, 2], "pupils": 22, "before": 2, "after": 1}],
    }
    assert option.cannot == ("rooms",)
    assert option.law == ("teacher.class_limit.sd", "relief.multigrade")


def test_no_more_is_joined_than_closes_the_gap() -> None:
    grades = classes("D1", **{f"g{at}": (6 + at, 1) for at in range(1, 7)})
    people = [teacher(f"T{at}", "D1", 24) | {"job_id": KELAS} for at in range(5)]
    snapshot = data(people, units=[unit("D1", "sd")], classes=grades)
    (option,) = options(scene(snapshot))["D1", KELAS]
    assert [join["grades"] for join in option.facts["joins"]] == [[1, 2]]
    assert (option.need_after, option.gap) == (5, 0)


def test_parallel_classes_come_first_and_lower_the_lessons() -> None:
    """
    Mathematics, 5 JP: ten classes, 50 JP, two teachers; one is there.

    Sixty pupils of grade 7 sit in three classes and fit into two: 45 JP, which the
    Juknis leaves open from one teacher on.
    """
    grades = classes("S1", g7=(60, 3), g8=(96, 3), g9=(128, 4))
    snapshot = data(
        [teacher("T1", "S1", 24)], units=[unit("S1", "smp")], classes=grades
    )
    (option,) = options(scene(snapshot))["S1", "guru-smp-matematika"]
    assert (option.need, option.had, option.need_after, option.gap) == (2, 1, 1, 0)
    assert option.facts["joins"] == [
        {"grades": [7], "pupils": 60, "before": 3, "after": 2}
    ]
    assert option.law == ("teacher.class_limit.smp", "teacher.rounding")


def test_classes_that_lower_no_need_are_not_joined() -> None:
    """Twelve classes, 60 JP, two teachers; eleven, 55 JP: still two."""
    grades = classes("S1", g7=(96, 4), g8=(128, 4), g9=(128, 4))
    snapshot = data(
        [teacher("T1", "S1", 24)], units=[unit("S1", "smp")], classes=grades
    )
    assert options(scene(snapshot))["S1", "guru-smp-matematika"] == []


def test_pupils_that_are_not_known_are_told() -> None:
    grades = [{"unit_id": "D1", "grade": 1, "classes": 2}]
    snapshot = data([], units=[unit("D1", "sd")], classes=grades)
    of = scene(snapshot)
    assert options(of)["D1", KELAS] == []
    told = {one["column"]: one["number"] for one in lacks(of)}
    assert told["Jumlah siswa"] == len(of.short)


@pytest.mark.parametrize("seed", range(200))
def test_no_class_is_larger_than_the_law_allows(seed: int) -> None:
    chance = Random(seed)
    limit = Law.load().value("teacher.class_limit.sd", DAY).value
    grades = [
        Grade(at, chance.randint(0, 90), chance.randint(0, 5)) for at in range(1, 7)
    ]
    for join in (*parallel(grades, limit), *combined(grades, limit, PHASES)):
        assert 0 < join.after < join.before
        assert join.pupils <= limit * join.after
        assert join.pupils > limit * (join.after - 1)  # no fewer classes would hold
        assert join.pupils == sum(
            one.pupils for one in grades if one.grade in join.grades
        )


def test_only_whole_phases_with_pupils_are_joined() -> None:
    assert combined([Grade(1, 5, 1)], 28, PHASES) == []
    assert combined([Grade(1, 5, 1), Grade(2, 0, 1)], 28, PHASES) == []
    assert combined([Grade(2, 5, 1), Grade(3, 5, 1)], 28, PHASES) == []


def test_the_smallest_are_joined_first_and_as_few_as_needed() -> None:
    small, large = Join((3, 4), 8, 2, 1), Join((1, 2), 20, 2, 1)
    grades = [Grade(1, 10, 1), Grade(2, 10, 1), Grade(3, 4, 1), Grade(4, 4, 1)]
    assert combined(grades, 28, PHASES) == [small, large]
    assert fewest([small, large], 1) == (small,)
    assert fewest([small, large], 5) == (small, large)
    assert fewest([small], 0) == ()


def test_needs_of_other_methods_are_left_alone() -> None:
    snapshot = data([], units=[unit("PK", "puskesmas")])
    of = scene(snapshot)
    assert all(
        option.kind != "merge" for found in options(of).values() for option in found
    )
    assert Fraction(0) < sum(seat.short for seat in of.short)
