"""What lies beside the people: wishes, waivers, pins, travel times, entered needs."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from seimbang.demo.chance import chance, pick, some
from seimbang.demo.facts import kilometres
from seimbang.demo.people import Crowd
from seimbang.demo.room import Room, frame

WISHING = 0.115  # share of those who may wish: about one in twelve of all
CERTIFIED = 0.62  # teachers with a certificate of educators
LICENSED = 0.985  # health workers whose licence is entered
CROSSINGS = (  # invented: villages across the river from one another, minutes by ferry
    ("15.04.03.2013", "15.04.03.1001", 75), ("15.04.03.2008", "15.04.03.1001", 40),
    ("15.04.05.2011", "15.04.05.1002", 55), ("15.04.05.2009", "15.04.05.2007", 45),
    ("15.04.01.2009", "15.04.01.1001", 50), ("15.04.06.2002", "15.04.06.1014", 65),
)  # fmt: skip


def certificates(crowd: Crowd) -> list[list[str] | None]:
    """Return certificates: licences, the educator's, and training of analysts."""
    rng = chance(crowd.seed, "certificates")
    draws = rng.random(crowd.number)
    held: list[list[str] | None] = []
    for at, job in enumerate(crowd.job):
        found: list[str] = []
        if job["certificates"] and draws[at] < LICENSED:
            found = [job["certificates"]]
        elif job["subject"] and draws[at] < CERTIFIED and crowd.asn[at]:
            subject = job["subject"]
            found = [f"Sertifikat Pendidik: {subject}"]
        held.append(found or None)
    return held


