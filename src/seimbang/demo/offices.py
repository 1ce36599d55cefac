"""Secretariats, dinas, badan, kecamatan and kelurahan: some measured, some not yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seimbang.demo.chance import pick
from seimbang.demo.facts import offices
from seimbang.demo.room import Room, Staff
from seimbang.demo.work import load, sheet

ASN = {"pns": 0.77, "pppk": 0.19, "cpns": 0.04}
OTHERS = {"non_asn": 0.35, "pppk_part_time": 0.65}
SIZES = {  # staff beside the structure and the specialists
    "SETDA": 110, "SETWAN": 38, "INSPEKTORAT": 18, "DISDIKBUD": 46, "DINKES": 48,
    "DPUTR": 42, "SATPOLPP": 14, "DAMKAR": 12, "DTPH": 28, "BPKAD": 40, "BKPSDMD": 28,
    "DUKCAPIL": 34, "DISHUB": 28, "BPBD": 30, "DLH": 36,
}  # fmt: skip
USUAL, KECAMATAN, KELURAHAN = 24, 15, 6
GENERAL = {  # how the staff of an office is made up
    "pengadministrasi": 0.31, "penata-layanan": 0.30, "pengelola-layanan": 0.22,
    "operator-layanan": 0.10, "analis-kebijakan": 0.07,
}  # fmt: skip
SMALL = {"pengadministrasi": 0.45, "penata-layanan": 0.3, "pengelola-layanan": 0.25}
EVERYWHERE = {"arsiparis": 1, "pranata-komputer": 1, "perencana": 1, "pengemudi": 2,
              "analis-keuangan": 1}  # fmt: skip
SPECIAL: dict[str, dict[str, tuple[int, float | None]]] = {  # present, needed
    "BPKAD": {"analis-keuangan": (13, 11.9), "pranata-komputer": (3, 3.2)},
    "BAPPEDA": {"perencana": (8, 9.2), "pranata-komputer": (2, 1.6)},
    "BKPSDMD": {"analis-sdm": (12, 13.6), "pranata-komputer": (3, 2.7)},
    "DISKOMINFO": {"pranata-komputer": (11, 8.8), "arsiparis": (2, 1.1)},
    "SETDA": {"analis-sdm": (6, 4.3), "arsiparis": (5, 2.6), "pengemudi": (9, 8.0)},
    "DUKCAPIL": {"pranata-komputer": (3, 4.9), "arsiparis": (1, 2.7)},
    "DPMPTSP": {"penata-perizinan": (9, 8.1), "pranata-komputer": (1, 2.2)},
    "DISPUSIP": {"arsiparis": (8, 6.4), "pustakawan": (11, 9.6)},
    "DLH": {"pengawas-lingkungan": (8, 9.4)},
    "INSPEKTORAT": {"auditor": (24, 29.0)},
    "DTPH": {"penyuluh-pertanian": (62, 71.0)},
    "DPPKBP3A": {"penyuluh-kb": (27, 41.0)},
    "DINSOS": {"pekerja-sosial": (9, 11.5)},
    "DPUTR": {"teknik-jalan": (28, None)},
    "DISHUB": {"penguji-kendaraan": (9, None)},
    "DISBUNNAK": {"medik-veteriner": (7, None), "penyuluh-pertanian": (12, None)},
    "DKPP": {"penyuluh-pertanian": (10, None)},
    "SATPOLPP": {"pamong-praja": (82, None)},
    "DAMKAR": {"pemadam": (66, 72.0)},
    "DISDIKBUD": {"pengawas-sekolah": (34, None)},
    "DINKES": {"promkes": (4, None), "sanitasi": (4, None), "farmasi": (4, None)},
}  # fmt: skip
MEASURED = {  # general staff with task sheets: need / present, about
    "SETDA": 0.78, "BPKAD": 0.97, "BAPPEDA": 1.05, "BKPSDMD": 1.04, "DISKOMINFO": 0.9,
    "DUKCAPIL": 1.2, "DPMPTSP": 1.1, "DLH": 1.0, "DISPUSIP": 0.82, "DINSOS": 1.06,
    "INSPEKTORAT": 1.02, "SETWAN": 0.85, "DISDIKBUD": 1.08,
}  # fmt: skip
CASE = {("BPKAD", "analis-keuangan"), ("BAPPEDA", "perencana")}  # all at work
VACANT_HEADS = {"DINSOS", "DISPERKIM", "DPMD", "DISPORAPAR", "DKPP", "KESBANGPOL"}


def bureaus(rng: np.random.Generator) -> Room:
    """Return seats, staff and tasks of all offices."""
    maker = _Maker(Room(), rng)
    for unit in offices().iter_rows(named=True):
        unit_id, kind = str(unit["unit_id"]), unit["kind"]
        if kind == "district_office":
            maker.kecamatan(unit_id)
        elif kind == "kelurahan_office":
            maker.kelurahan(unit_id)
        elif kind != "hospital":
            maker.agency(unit_id)
    return maker.room


@dataclass
class _Maker:
    room: Room
    rng: np.random.Generator

    def agency(self, unit_id: str) -> None:
        """Fill one agency of the regency."""
        head = 0 if unit_id in VACANT_HEADS else 1
        for job, number in (("sekretaris", 1), ("kabid", 3), ("kasubbag", 2)):
            self._structure(unit_id, job, number, number)
        self._structure(unit_id, "jpt", head, 1)
        special = SPECIAL.get(unit_id, {})
        for job, (present, needed) in special.items():
            self._fill(unit_id, job, present, needed)
        for job, number in EVERYWHERE.items():
            if job not in special:
                self._fill(unit_id, job, number, None)
        self._general(unit_id, SIZES.get(unit_id, USUAL), GENERAL, MEASURED)

    def kecamatan(self, unit_id: str) -> None:
        """Fill a kecamatan office: measured, mostly short."""
        for job, number in (("camat", 1), ("sekretaris", 1), ("kasi", 4)):
            self._structure(unit_id, job, number, number)
        factor = 0.85 if unit_id == "KEC-15.04.03" else 1.1 + 0.3 * self.rng.random()
        self._general(unit_id, KECAMATAN, SMALL, {unit_id: factor})

    def kelurahan(self, unit_id: str) -> None:
        """Fill a kelurahan office; every other one has no task sheet yet."""
        self._structure(unit_id, "lurah", 1, 1)
        self._structure(unit_id, "kasi", 2, 3)
        measured = int(unit_id[-1]) % 2 == 1
        factor = {unit_id: 1.05 + 0.5 * self.rng.random()} if measured else {}
        self._general(unit_id, KELURAHAN, SMALL, factor)

    def _structure(self, unit_id: str, job: str, number: int, formasi: int) -> None:
        self.room.hire(unit_id, job, ["pns"] * number)
        self.room.seat(unit_id, job, formasi)

    def _general(
        self,
        unit_id: str,
        size: int,
        shares: dict[str, float],
        factors: dict[str, float],
    ) -> None:
        """Fill the jobs that every office has; ``factors`` of the measured ones."""
        for job, share in shares.items():
            number = max(1, round(size * share * (0.85 + 0.3 * self.rng.random())))
            factor = factors.get(unit_id)
            swing = 0.85 + 0.3 * self.rng.random()
            needed = None if factor is None else round(number * factor * swing, 1)
            self._fill(unit_id, job, number, needed)

    def _fill(self, unit_id: str, job: str, present: int, needed: float | None) -> None:
        statuses = sorted(pick(self.rng, present, ASN), reverse=True)
        spare = present - (needed or present)
        settled = present if (unit_id, job) in CASE else spare
        self.room.staff += [
            Staff(unit_id, job, status, tenured=at < settled and status == "pns")
            for at, status in enumerate(statuses)
        ]
        helpers = int(present * 0.12 + self.rng.random() * 0.8)
        self.room.hire(unit_id, job, pick(self.rng, helpers, OTHERS))
        most = max(present, round(needed or 0))
        self.room.seat(unit_id, job, None if self.rng.random() < 0.15 else most)
        if needed is not None and job in sheet("tasks"):
            load(self.room, unit_id, job, needed)
