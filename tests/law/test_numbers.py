"""Numbers of the law that must fit one another, and the printed examples."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from seimbang.law import Law

DAY = date(2026, 1, 1)


def value(key: str, day: date = DAY) -> Any:
    return Law.load().value(key, day).value


def total(key: str, grade: int, without: tuple[str, ...]) -> int:
    hours = value(key)
    return sum(
        by_grade[grade]
        for subject, by_grade in hours.items()
        if grade in by_grade and subject not in without
    )


@pytest.mark.parametrize("grade", [7, 8, 9])
def test_lesson_hours_of_smp_sum_to_the_printed_totals(grade: int) -> None:
    optional = ("koding", "muatan-lokal")
    assert total("teacher.lesson_hours.smp.intra", grade, optional) == 29
    both = total("teacher.lesson_hours.smp.with_kokurikuler", grade, optional)
    weeks = value("teacher.weeks.final" if grade == 9 else "teacher.weeks.standard")
    assert both == 39
    assert {7: 1404, 8: 1404, 9: 1248}[grade] == both * weeks


def test_lesson_hours_of_the_last_grade_of_smp_sum_to_1376_a_year() -> None:
    # wajib and both optional subjects, kelas IX
    both = total("teacher.lesson_hours.smp.with_kokurikuler", 9, ())
    assert both * value("teacher.weeks.final") == 1376


def test_lesson_hours_of_grade_five_sum_to_1368_a_year() -> None:
    optional = ("koding", "muatan-lokal")
    both = total("teacher.lesson_hours.sd.with_kokurikuler", 5, optional)
    assert both * value("teacher.weeks.standard") == 1368


def test_religion_in_grade_five_is_three_hours_and_four_with_cocurricular() -> None:
    assert value("teacher.lesson_hours.sd.intra")["agama"][5] == 3
    assert value("teacher.lesson_hours.sd.with_kokurikuler")["agama"][5] == 4


def test_indonesian_in_the_first_two_grades_has_its_printed_hours_a_year() -> None:
    hours = value("teacher.lesson_hours.sd.intra")["bahasa-indonesia"]
    assert (hours[1] * 36, hours[2] * 36) == (252, 288)


def test_every_grade_of_sd_has_religion_and_sport() -> None:
    for name in ("intra", "with_kokurikuler"):
        hours = value(f"teacher.lesson_hours.sd.{name}")
        assert list(range(1, 7)) == list(hours["agama"]) == list(hours["pjok"])


def test_steps_of_teachers_leave_no_gap() -> None:
    steps = value("teacher.rounding")
    assert steps[0]["from"] == 0
    for step, following in itertools.pairwise(steps):
        assert step["to"] + 1 == following["from"]
    assert tuple(steps[-1][key] for key in ("from", "to", "divide_by")) == (
        48,
        None,
        24,
    )


def test_steps_of_teachers_keep_the_limits_of_the_load() -> None:
    by_from = {step["from"]: step for step in value("teacher.rounding")}
    assert value("teacher.hours_max") == by_from[value("teacher.hours_min")]["to"]


def test_steps_of_absence_leave_no_gap() -> None:
    steps = value("transfer.absence_ladder")["steps"]
    for step, following in itertools.pairwise(steps):
        assert step["to"] + 1 == following["from"]
    assert None is steps[-1]["to"]


def test_wisn_lets_each_person_carry_a_tenth_more() -> None:
    upper = value("wisn.rounding")["upper"]
    assert {n: Fraction(11 * n, 10) for n in range(1, 6)} == {
        n: Fraction(limit) for n, limit in upper.items()
    }


def test_both_tables_of_puskesmas_hold_the_nine_professions() -> None:
    professions = value("health.nine_types")
    for kind, people in (("inpatient", 24), ("not_inpatient", 16)):
        minimum = value(f"health.puskesmas_minimum.{kind}")
        assert professions == list(minimum)
        assert people == sum(minimum.values())


def test_the_printed_effective_time_is_not_what_days_and_hours_give() -> None:
    # W12, X1: 235 days × 5.5 h is 1,292.5 h; printed are 1,245 and then 1,250
    assert value("workload.effective_time.abk") == 1250 * 60
    assert Fraction(235 * 11, 2) != 1245


def test_the_duties_cap_is_below_an_attached_duty() -> None:
    hours = value("teacher.duty.hours")
    attached = value("teacher.duty.attached_hours")
    cap = value("teacher.duty.other_cap")
    assert all(number == attached or number <= cap for number in hours.values())


def test_seventeen_grades_have_a_name_each() -> None:
    assert value("grade.ranks")["pns"] == list(value("grade.names"))
    assert len(value("grade.ranks")["pppk"]) == 17


def test_a_pppk_begins_in_a_grade_of_a_known_education() -> None:
    entry = value("grade.pppk_entry")
    assert set(entry) <= set(value("education.levels"))
    assert set(entry.values()) <= set(value("grade.ranks")["pppk"])


def test_the_parts_of_a_nip_cover_it() -> None:
    layout = dict(value("nip.layout"))
    length = layout.pop("length")
    digits = [d for first, last in layout.values() for d in range(first, last + 1)]
    assert list(range(1, length + 1)) == digits


def test_the_lowest_predicate_is_one_of_the_predicates() -> None:
    assert value("transfer.performance_minimum") in value("performance.predicates")


def test_the_scope_of_the_election_grew_with_the_circular() -> None:
    key = "transfer.election_scope"
    assert value(key, date(2024, 3, 28))["duties"] == []
    assert (value(key, date(2024, 3, 29))["duties"]) == [
        "head_of_puskesmas",
        "head_of_school",
    ]


def test_old_minima_of_hospitals_have_ended() -> None:
    assert None is value("health.hospital_minimum_class_c")
