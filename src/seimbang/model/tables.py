"""
The tables of a regency, every column said once.

The workbook's sheets, its drop-downs and notes, the reader, the checks and the frames
all come from here. ``null`` means *unknown*; an empty table is a table without rows.
"""

from __future__ import annotations

from seimbang.model.table import Column, Kind, Table

YES_NO = {"ya": "yes", "tidak": "no"}

UNIT_KINDS = {
    "SD": "sd",
    "SMP": "smp",
    "Puskesmas": "puskesmas",
    "Rumah sakit": "hospital",
    "Sekretariat": "secretariat",
    "Dinas": "dinas",
    "Badan": "badan",
    "Kecamatan": "district_office",
    "Kelurahan": "kelurahan_office",
    "Lainnya": "other",
}

PLACE_KINDS = {
    "kabupaten": "regency",
    "kecamatan": "district",
    "desa": "village",
    "kelurahan": "kelurahan",
}

JOB_KINDS = {
    "JPT": "jpt",
    "Administrator": "administrator",
    "Pengawas": "pengawas",
    "Jabatan fungsional": "functional",
    "Pelaksana": "executive",
}

STATUSES = {
    "PNS": "pns",
    "CPNS": "cpns",
    "PPPK": "pppk",
    "PPPK paruh waktu": "pppk_part_time",
    "Non-ASN": "non_asn",
    "Penugasan khusus": "special_assignment",
}

EDUCATION_LEVELS = {  # BKN codes, regulations 10.5 [M]
    "SD": "05",
    "SLTP": "10",
    "SLTP kejuruan": "12",
    "SLTA": "15",
    "SLTA kejuruan": "17",
    "SLTA keguruan": "18",
    "D-I": "20",
    "D-II": "25",
    "D-III": "30",
    "D-IV": "35",
    "S-1": "40",
    "S-2": "45",
    "S-3": "50",
}

PREDICATES = {
    "Sangat Baik": "very_good",
    "Baik": "good",
    "Butuh Perbaikan": "needs_improvement",
    "Kurang": "poor",
    "Sangat Kurang": "very_poor",
}

DISCIPLINE = {
    "tidak ada": "none",
    "dalam proses": "pending",
    "ringan": "light",
    "sedang": "medium",
    "berat": "severe",
}

LEAVES = {
    "tidak ada": "none",
    "tugas belajar": "study",
    "CLTN": "unpaid",
    "cuti besar": "long",
    "cuti sakit": "sick",
    "cuti melahirkan": "maternity",
    "pemberhentian sementara": "suspended",
}

DUTIES = {  # practice.md: people who cannot simply go
    "bendahara": "treasurer",
    "pengurus barang": "goods_keeper",
    "Plt kepala": "acting_head",
    "operator Dapodik": "dapodik_operator",
    "DPK sekolah swasta": "seconded_private_school",
    "bidan desa": "village_midwife",
    "kepala sekolah": "head_of_school",
    "kepala Puskesmas": "head_of_puskesmas",
    "pengawas sekolah": "school_supervisor",
    "wakil kepala": "deputy_head",
    "wali kelas": "class_guardian",
    "guru wali": "mentor_teacher",
    "kepala perpustakaan": "head_of_library",
    "kepala laboratorium": "head_of_laboratory",
    "pembimbing khusus": "special_needs_guide",
    "pembina OSIS/ekskul": "student_activities",
    "guru piket": "duty_teacher",
    "koordinator": "coordinator",
}

PROTECTIONS = {
    "tidak ada": "none",
    "disabilitas": "disability",
    "sakit berat": "illness",
    "merawat keluarga": "carer",
    "hamil/menyusui": "maternity",
    "anak kecil": "small_children",
}

APPROACHES = {  # PermenPANRB 1/2020: the four approaches of ABK
    "hasil kerja": "results",
    "objek kerja": "objects",
    "peralatan kerja": "tools",
    "tugas per tugas": "tasks",
}

PERIODS = {"hari": "day", "minggu": "week", "bulan": "month", "tahun": "year"}

ACTIVITY_KINDS = {
    "kegiatan pokok": "service",  # volume × norm
    "penunjang semua": "category",  # minutes a year each member spends (CAS, FTP)
    "tambahan sebagian": "individual",  # staff × minutes a year (IAS)
}

METHODS = {"ABK-Kes": "abk_kes", "WISN": "wisn"}

FAITHS = {
    "Islam": "islam",
    "Kristen": "protestant",
    "Katolik": "catholic",
    "Hindu": "hindu",
    "Buddha": "buddhist",
    "Khonghucu": "confucian",
    "Kepercayaan": "belief",
}

WISH_KINDS = {"unit": "unit", "kecamatan": "district"}

PIN_KINDS = {"tetap": "stays", "jangan ke": "not_to", "unit tertutup": "unit_closed"}

CROSSWALK_KINDS = {"unit": "unit", "jabatan": "job"}

CROSSWALK_SYSTEMS = {
    "SIASN": "siasn",
    "Dapodik": "dapodik",
    "SISDMK": "sisdmk",
    "Lainnya": "other",
}

