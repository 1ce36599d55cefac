"""Who works there: people one by one, or only their numbers."""

from __future__ import annotations

from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables.choices import (
    DISCIPLINE,
    DUTIES,
    EDUCATION_LEVELS,
    LEAVES,
    PREDICATES,
    PROTECTIONS,
    STATUSES,
)
from seimbang.model.tables.references import JOB, PERSON, UNIT

# The columns that a plan needs of everybody: docs and a test hold the template to them.
_NEEDED = "Kosong berarti tidak diketahui dan menahan orang ini di tempatnya."
_NONE = "Bila memang tidak ada, tulis 'tidak ada'."

PEOPLE = Table(
    name="people",
    sheet="Pegawai",
    key=("person_id",),
    note="Satu baris per orang. Kosong berarti tidak diketahui.",
    columns=(
        Column("person_id", "ID pegawai", Kind.CODE, required=True, example="P0001"),
        Column(
            "nip",
            "NIP",
            Kind.CODE,
            personal=True,
            note="18 angka sebagai TEKS. Kosong untuk non-ASN.",
        ),
        Column("name", "Nama", Kind.TEXT, required=True, personal=True),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            required=True,
            choices=STATUSES,
            example="PNS",
        ),
        Column(
            "sex", "Jenis kelamin", Kind.CHOICE, choices={"L": "male", "P": "female"}
        ),
        Column("birth_on", "Tanggal lahir", Kind.DATE, personal=True, note=_NEEDED),
        Column(
            "grade",
            "Golongan",
            Kind.CODE,
            example="III/b",
            note="PNS I/a s.d. IV/e; PPPK I s.d. XVII.",
        ),
        Column("education", "Pendidikan", Kind.CHOICE, choices=EDUCATION_LEVELS),
        Column("major", "Jurusan", Kind.TEXT, example="PGSD"),
        Column(
            "certificates",
            "Sertifikat",
            Kind.CODES,
            note="Bidang sertifikat pendidik, STR, diklat; pisahkan dengan ;",
        ),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=JOB),
        Column(
            "level",
            "Jenjang",
            Kind.TEXT,
            example="Ahli Pertama",
            note="Menentukan batas usia pensiun jabatan fungsional.",
        ),
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("pns_since", "TMT PNS", Kind.DATE),
        Column(
            "job_since",
            "TMT jabatan",
            Kind.DATE,
            note=f"Jabatan dan tempat kini. {_NEEDED}",
        ),
        Column(
            "unit_since",
            "TMT di unit",
            Kind.DATE,
            note=f"Guru di sekolah: {_NEEDED[0].lower()}{_NEEDED[1:]}",
        ),
        Column(
            "contract_until",
            "Akhir kontrak",
            Kind.LAST_DAY,
            note=f"PPPK: {_NEEDED[0].lower()}{_NEEDED[1:]}",
        ),
        Column("retires_on", "Tanggal pensiun", Kind.DATE, note="Kosong: dihitung."),
        Column(
            "home_place_id",
            "Kode desa rumah",
            Kind.CODE,
            refers=("places", "place_id"),
            personal=True,
        ),
        Column(
            "home_latitude",
            "Lintang rumah",
            Kind.DEGREES,
            low=-11,
            high=6,
            unit="degree",
            personal=True,
        ),
        Column(
            "home_longitude",
            "Bujur rumah",
            Kind.DEGREES,
            low=95,
            high=142,
            unit="degree",
            personal=True,
        ),
        Column(
            "performance_last",
            "Kinerja tahun lalu",
            Kind.CHOICE,
            choices=PREDICATES,
            note=_NEEDED,
        ),
        Column(
            "performance_before",
            "Kinerja dua tahun lalu",
            Kind.CHOICE,
            choices=PREDICATES,
            note=_NEEDED,
        ),
        Column(
            "discipline",
            "Hukuman disiplin",
            Kind.CHOICE,
            choices=DISCIPLINE,
            note=f"{_NEEDED} {_NONE}",
        ),
        Column(
            "discipline_until",
            "Hukuman sampai",
            Kind.LAST_DAY,
            note="Hukuman sedang atau berat tanpa tanggal ini menahan orang ini.",
        ),
        Column(
            "absence_days",
            "Hari tidak hadir setahun",
            Kind.INTEGER,
            low=0,
            high=366,
            unit="day",
            note="Tanpa alasan sah, kumulatif.",
        ),
        Column(
            "leave",
            "Cuti/tugas belajar",
            Kind.CHOICE,
            choices=LEAVES,
            note=f"{_NEEDED} {_NONE}",
        ),
        Column("leave_since", "Cuti sejak", Kind.DATE),
        Column("leave_until", "Cuti sampai", Kind.LAST_DAY),
        Column("bonded_until", "Ikatan dinas sampai", Kind.LAST_DAY),
        Column("spouse_id", "ID pasangan", Kind.CODE, refers=PERSON, personal=True),
        Column(
            "protection",
            "Perlindungan",
            Kind.CHOICE,
            choices=PROTECTIONS,
            personal=True,
            note="Kosong dianggap tidak ada.",
        ),
        Column(
            "duties",
            "Tugas tambahan",
            Kind.CHOICES,
            choices=DUTIES,
            note="Kosong dianggap tidak ada: isilah tugas yang mengikat orang "
            "di tempatnya (bendahara, pengurus barang, Plt, operator Dapodik, DPK, "
            "bidan desa).",
        ),
        Column(
            "recommendation",
            "Nomor rekomendasi",
            Kind.CODE,
            note="Kepala sekolah/pengawas: nomor rekomendasi I-Mut.",
        ),
        Column(
            "teaching_hours",
            "JTM mengajar",
            Kind.INTEGER,
            low=0,
            high=60,
            unit="lesson hour/week",
        ),
    ),
)

HEADCOUNTS = Table(
    name="headcounts",
    sheet="Jumlah pegawai",
    key=("unit_id", "job_id", "status"),
    note="Mode jumlah: pengganti sheet Pegawai.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=JOB),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            required=True,
            choices=STATUSES,
            example="PNS",
        ),
        Column(
            "number",
            "Jumlah",
            Kind.INTEGER,
            required=True,
            low=0,
            unit="person",
            example="3",
        ),
    ),
)
