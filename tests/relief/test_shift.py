"""Tasks that go to another job of the same unit, by hand and by trying everything."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest

from seimbang.relief.lack import lacks
from seimbang.relief.shift import MOST, Offices, Task, choose
from tests.relief.school import JOBS, data, need, options, scene, unit
from tests.rules.regency import person

WORK = 75_000  # minutes a person and year


def task(job_id: str, name: str, minutes: int, **facts: Any) -> dict[str, Any]:
    return {
        "unit_id": "A",
        "job_id": job_id,
        "task": name,
        "approach": "tasks",
        "period": "year",
        "volume_num": 1,
        "volume_den": 1,
        "time_norm_num": minutes,
        "time_norm_den": 1,
    } | facts


def staff(job_id: str, number: int) -> list[dict[str, Any]]:
    return [person(f"{job_id}{at}", unit_id="A", job_id=job_id) for at in range(number)]


LETTERS = [  # 1.6 people of work: 0.8, 0.5, 0.3
    task("penata", "surat", 60_000),
    task("penata", "agenda", 37_500),
    task("penata", "arsip", 22_500),
]


def test_the_least_that_closes_the_gap_is_given_away() -> None:
    """Six tenths are missing; 0.8 is the least that is enough; the archive has 1.2."""
    snapshot = data(
        [*staff("penata", 1), *staff("arsip", 2)],
        units=[unit("A", "dinas")],
        tasks=[*LETTERS, task("arsip", "menata", 60_000)],
    )
    (option,) = options(scene(snapshot))["A", "penata"]
    assert option.kind == "shift"
    assert (option.need, option.had, option.gap) == (Fraction(8, 5), 1, 0)
    assert option.need_after == Fraction(4, 5)
    assert option.people == Fraction(3, 5)
    assert option.facts == {"tasks": [{"task": "surat", "people": [4, 5]}]}
    (helper,) = option.helpers
    assert (helper.seat, helper.gives, helper.person_id) == (
        ("A", "arsip"),
        Fraction(4, 5),
        None,
    )
    assert (helper.need, helper.had, helper.has) == (Fraction(8, 5), 2, 2)
    assert option.cannot == ("decision",)


def test_what_is_more_than_the_room_stays() -> None:
    """Of the archive's people two fifths are free: only 0.3 fits."""
    snapshot = data(
        [*staff("penata", 1), *staff("arsip", 1)],
        units=[unit("A", "dinas")],
        tasks=[*LETTERS, task("arsip", "menata", 45_000)],
    )
    (option,) = options(scene(snapshot))["A", "penata"]
    assert [one["task"] for one in option.facts["tasks"]] == ["arsip"]
    assert (option.people, option.gap) == (Fraction(3, 10), Fraction(3, 10))


@pytest.mark.parametrize("job_id", ["juru", "tanpa"])
def test_a_lower_or_unknown_class_takes_no_tasks(job_id: str) -> None:
    snapshot = data(
        [*staff("penata", 1), *staff(job_id, 3)],
        units=[unit("A", "dinas")],
        tasks=LETTERS,
        needs=[need("A", job_id, 1)],
    )
    assert options(scene(snapshot))["A", "penata"] == []


def test_tasks_of_tools_or_without_facts_are_not_given_away() -> None:
    tasks = [
        task("penata", "mobil", 0, approach="tools", volume_num=8,
             persons_per_tool_num=1, persons_per_tool_den=1),
    ]  # fmt: skip
    snapshot = data(
        [*staff("penata", 1), *staff("arsip", 2)],
        units=[unit("A", "dinas")],
        tasks=tasks,
        needs=[need("A", "arsip", 1)],
    )
    assert options(scene(snapshot))["A", "penata"] == []


def test_one_job_takes_for_one_other() -> None:
    """Two jobs are short; the archive, with two people free, takes for the one."""
    tasks = [*LETTERS, *(task("juru", one["task"], 37_500) for one in LETTERS)]
    snapshot = data(
        [*staff("penata", 1), *staff("juru", 1), *staff("arsip", 3)],
        units=[unit("A", "dinas")],
        tasks=tasks,
        needs=[need("A", "arsip", 1)],
    )
    found = options(scene(snapshot))
    assert sorted(len(found["A", job]) for job in ("penata", "juru")) == [0, 1]


def test_sheets_that_are_missing_are_told() -> None:
    snapshot = data(
        staff("tanpa", 1), units=[unit("A", "dinas")], needs=[need("A", "tanpa", 3)]
    )
    told = {one["column"]: one["number"] for one in lacks(scene(snapshot))}
    assert told == {"Uraian tugas": 1, "Kelas jabatan": 1}


@pytest.mark.parametrize("seed", range(300))
def test_the_choice_is_the_best_of_all(seed: int) -> None:
    chance = Random(seed)
    tasks = [
        Task(f"t{at}", Fraction(chance.randint(1, 20), 20))
        for at in range(chance.randint(0, 6))
    ]
    wanted = Fraction(chance.randint(1, 40), 20)
    room = Fraction(chance.randint(1, 60), 20)
    sizes = [
        sum((task.people for task in some), Fraction(0))
        for number in range(len(tasks) + 1)
        for some in combinations(tasks, number)
    ]
    fits = [size for size in sizes if size <= room]
    enough = [size for size in fits if size >= wanted]
    best = min(enough) if enough else max(fits)
    assert (
        sum((task.people for task in choose(tasks, wanted, room)), Fraction(0)) == best
    )


def test_of_very_many_tasks_the_largest_are_tried() -> None:
    tasks = [Task(f"t{at:02}", Fraction(at + 1, 100)) for at in range(MOST + 3)]
    some = choose(tasks, Fraction(9), Fraction(9))
    assert len(some) == MOST
    assert min(task.people for task in some) == Fraction(4, 100)


def test_the_same_family_takes_tasks_whatever_its_class() -> None:
    jobs = [*JOBS, JOBS[5] | {"job_id": "penata-2", "job_class": 1}]
    snapshot = data(
        [*staff("penata", 1), *staff("penata-2", 3)],
        units=[unit("A", "dinas")],
        tasks=LETTERS,
        needs=[need("A", "penata-2", 1)],
        jobs=jobs,
    )
    (option,) = options(scene(snapshot))["A", "penata"]
    assert option.helpers[0].seat == ("A", "penata-2")


def test_without_task_sheets_nothing_is_shifted() -> None:
    snapshot = data(
        [*staff("penata", 1), *staff("arsip", 3)],
        units=[unit("A", "dinas")],
        needs=[need("A", "penata", 2), need("A", "arsip", 1)],
    )
    of = scene(snapshot)
    assert Offices(of).tasks == {}
    assert options(of)["A", "penata"] == []
