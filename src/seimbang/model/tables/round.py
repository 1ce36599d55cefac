"""What a round listens to and keeps: wishes, waivers, pins, ways, matches."""

from __future__ import annotations

from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables.choices import (
    CROSSWALK_KINDS,
    CROSSWALK_SYSTEMS,
    PIN_KINDS,
    WISH_KINDS,
)
from seimbang.model.tables.references import PERSON, UNIT

WISHES = Table(
    name="wishes",
    sheet="Keinginan",
    key=("person_id", "rank"),
    note="Keinginan pindah: unit atau kecamatan, berurutan mulai 1.",
    columns=(
        Column("person_id", "ID pegawai", Kind.CODE, required=True, refers=PERSON),
        Column(
            "rank", "Urutan", Kind.INTEGER, required=True, low=1, high=10, example="1"
        ),
        Column(
            "kind",
            "Jenis tujuan",
            Kind.CHOICE,
            required=True,
            choices=WISH_KINDS,
            example="unit",
        ),
        Column("target_id", "Kode tujuan", Kind.CODE, required=True),
    ),
)

WAIVERS = Table(
    name="waivers",
    sheet="Pengecualian",
    key=("person_id", "rule"),
    note="Dispensasi atas satu aturan, dengan dasar tertulis.",
    columns=(
        Column("person_id", "ID pegawai", Kind.CODE, required=True, refers=PERSON),
        Column("rule", "Kode aturan", Kind.CODE, required=True, example="R1"),
        Column("since", "Berlaku sejak", Kind.DATE),
        Column("until", "Berlaku sampai", Kind.LAST_DAY),
        Column("basis", "Dasar", Kind.TEXT, required=True),
    ),
)

PINS = Table(
    name="pins",
    sheet="Kunci",
    key=("kind", "person_id", "unit_id"),
    note=(
        "tetap: orang tidak pindah; harus ke: orang × unit; jangan ke: orang × unit; "
        "unit tertutup: unit; setelah pengganti: orang pindah hanya bila ada yang "
        "datang; bersama: orang sekelompok pindah ke satu zona atau semua tetap."
    ),
    columns=(
        Column(
            "kind",
            "Jenis",
            Kind.CHOICE,
            required=True,
            choices=PIN_KINDS,
            example="tetap",
        ),
        Column("person_id", "ID pegawai", Kind.CODE, refers=PERSON),
        Column("unit_id", "Kode unit", Kind.CODE, refers=UNIT),
        Column("reason", "Alasan", Kind.TEXT, required=True),
        Column(
            "group",
            "Kelompok",
            Kind.CODE,
            note="Tanda yang sama bagi semua anggota bersama; jenis lain: kosong.",
        ),
    ),
)

TRAVEL = Table(
    name="travel",
    sheet="Waktu tempuh",
    key=("from_id", "to_id"),
    note="Menit antarwilayah atau wilayah ke unit; menggantikan garis lurus.",
    columns=(
        Column("from_id", "Dari (kode)", Kind.CODE, required=True),
        Column("to_id", "Ke (kode)", Kind.CODE, required=True),
        Column(
            "minutes",
            "Menit",
            Kind.INTEGER,
            required=True,
            low=0,
            high=2880,
            unit="minute",
        ),
        Column("km", "Km", Kind.INTEGER, low=0, high=2000, unit="km"),
    ),
)

CROSSWALK = Table(
    name="crosswalk",
    sheet="Padanan",
    key=("kind", "system", "source"),
    note="Menyambung nama/kode di SIASN, Dapodik, SISDMK dengan kode kita.",
    columns=(
        Column(
            "kind",
            "Jenis",
            Kind.CHOICE,
            required=True,
            choices=CROSSWALK_KINDS,
            example="unit",
        ),
        Column(
            "system",
            "Sistem",
            Kind.CHOICE,
            required=True,
            choices=CROSSWALK_SYSTEMS,
            example="SIASN",
        ),
        Column("source", "Kode/nama di sumber", Kind.TEXT, required=True),
        Column("target_id", "Kode kita", Kind.CODE, required=True),
    ),
)
