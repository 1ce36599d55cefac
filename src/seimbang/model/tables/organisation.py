"""The regency as it stands: places, units, jobs, positions."""

from __future__ import annotations

from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables.choices import (
    EDUCATION_LEVELS,
    JOB_KINDS,
    PLACE_KINDS,
    PROFESSIONS,
    SUBJECTS,
    UNIT_KINDS,
)
from seimbang.model.tables.references import JOB, UNIT

INFO = Table(
    name="info",
    sheet="Info",
    key=("key",),
    note="Satu baris per keterangan: instansi, tanggal_data, versi_templat.",
    columns=(
        Column("key", "Keterangan", Kind.CODE, required=True, example="tanggal_data"),
        Column("value", "Isi", Kind.TEXT, required=True, example="2026-01-01"),
    ),
)

PLACES = Table(
    name="places",
    sheet="Wilayah",
    key=("place_id",),
    note="Kode Kepmendagri; titik tengah dipakai bila alamat tanpa koordinat.",
    columns=(
        Column(
            "place_id", "Kode wilayah", Kind.CODE, required=True, example="15.04.01"
        ),
        Column("name", "Nama wilayah", Kind.TEXT, required=True, example="Mersam"),
        Column(
            "kind",
            "Jenis wilayah",
            Kind.CHOICE,
            required=True,
            choices=PLACE_KINDS,
            example="kecamatan",
        ),
        Column("latitude", "Lintang", Kind.DEGREES, low=-11, high=6, unit="degree"),
        Column("longitude", "Bujur", Kind.DEGREES, low=95, high=142, unit="degree"),
    ),
)

UNITS = Table(
    name="units",
    sheet="Unit",
    key=("unit_id",),
    note="Satu baris per unit kerja. Sekolah: NPSN; Puskesmas: kode faskes.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, example="10500322"),
        Column("name", "Nama unit", Kind.TEXT, required=True, example="SDN 186/I"),
        Column(
            "kind",
            "Jenis unit",
            Kind.CHOICE,
            required=True,
            choices=UNIT_KINDS,
            example="SD",
        ),
        Column(
            "agency_id",
            "Kode OPD induk",
            Kind.CODE,
            refers=UNIT,
            note="Dinas atau badan yang membawahi; kosong bila unit ini OPD.",
        ),
        Column(
            "district_id",
            "Kode kecamatan",
            Kind.CODE,
            required=True,
            refers=("places", "place_id"),
            example="15.04.03",
        ),
        Column(
            "village_id",
            "Kode desa/kelurahan",
            Kind.CODE,
            refers=("places", "place_id"),
        ),
        Column("latitude", "Lintang", Kind.DEGREES, low=-11, high=6, unit="degree"),
        Column("longitude", "Bujur", Kind.DEGREES, low=95, high=142, unit="degree"),
        Column("inpatient", "Rawat inap", Kind.BOOLEAN, note="Hanya Puskesmas."),
        Column(
            "special_area",
            "Daerah khusus",
            Kind.BOOLEAN,
            note="Guru di daerah khusus: masa 4 tahun di sekolah tidak berlaku.",
        ),
        Column("source_code", "Kode lain", Kind.CODE, note="Kode UNOR SIASN bila ada."),
        Column("closed_since", "Tidak menerima sejak", Kind.DATE),
    ),
)

JOBS = Table(
    name="jobs",
    sheet="Jabatan",
    key=("job_id",),
    note="Satu baris per jabatan (mapel atau profesi); jenjang tidak dipisah.",
    columns=(
        Column(
            "job_id", "Kode jabatan", Kind.CODE, required=True, example="guru-kelas"
        ),
        Column(
            "name", "Nama jabatan", Kind.TEXT, required=True, example="Guru Kelas SD"
        ),
        Column(
            "kind",
            "Jenis jabatan",
            Kind.CHOICE,
            required=True,
            choices=JOB_KINDS,
            example="Jabatan fungsional",
        ),
        Column(
            "family",
            "Rumpun",
            Kind.CODE,
            required=True,
            example="guru-sd",
            note="Perpindahan hanya antarjabatan dalam rumpun yang sama.",
        ),
        Column(
            "subject",
            "Mata pelajaran",
            Kind.CODE,
            words=SUBJECTS,
            example="guru kelas",
            note="Hanya guru; dengan kode inilah rumus kebutuhan guru bekerja.",
        ),
        Column(
            "profession",
            "Profesi kesehatan",
            Kind.CODE,
            words=PROFESSIONS,
            example="perawat",
            note="Hanya tenaga kesehatan; sembilan yang pertama punya batas minimum.",
        ),
        Column(
            "education_min", "Pendidikan minimal", Kind.CHOICE, choices=EDUCATION_LEVELS
        ),
        Column("majors", "Jurusan diterima", Kind.CODES, note="Pisahkan dengan ;"),
        Column(
            "certificates",
            "Sertifikat diperlukan",
            Kind.CODES,
            note="Cukup salah satu; pisahkan dengan ;",
        ),
        Column("grade_min", "Golongan minimal", Kind.CODE, note="Seperti III/a."),
        Column("grade_max", "Golongan maksimal", Kind.CODE, note="Seperti IV/e."),
        Column("job_class", "Kelas jabatan", Kind.INTEGER, low=1, high=17),
        Column(
            "retirement_age",
            "BUP",
            Kind.INTEGER,
            low=50,
            high=70,
            unit="year",
            note="Kosong: menurut jenis jabatan.",
        ),
        Column(
            "training",
            "Diklat bila beda jurusan",
            Kind.CODES,
            note="Diisi: orang tanpa jurusan boleh masuk dengan diklat ini.",
        ),
    ),
)

POSITIONS = Table(
    name="positions",
    sheet="Peta jabatan",
    key=("unit_id", "job_id"),
    note="Satu baris per jabatan di satu unit.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=JOB),
        Column(
            "establishment",
            "Formasi",
            Kind.INTEGER,
            low=0,
            unit="person",
            note="Batas atas. Kosong: tanpa batas, dengan peringatan.",
        ),
        Column(
            "minimum",
            "Minimum",
            Kind.INTEGER,
            low=0,
            unit="person",
            note="Minimum menurut daerah; yang menurut aturan dihitung sendiri.",
        ),
    ),
)