_UNIT = ("units", "unit_id")
_JOB = ("jobs", "job_id")
_PERSON = ("people", "person_id")

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
            refers=_UNIT,
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
        Column("subject", "Mata pelajaran", Kind.CODE, example="guru kelas"),
        Column("profession", "Profesi kesehatan", Kind.CODE, example="perawat"),
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
        Column("grade_min", "Golongan minimal", Kind.CODE),
        Column("grade_max", "Golongan maksimal", Kind.CODE),
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
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=_JOB),
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
        Column("birth_on", "Tanggal lahir", Kind.DATE, personal=True),
        Column("grade", "Golongan", Kind.CODE, example="III/b"),
        Column("education", "Pendidikan", Kind.CHOICE, choices=EDUCATION_LEVELS),
        Column("major", "Jurusan", Kind.TEXT, example="PGSD"),
        Column(
            "certificates",
            "Sertifikat",
            Kind.CODES,
            note="Bidang sertifikat pendidik, STR, diklat; pisahkan dengan ;",
        ),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=_JOB),
        Column("level", "Jenjang", Kind.TEXT, example="Ahli Pertama"),
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
        Column("pns_since", "TMT PNS", Kind.DATE),
        Column("job_since", "TMT jabatan", Kind.DATE, note="Jabatan dan tempat kini."),
        Column("unit_since", "TMT di unit", Kind.DATE),
        Column("contract_until", "Akhir kontrak", Kind.LAST_DAY, note="PPPK."),
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
            "performance_last", "Kinerja tahun lalu", Kind.CHOICE, choices=PREDICATES
        ),
        Column(
            "performance_before",
            "Kinerja dua tahun lalu",
            Kind.CHOICE,
            choices=PREDICATES,
        ),
        Column("discipline", "Hukuman disiplin", Kind.CHOICE, choices=DISCIPLINE),
        Column("discipline_until", "Hukuman sampai", Kind.LAST_DAY),
        Column(
            "absence_days",
            "Hari tidak hadir setahun",
            Kind.INTEGER,
            low=0,
            high=366,
            unit="day",
            note="Tanpa alasan sah, kumulatif.",
        ),
        Column("leave", "Cuti/tugas belajar", Kind.CHOICE, choices=LEAVES),
        Column("leave_since", "Cuti sejak", Kind.DATE),
        Column("leave_until", "Cuti sampai", Kind.LAST_DAY),
        Column("bonded_until", "Ikatan dinas sampai", Kind.LAST_DAY),
        Column("spouse_id", "ID pasangan", Kind.CODE, refers=_PERSON, personal=True),
        Column(
            "protection",
            "Perlindungan",
            Kind.CHOICE,
            choices=PROTECTIONS,
            personal=True,
            note="Kosong berarti tidak ada.",
        ),
        Column(
            "duties",
            "Tugas tambahan",
            Kind.CHOICES,
            choices=DUTIES,
            note="Pisahkan dengan ;",
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

TASKS = Table(
    name="tasks",
    sheet="Uraian tugas",
    key=("unit_id", "job_id", "task"),
    note="ABK menurut PermenPANRB 1/2020, empat pendekatan.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=_JOB),
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
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=_JOB),
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
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
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
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
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
        Column("unit_id", "Kode unit", Kind.CODE, refers=_UNIT),
        Column("subject", "Mata pelajaran", Kind.CODE, required=True, example="ipa"),
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
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=_JOB),
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

HEADCOUNTS = Table(
    name="headcounts",
    sheet="Jumlah pegawai",
    key=("unit_id", "job_id", "status"),
    note="Mode jumlah: pengganti sheet Pegawai.",
    columns=(
        Column("unit_id", "Kode unit", Kind.CODE, required=True, refers=_UNIT),
        Column("job_id", "Kode jabatan", Kind.CODE, required=True, refers=_JOB),
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

WISHES = Table(
    name="wishes",
    sheet="Keinginan",
    key=("person_id", "rank"),
    note="Keinginan pindah: unit atau kecamatan, berurutan mulai 1.",
    columns=(
        Column("person_id", "ID pegawai", Kind.CODE, required=True, refers=_PERSON),
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
        Column("person_id", "ID pegawai", Kind.CODE, required=True, refers=_PERSON),
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
    note="tetap: orang tidak pindah; jangan ke: orang × unit; unit tertutup: unit.",
    columns=(
        Column(
            "kind",
            "Jenis",
            Kind.CHOICE,
            required=True,
            choices=PIN_KINDS,
            example="tetap",
        ),
        Column("person_id", "ID pegawai", Kind.CODE, refers=_PERSON),
        Column("unit_id", "Kode unit", Kind.CODE, refers=_UNIT),
        Column("reason", "Alasan", Kind.TEXT, required=True),
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

TABLES: tuple[Table, ...] = (
    INFO, PLACES, UNITS, JOBS, POSITIONS, PEOPLE, TASKS, ACTIVITIES, CLASSES,
    FAITH_CLASSES, LESSON_HOURS, NEEDS, HEADCOUNTS, WISHES, WAIVERS, PINS, TRAVEL,
    CROSSWALK,
)  # fmt: skip

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
