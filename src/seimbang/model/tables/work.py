"""What there is to do: tasks, health activities, classes, lessons, entered needs."""

from __future__ import annotations

from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables.choices import (
    ACTIVITY_KINDS,
    APPROACHES,
    FAITHS,
    LESSONS,
    METHODS,
    PERIODS,
)
from seimbang.model.tables.references import JOB, UNIT

TASKS = Table(
    name="tasks",
    sheet="Uraian tugas",
    key=("unit_id", "job_id", "task"),
    note="ABK menurut PermenPANRB 1/2020, empat pendekatan.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=JOB),
        Column("task", "Uraian tugas", Kind.TEXT, required=True, example="Surat masuk"),
        Column(
            "approach",
            "Pendekatan",
            Kind.CHOICE,
            required=True,
            choices=APPROACHES,
            example="tugas per tugas",
        ),
        Column(
            "volume",
            "Volume",
            Kind.RATIO,
            required=True,
            low=0,
            example="40",
            note="Hasil, objek, alat, atau kali.",
        ),
        Column("period", "Per", Kind.CHOICE, choices=PERIODS, example="hari"),
        Column(
            "time_norm",
            "Norma waktu (menit)",
            Kind.RATIO,
            low=0,
            unit="minute/output",
            note="Untuk tugas per tugas.",
            example="5",
        ),
        Column(
            "capacity",
            "Kemampuan rata-rata",
            Kind.RATIO,
            low=0,
            note="Hasil/objek per orang per periode yang sama; alat per orang.",
        ),
        Column(
            "persons_per_tool",
            "Orang per alat",
            Kind.RATIO,
            low=0,
            note="Bila satu alat butuh beberapa orang.",
        ),
        Column("shifts", "Jumlah shift", Kind.INTEGER, low=1, high=4),
        Column(
            "days_per_year",
            "Hari kerja setahun",
            Kind.INTEGER,
            low=1,
            high=366,
            unit="day",
            note="Kosong: 250 (D7).",
        ),
        Column(
            "weeks_per_year",
            "Minggu kerja setahun",
            Kind.INTEGER,
            low=1,
            high=53,
            unit="week",
            note="Kosong: 50 (D7).",
        ),
    ),
)

ACTIVITIES = Table(
    name="activities",
    sheet="Kegiatan kesehatan",
    key=("unit_id", "job_id", "activity"),
    note="ABK-Kes atau WISN; volume setahun.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=JOB),
        Column("activity", "Kegiatan", Kind.TEXT, required=True, example="Rawat jalan"),
        Column(
            "method",
            "Metode",
            Kind.CHOICE,
            required=True,
            choices=METHODS,
            example="ABK-Kes",
        ),
        Column(
            "kind",
            "Jenis kegiatan",
            Kind.CHOICE,
            required=True,
            choices=ACTIVITY_KINDS,
            example="kegiatan pokok",
        ),
        Column("volume", "Volume setahun", Kind.RATIO, low=0, example="9600"),
        Column(
            "time_norm",
            "Norma waktu (menit)",
            Kind.RATIO,
            low=0,
            unit="minute/output",
            example="10",
        ),
        Column(
            "minutes_per_year",
            "Menit setahun",
            Kind.RATIO,
            low=0,
            unit="minute/year",
            note="Penunjang: per orang; tambahan: per orang yang melakukannya.",
        ),
        Column("staff", "Jumlah pelaksana", Kind.INTEGER, low=0, unit="person"),
    ),
)

CLASSES = Table(
    name="classes",
    sheet="Siswa dan rombel",
    key=("unit_id", "grade"),
    note="Satu baris per tingkat (1–6 SD, 7–9 SMP).",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("grade", "Tingkat", Kind.INTEGER, required=True, low=1, high=9),
        Column(
            "pupils", "Jumlah siswa", Kind.INTEGER, low=0, unit="pupil", example="25"
        ),
        Column(
            "classes",
            "Jumlah rombel",
            Kind.INTEGER,
            low=0,
            unit="class",
            note="Kosong: dihitung dari siswa.",
        ),
        Column("inclusion_pupils", "Siswa inklusi", Kind.INTEGER, low=0, unit="pupil"),
    ),
)

FAITH_CLASSES = Table(
    name="faith_classes",
    sheet="Siswa per agama",
    key=("unit_id", "grade", "faith"),
    note="Kosong: semua rombel dihitung untuk satu agama (Islam).",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("grade", "Tingkat", Kind.INTEGER, required=True, low=1, high=9),
        Column(
            "faith",
            "Agama",
            Kind.CHOICE,
            required=True,
            choices=FAITHS,
            example="Islam",
        ),
        Column(
            "pupils",
            "Jumlah siswa",
            Kind.INTEGER,
            required=True,
            low=0,
            unit="pupil",
            example="25",
        ),
        Column("classes", "Jumlah rombel", Kind.INTEGER, low=0, unit="class"),
    ),
)

LESSON_HOURS = Table(
    name="lesson_hours",
    sheet="Jam pelajaran",
    key=("unit_id", "subject", "grade"),
    note="Hanya bila menyimpang dari struktur kurikulum; tanpa kode unit: semua.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, refers=UNIT),
        Column(
            "subject",
            "Mata pelajaran",
            Kind.CODE,
            required=True,
            words=LESSONS,
            example="ipa",
        ),
        Column("grade", "Tingkat", Kind.INTEGER, required=True, low=1, high=9),
        Column(
            "hours",
            "JP per minggu",
            Kind.INTEGER,
            required=True,
            low=0,
            high=20,
            unit="lesson hour/week",
            example="5",
        ),
        Column("source", "Dasar", Kind.TEXT, required=True),
    ),
)

NEEDS = Table(
    name="needs",
    sheet="Kebutuhan ditetapkan",
    key=("unit_id", "job_id"),
    note="Kebutuhan yang sudah dihitung di luar sistem, dengan sumbernya.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=JOB),
        Column(
            "need",
            "Kebutuhan",
            Kind.RATIO,
            required=True,
            low=0,
            unit="person",
            example="2.75",
        ),
        Column("source", "Sumber", Kind.TEXT, required=True, example="e-Formasi 2026"),
    ),
)
