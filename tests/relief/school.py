"""Small schools, offices and Puskesmas of which relief is reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.relief.find import Finder
from seimbang.relief.option import Option
from seimbang.relief.scene import Scene, SeatId
from seimbang.rules import eligibility
from seimbang.workload import requirements
from tests.rules.regency import CHOICES, DAY, person, regency

JOBS = [
    {"job_id": "guru-smp-matematika", "name": "Guru Matematika", "kind": "functional",
     "family": "guru-smp-matematika", "subject": "matematika", "job_class": 8},
    {"job_id": "guru-smp-pjok", "name": "Guru PJOK", "kind": "functional",
     "family": "guru-smp-pjok", "subject": "pjok", "job_class": 8},
    {"job_id": "guru-sd-kelas", "name": "Guru Kelas", "kind": "functional",
     "family": "guru-sd-kelas", "subject": "guru kelas", "job_class": 8},
    {"job_id": "guru-sd-pjok", "name": "Guru PJOK SD", "kind": "functional",
     "family": "guru-sd-pjok", "subject": "pjok", "job_class": 8},
    {"job_id": "perawat", "name": "Perawat", "kind": "functional",
     "family": "perawat", "profession": "perawat", "job_class": 8},
    {"job_id": "penata", "name": "Penata", "kind": "executive", "family": "penata",
     "job_class": 7},
    {"job_id": "arsip", "name": "Arsiparis", "kind": "executive", "family": "arsip",
     "job_class": 7},
    {"job_id": "juru", "name": "Juru", "kind": "executive", "family": "juru",
     "job_class": 5},
    {"job_id": "tanpa", "name": "Tanpa kelas", "kind": "executive",
     "family": "tanpa"},
]  # fmt: skip
PLACES = [{"place_id": "K1", "name": "Satu", "kind": "district"}]


def unit(unit_id: str, kind: str, east: float = 0.0, **facts: Any) -> dict[str, Any]:
    """Return a unit so many hundredths of a degree (1.45 km of road) to the east."""
    return {
        "unit_id": unit_id,
        "name": f"Unit {unit_id}",
        "kind": kind,
        "district_id": "K1",
        "latitude": -1.70,
        "longitude": 103.10 + east / 100,
    } | facts


def classes(unit_id: str, **grades: tuple[int, int]) -> list[dict[str, Any]]:
    """Return rows of classes: g7=(pupils, classes)."""
    return [
        {
            "unit_id": unit_id,
            "grade": int(grade[1:]),
            "pupils": pupils,
            "classes": number,
        }
        for grade, (pupils, number) in grades.items()
    ]


def need(unit_id: str, job_id: str, number: int, parts: int = 1) -> dict[str, Any]:
    """Return a need that the region entered."""
    return {"unit_id": unit_id, "job_id": job_id, "need_num": number,
            "need_den": parts, "source": "uji"}  # fmt: skip


def data(people: Sequence[Mapping[str, Any]], **tables: Any) -> Snapshot:
    """Return the tables, with our jobs and one district."""
    return regency(
        list(people), **({"jobs": JOBS, "places": PLACES, "needs": []} | tables)
    )


def scene(snapshot: Snapshot, **choices: Any) -> Scene:
    """Return the scene before any transfer."""
    local = replace(Local.load(None), **(CHOICES | choices))
    needs = requirements(snapshot, Law.load(), local, DAY)
    return Scene.today(needs, eligibility(snapshot, needs, Law.load(), local, DAY))


def options(of: Scene) -> dict[SeatId, list[Option]]:
    """Return the relief of each short seat."""
    found = Finder(of).of_seats()
    return {seat.id: found.get(at, []) for at, seat in enumerate(of.short)}


def teacher(person_id: str, unit_id: str, hours: int | None, **facts: Any) -> Any:
    """Return a teacher of mathematics."""
    return person(
        person_id,
        unit_id=unit_id,
        job_id="guru-smp-matematika",
        teaching_hours=hours,
        **facts,
    )
