"""A small invented regency for tests of rules: rows with defaults that pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.rules import Eligibility, eligibility
from seimbang.workload import Requirements, requirements

DAY = date(2026, 1, 1)
CHOICES: dict[str, Any] = {  # whatever the shipped file says
    "max_distance_km": 30,
    "speed_kmh": 30,
    "detour_percent": 130,
    "min_months_to_retirement": 24,
    "wish_ranks": 3,
}

PERSON = {
    "status": "pns",
    "name": "Orang",
    "birth_on": date(1985, 5, 5),
    "grade": "III/b",
    "education": "40",
    "major": "PGSD",
    "certificates": ["guru kelas"],
    "job_id": "guru-kelas",
    "unit_id": "SD1",
    "pns_since": date(2010, 3, 1),
    "job_since": date(2015, 3, 1),
    "unit_since": date(2015, 3, 1),
    "contract_until": None,
    "home_latitude": -1.70,
    "home_longitude": 103.10,
    "performance_last": "good",
    "performance_before": "very_good",
    "discipline": "none",
    "leave": "none",
    "level": "Ahli Pertama",
}
PLACES = [
    {"place_id": "K1", "name": "Satu", "kind": "district", "latitude": -1.7,
     "longitude": 103.1},
    {"place_id": "K2", "name": "Dua", "kind": "district", "latitude": -1.9,
     "longitude": 103.3},
    {"place_id": "D1", "name": "Desa", "kind": "village", "latitude": -1.72,
     "longitude": 103.12},
]  # fmt: skip
UNITS = [
    {"unit_id": "SD1", "name": "SD Satu", "kind": "sd", "district_id": "K1",
     "latitude": -1.70, "longitude": 103.10},
    {"unit_id": "SD2", "name": "SD Dua", "kind": "sd", "district_id": "K1",
     "village_id": "D1"},
    {"unit_id": "SD3", "name": "SD Tiga", "kind": "sd", "district_id": "K2",
     "latitude": -2.20, "longitude": 103.60},
    {"unit_id": "PK1", "name": "Puskesmas Satu", "kind": "puskesmas",
     "district_id": "K1", "latitude": -1.71, "longitude": 103.11},
    {"unit_id": "PK2", "name": "Puskesmas Dua", "kind": "puskesmas",
     "district_id": "K2"},
    {"unit_id": "BKD", "name": "Badan Keuangan", "kind": "badan", "district_id": "K1",
     "latitude": -1.70, "longitude": 103.10},
    {"unit_id": "BAP", "name": "Bappeda", "kind": "badan", "district_id": "K1",
     "latitude": -1.70, "longitude": 103.11},
]  # fmt: skip
JOBS = [
    {"job_id": "guru-kelas", "name": "Guru Kelas", "kind": "functional",
     "family": "guru-sd-kelas", "subject": "guru kelas", "education_min": "35",
     "certificates": ["guru kelas"], "job_class": 8},
    {"job_id": "kepala-sd", "name": "Kepala SD", "kind": "functional",
     "family": "kepala-sekolah", "subject": "kepala-sekolah", "job_class": 9},
    {"job_id": "perawat", "name": "Perawat", "kind": "functional",
     "family": "perawat", "profession": "perawat", "job_class": 8},
    {"job_id": "perawat-ahli", "name": "Perawat Ahli", "kind": "functional",
     "family": "perawat", "profession": "perawat", "education_min": "40",
     "certificates": ["STR perawat"], "job_class": 9},
    {"job_id": "camat", "name": "Camat", "kind": "administrator",
     "family": "camat", "job_class": 12},
    {"job_id": "kadis", "name": "Kepala Dinas", "kind": "jpt", "family": "jpt",
     "job_class": 14},
    {"job_id": "analis-keuangan", "name": "Analis Keuangan", "kind": "functional",
     "family": "analis", "education_min": "40", "majors": ["Akuntansi"],
     "job_class": 9},
    {"job_id": "perencana", "name": "Perencana", "kind": "functional",
     "family": "analis", "education_min": "40", "majors": ["Perencanaan Wilayah"],
     "training": ["Diklat Perencanaan"], "grade_min": "III/a", "grade_max": "IV/a",
     "job_class": 8},
    {"job_id": "perencana-ketat", "name": "Perencana Ketat", "kind": "functional",
     "family": "analis", "majors": ["Perencanaan Wilayah"],
     "certificates": ["Sertifikat Perencana"]},
    {"job_id": "perencana-latih", "name": "Perencana Latih", "kind": "functional",
     "family": "analis", "certificates": ["Sertifikat Perencana"],
     "training": ["Diklat Perencanaan"]},
]  # fmt: skip
NEEDS = [
    ("SD1", "guru-kelas", 6), ("SD2", "guru-kelas", 6), ("SD3", "guru-kelas", 6),
    ("PK1", "perawat", 3), ("PK2", "perawat", 3), ("PK2", "perawat-ahli", 1),
    ("BKD", "analis-keuangan", 2), ("BAP", "perencana", 2),
    ("BAP", "perencana-ketat", 1), ("BAP", "perencana-latih", 1),
    ("BKD", "camat", 1), ("BKD", "kadis", 1), ("SD1", "kepala-sd", 1),
]  # fmt: skip


def table(name: str, rows: list[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the table ``name`` with rows; what they leave out is null."""
    schema = TABLE[name].schema()
    full = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(full, schema=schema)


def person(person_id: str = "P1", **facts: Any) -> dict[str, Any]:
    """Return somebody whom every rule lets move, but for ``facts``."""
    return PERSON | {"person_id": person_id} | facts


def regency(people: list[Mapping[str, Any]], **tables: Any) -> Snapshot:
    """Return the small regency with these people; other tables replace ours."""
    needs = [
        {"unit_id": unit, "job_id": job, "need_num": need, "need_den": 1,
         "source": "uji"}
        for unit, job, need in NEEDS
    ]  # fmt: skip
    rows = {
        "places": PLACES,
        "units": UNITS,
        "jobs": JOBS,
        "needs": needs,
        "people": people,
    } | tables
    return Snapshot({name: table(name, found) for name, found in rows.items()})


def needed(snapshot: Snapshot, day: date = DAY) -> Requirements:
    """Return the needs of the snapshot."""
    return requirements(snapshot, Law.load(), Local.load(None), day)


def judged(
    people: list[Mapping[str, Any]],
    *,
    day: date = DAY,
    tables: Mapping[str, Any] | None = None,
    **choices: Any,
) -> Eligibility:
    """Return the eligibility of these people; ``choices`` replace :data:`CHOICES`."""
    snapshot = regency(people, **(tables or {}))
    local = replace(Local.load(None), **(CHOICES | choices))
    needs = requirements(snapshot, Law.load(), local, day)
    return eligibility(snapshot, needs, Law.load(), local, day)


def verdict(answers: Eligibility, rule: str, person_id: str = "P1") -> str:
    """Return what one rule says of one person, in lower case; "silent" if nothing."""
    for finding in answers.findings(person_id):
        if finding.rule == rule:
            return finding.verdict.name.lower()
    return "silent"