def beside(seed: str, frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables that refer to people and units."""
    people, units = frames["people"], frames["units"]
    room = Room()
    _wishes(room, seed, people, units)
    _waivers_and_pins(room, seed, people, units)
    _travel(room, units)
    _needs(room)
    _lesson_hours(room, units)
    _crosswalk(room, units)
    return {name: frame(name, rows) for name, rows in room.rows.items()}


def _wishes(room: Room, seed: str, people: pl.DataFrame, units: pl.DataFrame) -> None:
    """Let some wish for units near home where their job exists, or for a kecamatan."""
    rng = chance(seed, "wishes")
    places = units.select("unit_id", "district_id", "latitude", "longitude")
    where = {row[0]: row[1:] for row in places.iter_rows()}
    by_job: dict[str, list[str]] = {}
    for job, unit in people.select("job_id", "unit_id").unique(
        maintain_order=True
    ).iter_rows():  # fmt: skip
        by_job.setdefault(job, []).append(unit)
    led = pl.col("job_id").str.contains(
        "kepala|^jpt$|kabid|camat|lurah|kasi|kasubbag|sekretaris"
    ) | pl.col("duties").list.contains("head_of_school").fill_null(value=False)
    movable = pl.col("status").is_in(["pns", "pppk"])
    may = people.select(movable & ~led).to_series()
    homes = _homes(people, where)
    rows = people.select("person_id", "job_id", "unit_id").rows()
    for at in some(rng, may.arg_true().to_numpy(), WISHING).tolist():
        person, job, unit = rows[at]
        others = [other for other in by_job[job] if other != unit]
        if not others:
            continue
        near = _nearest(rng, homes[at], others, where)
        number = int(rng.integers(1, 4))
        by_district = rng.random() < 0.25
        for rank, target in enumerate(near[:number], start=1):
            district = where[target][0]
            last = by_district and rank == min(number, len(near))
            room.add(
                "wishes",
                person_id=person,
                rank=rank,
                kind="district" if last else "unit",
                target_id=district if last else target,
            )


def _homes(
    people: pl.DataFrame, where: dict[str, tuple[str, float, float]]
) -> list[tuple[float, float]]:
    """Return where people live: their coordinates, else their unit's."""
    told = people.select("home_latitude", "home_longitude", "unit_id").iter_rows()
    return [
        (north, east) if north is not None else where[unit][1:]
        for north, east, unit in told
    ]


def _nearest(
    rng: np.random.Generator,
    home: tuple[float, float],
    units: list[str],
    where: dict[str, tuple[str, float, float]],
) -> list[str]:
    """Return three units near ``home``, the nearest not always first."""
    north = np.array([where[unit][1] for unit in units])
    east = np.array([where[unit][2] for unit in units])
    far = kilometres(home[0], home[1], north, east)
    order = np.argsort(far + 6 * rng.random(len(units)), kind="stable")
    return [units[int(at)] for at in order[:3]]


def _waivers_and_pins(
    room: Room, seed: str, people: pl.DataFrame, units: pl.DataFrame
) -> None:
    rng = chance(seed, "waivers")
    teachers = people["job_id"].str.starts_with("guru-") & (people["status"] == "pns")
    ids = people["person_id"]
    for count, at in enumerate(some(rng, teachers.arg_true().to_numpy(), 0.004)):
        room.add(
            "waivers",
            person_id=ids[int(at)],
            rule="R1" if count % 2 else "R17",
            since=date(2025, 10, 1),
            until=date(2027, 1, 1),
            basis=f"Nota dinas contoh nomor {count + 1}/2025",
        )
    reasons = {"Menunggu putusan sengketa": 0.3, "Petugas proyek sampai selesai": 0.7}
    chosen = some(rng, teachers.arg_true().to_numpy(), 0.006)
    for at, reason in zip(chosen, pick(rng, len(chosen), reasons), strict=True):
        room.add("pins", kind="stays", person_id=ids[int(at)], reason=reason)
    schools = units.filter(pl.col("kind") == "sd")["unit_id"]
    for at in some(rng, teachers.arg_true().to_numpy(), 0.003):
        room.add(
            "pins",
            kind="not_to",
            person_id=ids[int(at)],
            unit_id=schools[int(rng.integers(0, len(schools)))],
            reason="Pasangan menjadi kepala sekolah di sana",
        )
    room.add(
        "pins",
        kind="unit_closed",
        unit_id=schools[int(rng.integers(0, len(schools)))],
        reason="Direncanakan digabung dengan sekolah tetangga",
    )


def _travel(room: Room, units: pl.DataFrame) -> None:
    """Tell the minutes across the river, village to village and village to unit."""
    by_village: dict[str, list[str]] = {}
    for unit, village in units.select("unit_id", "village_id").iter_rows():
        by_village.setdefault(village, []).append(unit)
    for one, other, minutes in CROSSINGS:
        for start, end in ((one, other), (other, one)):
            room.add("travel", from_id=start, to_id=end, minutes=minutes)
            for unit in by_village.get(end, []):
                room.add("travel", from_id=start, to_id=unit, minutes=minutes + 5)


def _needs(room: Room) -> None:
    """Enter needs that were reckoned elsewhere."""
    for unit, job, need in (
        ("BPBD", "pengadministrasi", (21, 2)),
        ("BPBD", "penata-layanan", (37, 4)),
        ("DISHUB", "penguji-kendaraan", (11, 1)),
        ("R1504015", "dokter-spesialis", (18, 1)),
    ):
        room.add(
            "needs",
            unit_id=unit,
            job_id=job,
            need_num=need[0],
            need_den=need[1],
            source="e-Formasi 2026 (contoh)",
        )


def _lesson_hours(room: Room, units: pl.DataFrame) -> None:
    """Let one school teach more English than the curriculum asks."""
    school = units.filter(pl.col("kind") == "smp")["unit_id"][0]
    for grade in (7, 8, 9):
        room.add(
            "lesson_hours",
            unit_id=school,
            subject="bahasa-inggris",
            grade=grade,
            hours=5,
            source="Surat Kepala Dinas (contoh)",
        )


def _crosswalk(room: Room, units: pl.DataFrame) -> None:
    """Tell how SIASN writes the agencies: in capitals, without the short name."""
    agencies = units.filter(
        pl.col("kind").is_in(["dinas", "badan", "secretariat"])
        & pl.col("agency_id").is_null()
    )
    for unit_id, name in agencies.select("unit_id", "name").iter_rows():
        room.add(
            "crosswalk",
            kind="unit",
            system="siasn",
            source=name.split(" (")[0].upper(),
            target_id=unit_id,
        )
