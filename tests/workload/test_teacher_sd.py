"""Primary schools: classes, religion per faith, sport, inclusion, the head."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from seimbang.law import Law, Local
from seimbang.workload import requirements
from tests.workload.build import DAY, person, pupils, result, seat, snapshot, unit

SIX = {f"g{grade}": 25 for grade in range(1, 7)}
SD = unit("SD", "sd")


def faith(name: str, number: int, **facts: Any) -> list[dict[str, Any]]:
    return [
        {"unit_id": "SD", "grade": grade, "faith": name, "pupils": number, **facts}
        for grade in range(1, 7)
    ]


def test_one_class_teacher_a_class_and_one_head() -> None:
    found = result(units=[SD], classes=pupils("SD", **{**SIX, "g1": 29}))
    assert seat(found, "SD", "kelas")["need_num"] == 7  # 29 pupils are two classes
    head = seat(found, "SD", "kepala")
    assert (head["method"], head["need_num"], head["minimum"]) == ("head", 1, 1)


def test_given_classes_are_kept_whatever_the_pupils() -> None:
    rows = [{**row, "classes": 1} for row in pupils("SD", g1=60, g2=3)]
    found = result(units=[SD], classes=rows)
    assert seat(found, "SD", "kelas")["need_num"] == 2


def test_six_classes_ask_for_one_teacher_of_religion_and_one_of_sport() -> None:
    found = result(units=[SD], classes=pupils("SD", **SIX))
    for name in ("islam-sd", "pjok-sd"):  # 6 classes × 4 JP = 24
        row = seat(found, "SD", name)
        assert (row["need_num"], row["minimum"], row["method"]) == (1, 1, "teacher_sd")


def test_each_faith_has_its_teacher_and_the_largest_is_the_legal_minimum() -> None:
    found = result(
        units=[SD],
        classes=pupils("SD", **SIX),
        faith_classes=[*faith("islam", 20), *faith("protestant", 5)[:3]],
    )
    islam, kristen = (seat(found, "SD", f"{name}-sd") for name in ("islam", "kristen"))
    assert (islam["need_num"], islam["minimum"]) == (1, 1)
    assert (kristen["need_num"], kristen["minimum"]) == (1, 0)
    assert "teaches_below_24" in kristen["flags"]


def test_a_faith_has_no_more_classes_than_the_grade_unless_told() -> None:
    crowded = [{**row, "classes": 1} for row in pupils("SD", **SIX)]
    found = result(units=[SD], classes=crowded, faith_classes=faith("islam", 60))
    assert seat(found, "SD", "islam-sd")["need_num"] == 1
    found = result(
        units=[SD], classes=crowded, faith_classes=faith("islam", 60, classes=2)
    )
    assert seat(found, "SD", "islam-sd")["need_num"] == 2


def test_the_hours_of_one_faith_may_differ() -> None:
    own = {"unit_id": "SD", "subject": "agama-islam", "source": "kurikulum sekolah"}
    found = result(
        units=[SD],
        classes=pupils("SD", **SIX),
        lesson_hours=[{**own, "grade": grade, "hours": 8} for grade in range(1, 7)],
    )
    assert seat(found, "SD", "islam-sd")["need_num"] == 2  # 6 × 8 = 48


def test_unknown_pupils_leave_the_school_unmeasured() -> None:
    found = result(units=[SD], classes=pupils("SD", **{**SIX, "g3": None}))
    for name in ("kelas", "islam-sd", "pjok-sd"):
        row = seat(found, "SD", name)
        assert not row["measured"]
        assert "classes_unknown" in row["flags"]
    assert seat(found, "SD", "kepala")["need_num"] == 1


def test_a_school_without_pupils_needs_no_teachers() -> None:
    found = result(units=[SD], classes=pupils("SD", g1=0))
    assert seat(found, "SD", "kelas")["need_num"] == 0
    row = seat(found, "SD", "pjok-sd")
    assert (row["need_num"], row["minimum"]) == (0, 0)


def test_an_impossible_number_of_pupils_is_unknown() -> None:
    found = result(units=[SD], classes=pupils("SD", g1=10**12))
    assert not seat(found, "SD", "kelas")["measured"]


@pytest.mark.parametrize(("classes", "guides"), [(6, 1), (7, 2)])
def test_inclusion_asks_for_a_guide_for_every_six_classes(
    classes: int, guides: int
) -> None:
    rows = [{"unit_id": "SD", "grade": 1, "classes": classes, "inclusion_pupils": 2}]
    found = result(units=[SD], classes=rows)
    assert seat(found, "SD", "khusus")["need_num"] == guides


def test_intracurricular_hours_ask_for_fewer_teachers() -> None:
    data = snapshot(
        units=[SD], classes=pupils("SD", **dict.fromkeys(SIX, 56))
    )  # 12 classes: 48 hours with, 36 without
    local = replace(Local.load(), teacher_hours="intra")
    with_, intra = (
        seat(requirements(data, Law.load(), choice, DAY), "SD", "pjok-sd")["need_num"]
        for choice in (Local.load(), local)
    )
    assert (with_, intra) == (2, 1)


def test_a_ratio_above_the_legal_limit_is_not_used_and_told() -> None:
    data = snapshot(units=[SD], classes=pupils("SD", g1=29))
    local = replace(Local.load(), class_ratio={"sd": 40, "smp": 32})
    found = requirements(data, Law.load(), local, DAY)
    assert seat(found, "SD", "kelas")["need_num"] == 2
    assert "class_ratio" in {problem.code for problem in found.problems}


def test_a_teacher_with_extra_duties_is_not_below_24() -> None:
    teacher = person("A", "SD", "pjok-sd", teaching_hours=16)
    helper = {**teacher, "duties": ["class_guardian", "student_activities"]}
    deputy = {**teacher, "duties": ["deputy_head", "class_guardian"]}
    below = [
        "teacher_below_24"
        in seat(
            result(units=[SD], classes=pupils("SD", **SIX), people=[someone]),
            "SD",
            "pjok-sd",
        )["flags"]
        for someone in (teacher, helper, deputy)
    ]
    assert below == [True, True, False]
