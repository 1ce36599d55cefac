"""Which job teaches a subject in a school."""

from __future__ import annotations

from typing import Any

from tests.workload.build import job, person, pupils, result, unit

SCHOOLS = [unit("SD1", "sd"), unit("SD2", "sd"), unit("SMP", "smp")]
CLASSES = [*pupils("SD1", g1=20), *pupils("SD2", g1=20)]


def sport(*families: str) -> list[dict[str, Any]]:
    return [job(family, family, family, "pjok", None) for family in families]


def seats(*jobs: str, people: list[dict[str, Any]]) -> dict[str, set[str]]:
    found = result(jobs=sport(*jobs), units=SCHOOLS, classes=CLASSES, people=people)
    needed = found.positions.filter(found.positions["need_num"] > 0)
    return {name: set(group["job_id"]) for (name,), group in needed.group_by("unit_id")}


def test_the_own_job_of_the_school_is_taken() -> None:
    people = [
        person("A", "SD1", "olahraga"),
        person("B", "SD2", "pjok"),
        person("C", "SD2", "pjok"),
    ]
    found = seats("pjok", "olahraga", people=people)
    assert found == {"SD1": {"olahraga"}, "SD2": {"pjok"}}


def test_a_school_without_the_job_takes_the_one_of_its_kind() -> None:
    people = [person("A", "SD1", "guru-sd-pjok"), person("B", "SMP", "guru-smp-pjok")]
    found = seats("guru-smp-pjok", "guru-sd-pjok", people=people)
    assert found == {"SD1": {"guru-sd-pjok"}, "SD2": {"guru-sd-pjok"}}


def test_a_job_named_after_another_kind_of_school_is_never_taken() -> None:
    found = result(jobs=sport("guru-smp-pjok"), units=SCHOOLS, classes=CLASSES)
    assert "SD1" not in found.positions["unit_id"].to_list()
    told = {str(dict(p.found.facts).get("code")) for p in found.problems}
    assert {"pjok", "guru kelas", "kepala-sekolah"} <= told


def test_an_unused_job_named_after_the_kind_goes_before_one_that_is_not() -> None:
    found = seats("aaa", "guru-sd-pjok", people=[])
    assert found == {"SD1": {"guru-sd-pjok"}, "SD2": {"guru-sd-pjok"}}


def test_a_second_job_of_the_same_subject_is_unmeasured_and_told() -> None:
    people = [person("A", "SD1", "pjok"), person("B", "SD1", "olahraga")]
    found = result(
        jobs=sport("pjok", "olahraga"), units=SCHOOLS, classes=CLASSES, people=people
    )
    here = found.positions.filter(found.positions["unit_id"] == "SD1")
    flags = dict(here.select("job_id", "flags").iter_rows())
    measured = dict(here.select("job_id", "measured").iter_rows())
    assert measured == {"olahraga": True, "pjok": False}
    assert "same_code_elsewhere" in flags["pjok"]
