"""Sheets of other systems are recognised by their headings."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from seimbang.intake.foreign import recognise
from seimbang.intake.foreign.layouts import LAYOUT, LAYOUTS

FILES = {
    "siasn": "siasn_unduh_data_pegawai",
    "dapodik_teachers": "dapodik_daftar_guru_tendik",
    "dapodik_lessons": "dapodik_rombel_pembelajaran",
    "dapodik_schools": "dapodik_rekap_sekolah_per_kecamatan",
}


@pytest.mark.parametrize("layout", LAYOUT)
def test_headings_are_those_of_the_real_exports(layout: str, shared: Path) -> None:
    with (shared / "data" / "templates" / "kolom_berkas_impor.csv").open() as file:
        real = [
            r["kolom"] for r in csv.DictReader(file) if r["berkas"] == FILES[layout]
        ]
    assert real == list(LAYOUT[layout].headings)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_needed_headings_are_among_them(layout) -> None:  # type: ignore[no-untyped-def]
    assert set(layout.needed) <= set(layout.headings)


@pytest.mark.parametrize("layout", LAYOUT)
def test_a_sheet_is_recognised_with_titles_above(layout: str) -> None:
    rows = [["Judul"], [], [None], list(LAYOUT[layout].headings), ["isi"]]
    match = recognise(rows)
    assert match is not None
    assert (layout, 3, 4, (), ()) == (
        match.layout,
        match.header,
        match.data,
        match.missing,
        match.extra,
    )


def test_order_case_spaces_and_punctuation_do_not_matter() -> None:
    names = [f" {name.lower().replace(' ', '_')} " for name in LAYOUT["siasn"].headings]
    match = recognise([names[::-1]])
    assert match is not None
    assert match.layout == "siasn"
    assert match.columns["pnsid"] == 68


def test_missing_and_extra_columns_are_told() -> None:
    names = [*LAYOUT["dapodik_lessons"].headings[2:], "Catatan", "JJM"]
    match = recognise([list(names)])
    assert match is not None
    assert match.missing == ("Jenis Rombel", "Tingkat")
    assert match.extra == ("Catatan", "JJM")


def test_optional_columns_are_read_and_are_no_extra() -> None:
    match = recognise([[*LAYOUT["dapodik_teachers"].headings, "NPSN"]])
    assert match is not None
    assert match.columns["npsn"] == 51
    assert match.extra == ()


def test_a_heading_of_two_lines_is_read() -> None:
    names = LAYOUT["dapodik_teachers"].headings
    upper = [
        {"RT": "RT/RW", "RW": "", "Lintang": "Koordinat", "Bujur": ""}.get(name, name)
        for name in names
    ]
    lower = [name if name in ("RT", "RW", "Lintang", "Bujur") else "" for name in names]
    at = names.index("Sudah Lisensi Kepala Sekolah")
    upper[at], lower[at] = "Sudah Lisensi", "Kepala Sekolah"
    match = recognise([["Daftar Guru"], upper, lower, ["1", "Sari"]])
    assert match is not None
    assert (match.header, match.data, match.missing) == (2, 3, ())
    assert names.index("Lintang") == match.columns["lintang"]


def test_data_below_the_heading_is_no_second_line() -> None:
    names = list(LAYOUT["dapodik_schools"].headings)
    match = recognise([names, ["1", "SDN 1", "10590001"], ["2"]])
    assert match is not None
    assert match.header == 0


def test_a_heading_after_fifteen_rows_is_not_found() -> None:
    names = list(LAYOUT["siasn"].headings)
    assert recognise([[]] * 14 + [names]) is not None
    assert recognise([[]] * 15 + [names]) is None


def test_other_sheets_are_not_recognised() -> None:
    assert recognise([]) is None
    assert recognise([["ID pegawai", "NIP", "Nama", "Status", "Golongan"]]) is None
