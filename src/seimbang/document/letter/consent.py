"""L2: the head of a unit agrees, or does not; with the staff of the unit."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Consent


def consent(facts: Consent) -> list[Block]:
    """Return the letter and, as annex, the daftar keadaan pegawai."""
    verb = "melepas" if facts.release else "menerima"
    about = f"Persetujuan {verb}" if facts.agrees else f"Tidak menyetujui {verb}"
    to = parts.addressed(facts.addressee, facts.seat)
    return [
        parts.head(),
        *parts.opening(
            f"{about} a.n. {facts.person.name}", to, attached=parts.attached(1)
        ),
        parts.paragraph("dasar", _basis(facts)),
        *parts.person(facts.person, "pegawai"),
        parts.paragraph("putusan", _answer(facts, verb)),
        *_conditions(facts),
        parts.paragraph(
            "keadaan",
            f"Keadaan pegawai {facts.unit} menurut analisis beban kerja tanggal "
            f"{words.day(facts.abk_on)} terlampir.",
        ),
        parts.paragraph(
            "penutup",
            "Demikian disampaikan untuk menjadi bahan pertimbangan.",
            editable=True,
        ),
        parts.signer(),
        parts.copies(facts.copies),
        parts.annex(
            "lampiran",
            ("LAMPIRAN", f"DAFTAR KEADAAN PEGAWAI {facts.unit.upper()}"),
            wide=False,
        ),
        _staff(facts),
        parts.signer("lampiran.tanda-tangan"),
    ]


def _basis(facts: Consent) -> str:
    start = (
        f"Memperhatikan {parts.cited(facts.basis)}, bersama ini"
        if facts.basis
        else "Bersama ini"
    )
    return f"{start} disampaikan mengenai pegawai:"


def _answer(facts: Consent, verb: str) -> str:
    answer = "menyetujui" if facts.agrees else "tidak menyetujui"
    return (
        f"bahwa kami {answer} untuk {verb} yang bersangkutan dari {facts.from_unit} ke "
        f"{facts.to_unit} sebagai {facts.to_job}."
    )


def _conditions(facts: Consent) -> list[Block]:
    made = []
    if facts.condition:
        text = f"Persetujuan ini diberikan dengan syarat: {facts.condition}"
        made.append(parts.paragraph("syarat", parts.sentence(text)))
    if facts.why:
        text = f"Alasannya: {facts.why}"
        made.append(parts.paragraph("alasan", parts.sentence(text)))
    if facts.cover:
        text = f"Selama belum ada pengganti, tugas dijalankan oleh: {facts.cover}"
        made.append(parts.paragraph("pengganti", parts.sentence(text)))
    return made


def _staff(facts: Consent) -> Block:
    return Block(
        "keadaan-pegawai",
        "table",
        columns=(
            "No.",
            "Jabatan",
            "Kebutuhan",
            "Yang ada",
            "Kurang/lebih",
            "Setelah pindah",
            "Pensiun ≤ 5 tahun",
        ),
        widths=(2, 8, 5, 3, 4, 4, 4),
        rows=tuple(
            (
                f"{i}.",
                one.job,
                "belum terukur" if one.need is None else str(one.need),
                str(one.have),
                "-" if one.need is None else difference(one.have - one.need),
                str(one.after),
                str(one.leaving),
            )
            for i, one in enumerate(facts.staff, start=1)
        ),
    )


def difference(count: int) -> str:
    """Return "kurang 2", "lebih 1" or "cukup"."""
    if count == 0:
        return "cukup"
    return f"{'lebih' if count > 0 else 'kurang'} {abs(count)}"
