"""
A regency of two districts: ten SD, two SMP, two Puskesmas, and who works there.

Names and codes of places are Batanghari's (Kepmendagri 300.2.2-2430/2025); the schools'
numbers, the codes of units and all people are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from seimbang.demo.chance import chance
from seimbang.demo.names import names
from seimbang.model.tables import TABLE

DISTRICTS = {"15.04.01": "Mersam", "15.04.03": "Muara Bulian"}
VILLAGES = {
    "15.04.01.1001": "Kembang Paseban",
    "15.04.01.2002": "Sengkati Kecil",
    "15.04.01.2005": "Kembang Tanjung",
    "15.04.01.2006": "Mersam",
    "15.04.01.2008": "Sungai Puar",
    "15.04.01.2012": "Bukit Harapan",
    "15.04.03.1003": "Sridadi",
    "15.04.03.1004": "Pasar Baru",
    "15.04.03.2008": "Malapari",
    "15.04.03.2010": "Rambahan",
    "15.04.03.2014": "Rantau Puri",
    "15.04.03.2018": "Tenam",
}
AGENCIES = {
    "dinas-pendidikan": "Dinas Pendidikan",
    "dinas-kesehatan": "Dinas Kesehatan",
}
SCHOOLS = (
    {  # NPSN: village; the first ten are SD
        f"1059{number:04d}": village
        for number, village in enumerate([*VILLAGES][:5] + [*VILLAGES][6:11], start=901)
    }
    | {"10599801": "15.04.01.2012", "10599802": "15.04.03.2018"}
)
HEALTH = {"P1504990101": "15.04.01.1001", "P1504990202": "15.04.03.1003"}

JOBS = {  # id: name, kind, family, subject or profession, how SIASN and Dapodik call it
    "sd-kelas": ("Guru Kelas SD", "guru-sd-kelas", "guru kelas", "Guru Kelas SD"),
    "sd-pai": (
        "Guru Agama Islam SD",
        "guru-sd-agama-islam",
        "agama-islam",
        "Guru Mapel Pendidikan Agama Islam dan Budi Pekerti SD",
    ),
    "sd-pjok": (
        "Guru PJOK SD",
        "guru-sd-pjok",
        "pjok",
        "Guru Mapel Pendidikan Jasmani, Olahraga, dan Kesehatan SD",
    ),
    "sd-kepala": ("Kepala SD", "kepala-sd", "kepala-sekolah", "Kepala Sekolah SD"),
    "smp-mtk": (
        "Guru Matematika SMP",
        "guru-smp-matematika",
        "matematika",
        "Guru Mapel Matematika (Umum) SMP",
    ),
    "smp-ipa": (
        "Guru IPA SMP",
        "guru-smp-ipa",
        "ipa",
        "Guru Mapel Ilmu Pengetahuan Alam (IPA) SMP",
    ),
    "smp-bin": (
        "Guru Bahasa Indonesia SMP",
        "guru-smp-bahasa-indonesia",
        "bahasa-indonesia",
        "Guru Mapel Bahasa Indonesia SMP",
    ),
    "smp-kepala": ("Kepala SMP", "kepala-smp", "kepala-sekolah", "Kepala Sekolah SMP"),
    "perawat": ("Perawat", "perawat", "perawat", "Perawat"),
    "bidan": ("Bidan", "bidan", "bidan", "Bidan"),
    "pengadministrasi": ("Pengadministrasi Umum", "administrasi", None, None),
}
SUBJECTS = {  # of our teachers of one subject, as Dapodik names it
    "sd-pai": "Pendidikan Agama Islam dan Budi Pekerti",
    "sd-pjok": "Pendidikan Jasmani, Olahraga, dan Kesehatan",
    "smp-mtk": "Matematika (Umum)",
    "smp-ipa": "Ilmu Pengetahuan Alam (IPA)",
    "smp-bin": "Bahasa Indonesia",
}
CLASS_TEACHERS = (9, 4, 4, 6, 6, 8, 5, 4, 6, 6)  # of the ten SD: too many, too few
SD_STAFF = ("sd-kepala", "sd-pai", "sd-pjok")
SMP_STAFF = (
    "smp-kepala", *["smp-mtk"] * 3, *["smp-ipa"] * 4, *["smp-bin"] * 4,
)  # fmt: skip
HEALTH_STAFF = (*["perawat"] * 9, *["bidan"] * 9)
AGENCY_STAFF = ("pengadministrasi",) * 2


@dataclass(frozen=True)
class Member:
    """One invented person of the staff."""

    name: str
    woman: bool
    born: date
    start: date
    status: str
    unit_id: str
    job_id: str
    number: int  # running, for the invented NIP, NUPTK and PNS ID
    home: str

    @property
    def nip(self) -> str:
        """Return an invented NIP; "" for those who are no civil servants."""
        if self.status == "non_asn":
            return ""
        middle = "21" if self.status == "pppk" else f"{self.start:%m}"
        sex = 2 if self.woman else 1
        serial = self.number % 1000
        return f"{self.born:%Y%m%d}{self.start:%Y}{middle}{sex}{serial:03d}"


def school_name(npsn: str) -> str:
    """Return a school's name as our own table has it."""
    number, village = int(npsn[-3:]), VILLAGES[SCHOOLS[npsn]]
    if npsn in _smp():
        return f"SMP Negeri {number - 760} Batanghari"
    return f"SD Negeri {number - 880}/I {village}"


