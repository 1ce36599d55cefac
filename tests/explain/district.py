"""A tiny district for reasons: needs as entered, invented people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from seimbang.explain import reasons
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.plan import Plan, make_plan, policy, write

DAY = date(2026, 1, 1)

PERSON = {
    "name": "Orang Rekaan",
    "nip": "198505052010031001",
    "status": "pns",
    "birth_on": date(1985, 5, 5),
    "grade": "III/b",
    "education": "40",
    "job_id": "penata",
    "unit_id": "A",
    "pns_since": date(2010, 3, 1),
    "job_since": date(2015, 3, 1),
    "unit_since": date(2015, 3, 1),
    "home_latitude": -1.70,
    "home_longitude": 103.10,
    "performance_last": "good",
    "performance_before": "good",
    "discipline": "none",
    "leave": "none",
    "level": "Ahli Pertama",
}
UNITS = [
    {"unit_id": "A", "name": "Dinas Awal", "kind": "dinas", "district_id": "K1",
     "latitude": -1.70, "longitude": 103.10},
    {"unit_id": "B", "name": "Dinas Baru", "kind": "dinas", "district_id": "K1",
     "latitude": -1.71, "longitude": 103.11},
    {"unit_id": "C", "name": "Dinas Cadangan", "kind": "dinas", "district_id": "K2",
     "latitude": -1.72, "longitude": 103.12},
    {"unit_id": "J", "name": "Dinas Jauh", "kind": "dinas", "district_id": "K2",
     "latitude": -2.60, "longitude": 104.20},
]  # fmt: skip
PLACES = [
    {"place_id": "K1", "name": "Kecamatan Satu", "kind": "district"},
    {"place_id": "K2", "name": "Kecamatan Dua", "kind": "district"},
]
JOBS = [
    {"job_id": "penata", "name": "Penata", "kind": "executive", "family": "penata",
     "job_class": 7},
    {"job_id": "perencana", "name": "Perencana", "kind": "executive",
     "family": "penata", "majors": ["Perencanaan Wilayah"],
     "training": ["Diklat Perencanaan"], "job_class": 6},
    {"job_id": "perawat", "name": "Perawat", "kind": "functional", "family": "perawat",
     "profession": "perawat", "job_class": 7},
]  # fmt: skip


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the table ``name`` with rows; what they leave out is null."""
    schema = TABLE[name].schema()
    full = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(full, schema=schema)


def person(person_id: str, unit_id: str = "A", **facts: Any) -> dict[str, Any]:
    """Return somebody whom every rule lets move, but for ``facts``."""
    return PERSON | {"person_id": person_id, "unit_id": unit_id} | facts


@dataclass(frozen=True)
class Told:
    """A plan, its record and its reasons."""

    plan: Plan
    record: dict[str, Any]
    reasons: dict[str, Any]

    def move(self, person_id: str) -> dict[str, Any]:
        """Return the reasons of a person's move."""
        (found,) = (
            one for one in self.reasons["moves"] if one["person_id"] == person_id
        )
        return dict(found)

    def short(self, unit_id: str, job_id: str = "penata") -> dict[str, Any]:
        """Return the reasons of a seat that stays short."""
        (found,) = (
            one
            for one in self.reasons["short"]
            if (one["unit_id"], one["job_id"]) == (unit_id, job_id)
        )
        return dict(found)

    def wish(self, person_id: str, rank: int = 1) -> dict[str, Any]:
        """Return what became of a wish."""
        (found,) = (
            one
            for one in self.reasons["wishes"]
            if (one["person_id"], one["rank"]) == (person_id, rank)
        )
        return dict(found)

    def stays(self, person_id: str) -> dict[str, Any]:
        """Return the group of those held by the same things as a person."""
        (found,) = (one for one in self.reasons["stays"] if person_id in one["people"])
        return dict(found)


def snapshot(
    people: Sequence[Mapping[str, Any]],
    needs: Mapping[str, float | tuple[int, int]],
    **tables: Any,
) -> Snapshot:
    """Return the district; ``needs`` is unit or "unit|job" → people or a ratio."""
    entered = []
    for seat, need in needs.items():
        unit, _, job = seat.partition("|")
        number, parts = need if isinstance(need, tuple) else (need, 1)
        entered.append(
            {"unit_id": unit, "job_id": job or "penata", "need_num": number,
             "need_den": parts, "source": "uji"}
        )  # fmt: skip
    rows = {
        "places": PLACES,
        "units": UNITS,
        "jobs": JOBS,
        "needs": entered,
        "people": people,
    } | tables
    return Snapshot({name: table(name, found) for name, found in rows.items()})


def told(
    people: Sequence[Mapping[str, Any]],
    needs: Mapping[str, float | tuple[int, int]],
    folder: Path,
    *,
    by: str = "pemerataan",
    tables: Mapping[str, Any] | None = None,
    **choices: Any,
) -> Told:
    """Return the reasons of the plan; ``choices`` replace local parameters."""
    plan = make_plan(
        snapshot(people, needs, **(tables or {})),
        law=Law.load(),
        local=replace(Local.load(None), **choices),
        policy=policy(by),
        day=DAY,
    )
    record = write(plan, folder)
    return Told(plan, record, reasons(plan, record))


def wish(person_id: str, target_id: str, rank: int = 1, kind: str = "unit") -> Any:
    """Return a row of wishes."""
    return {
        "person_id": person_id,
        "rank": rank,
        "kind": kind,
        "target_id": target_id,
    }
