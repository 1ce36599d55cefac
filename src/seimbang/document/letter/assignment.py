"""Surat tugas: another place of work inside one agency, same job; no mutasi."""

from __future__ import annotations

from collections.abc import Iterator

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Assignment


def assignment(facts: Assignment) -> list[Block]:
    """Return the letter; one person vertically, more in a table."""
    return [
        parts.head(),
        *parts.titled("Surat tugas"),
        *_basis(facts),
        Block("menugaskan", "title", lines=("MENUGASKAN:",)),
        *_persons(facts),
        Block("untuk", "clause", label="Untuk", text=_task(facts)),
        Block(
            "kedudukan",
            "clause",
            text="Penugasan ini tidak mengubah jabatan dan unit kerja induk, dan tetap "
            "dihitung dalam keadaan pegawai unit tempat bertugas.",
        ),
        parts.paragraph(
            "penutup",
            "Surat tugas ini dilaksanakan dengan penuh tanggung jawab.",
            editable=True,
        ),
        parts.signer(says="bertanggal"),
        parts.copies(),
    ]


def _basis(facts: Assignment) -> Iterator[Block]:
    told = [f"{parts.cited(one)};" for one in facts.basis]
    if facts.gaps and facts.abk_on:
        day = words.day(facts.abk_on)
        gaps = parts.needs(facts.gaps)
        told.insert(0, f"Analisis beban kerja tanggal {day}: {gaps};")
    yield from parts.numbered(
        "dasar", "Dasar", [(text, "") for text in told or [""]], editable=True
    )


def _persons(facts: Assignment) -> Iterator[Block]:
    yield Block(
        "kepada",
        "clause",
        label="Kepada",
        text=f"{words.counted(len(facts.persons), 'orang pegawai')}:",
    )
    if len(facts.persons) == 1:
        yield from parts.person(facts.persons[0], "pegawai")
        return
    yield Block(
        "pegawai",
        "table",
        columns=("No.", "Nama\nNIP/NI PPPK", "Pangkat", "Jabatan", "Unit kerja"),
        widths=(1, 7, 4, 5, 6),
        rows=tuple(
            (f"{i}.", parts.named(one), one.rank, one.job, one.unit)
            for i, one in enumerate(facts.persons, start=1)
        ),
    )


def _task(facts: Assignment) -> str:
    until = (
        f"sampai dengan {words.day(facts.until)}"
        if facts.until
        else "sampai ada ketentuan lebih lanjut"
    )
    return (
        f"{facts.task.rstrip('.')} pada {facts.unit} sejak tanggal "
        f"{words.day(facts.since)} {until}."
    )
