"""The demo regency: real places and head-counts, invented people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from seimbang.demo import facts, lives, wishes
from seimbang.demo.chance import chance, some
from seimbang.demo.health import health
from seimbang.demo.offices import bureaus
from seimbang.demo.people import (
    Columns,
    Crowd,
    contract_ends,
    first_of,
    jobs,
    pns_dates,
)
from seimbang.demo.primary import primary
from seimbang.demo.room import Row, Staff, frame
from seimbang.demo.secondary import secondary
from seimbang.model.tables import TABLE

DEMO_DAY = date(2026, 1, 1)
SEED = "batanghari"
INSTITUTION = "Kabupaten Batanghari (contoh)"
UNKNOWN = {  # columns with holes, as real files have: share unknown
    "job_since": 0.06, "unit_since": 0.07, "pns_since": 0.02, "birth_on": 0.002,
    "education": 0.008, "major": 0.02, "grade": 0.01,
}  # fmt: skip


def regency(seed: str = SEED) -> dict[str, pl.DataFrame]:
    """
    Return all tables of a regency on :data:`DEMO_DAY`; the same seed, the same tables.

    Places, schools, health centres and their head-counts are the same for every seed.
    """
    rooms = [
        primary(chance(seed, "primary")),
        secondary(chance(seed, "secondary")),
        health(chance(seed, "health")),
        bureaus(chance(seed, "offices")),
    ]
    frames = fixed()
    for name in ("positions", "classes", "faith_classes", "tasks", "activities"):
        frames[name] = frame(
            name, [row for room in rooms for row in room.rows.get(name, [])]
        )
    staff = [one for room in rooms for one in room.staff]
    hours = {seat: jtm for room in rooms for seat, jtm in room.hours.items()}
    frames["people"] = people(seed, staff, frames["units"], hours)
    frames |= wishes.beside(seed, frames)
    return {name: frames.get(name, table.empty()) for name, table in TABLE.items()}


def fixed() -> dict[str, pl.DataFrame]:
    """Return the tables that no chance enters: info, places, units, jobs."""
    return {
        "info": frame(
            "info",
            [
                {"key": "instansi", "value": INSTITUTION},
                {"key": "tanggal_data", "value": DEMO_DAY.isoformat()},
                {"key": "keterangan", "value": "Orangnya rekaan; lihat docs"},
            ],
        ),
        "places": frame("places", facts.places().to_dicts()),
        "units": units(),
        "jobs": frame("jobs", [_job(row) for row in jobs().values()]),
    }


def _job(row: dict[str, str]) -> Row:
    cells: Row = {name: value or None for name, value in row.items()}
    for name in ("majors", "certificates", "training"):
        cells[name] = row[name].split(";") if row[name] else None
    for name in ("job_class", "retirement_age"):
        cells[name] = int(row[name]) if row[name] else None
    return cells


def units() -> pl.DataFrame:
    """Return all units: offices first, then Puskesmas, SD and SMP."""
    health_centres = facts.puskesmas().with_columns(
        pl.lit("puskesmas").alias("kind"), pl.lit("DINKES").alias("agency_id")
    )
    schools = facts.schools().with_columns(
        pl.lit("DISDIKBUD").alias("agency_id"),
        # far from the capital and from any road on the map: marked by us
        pl.col("village_id").is_in(SPECIAL_AREAS).alias("special_area"),
    )
    parts = [facts.offices(), health_centres, schools]
    return frame("units", [row for part in parts for row in part.to_dicts()])


SPECIAL_AREAS = ["15.04.07.2001", "15.04.04.2001", "15.04.06.2015"]  # invented flags


def people(
    seed: str,
    staff: Sequence[Staff],
    units: pl.DataFrame,
    hours: dict[tuple[str, str], int],
) -> pl.DataFrame:
    """Return the people of ``staff``, with holes in what is known of them."""
    crowd = Crowd(staff, seed)
    village = dict(units.select("unit_id", "village_id").iter_rows())
    home = lives.homes(crowd, [village[one.unit_id] for one in staff])
    identifiers = [f"P{at + 1:05d}" for at in range(crowd.number)]
    spouse = lives.couples(crowd, home)
    rng = chance(seed, "dates")
    columns: Columns = {
        "person_id": identifiers,
        "nip": crowd.nips(),
        "name": crowd.names(),
        "status": crowd.status,
        "sex": np.where(crowd.woman, "female", "male"),
        "birth_on": crowd.birth,
        "grade": crowd.grade,
        "education": crowd.education,
        "major": crowd.major,
        "certificates": wishes.certificates(crowd),
        "job_id": crowd.job_id,
        "level": crowd.level,
        "unit_id": crowd.unit_id,
        "pns_since": pns_dates(crowd, rng),
        "job_since": first_of(crowd.job_month),
        "unit_since": first_of(crowd.unit_month),
        "contract_until": contract_ends(crowd, rng),
        **home,
        **_same_home(home, spouse),
        **lives.conduct(crowd),
        **lives.leaves(crowd),
        "spouse_id": [identifiers[at] if at >= 0 else None for at in spouse],
        **lives.duties(crowd),
        **lives.teaching_hours(crowd, hours),
    }
    return _with_holes(columns, crowd, chance(seed, "holes"))


def _same_home(home: Columns, spouse: Sequence[int]) -> Columns:
    """Let each wife's or husband's home be the one of the lower row."""
    shared: Columns = {}
    for name, values in home.items():
        shared[name] = [
            values[other if 0 <= other < at else at] for at, other in enumerate(spouse)
        ]
    return shared


def _with_holes(
    columns: Columns, crowd: Crowd, rng: np.random.Generator
) -> pl.DataFrame:
    """Return the frame, with unknown cells strewn in."""
    schema = TABLE["people"].schema()
    series = []
    for name, kind in schema.items():
        values = columns.get(name, [None] * crowd.number)
        if name in UNKNOWN:
            holes = set(some(rng, np.flatnonzero(~crowd.case), UNKNOWN[name]).tolist())
            values = [None if at in holes else one for at, one in enumerate(values)]
        series.append(_series(name, values, kind))
    return pl.DataFrame(series)


def _series(
    name: str, values: Sequence[object] | np.ndarray, kind: pl.DataType
) -> pl.Series:
    if isinstance(kind, pl.Date):
        days = np.array(values, dtype="datetime64[D]")
        return pl.Series(name, days, dtype=kind)
    if isinstance(values, np.ndarray):
        values = values.tolist()
    return pl.Series(name, values, dtype=kind)
