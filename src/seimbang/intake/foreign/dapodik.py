"""Read Dapodik's lists: teachers of a school, lessons, schools of a district."""

from __future__ import annotations

import re

from seimbang.intake.foreign import cells, person, words
from seimbang.intake.foreign.layouts import key
from seimbang.intake.foreign.record import Draft, Lesson, Log, School, Source
from seimbang.intake.foreign.sheets import ForeignSheet, Row
from seimbang.language import text
from seimbang.model.problem import Severity

_NPSN = re.compile(r"NPSN\W*([0-9A-Z]{8})\b", re.IGNORECASE)
_SCHOOL = re.compile(
    r"(?:nama\s+)?(?:sekolah\s*:\s*)?"
    r"((?:uptd?|spf|sd|smp|tk|mi|mts|slb|sma|smk|ma)[ns]?\b.*)",
    re.IGNORECASE,
)
_WHOLE = text("a whole number")


def school(sheet: ForeignSheet) -> Source:
    """Return the school a sheet is of, as the lines above its heading name it."""
    name = code = ""
    for words_ in sheet.titles():
        if found := _NPSN.search(words_):
            code = code or found[1].upper()
        elif (found := _SCHOOL.fullmatch(words_)) and not name:
            name = found[1].strip()
    return Source("unit", "dapodik", name, code)


def _unit(row: Row, whole: Source) -> Source:
    """Return the school of one row, which a list of a whole regency names itself."""
    name = row.text("Nama Sekolah") or row.text("Tempat Tugas")
    code = row.text("NPSN").upper()
    return Source("unit", "dapodik", name, code) if name or code else whole


def teachers(sheet: ForeignSheet, log: Log) -> list[Draft]:
    """Return the people of a daftar guru."""
    whole = school(sheet)
    drafts = []
    for row in sheet:
        log.start(row)
        drafts.append(_draft(row, _unit(row, whole), log))
    return drafts


def _draft(row: Row, unit: Source, log: Log) -> Draft:
    values = person.identity(log, row, "NIP", "Tanggal Lahir", "JK")
    duties = _duties(row, log)
    kind = row.text("Jenis PTK")
    if "kepalasekolah" in key(kind) and "head_of_school" not in duties:
        duties.append("head_of_school")
    status = person.choice(
        log, row, "Status Kepegawaian", words.DAPODIK_STATUS, "status_unknown"
    )
    values |= {
        "name": row.text("Nama"),
        "status": status,
        "grade": person.grade(log, row, "Pangkat Golongan"),
        "pns_since": person.day(log, row, "TMT PNS", due=status == "pns"),
        "duties": duties,
    }
    values |= _coordinates(row, log)
    start = log.known(row, "Tanggal CPNS", cells.day, text("a date such as 31-12-2020"))
    person.in_order(log, row, ("Tanggal CPNS", start), ("TMT PNS", values["pns_since"]))
    label = "Kepala Sekolah" if "head_of_school" in duties else kind
    return Draft(
        row,
        values,
        unit=unit,
        job=Source("job", "dapodik", label),
        nuptk=nuptk(row, log),
        home=(row.text("Desa/Kelurahan"), row.text("Kecamatan")),
        spouse_nip=person.number(log, row, "NIP Suami/Istri") or "",
        teaches=key(label) == "gurumapel",
    )


def nuptk(row: Row, log: Log) -> str:
    """Return the NUPTK, "" when there is none or a spreadsheet has rounded it."""
    raw = row.raw("NUPTK")
    if cells.plain(raw) and not isinstance(raw, str):
        log.problems.append(
            row.problem(
                Severity.WARNING,
                "nuptk_is_number",
                "NUPTK",
                text("A number, whose last digits the spreadsheet has rounded"),
                text("the NUPTK as text of 16 digits"),
                text("Export again with this column as text."),
            )
        )
        return ""
    return cells.plain(raw)


def _duties(row: Row, log: Log) -> list[str]:
    duties: list[str] = []
    for part in re.split(r"[;,]", row.text("Tugas Tambahan")):
        found = words.first(words.DUTIES, part)
        if found and found not in duties:
            duties.append(found)
        elif part.strip() and not found:
            log.word(
                row, "Tugas Tambahan", "duty_unknown", text("a duty that is known here")
            )
    return duties


def _coordinates(row: Row, log: Log) -> dict[str, float | None]:
    expected = text("degrees such as -1.7834 and 103.2005")
    latitude = log.known(row, "Lintang", cells.degrees, expected)
    longitude = log.known(row, "Bujur", cells.degrees, expected)
    here = (
        latitude is not None
        and longitude is not None
        and -11 <= latitude <= 6
        and 95 <= longitude <= 142
    )
    if not here and (latitude is not None or longitude is not None):
        log.problems.append(
            row.problem(
                Severity.WARNING,
                "coordinates_wrong",
                "Lintang",
                text(
                    "Latitude {latitude}, longitude {longitude}",
                    latitude=row.text("Lintang"),
                    longitude=row.text("Bujur"),
                ),
                text("a place in Indonesia: latitude -11 to 6, longitude 95 to 142"),
                text("Correct it in the source; until then it is unknown."),
            )
        )
    if not here:
        return {"home_latitude": None, "home_longitude": None}
    return {"home_latitude": latitude, "home_longitude": longitude}


def lessons(sheet: ForeignSheet, log: Log) -> list[Lesson]:
    """Return the rows of a pembelajaran."""
    whole = school(sheet)
    found = []
    for row in sheet:
        log.start(row)
        grade = words.school_grade(row.text("Tingkat"))
        if grade is None:
            log.word(row, "Tingkat", "school_grade_unknown", text("a grade such as 7"))
        found.append(
            Lesson(
                row,
                _unit(row, whole),
                grade,
                row.text("Nama Rombel"),
                key(row.text("Jenis Rombel")) in ("", "kelas", "reguler"),
                row.text("Nama PTK"),
                nuptk(row, log),
                row.text("Nama Matpel"),
                log.known(row, "JJM", cells.whole, _WHOLE),
                log.known(row, "Jml Siswa", cells.whole, _WHOLE),
            )
        )
    return found


def schools(sheet: ForeignSheet, log: Log) -> list[School]:
    """Return the rows of a rekap sekolah; a line of totals has no NPSN and is none."""
    found = []
    for row in sheet:
        if not row.text("NPSN"):
            continue
        log.start(row)
        found.append(
            School(
                row,
                _unit(row, Source("unit", "dapodik", "")),
                log.known(row, "PD", cells.whole, _WHOLE),
                log.known(row, "Rombel", cells.whole, _WHOLE),
            )
        )
    return found
