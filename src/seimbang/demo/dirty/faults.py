"""The twelve faults: each in one cell of one file, each found by its own code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    lists = [files[f"daftar-guru-{npsn}.xlsx"] for npsn in SCHOOLS]
    totals = next(file for name, file in files.items() if name.startswith("rekap"))
    return [
        *_in_siasn(files["siasn-data-pegawai.xlsx"]),
        *_in_lists(lists),
        _put("class_count_differs", totals, 0, "Rombel", lambda number: number + 1),
    ]


def _in_siasn(file: File) -> list[Fault]:
    nurses = [at for at, row in enumerate(file.rows) if "Perawat" in _word(row)]
    clerks = [at for at, row in enumerate(file.rows) if "Pengadm" in _word(row)]
    return [
        # The spreadsheet took the NIP for a number and rounded its last digits.
        _put("nip_is_number", file, nurses[0], "NIP BARU", _as_number),
        _put("nip_malformed", file, nurses[1], "NIP BARU", _cut),
        _set("value_unreadable", file, nurses[2], {"TMT JABATAN": "31-02-2015"}),
        _set("nip_birth_mismatch", file, nurses[3], {"TANGGAL LAHIR": "01-01-1950"}),
        _set(
            "date_order",
            file,
            nurses[4],
            {"TMT PNS": "01-01-2001", "TMT CPNS": "01-01-2002"},
        ),
        _set(
            "status_unknown",
            file,
            nurses[5],
            {"STATUS CPNS PNS": "X", "JENIS PEGAWAI NAMA": ""},
        ),
        _set(
            "unit_unmatched",
            file,
            clerks[0],
            {"UNOR NAMA": "Korwil Lama", "UNOR ID": "F" * 32},
        ),
        _set("job_unmatched", file, clerks[1], {"JABATAN NAMA": "Juru Ketik"}),
    ]


def _in_lists(lists: Sequence[File]) -> list[Fault]:
    lists[3].rows.append(dict(lists[0].rows[1]))  # a second school lists a guest too
    nameless = _civil_servant(lists[5], 3)
    swapped = {"Lintang": "103.2001", "Bujur": "-1.6001"}
    return [
        _at("duplicate_person", lists[3], len(lists[3].rows) - 1, "NIP"),
        # No NIP, but the name and birth date of somebody in SIASN.
        _set("same_person_maybe", lists[5], nameless, {"NIP": "", "NUPTK": ""}),
        _set("coordinates_wrong", lists[6], 1, swapped),
    ]


def _word(row: Row) -> str:
    return str(row["JABATAN NAMA"]) if row["STATUS CPNS PNS"] == "P" else ""


def _as_number(nip: str) -> int:
    return int(nip)  # a workbook keeps 15 digits of it


def _cut(nip: str) -> str:
    return nip[:-1]


def _civil_servant(file: File, start: int) -> int:
    """Return the first row from ``start`` on whose person is a civil servant."""
    return next(at for at in range(start, len(file.rows)) if file.rows[at]["NIP"])


def _put(
    code: str, file: File, at: int, heading: str, change: Callable[[Any], str | int]
) -> Fault:
    """Change the cell under ``heading`` of row ``at``."""
    file.rows[at][heading] = change(file.rows[at][heading])
    return _at(code, file, at, heading)


def _set(code: str, file: File, at: int, cells: Mapping[str, str]) -> Fault:
    """Write ``cells`` into row ``at``; the fault is in the first of them."""
    file.rows[at].update(cells)
    return _at(code, file, at, next(iter(cells)))


def _at(code: str, file: File, at: int, heading: str) -> Fault:
    """Return the fault in the cell under ``heading`` of row ``at``."""
    column = letters(file.headings.index(heading))
    return Fault(code, file.name, f"{column}{file.first + at}")
