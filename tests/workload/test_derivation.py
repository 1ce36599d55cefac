"""How a need came about, method by method."""

from __future__ import annotations

from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.workload import Derivation, Requirements, number
from tests.workload.build import person, pupils, result, task, unit

NEED = {
    "unit_id": "B",
    "job_id": "analis",
    "need_num": 5,
    "need_den": 2,
    "source": "e-Formasi 2026",
}


def regency(**tables: list[dict[str, Any]]) -> Requirements:
    service = {"kind": "service", "volume": 21600, "time_norm": 10}
    usual = {
        "units": [
            unit("SD", "sd"),
            unit("SMP", "smp"),
            unit("P", "puskesmas"),
            unit("RS", "hospital"),
            unit("B", "badan"),
        ],
        "classes": [
            {"unit_id": "SD", "grade": 1, "pupils": 40, "inclusion_pupils": 1},
            *pupils("SMP", g7=110, g8=100, g9=120),
        ],
        "tasks": [
            task("B", "drg", "surat", approach="results", volume=7, capacity=3),
            task("P", "drg", "gigi", approach="results", volume=7, capacity=3),
            task("B", "bk", "kosong", approach="results", volume=7),
        ],
        "activities": [
            task("RS", "perawat", "rawat", method="wisn", **service),
            task("RS", "drg", "gigi", method="abk_kes", **service),
            task("P", "perawat", "rawat", method="abk_kes", **service),
        ],
        "needs": [NEED],
        "people": [person("A", "B", "kelas")],
    }
    return result(**{**usual, **tables})


def told(unit_id: str, job_id: str) -> tuple[Derivation, dict[str, str], set[str]]:
    with speaking("en"):
        found = regency().derivation(unit_id, job_id)
        steps = {str(label): value for label, value in found.steps}
        assert str(found.formula)
    return found, steps, {citation.key for citation in found.citations}


def test_an_entered_need_names_its_source() -> None:
    found, steps, cited = told("B", "analis")
    assert found.method == "entered"
    assert dict(found.formula.facts) == {"source": "e-Formasi 2026"}
    assert found.inputs["needs"][0]["need_num"] == 5
    assert (steps["By our own formula"], steps["Need"]) == ("?", "2.5")
    assert cited == set()


def test_abk_shows_each_task_and_the_constant() -> None:
    found, steps, cited = told("B", "drg")
    assert found.method == "abk"
    assert steps["surat: people"] == "7 / 3 ≈ 2.3333"
    assert steps["Present − need"] == "≈ -2.3333"
    assert cited == set()  # results over capacity rest on no constant


def test_abk_by_tasks_can_be_reckoned_by_hand_and_cites_only_what_it_used() -> None:
    norm = {"approach": "tasks", "volume": 40, "time_norm": 5}
    work = [
        task("B", "drg", "surat", **norm, period="day", days_per_year=235),
        task("B", "drg", "rapat", **norm, period="week"),
        task("B", "drg", "rencana", **norm, period="year"),
        task("B", "drg", "mobil", approach="tools", volume=6, capacity=3, shifts=2),
        task("B", "drg", "alat", approach="tools", volume=2, persons_per_tool=3),
    ]
    with speaking("en"):
        found = regency(tasks=work).derivation("B", "drg")
        steps = {str(label): value for label, value in found.steps}
    assert steps["surat: people"] == "40 × 235 × 5 / 75000 ≈ 0.6267"
    assert steps["rapat: people"] == "40 × 50 × 5 / 75000 ≈ 0.1333"
    assert steps["rencana: people"] == "40 × 1 × 5 / 75000 ≈ 0.0027"
    assert steps["mobil: people"] == "6 / 3 × 2 = 4"
    assert steps["alat: people"] == "2 × 3 = 6"
    assert {citation.key for citation in found.citations} == {
        "workload.effective_time.abk",
        "workload.annualise.week",
    }


def test_an_unmeasured_position_says_which_fact_is_missing() -> None:
    found, steps, _ = told("B", "bk")
    assert (found.method, steps["kosong: people"]) == ("abk", "?")
    assert "Need" not in steps
    assert "complete volume and norm" in steps["What to do"]
    found, steps, _ = told("B", "kelas")
    assert found.method is None
    assert steps["What to do"] == "Not measured: enter tasks or a need with its source"


