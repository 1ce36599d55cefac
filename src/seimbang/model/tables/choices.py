"""What may stand in a column of choices: the word in files → the value in code."""

from __future__ import annotations

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

PIN_KINDS = {
    "tetap": "stays",
    "harus ke": "must_go",
    "jangan ke": "not_to",
    "unit tertutup": "unit_closed",
    "setelah pengganti": "after_replacement",  # leaves only if somebody comes
    "bersama": "together",  # all move into one zone, or all stay
}

CROSSWALK_KINDS = {"unit": "unit", "jabatan": "job"}

CROSSWALK_SYSTEMS = {
    "SIASN": "siasn",
    "Dapodik": "dapodik",
    "SISDMK": "sisdmk",
    "Lainnya": "other",
}

_FAITH_SUBJECTS = tuple(f"agama-{word.lower()}" for word in FAITHS)

SUBJECTS = (  # of a teacher's job
    "guru kelas",
    "kepala-sekolah",
    "pembimbing-khusus",
    "bk",
    *_FAITH_SUBJECTS,
    "bahasa-indonesia",
    "bahasa-inggris",
    "informatika",
    "ipa",
    "ipas",
    "ips",
    "koding",
    "matematika",
    "muatan-lokal",
    "pancasila",
    "pjok",
    "seni",
)

LESSONS = ("agama", *SUBJECTS[4:])  # of lesson hours

PROFESSIONS = (
    "dokter",  # these nine have a minimum in a Puskesmas
    "dokter-gigi",
    "perawat",
    "bidan",
    "promkes",
    "sanitasi",
    "gizi",
    "farmasi",
    "atlm",
    "dokter-spesialis",
    "dokter-gigi-spesialis",
    "elektromedis",
    "fisioterapis",
    "penata-anestesi",
    "perekam-medis",
    "psikolog-klinis",
    "radiografer",
)
