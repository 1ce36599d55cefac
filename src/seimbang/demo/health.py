"""The 18 Puskesmas with their real head-counts, and the hospital."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import numpy as np

from seimbang.demo.chance import pick
from seimbang.demo.facts import PROFESSIONS, puskesmas
from seimbang.demo.room import Room, Staff
from seimbang.demo.work import activities, load

ASN = {"pns": 0.64, "pppk": 0.33, "cpns": 0.03}
NUSANTARA_SEHAT = 0.05  # share of non-ASN on special assignment
SCARCE = ("dokter-gigi", "dokter")  # few, so none of them is an unmovable CPNS
DENTISTS = {  # W29: those too many live near a Puskesmas without a dentist
    "P1504041101": ("15.04.07.2007", "15.04.08.1008"),  # Penerokan: Batin, Terusan
    "P1504040201": ("15.04.01.1001",),  # Muara Bulian: Kembang Paseban
    "P1504042203": ("15.04.08.2002",),  # Tenam: Tidar Kuranji
}
HOSPITAL = "R1504015"
HOSPITAL_STAFF = {  # ASN, non-ASN, people needed by ABK-Kes (None: belum terukur)
    "dokter-spesialis": (15, 2, None), "dokter": (17, 4, None),
    "dokter-gigi": (2, 0, None), "perawat": (168, 46, 179.4), "bidan": (58, 14, 52.6),
    "farmasi": (24, 6, 26.3), "atlm": (14, 3, 13.1), "gizi": (7, 1, 6.2),
    "sanitasi": (4, 0, 2.7), "radiografer": (7, 1, 7.4), "perekam-medis": (9, 3, 10.8),
    "promkes": (3, 0, None), "pranata-komputer": (3, 1, None),
    "penata-layanan": (12, 2, None), "pengelola-layanan": (16, 4, None),
    "pengadministrasi": (22, 9, None), "jpt": (1, 0, None), "kabid": (3, 0, None),
    "kasubbag": (4, 0, None),
}  # fmt: skip
MEASURED = {  # Puskesmas with an ABK-Kes sheet: people needed
    "P1504010101": {"perawat": 17.2, "bidan": 18.6, "farmasi": 2.4},
    "P1504040201": {"perawat": 18.3, "bidan": 14.2, "dokter": 5.1},
    "P1504020101": {"perawat": 15.6, "bidan": 15.3},
    "P1504030101": {"perawat": 16.9, "bidan": 17.5},
    "P1504041101": {"perawat": 10.4, "bidan": 12.7},
    "P1504050101": {"perawat": 14.8, "bidan": 15.9, "gizi": 2.2},
}


def health(rng: np.random.Generator) -> Room:
    """Return seats, staff and activities of all Puskesmas and the hospital."""
    room = Room()
    for unit in puskesmas().iter_rows(named=True):
        unit_id = str(unit["unit_id"])
        for profession in PROFESSIONS:
            asn, others = unit[f"{profession}_asn"], unit[f"{profession}_non_asn"]
            homes = DENTISTS.get(unit_id, ()) if profession == "dokter-gigi" else ()
            room.staff += [
                Staff(unit_id, profession, status, tenured=at < len(homes), home=home)
                for at, (status, home) in enumerate(
                    zip_longest(_asn(rng, profession, asn), homes)
                )
            ]
            room.hire(unit_id, profession, _others(rng, others))
            room.seat(unit_id, profession, _formasi(rng, profession, asn))
        head = Staff(unit_id, "kepala-puskesmas", "pns", ("head_of_puskesmas",))
        room.staff.append(head)
        room.seat(unit_id, "kepala-puskesmas", 1)
        room.hire(unit_id, "pengadministrasi", ["pns", "pppk"])
        room.seat(unit_id, "pengadministrasi", 3)
        for job, needed in MEASURED.get(unit_id, {}).items():
            activities(room, unit_id, job, needed)
    _hospital(room, rng)
    return room


def _asn(rng: np.random.Generator, profession: str, number: int) -> Iterator[str]:
    for status in pick(rng, number, ASN):
        settled = profession == "dokter-gigi" or status != "pppk"
        scarce = profession in SCARCE and (status == "cpns" or settled)
        yield "pns" if scarce else str(status)


def _others(rng: np.random.Generator, number: int) -> list[str]:
    shares = {"non_asn": 1 - NUSANTARA_SEHAT, "special_assignment": NUSANTARA_SEHAT}
    return pick(rng, number, shares)


def _formasi(rng: np.random.Generator, profession: str, asn: int) -> int | None:
    if rng.random() < 0.1:
        return None
    least = {"perawat": 8, "bidan": 7, "dokter": 3, "gizi": 2}.get(profession, 1)
    return max(least, asn)


def _hospital(room: Room, rng: np.random.Generator) -> None:
    for job, (asn, others, needed) in HOSPITAL_STAFF.items():
        structural = job in {"jpt", "kabid", "kasubbag"}
        statuses = ["pns"] * asn if structural else pick(rng, asn, ASN)
        room.hire(HOSPITAL, job, statuses)
        room.hire(HOSPITAL, job, ["non_asn"] * others)
        room.seat(HOSPITAL, job, asn + 2 if asn > 10 else max(asn, 1))
        if needed is None:
            continue
        if job in {"radiografer", "perekam-medis"}:
            activities(room, HOSPITAL, job, needed, method="wisn")
        elif job == "sanitasi":
            load(room, HOSPITAL, job, needed)
        else:
            activities(room, HOSPITAL, job, needed)
