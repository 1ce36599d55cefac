"""Lessons and totals of schools become classes per grade and hours of teachers."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from seimbang.intake.foreign import Converted, ForeignSheet, convert
from seimbang.language import speaking
from seimbang.model.problem import Severity

Made = Callable[..., ForeignSheet]
Regency = dict[str, pl.DataFrame]

MATHS = {
    "Tingkat": "7",
    "Nama Rombel": "VII A",
    "Nama Matpel": "Matematika",
    "JJM": 5,
    "Jml Siswa": 30.0,
}
SMP = ("NPSN: 10590002",)


def classes(converted: Converted) -> list[tuple[object, ...]]:
    return converted.frames["classes"].rows()


def test_classes_and_pupils_per_grade(made: Made, regency: Regency) -> None:
    sheet = made(
        "dapodik_lessons",
        {},
        {"Nama Matpel": "PJOK", "JJM": "4"},
        {"Nama Rombel": "Kelas 1B", "Jml Siswa": "18"},
        {"Tingkat": "2", "Nama Rombel": "Kelas 2", "Jml Siswa": "25"},
        {"Jenis Rombel": "Ekstrakurikuler", "Nama Rombel": "Pramuka"},
        {"Tingkat": "10", "Nama Rombel": "X"},
        {"Nama Rombel": ""},
    )
    converted = convert([sheet], regency)
    assert classes(converted) == [
        ("10590001", 1, 38, 2, None),
        ("10590001", 2, 25, 1, None),
    ]


def test_pupils_are_unknown_when_lessons_disagree(made: Made, regency: Regency) -> None:
    sheet = made("dapodik_lessons", {}, {"Jml Siswa": "21"}, {"Jml Siswa": "22"})
    converted = convert([sheet], regency)
    assert classes(converted) == [("10590001", 1, None, 1, None)]
    assert [(p.code, p.cell) for p in converted.problems] == [("pupils_differ", "M6")]


def test_unknown_pupils_stay_unknown(made: Made, regency: Regency) -> None:
    converted = convert([made("dapodik_lessons", {"Jml Siswa": ""})], regency)
    assert classes(converted) == [("10590001", 1, None, 1, None)]


def test_hours_and_subject_of_a_teacher(made: Made, regency: Regency) -> None:
    lessons = made(
        "dapodik_lessons",
        MATHS,
        MATHS | {"Nama Rombel": "VII B"},
        MATHS | {"Nama Matpel": "Prakarya", "JJM": 2},
        MATHS | {"NUPTK": "", "JJM": 9},
        MATHS | {"JJM": ""},
        titles=SMP,
    )
    teacher = {"Jenis PTK": "Guru Mapel"}
    sheets = [made("dapodik_teachers", teacher, titles=SMP), lessons]
    row = convert(sheets, regency).frames["people"].row(0, named=True)
    assert (row["job_id"], row["teaching_hours"]) == ("mtk", 12)


def test_more_than_sixty_hours_are_unknown(made: Made, regency: Regency) -> None:
    lessons = made("dapodik_lessons", {"JJM": 40}, {"JJM": 21})
    converted = convert([made("dapodik_teachers", {}), lessons], regency)
    assert converted.frames["people"]["teaching_hours"].to_list() == [None]
    assert [p.code for p in converted.problems] == ["hours_too_many"]


def test_a_head_is_no_class_teacher(made: Made, regency: Regency) -> None:
    for change in (
        {"Jenis PTK": "Kepala Sekolah"},
        {"Tugas Tambahan": "Kepala Sekolah"},
    ):
        row = convert([made("dapodik_teachers", change)], regency).frames["people"]
        assert (
            row["job_id"][0],
            row["duties"][0].to_list(),
        ) == ("kepala", ["head_of_school"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Tingkat": "?"}, "school_grade_unknown"),
        ({"JJM": "empat"}, "value_unreadable"),
        ({"NUPTK": 1111222233334440}, "nuptk_is_number"),
    ],
)
def test_what_is_wrong_in_lessons_is_told(
    change: dict[str, object], code: str, made: Made, regency: Regency
) -> None:
    converted = convert([made("dapodik_lessons", change)], regency)
    assert [code] == [p.code for p in converted.problems]


def test_lessons_of_an_unknown_school_are_told(made: Made, regency: Regency) -> None:
    sheet = made("dapodik_lessons", {}, {}, titles=("SDN 99/I JAUH",))
    converted = convert([sheet], regency)
    assert classes(converted) == []
    with speaking("en"):
        assert [str(p.found) for p in converted.problems] == [
            "2 lessons of schools that are not in the sheet Unit: SDN 99/I JAUH"
        ]


def test_our_own_classes_win(made: Made, regency: Regency) -> None:
    own = convert([made("dapodik_lessons", {"Jml Siswa": 11})], regency).frames
    converted = convert([made("dapodik_lessons", {})], regency | own)
    assert classes(converted) == [("10590001", 1, 11, 1, None)]


def test_totals_agree_with_lessons(made: Made, regency: Regency) -> None:
    sheets = [made("dapodik_lessons", {}), made("dapodik_schools", {})]
    assert convert(sheets, regency).problems == ()


def test_totals_that_differ_are_told(made: Made, regency: Regency) -> None:
    sheets = [
        made("dapodik_lessons", {}),
        made("dapodik_schools", {"PD": 21, "Rombel": 2}),
    ]
    problems = convert(sheets, regency).problems
    assert [(p.code, p.cell) for p in problems] == [
        ("class_count_differs", "I5"),
        ("pupil_count_differs", "H5"),
    ]


def test_unknown_totals_are_not_compared(made: Made, regency: Regency) -> None:
    sheets = [
        made("dapodik_lessons", {"Jml Siswa": ""}),
        made("dapodik_schools", {"Rombel": ""}),
    ]
    assert convert(sheets, regency).problems == ()


def test_totals_alone_make_no_classes(made: Made, regency: Regency) -> None:
    crosswalk = pl.DataFrame(
        {
            "kind": ["unit"],
            "system": ["dapodik"],
            "source": ["10590009"],
            "target_id": ["abaikan"],
        }
    )
    frames = regency | {"crosswalk": pl.concat([regency["crosswalk"], crosswalk])}
    sheet = made(
        "dapodik_schools",
        {},
        {"NPSN": "10590008", "Nama Sekolah": "SDN Lain"},
        {"NPSN": "10590009"},
        {"No": "Jumlah", "NPSN": "", "PD": 99},
    )
    converted = convert([sheet], frames)
    assert classes(converted) == []
    assert [(p.severity, p.code) for p in converted.problems] == [
        (Severity.WARNING, "classes_without_grade"),
        (Severity.WARNING, "school_unmatched"),
    ]


def test_many_names_are_shortened(made: Made, regency: Regency) -> None:
    rows = [{"NPSN": f"1059010{n}"} for n in range(7)]
    problem = convert([made("dapodik_schools", *rows)], regency).problems[0]
    with speaking("en"):
        assert "7 schools" in str(problem.found)
        assert str(problem.found).endswith("10590104 …")
