"""Small tables for tests: a row names only the columns it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.workload import Requirements, requirements

DAY = date(2026, 1, 1)
PLACE = "15.04.01"

JOBS = (
    ("kelas", "Guru Kelas", "guru-sd-kelas", "guru kelas", None),
    ("islam-sd", "Guru Agama Islam", "guru-sd-agama-islam", "agama-islam", None),
    ("kristen-sd", "Guru Agama Kristen", "guru-sd-kristen", "agama-kristen", None),
    ("pjok-sd", "Guru PJOK", "guru-sd-pjok", "pjok", None),
    ("khusus", "Pembimbing Khusus", "guru-khusus", "pembimbing-khusus", None),
    ("kepala", "Kepala Sekolah", "kepala-sekolah", "kepala-sekolah", None),
    ("mtk", "Guru Matematika", "guru-smp-matematika", "matematika", None),
    ("islam-smp", "Guru Agama Islam", "guru-smp-agama-islam", "agama-islam", None),
    ("pjok-smp", "Guru PJOK", "guru-smp-pjok", "pjok", None),
    ("bk", "Guru BK", "guru-smp-bk", "bk", None),
    ("koding", "Guru Koding", "guru-smp-koding", "koding", None),
    ("perawat", "Perawat", "perawat", None, "perawat"),
    ("drg", "Dokter Gigi", "dokter-gigi", None, "dokter-gigi"),
    ("analis", "Analis", "analis", None, None),
)


def job(
    job_id: str, name: str, family: str, subject: str | None, profession: str | None
) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "name": name,
        "kind": "functional",
        "family": family,
        "subject": subject,
        "profession": profession,
    }


def unit(unit_id: str, kind: str, **facts: Any) -> dict[str, Any]:
    return {
        "unit_id": unit_id,
        "name": f"Unit {unit_id}",
        "kind": kind,
        "district_id": PLACE,
        **facts,
    }


def person(person_id: str, unit_id: str, job_id: str, **facts: Any) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "name": f"Orang {person_id}",
        "status": "pns",
        "unit_id": unit_id,
        "job_id": job_id,
        **facts,
    }


def task(unit_id: str, job_id: str, name: str, **facts: Any) -> dict[str, Any]:
    """Return a row of tasks or activities; ratios are given as whole numbers."""
    row = {"unit_id": unit_id, "job_id": job_id, "task": name, "activity": name}
    for key, value in facts.items():
        if key in RATIOS:
            row[f"{key}_num"], row[f"{key}_den"] = value, 1
        else:
            row[key] = value
    return row


RATIOS = ("volume", "time_norm", "capacity", "persons_per_tool", "minutes_per_year")


def pupils(unit_id: str, **by_grade: int | None) -> list[dict[str, Any]]:
    """Return rows of classes: ``g7=110`` is grade 7 with 110 pupils."""
    return [
        {"unit_id": unit_id, "grade": int(grade[1:]), "pupils": number}
        for grade, number in by_grade.items()
    ]


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = TABLE[name].schema()
    return pl.DataFrame(
        [{column: row.get(column) for column in schema} for row in rows], schema=schema
    )


def snapshot(**tables: list[dict[str, Any]]) -> Snapshot:
    """Return a snapshot with the usual jobs and the tables given."""
    rows = {"jobs": [job(*facts) for facts in JOBS], **tables}
    return Snapshot({name: frame(name, found) for name, found in rows.items()})


def result(day: date = DAY, **tables: list[dict[str, Any]]) -> Requirements:
    return requirements(snapshot(**tables), Law.load(), Local.load(), day)


def seat(found: Requirements, unit_id: str, job_id: str) -> dict[str, Any]:
    """Return the one row of a seat."""
    here = (pl.col("unit_id") == unit_id) & (pl.col("job_id") == job_id)
    (row,) = found.positions.filter(here).to_dicts()
    return row


def totals(found: Requirements, unit_id: str) -> dict[str, Any]:
    (row,) = found.units.filter(pl.col("unit_id") == unit_id).to_dicts()
    return row
