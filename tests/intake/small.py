"""A small invented regency, as frames, and helpers to write and read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from seimbang.intake import Intake, read
from seimbang.language import speaking
from seimbang.model.problem import Problem, Severity
from seimbang.model.table import Column
from seimbang.model.tables import TABLE

NIP = "198609262015051001"
ROWS: dict[str, list[dict[str, Any]]] = {
    "info": [
        {"key": "instansi", "value": "Kabupaten Rekaan"},
        {"key": "tanggal_data", "value": "2026-01-01"},
    ],
    "places": [
        {"place_id": "99.01.01", "name": "Hulu", "kind": "district"},
        {"place_id": "99.01.01.2001", "name": "Desa Hulu", "kind": "village"},
    ],
    "units": [
        {"unit_id": "U1", "name": "SDN 1", "kind": "sd", "district_id": "99.01.01"},
        {"unit_id": "U2", "name": "SDN 2", "kind": "sd", "district_id": "99.01.01"},
    ],
    "jobs": [
        {"job_id": "guru-kelas", "name": "Guru Kelas", "kind": "functional",
         "family": "guru-sd", "subject": "guru kelas"},
        {"job_id": "guru-pjok", "name": "Guru PJOK", "kind": "functional",
         "family": "guru-sd-pjok", "subject": "pjok"},
    ],
    "people": [
        {"person_id": "P1", "nip": NIP, "name": "Ani", "status": "pns",
         "job_id": "guru-kelas", "unit_id": "U1"},
        {"person_id": "P2", "name": "Budi", "status": "non_asn",
         "job_id": "guru-pjok", "unit_id": "U2"},
    ],
}  # fmt: skip


def frames(**more: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """Return the small regency, with tables replaced or added."""
    return {
        name: pl.DataFrame(rows, schema=TABLE[name].schema(), orient="row")
        for name, rows in (ROWS | more).items()
    }


def sheet(name: str, rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return cells of a sheet: headings of the columns that occur, then the rows."""
    used = [column for column in TABLE[name].columns if _used(column, rows)]
    head = [column.header for column in used]
    return [head] + [[row.get(column.name) for column in used] for row in rows]


def _used(column: Column, rows: Sequence[Mapping[str, Any]]) -> bool:
    return column.required or any(column.name in row for row in rows)


CELLS: dict[str, list[list[Any]]] = {
    "Info": sheet("info", ROWS["info"]),
    "Wilayah": [
        ["Kode wilayah", "Nama wilayah", "Jenis wilayah"],
        ["99.01.01", "Hulu", "kecamatan"],
        ["99.01.01.2001", "Desa Hulu", "desa"],
    ],
    "Unit": [
        ["Kode unit", "Nama unit", "Jenis unit", "Kode kecamatan"],
        ["U1", "SDN 1", "SD", "99.01.01"],
        ["U2", "SDN 2", "SD", "99.01.01"],
    ],
    "Jabatan": [
        ["Kode jabatan", "Nama jabatan", "Jenis jabatan", "Rumpun", "Mata pelajaran"],
        ["guru-kelas", "Guru Kelas", "Jabatan fungsional", "guru-sd", "guru kelas"],
        ["guru-pjok", "Guru PJOK", "Jabatan fungsional", "guru-sd-pjok", "pjok"],
    ],
    "Pegawai": [
        ["ID pegawai", "NIP", "Nama", "Status", "Kode jabatan", "Kode unit"],
        ["P1", NIP, "Ani", "PNS", "guru-kelas", "U1"],
        ["P2", None, "Budi", "Non-ASN", "guru-pjok", "U2"],
    ],
}


def book(path: Path, more: Mapping[str, list[list[Any]]] = {}, **options: Any) -> Path:
    """Write the small regency's cells, sheets replaced or added by ``more``."""
    with xlsxwriter.Workbook(str(path), options) as workbook:
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in (CELLS | dict(more)).items():
            out = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _write(out, at, column, cell, day)
    return path


def _write(out: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        out.write_string(row, column, cell)
    elif hasattr(cell, "year"):
        out.write_datetime(row, column, cell, day)
    else:
        out.write(row, column, cell)


def people(header: Sequence[str], *rows: Sequence[Any]) -> dict[str, list[list[Any]]]:
    """Return a sheet Pegawai: the needed columns and those of ``header``."""
    needed = ["ID pegawai", "Nama", "Status", "Kode jabatan", "Kode unit"]
    lines = [
        [f"P{at}", "Ani", "Non-ASN", "guru-kelas", "U1", *row]
        for at, row in enumerate(rows, start=1)
    ]
    return {"Pegawai": [[*needed, *header], *lines]}


def codes(intake: Intake, severity: Severity | None = Severity.ERROR) -> list[str]:
    """Return the codes of the problems, in their order."""
    return [
        problem.code
        for problem in intake.problems
        if severity is None or problem.severity is severity
    ]


def one(intake: Intake, code: str) -> Problem:
    """Return the only problem with ``code``."""
    found = [problem for problem in intake.problems if problem.code == code]
    assert len(found) == 1, [problem.code for problem in intake.problems]
    return found[0]


def said(problem: Problem) -> str:
    """Return a problem's words in English."""
    with speaking("en"):
        return f"{problem.found}. {problem.expected}. {problem.todo}"


def read_book(path: Path, more: Mapping[str, list[list[Any]]] = {}) -> Intake:
    """Write the regency with ``more`` to ``path`` and read it."""
    return read([book(path, more)])
