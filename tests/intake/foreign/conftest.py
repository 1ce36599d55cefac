"""Foreign sheets made for one test: invented people only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
import pytest

from seimbang.intake.foreign import Cell, ForeignSheet, recognise
from seimbang.intake.foreign.layouts import LAYOUT
from seimbang.model.tables import TABLE

Made = Callable[..., ForeignSheet]

SIASN_ROW: dict[str, Cell] = {
    "PNS ID": "A1",
    "NIP BARU": "198001012005012001",
    "NAMA": "Sari Contoh",
    "TANGGAL LAHIR": "01-01-1980",
    "JENIS KELAMIN": "F",
    "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "STATUS CPNS PNS": "P",
    "TMT CPNS": "01-01-2005",
    "TMT PNS": "01-02-2006",
    "GOL AKHIR NAMA": "III/c",
    "JABATAN NAMA": "Perawat Ahli Muda",
    "TMT JABATAN": "01-03-2015",
    "TINGKAT PENDIDIKAN ID": "40",
    "PENDIDIKAN NAMA": "S-1 KEPERAWATAN",
    "UNOR ID": "U-PKM",
    "UNOR NAMA": "UPTD PUSKESMAS CONTOH",
}
TEACHER_ROW: dict[str, Cell] = {
    "No": 1,
    "Nama": "Sari Contoh",
    "NUPTK": "1111222233334444",
    "JK": "P",
    "Tanggal Lahir": "1980-01-01",
    "NIP": "198001012005012001",
    "Status Kepegawaian": "PNS",
    "Jenis PTK": "Guru Kelas",
    "Desa/Kelurahan": "Mersam",
    "Kecamatan": "Kec. Mersam",
    "Pangkat Golongan": "III/c",
    "TMT PNS": "2006-02-01",
    "Lintang": "-1.6",
    "Bujur": "103,2",
}
LESSON_ROW: dict[str, Cell] = {
    "Jenis Rombel": "Kelas",
    "Tingkat": "1",
    "Nama Rombel": "Kelas 1A",
    "Nama PTK": "Sari Contoh",
    "NUPTK": "1111222233334444",
    "Nama Matpel": "Guru Kelas SD/MI/SLB",
    "JJM": "24",
    "Jml Siswa": "20",
}
SCHOOL_ROW: dict[str, Cell] = {"No": 1, "NPSN": "10590001", "PD": 20, "Rombel": 1}
ROWS = {
    "siasn": SIASN_ROW,
    "dapodik_teachers": TEACHER_ROW,
    "dapodik_lessons": LESSON_ROW,
    "dapodik_schools": SCHOOL_ROW,
}
TITLES = ("Daftar", "SDN 1/I MERSAM", "NPSN : 10590001")


def make(
    layout: str,
    *changes: dict[str, Cell],
    titles: Sequence[str] = TITLES,
    headings: Sequence[str] | None = None,
    file: str = "",
) -> ForeignSheet:
    """Return a sheet of ``layout`` whose rows are the usual one with ``changes``."""
    names = list(headings or LAYOUT[layout].headings)
    rows: list[list[Cell]] = [[title] for title in titles]
    rows.append(list(names))
    for change in changes:
        whole = ROWS[layout] | change
        rows.append([whole.get(name) for name in names])
    match = recognise(rows)
    assert match is not None
    return ForeignSheet(file or f"{layout}.xlsx", "Sheet1", rows, match)


@pytest.fixture
def made() -> Made:
    """Return the maker of foreign sheets."""
    return make


def frame(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    """Return a table with ``rows``; columns left out are unknown."""
    schema = TABLE[name].schema()
    whole = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(whole, schema=schema)


@pytest.fixture
def regency() -> dict[str, pl.DataFrame]:
    """Return a regency of one agency, two schools and one Puskesmas."""
    school = {"agency_id": "disdik", "district_id": "15.04.01"}
    return {
        "places": frame(
            "places",
            {"place_id": "15.04.01", "name": "Mersam", "kind": "district"},
            {"place_id": "15.04.03", "name": "Muara Bulian", "kind": "district"},
            {"place_id": "15.04.01.2006", "name": "Mersam", "kind": "village"},
            {"place_id": "15.04.01.1001", "name": "Aro", "kind": "kelurahan"},
            {"place_id": "15.04.03.2013", "name": "Aro", "kind": "village"},
        ),
        "units": frame(
            "units",
            {"unit_id": "disdik", "name": "Dinas Pendidikan", "kind": "dinas"},
            {"unit_id": "10590001", "name": "SD Negeri 1/I Mersam", "kind": "sd"}
            | school,
            {"unit_id": "10590002", "name": "SMP Negeri 2", "kind": "smp"} | school,
            {
                "unit_id": "pkm",
                "name": "Puskesmas Contoh",
                "kind": "puskesmas",
                "source_code": "u-pkm",
            },
        ),
        "jobs": frame(
            "jobs",
            {"job_id": "perawat", "name": "Perawat"},
            {"job_id": "kelas", "name": "Guru Kelas SD"},
            {"job_id": "mtk", "name": "Guru Matematika SMP"},
            {"job_id": "kepala", "name": "Kepala SD"},
        ),
        "crosswalk": frame(
            "crosswalk",
            *(
                {"kind": kind, "system": system, "source": source, "target_id": target}
                for kind, system, source, target in (
                    ("job", "siasn", "perawat", "perawat"),
                    ("job", "dapodik", "Guru Kelas SD", "kelas"),
                    ("job", "dapodik", "Guru Mapel Matematika SMP", "mtk"),
                    ("job", "dapodik", "Kepala Sekolah SD", "kepala"),
                    ("unit", "siasn", "Dinas Pendidikan", "disdik"),
                    ("unit", "siasn", "Luar Daerah", "abaikan"),
                    ("unit", "siasn", "Salah Sasaran", "tidak-ada"),
                )
            ),
        ),
    }