def _smp() -> tuple[str, ...]:
    return tuple(SCHOOLS)[10:]


def regency() -> dict[str, pl.DataFrame]:
    """Return the regency's own tables: info, places, units, jobs and crosswalk."""
    return {
        "info": _frame(
            "info",
            [
                {"key": "instansi", "value": "Kabupaten Contoh"},
                {"key": "tanggal_data", "value": "2026-11-02"},
            ],
        ),
        "places": _frame("places", _places()),
        "units": _frame("units", _units()),
        "jobs": _frame("jobs", _jobs()),
        "crosswalk": _frame("crosswalk", _crosswalk()),
    }


def _frame(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = TABLE[name].schema()
    whole = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(whole, schema=schema)


def _places() -> list[dict[str, object]]:
    kinds = {"district": DISTRICTS, "village": VILLAGES}
    whole: dict[str, object] = {
        "place_id": "15.04",
        "name": "Contoh",
        "kind": "regency",
    }
    return [whole] + [
        {
            "place_id": code,
            "name": name,
            "kind": "kelurahan" if code[9:10] == "1" else kind,
        }
        for kind, places in kinds.items()
        for code, name in places.items()
    ]


def _units() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"unit_id": code, "name": name, "kind": "dinas", "district_id": "15.04.03"}
        for code, name in AGENCIES.items()
    ]
    for code, village in {**SCHOOLS, **HEALTH}.items():
        school = code in SCHOOLS
        kind = ("smp" if code in _smp() else "sd") if school else "puskesmas"
        rows.append(
            {
                "unit_id": code,
                "name": school_name(code)
                if school
                else f"Puskesmas {VILLAGES[village]}",
                "kind": kind,
                "agency_id": "dinas-pendidikan" if school else "dinas-kesehatan",
                "district_id": village[:8],
                "village_id": village,
                "inpatient": None if school else code[7] == "1",
                "source_code": None if school else unor(code),
            }
        )
    return rows


def unor(unit_id: str) -> str:
    """Return an invented UNOR ID: 32 hexadecimal digits."""
    return unit_id.encode().hex().upper().ljust(32, "0")[:32]


def _jobs() -> list[dict[str, object]]:
    return [
        {
            "job_id": code,
            "name": name,
            "kind": "functional" if subject else "executive",
            "family": family,
            "subject": subject if code.startswith(("sd", "smp")) else None,
            "profession": None if code.startswith(("sd", "smp")) else subject,
        }
        for code, (name, family, subject, _) in JOBS.items()
    ]


def _crosswalk() -> list[dict[str, object]]:
    entries = [("unit", "siasn", school_name(npsn).upper(), npsn) for npsn in SCHOOLS]
    entries += [("unit", "siasn", name, code) for code, name in AGENCIES.items()]
    entries += [("unit", "dapodik", siblings(npsn), npsn) for npsn in SCHOOLS]
    for code, (name, _, _, source) in JOBS.items():
        teacher = code.startswith(("sd", "smp"))
        system = "dapodik" if teacher else "siasn"
        entries.append(("job", system, source or name, code))
    columns = ("kind", "system", "source", "target_id")
    return [dict(zip(columns, entry, strict=True)) for entry in entries]


def siblings(npsn: str) -> str:
    """Return a school's name as Dapodik writes it above its lists."""
    name = school_name(npsn).upper()
    return name.replace("SD NEGERI", "SDN").replace("SMP NEGERI", "SMPN")


def staff(seed: str) -> list[Member]:
    """Return the invented people, in the order of the units."""
    rng = chance(seed, "dirty/staff")
    seats = [(npsn, job) for npsn in SCHOOLS for job in _seats(npsn, rng)]
    seats += [(code, job) for code in HEALTH for job in HEALTH_STAFF]
    seats += [(code, job) for code in AGENCIES for job in AGENCY_STAFF]
    women = rng.random(len(seats)) < 0.6
    called = names(rng, women)
    homes = [*VILLAGES]
    members = []
    for number, (unit_id, job_id) in enumerate(seats, start=1):
        born = date(1968, 1, 1) + timedelta(days=int(rng.integers(0, 27 * 365)))
        start = date(
            born.year + 24 + int(rng.integers(0, 6)), int(rng.integers(1, 13)), 1
        )
        status = _status(job_id, unit_id, rng)
        if status == "pppk":
            start = max(start, date(2021, 1, 1)) if start.year < 2021 else start
        members.append(
            Member(
                called[number - 1],
                bool(women[number - 1]),
                born,
                start,
                status,
                unit_id,
                job_id,
                number,
                homes[int(rng.integers(0, len(homes)))],
            )
        )
    return members


def _seats(npsn: str, rng: np.random.Generator) -> list[str]:
    """Return the seats of a school that are filled: some lack a teacher."""
    whole: tuple[str, ...] = SMP_STAFF
    if npsn not in _smp():
        whole = (*SD_STAFF, *["sd-kelas"] * CLASS_TEACHERS[[*SCHOOLS].index(npsn)])
    return [job for job in whole if job.endswith("kepala") or rng.random() < 0.93]


def _status(job_id: str, unit_id: str, rng: np.random.Generator) -> str:
    if job_id.endswith("kepala") or unit_id in AGENCIES:
        return "pns"
    drawn = rng.random()
    if drawn < 0.12 and unit_id in SCHOOLS:
        return "non_asn"
    return "pppk" if drawn < 0.35 else "pns"
