"""Lists to sign when papers are handed out: extracts of a unit, copies of a letter."""

from __future__ import annotations

from collections.abc import Sequence

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Copies, Handout

PLACE = "\n\n\n"  # lines of an empty cell, for a hand


def handout(facts: Handout) -> list[Block]:
    """Return the list of one unit, a line to sign for each person."""
    rows = [(one.name, one.job, "", PLACE) for one in facts.persons]
    return [
        Block("judul", "title", lines=("DAFTAR PENYERAHAN SURAT",)),
        Block("keputusan", "field", label="Surat", text=parts.cited(facts.letter)),
        Block("unit", "field", label="Unit kerja", text=facts.unit),
        Block(
            "jumlah", "field", label="Jumlah", text=words.counted(len(rows), "orang")
        ),
        _to_sign(
            "penerima",
            ("No.", "Nama", "Jabatan baru", "Tanggal terima", "Tanda tangan"),
            rows,
            (3, 15, 13, 8, 11),
        ),
        Block(
            "serah-terima",
            "signatures",
            mark="pair",
            rows=(
                ("Yang menyerahkan,", "(……………………………………)", "Tanggal …………………"),
                (
                    "Yang menerima untuk unit kerja,",
                    "(……………………………………)",
                    "Jabatan …………………",
                ),
            ),
        ),
    ]


def copies(facts: Copies) -> list[Block]:
    """Return the list of those who get a copy, a line to sign for each."""
    return [
        Block("judul", "title", lines=("DAFTAR PENGIRIMAN TEMBUSAN",)),
        Block("keputusan", "field", label="Surat", text=parts.cited(facts.letter)),
        _to_sign(
            "penerima",
            ("No.", "Kepada", "Tanggal terima", "Nama penerima", "Tanda tangan"),
            [(to, "", "", PLACE) for to in facts.to],
            (3, 20, 8, 10, 10),
        ),
    ]


def _to_sign(
    name: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    widths: tuple[int, ...],
) -> Block:
    numbered = tuple((f"{i}.", *row) for i, row in enumerate(rows, start=1))
    return Block(name, "table", columns=columns, rows=numbered, widths=widths)
