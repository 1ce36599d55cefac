"""L11: minutes of handing over duties and goods."""

from __future__ import annotations

from collections.abc import Sequence

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Handover, Person

NONE = "tidak ada"


def handover(facts: Handover) -> list[Block]:
    """Return the minutes, signed by both and by the head of the unit."""
    return [
        parts.head(),
        *parts.titled("Berita acara", "Serah terima tugas dan barang"),
        parts.paragraph(
            "waktu",
            f"Pada hari ini {words.day_in_words(facts.held_on)} "
            f"({words.short_day(facts.held_on)}), bertempat di {facts.place}, "
            f"berdasarkan {parts.cited(facts.decree)}, kami:",
        ),
        *parts.person(facts.giver, "pertama"),
        parts.paragraph("pihak-pertama", "selanjutnya disebut PIHAK PERTAMA; dan"),
        *parts.person(facts.receiver, "kedua"),
        parts.paragraph(
            "pihak-kedua",
            "selanjutnya disebut PIHAK KEDUA, telah melaksanakan serah terima pada "
            f"{facts.unit} sebagai berikut.",
        ),
        _table(
            "tugas", "Tugas yang belum selesai:", ("Tugas", "Keadaan"), facts.duties
        ),
        _table(
            "barang", "Barang milik daerah:", ("Barang", "Jumlah, keadaan"), facts.goods
        ),
        _table("akun", "Akun layanan:", ("Layanan", "Pengalihan"), facts.accounts),
        parts.paragraph(
            "kata-sandi",
            "Kata sandi tidak dicatat dalam berita acara ini; akun dialihkan oleh "
            "pengelola layanan.",
        ),
        parts.paragraph(
            "penutup",
            "Sejak penandatanganan berita acara ini, tanggung jawab atas tugas dan "
            "barang tersebut beralih kepada PIHAK KEDUA. Demikian berita acara ini "
            "dibuat untuk dipergunakan sebagaimana mestinya.",
            editable=True,
        ),
        Block(
            "tanda-tangan",
            "signatures",
            mark="pair",
            rows=(
                _party("PIHAK PERTAMA,", facts.giver),
                _party("PIHAK KEDUA,", facts.receiver),
                _party(f"Mengetahui,\nKepala {facts.unit},", facts.head),
            ),
        ),
    ]


def _table(
    name: str, label: str, columns: tuple[str, str], told: Sequence[tuple[str, str]]
) -> Block:
    rows = told or ((NONE, "-"),)
    return Block(
        name,
        "table",
        label=label,
        columns=("No.", *columns),
        widths=(1, 7, 7),
        rows=tuple((f"{i}.", *row) for i, row in enumerate(rows, start=1)),
    )


def _party(office: str, of: Person) -> tuple[str, str, str]:
    return (office, of.name, parts.identity(of))
