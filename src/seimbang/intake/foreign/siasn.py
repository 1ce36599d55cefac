"""Read SIASN's employee export: who is in service, as what, where, since when."""

from __future__ import annotations

from seimbang.intake.foreign import cells, person, words
from seimbang.intake.foreign.layouts import key
from seimbang.intake.foreign.record import Draft, Log, Source
from seimbang.intake.foreign.sheets import ForeignSheet, Row
from seimbang.language import text


def read(sheet: ForeignSheet, log: Log) -> list[Draft]:
    """Return the people of a sheet; those out of service are only counted."""
    drafts = []
    for row in sheet:
        log.start(row)
        if words.left_service(row.text("KEDUDUKAN HUKUM NAMA")):
            log.tally(sheet, "left")
            continue
        drafts.append(_draft(row, log))
    return drafts


def _draft(row: Row, log: Log) -> Draft:
    values = person.identity(log, row, "NIP BARU", "TANGGAL LAHIR", "JENIS KELAMIN")
    status = _status(row, log)
    job, level = words.level(row.text("JABATAN NAMA"))
    values |= {
        "name": row.text("NAMA"),
        "status": status,
        "grade": person.grade(log, row, "GOL AKHIR NAMA"),
        "education": _education(row, log),
        "major": row.text("PENDIDIKAN NAMA") or None,
        "level": level or None,
        "pns_since": person.day(log, row, "TMT PNS", due=status == "pns"),
        "job_since": person.day(log, row, "TMT JABATAN"),
        "leave": _leave(row, log),
        "duties": _duties(row) or None,  # SIASN knows no others: unknown, not none
    }
    start = log.known(row, "TMT CPNS", cells.day, text("a date such as 31-12-2020"))
    person.in_order(log, row, ("TMT CPNS", start), ("TMT PNS", values["pns_since"]))
    person.in_order(
        log, row, ("TANGGAL LAHIR", values["birth_on"]), ("TMT CPNS", start)
    )
    return Draft(
        row,
        values,
        unit=Source("unit", "siasn", row.text("UNOR NAMA"), row.text("UNOR ID")),
        job=Source(
            "job", "siasn", job, row.text("JABATAN ID"), row.text("JABATAN NAMA")
        ),
        stable=row.text("PNS ID"),
    )


def _status(row: Row, log: Log) -> str | None:
    """Return the status; kedudukan and jenis pegawai tell what STATUS does not."""
    kind = key(row.text("JENIS PEGAWAI NAMA") + row.text("KEDUDUKAN HUKUM NAMA"))
    if "paruhwaktu" in kind:
        return "pppk_part_time"
    if "pppk" in kind:
        return "pppk"
    return person.choice(
        log, row, "STATUS CPNS PNS", words.SIASN_STATUS, "status_unknown"
    )


def _leave(row: Row, log: Log) -> str | None:
    heading = "KEDUDUKAN HUKUM NAMA"
    if not row.text(heading):
        return None
    found = words.leave(row.text(heading))
    if found is None:
        log.word(row, heading, "standing_unknown", text("a kedudukan hukum of SIASN"))
    return found


def _education(row: Row, log: Log) -> str | None:
    code, name = row.text("TINGKAT PENDIDIKAN ID"), row.text("TINGKAT PENDIDIKAN NAMA")
    found = words.education(code, name)
    if found is None and (code or name):
        log.word(
            row,
            "TINGKAT PENDIDIKAN NAMA",
            "education_unknown",
            text("a level of education of BKN"),
        )
    return found


def _duties(row: Row) -> list[str]:
    """Return the duty that a posting to another institution means, for teachers."""
    kind = key(row.text("JENIS PEGAWAI NAMA"))
    lent = "dpk" in kind or "diperkerjakan" in kind
    teacher = key(row.text("JABATAN NAMA")).startswith("guru")
    return ["seconded_private_school"] if lent and teacher else []
