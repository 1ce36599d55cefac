"""
The clerk's file: SIASN's export of the demo's people, twelve faults in four groups.

``write(folder)`` with faults is what she gets; ``repaired`` mends eleven of them at the
source, as she does.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from seimbang.demo import regency
from seimbang.demo.dirty.exports import File
from seimbang.intake.foreign.layouts import SIASN

NAME = "ekspor-siasn.xlsx"
STATUS = {"pns": "P", "cpns": "C"}
SEX = {"male": "M", "female": "F"}
LEAVE = {
    "unpaid": "CLTN",
    "study": "Tugas Belajar",
    "suspended": "Pemberhentian Sementara",
}
KINDS = {"functional": "Jabatan Fungsional", "executive": "Pelaksana"}
PROMOTED = {"III/a": "III/b", "II/c": "II/d"}
GROUPS = 3  # rows of each of the four kinds of fault


@cache
def _people() -> tuple[dict[str, object], ...]:
    frames = regency()
    units = frames["units"].select("unit_id", unit="name")
    jobs = frames["jobs"].select("job_id", job="name", kind="kind")
    held = frames["people"].join(units, on="unit_id").join(jobs, on="job_id")
    asn = held.filter(pl.col("status").is_in(["pns", "cpns", "pppk"]))
    return tuple(asn.sort("person_id").iter_rows(named=True))


def write(folder: Path, *, repaired: bool = False) -> Path:
    """Write the export; return the file."""
    file = File(NAME, SIASN, [])
    file.rows = [_row(person) for person in _people()]
    _change(file)
    _plant(file, repaired=repaired)
    folder.mkdir(parents=True, exist_ok=True)
    file.write(folder)
    return folder / NAME


def _row(person: dict[str, object]) -> dict[str, str | int | float]:
    pppk = person["status"] == "pppk"
    level = f" {person['level']}" if person["level"] else ""
    standing = "PPPK Aktif" if pppk else "Aktif"
    return {
        "PNS ID": str(person["person_id"]),
        "NIP BARU": str(person["nip"] or ""),
        "NAMA": str(person["name"]),
        "TANGGAL LAHIR": _day(person["birth_on"]),
        "JENIS KELAMIN": SEX.get(str(person["sex"]), ""),
        "JENIS PEGAWAI NAMA": "PPPK" if pppk else "PNS Daerah Kab/Kota",
        "KEDUDUKAN HUKUM NAMA": LEAVE.get(str(person["leave"]), standing),
        "STATUS CPNS PNS": STATUS.get(str(person["status"]), "PPPK"),
        "TMT PNS": _day(person["pns_since"]),
        "GOL AKHIR NAMA": str(person["grade"] or ""),
        "JENIS JABATAN NAMA": KINDS.get(str(person["kind"]), "Struktural"),
        "JABATAN ID": str(person["job_id"]),
        "JABATAN NAMA": f"{person['job']}{level}",
        "TMT JABATAN": _day(person["job_since"]),
        "TINGKAT PENDIDIKAN ID": str(person["education"] or ""),
        "PENDIDIKAN NAMA": str(person["major"] or ""),
        "UNOR ID": str(person["unit_id"]),
        "UNOR NAMA": str(person["unit"]),
        "INSTANSI KERJA NAMA": "Pemerintah Kab. Batanghari (contoh)",
    }


def _day(day: object) -> str:
    return f"{day:%d-%m-%Y}" if isinstance(day, date) else ""


def _change(file: File) -> None:
    """Let so many have a new grade that a second person must look at it."""
    for row in file.rows:
        grade = str(row["GOL AKHIR NAMA"])
        row["GOL AKHIR NAMA"] = PROMOTED.get(grade, grade)


def _plant(file: File, *, repaired: bool) -> None:
    """Plant the faults in the last rows; one of them stays when she repairs."""
    rows = file.rows[-4 * GROUPS :]
    for at, row in enumerate(rows):
        if repaired and at != len(rows) - 1:
            continue
        group = at // GROUPS
        if group == 0:  # the spreadsheet took it for a number
            row["NIP BARU"] = int(row["NIP BARU"])
        elif group == 1:
            row["NIP BARU"] = str(row["NIP BARU"])[:-1]
        elif group == 2:
            row["UNOR NAMA"], row["UNOR ID"] = "Korwil Lama", "F" * 32
        else:
            row["JABATAN NAMA"], row["JABATAN ID"] = "Juru Ketik", "F" * 32
