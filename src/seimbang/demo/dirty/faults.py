"""The twelve faults: each in one cell of one file, each found by its own code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from seimbang.demo.dirty.exports import File, Row
from seimbang.demo.dirty.regency import SCHOOLS
from seimbang.intake.foreign.sheets import letters


@dataclass(frozen=True)
class Fault:
    """One planted fault: the code of its problem, its file and its cell."""

    code: str
    file: str
    where: str


def plant(files: Mapping[str, File]) -> list[Fault]:
    """Plant the faults into the rows of ``files``; return where each is."""
    planter = _Planter(files)
    siasn = files["siasn-data-pegawai.xlsx"]
    lists = [files[f"daftar-guru-{npsn}.xlsx"] for npsn in SCHOOLS]
    totals = next(file for name, file in files.items() if name.startswith("rekap"))
    nurses = [at for at, row in enumerate(siasn.rows) if "Perawat" in _word(row)]
    clerks = [at for at, row in enumerate(siasn.rows) if "Pengadm" in _word(row)]
    guest = dict(lists[0].rows[1])  # is listed by a second school too
    lists[3].rows.append(guest)
    nameless = _civil_servant(lists[5], 3)
    return [
        # The spreadsheet took the NIP for a number and rounded its last digits.
        planter.put("nip_is_number", siasn, nurses[0], "NIP BARU", _as_number),
        planter.put("nip_malformed", siasn, nurses[1], "NIP BARU", _cut),
        planter.at("duplicate_person", lists[3], len(lists[3].rows) - 1, "NIP"),
        planter.put(
            "unit_unmatched", siasn, clerks[0], "UNOR NAMA", lambda _: "Korwil Lama",
            also={"UNOR ID": "F" * 32},
        ),
        planter.put(
            "job_unmatched", siasn, clerks[1], "JABATAN NAMA", lambda _: "Juru Ketik",
        ),
        planter.put(
            "value_unreadable", siasn, nurses[2], "TMT JABATAN", lambda _: "31-02-2015"
        ),
        planter.put(
            "nip_birth_mismatch", siasn, nurses[3], "TANGGAL LAHIR",
            lambda _: "01-01-1950",
        ),
        planter.put(
            "date_order", siasn, nurses[4], "TMT PNS", lambda _: "01-01-2001",
            also={"TMT CPNS": "01-01-2002"},
        ),
        planter.put(
            "status_unknown", siasn, nurses[5], "STATUS CPNS PNS", lambda _: "X",
            also={"JENIS PEGAWAI NAMA": "", "KEDUDUKAN HUKUM NAMA": "Aktif"},
        ),
        # No NIP, but the name and birth date of somebody in SIASN.
        planter.put(
            "same_person_maybe", lists[5], nameless, "NIP", lambda _: "",
            also={"NUPTK": ""},
        ),
        planter.put(
            "coordinates_wrong", lists[6], 1, "Lintang", lambda _: "103.2001",
            also={"Bujur": "-1.6001"},
        ),
        planter.put("class_count_differs", totals, 0, "Rombel", lambda n: n + 1),
    ]  # fmt: skip


def _word(row: Row) -> str:
    return str(row["JABATAN NAMA"]) if row["STATUS CPNS PNS"] == "P" else ""


def _as_number(nip: str) -> int:
    return int(nip)  # a workbook keeps 15 digits of it


def _cut(nip: str) -> str:
    return nip[:-1]


def _civil_servant(file: File, start: int) -> int:
    """Return the first row from ``start`` on whose person is a civil servant."""
    return next(at for at in range(start, len(file.rows)) if file.rows[at]["NIP"])


class _Planter:
    """Change cells, and say where they are."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self.files = files

    def put(
        self,
        code: str,
        file: File,
        at: int,
        heading: str,
        change: Callable[[Any], str | int],
        also: Mapping[str, str] | None = None,
    ) -> Fault:
        """Change the cell under ``heading`` of row ``at`` (and others of that row)."""
        file.rows[at][heading] = change(file.rows[at].get(heading, ""))
        file.rows[at].update(also or {})
        return self.at(code, file, at, heading)

    def at(self, code: str, file: File, at: int, heading: str) -> Fault:
        """Return the fault in the cell under ``heading`` of row ``at``."""
        column = letters(file.headings.index(heading))
        return Fault(code, file.name, f"{column}{file.first + at}")
