"""
The words other systems use for what our tables have codes for.

Restated from their public references: SIASN's kedudukan hukum, jenis pegawai and levels
of education (2024–25), Dapodik's status kepegawaian, jenis PTK and tugas tambahan.
A word not here is told, never guessed.
"""

from __future__ import annotations

import re

from seimbang.intake.foreign.layouts import key

SEXES = {
    "l": "male", "lakilaki": "male", "pria": "male", "m": "male",
    "p": "female", "perempuan": "female", "wanita": "female", "f": "female",
}  # fmt: skip

SIASN_STATUS = {"p": "pns", "pns": "pns", "c": "cpns", "cpns": "cpns", "pppk": "pppk"}

DAPODIK_STATUS = {
    "pns": "pns",
    "pnsdiperbantukan": "pns",
    "pnsdepag": "pns",
    "cpns": "cpns",
    "pppk": "pppk",
    "pppkparuhwaktu": "pppk_part_time",
    "gtypty": "non_asn",
    "gttpttkabkota": "non_asn",
    "gttpttprovinsi": "non_asn",
    "guruhonorsekolah": "non_asn",
    "tenagahonorsekolah": "non_asn",
    "honordaerahtkiprovinsi": "non_asn",
    "honordaerahtkiikabkota": "non_asn",
    "gurubantupusat": "non_asn",
    "kontrakkerjawna": "non_asn",
    "lainnya": "non_asn",
}

IN_SERVICE = ("aktif", "pnsaktif", "cpnsaktif", "pppkaktif", "pppkparuhwaktu")

LEAVES = (  # pieces of SIASN's kedudukan hukum, the first that fits
    ("sementara", "suspended"),
    ("uangtunggu", "suspended"),
    ("cltn", "unpaid"),
    ("luartanggungan", "unpaid"),
    ("tugasbelajar", "study"),
)

LEFT = ("pensiun", "berhenti", "meninggal", "wafat", "mencapaibup", "pindahinstansi")

DUTIES = (  # pieces of Dapodik's tugas tambahan, the first that fits
    ("pltkepala", "acting_head"),
    ("plhkepala", "acting_head"),
    ("wakilkepala", "deputy_head"),
    ("kepalasekolah", "head_of_school"),
    ("kepalapuskesmas", "head_of_puskesmas"),
    ("perpustakaan", "head_of_library"),
    ("laborat", "head_of_laboratory"),
    ("bendahara", "treasurer"),
    ("pengurusbarang", "goods_keeper"),
    ("operator", "dapodik_operator"),
    ("walikelas", "class_guardian"),
    ("guruwali", "mentor_teacher"),
    ("pembimbingkhusus", "special_needs_guide"),
    ("osis", "student_activities"),
    ("ekstrakurikuler", "student_activities"),
    ("ekskul", "student_activities"),
    ("piket", "duty_teacher"),
    ("koordinator", "coordinator"),
)

EDUCATION = {
    "sd": "05", "sekolahdasar": "05", "sltp": "10", "smp": "10",
    "sltpkejuruan": "12", "slta": "15", "sma": "15", "sltakejuruan": "17", "smk": "17",
    "sltakeguruan": "18", "spg": "18", "di": "20", "d1": "20", "diplomai": "20",
    "dii": "25", "d2": "25", "diplomaii": "25", "diii": "30", "d3": "30",
    "diplomaiii": "30", "diplomaiiisarjanamuda": "30", "div": "35", "d4": "35",
    "diplomaiv": "35", "s1": "40", "s1sarjana": "40", "s2": "45", "s2magister": "45",
    "s3": "50", "s3doktor": "50",
}  # fmt: skip

EDUCATION_CODES = frozenset(EDUCATION.values())  # all of BKN's, regulations 10.5

_PNS_GRADE = re.compile(r"(I{1,3}|IV)/([a-e])", re.IGNORECASE)
_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9,
    "X": 10, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16,
    "XVII": 17,
}  # fmt: skip

_LEVELS = re.compile(
    r"[\s,-]+(?:(?:pertama|muda|madya|utama|penyelia|pelaksana(?:\s+(?:lanjutan|pemula))?)"
    r"\s*/\s*)?(ahli\s+(?:pertama|muda|madya|utama)|pemula|terampil|mahir|penyelia)$",
    re.IGNORECASE,
)


def first(pieces: tuple[tuple[str, str], ...], words: str) -> str | None:
    """Return the code of the first of ``pieces`` in ``words``, None for none."""
    name = key(words)
    return next((code for piece, code in pieces if piece in name), None)


def leave(words: str) -> str | None:
    """Return the leave a kedudukan hukum means; None when the words are unknown."""
    if key(words) in IN_SERVICE:
        return "none"
    return first(LEAVES, words)


def left_service(words: str) -> bool:
    """Tell whether a kedudukan hukum says that the person is gone."""
    name = key(words)
    return "sementara" not in name and any(piece in name for piece in LEFT)


def grade(words: str) -> str | None:
    """Return a grade as the law writes it ("III/a", "IX"); None when it is none."""
    compact = re.sub(r"[\s.]", "", words)
    if match := _PNS_GRADE.fullmatch(compact):
        found = f"{match[1].upper()}/{match[2].lower()}"
        return None if match[2].lower() == "e" and match[1].upper() != "IV" else found
    return compact.upper() if compact.upper() in _ROMAN else None


def education(code: str, name: str) -> str | None:
    """Return BKN's code of a level of education from SIASN's code or name."""
    if code.zfill(2) in EDUCATION_CODES:
        return code.zfill(2)
    return EDUCATION.get(key(name))


def level(job: str) -> tuple[str, str]:
    """Return the name of a job without its level, and the level ("" for none)."""
    match = _LEVELS.search(job)
    if match is None:
        return job, ""
    return job[: match.start()], " ".join(match[1].split()).title()


def school_grade(words: str) -> int | None:
    """Return the grade 1–12 in "7", "Kelas 7" or "VII"; None when it is none."""
    last = words.split()[-1] if words else ""
    number = int(last) if last.isdigit() else _ROMAN.get(last.upper(), 0)
    return number if 1 <= number <= 12 else None