def test_wisn_shows_the_extra_duties_and_abk_kes_does_not() -> None:
    found, steps, cited = told("RS", "perawat")
    assert (found.method, steps["Extra duties (people)"]) == ("wisn", "0")
    assert cited == {"wisn.available_time"}
    found, steps, cited = told("RS", "drg")
    assert (found.method, steps["Need before support"]) == ("abk_kes", "3")
    assert "Extra duties (people)" not in steps
    assert "workload.effective_time.abk_kes" in cited


def test_a_puskesmas_shows_both_minima_and_the_work() -> None:
    found, steps, cited = told("P", "perawat")
    assert found.method == "puskesmas_minimum"
    assert (steps["Minimum of perawat"], steps["Minimum with inpatient care"]) == (
        "5",
        "8",
    )
    assert steps["Need before support"] == "3"
    assert steps["Need lies in"] == "5 … 8"
    assert "health.puskesmas_minimum.inpatient" in cited
    found, steps, _ = told("P", "drg")
    assert (found.method, steps["gigi: people"]) == ("abk", "7 / 3 ≈ 2.3333")


def test_a_puskesmas_job_outside_the_nine_professions_has_only_its_work() -> None:
    work = task("P", "analis", "arsip", approach="results", volume=6, capacity=3)
    with speaking("en"):
        found = regency(tasks=[work]).derivation("P", "analis")
        steps = {str(label): value for label, value in found.steps}
    assert steps["Need"] == "2"


def test_a_profession_outside_the_nine_has_only_its_work() -> None:
    jobs = [
        {
            "job_id": "terapis",
            "name": "Terapis",
            "kind": "functional",
            "family": "terapis",
            "profession": "terapis",
        }
    ]
    work = task("P", "terapis", "terapi", approach="results", volume=6, capacity=3)
    found = result(units=[unit("P", "puskesmas")], jobs=jobs, tasks=[work])
    derivation = found.derivation("P", "terapis")
    assert "health.puskesmas_minimum.inpatient" in {
        citation.key for citation in derivation.citations
    }
    assert derivation.method == "abk"


@pytest.mark.parametrize(
    ("seat", "steps", "cited"),
    [
        (
            ("SD", "kelas"),
            {"Classes of grade 1": "40 pupils / 28, rounded up = 2"},
            "teacher.class_limit.sd",
        ),
        (("SD", "khusus"), {"Need": "1"}, "teacher.inclusion_classes_per_teacher"),
        (
            ("SD", "pjok-sd"),
            {
                "Grade 1: classes × lesson hours": "2 × 4",
                "Lesson hours a week (JTM)": "8",
            },
            "teacher.lesson_hours.sd.with_kokurikuler",
        ),
        (
            ("SMP", "mtk"),
            {"Lesson hours a week (JTM)": "60", "Need": "2"},
            "teacher.rounding",
        ),
        (("SMP", "bk"), {"Pupils of grade 7": "110"}, "teacher.counsellor_pupils"),
        (("SMP", "kepala"), {"Need": "1"}, "teacher.minimum_per_sd"),
    ],
)
def test_schools_show_classes_and_hours(
    seat: tuple[str, str], steps: dict[str, str], cited: str
) -> None:
    _, found, keys = told(*seat)
    assert steps.items() <= found.items()
    assert cited in keys


def test_inclusion_in_an_smp_is_told_like_in_an_sd() -> None:
    rows = [{"unit_id": "SMP", "grade": 7, "classes": 7, "inclusion_pupils": 1}]
    with speaking("en"):
        found = regency(classes=rows).derivation("SMP", "khusus")
        steps = {str(label): value for label, value in found.steps}
    assert (steps["Classes of grade 7"], steps["Need"]) == ("7", "2")


def test_a_derivation_is_data() -> None:
    found = regency().derivation("SD", "pjok-sd").as_dict()
    assert list(found) == ["method", "formula", "inputs", "steps", "citations"]
    assert "teacher.rounding" in {one["key"] for one in found["citations"]}


def test_a_seat_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="kelas"):
        regency().derivation("RS", "kelas")


def test_numbers_are_short_and_say_when_they_are_not_exact() -> None:
    assert [number(None), number(3), number(-3)] == ["?", "3", "-3"]


def test_a_puskesmas_without_work_shows_only_the_minima() -> None:
    found = result(units=[unit("P", "puskesmas")]).derivation("P", "perawat")
    with speaking("en"):
        labels = [str(label) for label, _ in found.steps]
    assert labels[:3] == [
        "Minimum of perawat",
        "Minimum with inpatient care",
        "Need",
    ]
