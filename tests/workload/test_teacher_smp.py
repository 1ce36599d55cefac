"""Junior secondary schools: subjects, counsellors, optional subjects."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from seimbang.law import Law, Local
from seimbang.workload import teacher_smp
from seimbang.workload.basis import Basis
from seimbang.workload.classes import of_schools
from seimbang.workload.lessons import jtm
from seimbang.workload.regency import Regency
from tests.workload.build import DAY, person, pupils, result, seat, snapshot, unit

SMP = unit("SMP", "smp")
ABC = pupils("SMP", g7=110, g8=100, g9=120)


def school(**tables: list[dict[str, Any]]) -> Any:
    return result(units=[SMP], classes=ABC, **tables)


def test_w18_a_school_of_twelve_classes_has_468_hours() -> None:
    data = snapshot(units=[SMP], classes=ABC)
    regency = Regency(data, Local.load(), Basis(Law.load(), DAY))
    rombel = of_schools(regency, "smp")
    hours = jtm(teacher_smp.smp_lessons(rombel, regency))
    assert rombel["rombel"].sum() == 12
    assert hours["jtm"].sum() == 468
    assert dict(hours.select("code", "jtm").iter_rows())["bahasa-indonesia"] == 72
    needs = teacher_smp.needs(regency)
    subjects = needs.filter(pl.col("code") != "bk")
    assert subjects["need_num"].sum() == 16


def test_a_subject_has_the_whole_number_of_the_juknis() -> None:
    row = seat(school(), "SMP", "mtk")
    assert (row["need_num"], row["need_den"], row["need_rounded"]) == (2, 1, 2)
    assert row["method"] == "teacher_smp"


def test_an_open_case_is_one_to_two_and_says_so() -> None:
    own = {"unit_id": "SMP", "subject": "matematika", "source": "SK kepala sekolah"}
    hours = [
        {**own, "grade": grade, "hours": 4 if grade == 7 else 3} for grade in (7, 8)
    ]
    hours.append({**own, "grade": 9, "hours": 4})
    row = seat(school(lesson_hours=hours), "SMP", "mtk")  # 16 + 12 + 16 = 44
    assert (row["need_num"], row["need_low_num"], row["need_high_num"]) == (1, 1, 2)
    assert "open_case" in row["flags"]


def test_hours_for_all_schools_override_the_law_and_own_hours_override_both() -> None:
    everywhere = {"subject": "matematika", "grade": 7, "source": "Perbup"}
    own = {**everywhere, "unit_id": "SMP"}
    none = [{**everywhere, "grade": grade, "hours": 0} for grade in (8, 9)]
    for rows, expected in (
        ([{**everywhere, "hours": 6}], 1),  # 24
        ([{**everywhere, "hours": 6}, {**own, "hours": 12}], 2),  # 48
    ):
        row = seat(school(lesson_hours=[*rows, *none]), "SMP", "mtk")
        assert row["need_num"] == expected


@pytest.mark.parametrize(
    ("number", "low", "high", "flag"),
    [
        (0, 0, 0, None),
        (149, 1, 1, "below_least"),
        (150, 1, 1, None),
        (225, 1, 1, None),
        (226, 1, 2, "open_case"),
        (299, 1, 2, "open_case"),
        (300, 2, 2, None),
    ],
)
def test_counsellors_have_150_to_225_pupils(
    number: int, low: int, high: int, flag: str | None
) -> None:
    found = result(units=[SMP], classes=pupils("SMP", g7=number))
    row = seat(found, "SMP", "bk")
    assert (row["need_low_num"], row["need_high_num"]) == (low, high)
    assert flag is None or flag in row["flags"]


def test_unknown_pupils_leave_the_counsellor_unmeasured() -> None:
    rows = [{"unit_id": "SMP", "grade": 7, "classes": 4}]
    found = result(units=[SMP], classes=rows)
    assert not seat(found, "SMP", "bk")["measured"]
    assert seat(found, "SMP", "mtk")["need_num"] == 1  # 20 hours


def test_an_optional_subject_counts_where_the_school_has_a_seat() -> None:
    without = school().positions["job_id"].to_list()
    assert "koding" not in without
    row = seat(school(people=[person("A", "SMP", "koding")]), "SMP", "koding")
    assert row["need_num"] == 1  # 12 classes × 2 JP = 24
