"""What stands in a decree for one person: as signed, then as changed since."""

from __future__ import annotations

from datetime import date

from seimbang.document.block import from_json
from seimbang_web.decisions.letters.facts import row_of
from seimbang_web.decisions.letters.subjects import AMENDMENT
from seimbang_web.decisions.models import Amendment, Entry
from seimbang_web.documents.check import FINAL
from seimbang_web.documents.models import Kind, Letter, Record, State

Field = Amendment.Field
DECREES = (Kind.DECREE, Kind.SINGLE)
COLUMNS = {  # of the annex, by the first words of its header
    "Pangkat, Gol. ruang": Field.RANK,
    "Jabatan lama, kelas": Field.OLD_JOB,
    "Unit kerja lama": Field.OLD_UNIT,
    "Jabatan baru, kelas": Field.NEW_JOB,
    "Unit kerja baru": Field.NEW_UNIT,
    "Mapel/ sertifikat": Field.SUBJECT,
    "Nomor dan masa perjanjian kerja": Field.CONTRACT,
    "TMT": Field.TMT,
    "Ket.": Field.REMARK,
}
LINES = {  # of the decree for one person, by the name of the block
    "pegawai.nama": Field.NAME,
    "pegawai.nip": Field.NIP,
    "pegawai.pangkat": Field.RANK,
    "pegawai.jabatan": Field.OLD_JOB,
    "pegawai.unit-lama": Field.OLD_UNIT,
    "pegawai.jabatan-baru": Field.NEW_JOB,
    "pegawai.unit-baru": Field.NEW_UNIT,
    "pegawai.mapel": Field.SUBJECT,
    "pegawai.sertifikat": Field.CERTIFICATE,
    "pegawai.perjanjian": Field.CONTRACT,
    "pegawai.tmt": Field.TMT,
    "pegawai.keterangan": Field.REMARK,
}
Texts = dict[Field, str]


def subject_of(amendment: Amendment) -> str:
    """Return what the decree of change of an amendment speaks of."""
    return f"{AMENDMENT}:{amendment.pk}"


def signed_texts(letter: Letter, entry: Entry) -> Texts:
    """Return what a signed decree says of a person, from its frozen blocks."""
    if letter.kind == Kind.SINGLE:
        blocks = from_json(letter.blocks)
        return {LINES[one.name]: one.text for one in blocks if one.name in LINES}
    return _row(letter, row_of(entry))


def _row(letter: Letter, number: int) -> Texts:
    """Return the cells of a row of the annex; the first one is name and number."""
    table = next(one for one in from_json(letter.blocks) if one.name == "daftar")
    _number, person, *cells = table.rows[number - 1]
    name, _line, nip = person.partition("\n")
    titles = [one.partition("\n(")[0] for one in table.columns[2:]]
    found = {COLUMNS[title]: cell for title, cell in zip(titles, cells, strict=True)}
    return {Field.NAME: name, Field.NIP: nip, **found}


def texts(letter: Letter, entry: Entry, but: Amendment | None = None) -> Texts:
    """
    Return what stands for a person now: as signed, changed by what was signed since.

    ``but``: a change that is left out, to see what it changes.
    """
    held = signed_texts(letter, entry)
    held |= {Field(one.field): one.new for one in in_force(letter, entry) if one != but}
    return held


def in_force(letter: Letter, entry: Entry) -> list[Amendment]:
    """Return the changes of a row whose decrees are signed, in the order of signing."""
    rows = {subject_of(one): one for one in letter.amendments.filter(entry=entry)}
    signed = Record.objects.filter(
        state=State.SIGNED,
        letter__kind=Kind.CHANGE,
        letter__subject__in=rows,
        letter__state__in=FINAL,
    )
    subjects = signed.order_by("pk").values_list("letter__subject", flat=True)
    return [rows[subject] for subject in subjects]


def annulled(amendment: Amendment) -> bool:
    """Tell whether the signed decree of change was voided: the change is over."""
    return Record.objects.filter(
        state=State.SIGNED,
        letter__kind=Kind.CHANGE,
        letter__subject=subject_of(amendment),
        letter__state=State.VOID,
    ).exists()


def effective_on(letter: Letter, entry: Entry) -> date | None:
    """Return the TMT of a person's row now: as decided, or as changed since."""
    changed = [one.effective_on for one in in_force(letter, entry)]
    decided: date | None = entry.dossier.decision.effective_on
    return next((day for day in reversed(changed) if day is not None), decided)


def where(amendment: Amendment) -> str:
    """Return where the text stands, as the decree of change names it."""
    called = FORMS[Field(amendment.field)]
    if amendment.letter.kind == Kind.SINGLE:
        return f"Diktum KESATU, {called}"
    return f"Lampiran nomor urut {row_of(amendment.entry)}, kolom {called}"


FORMS = {  # as decrees call them
    Field.NAME: "Nama",
    Field.NIP: "NIP/NI PPPK",
    Field.RANK: "Pangkat, Gol. ruang",
    Field.OLD_JOB: "Jabatan lama",
    Field.OLD_UNIT: "Unit kerja lama",
    Field.NEW_JOB: "Jabatan baru",
    Field.NEW_UNIT: "Unit kerja baru",
    Field.SUBJECT: "Mata pelajaran",
    Field.CERTIFICATE: "Sertifikat pendidik",
    Field.CONTRACT: "Perjanjian kerja",
    Field.TMT: "TMT",
    Field.REMARK: "Keterangan",
}
