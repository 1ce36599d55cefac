"""Adendum of the contract of a PPPK: the unit changes, all else stays."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Addendum, Person


def addendum(facts: Addendum) -> list[Block]:
    """Return the addendum, signed by both parties."""
    return [
        parts.head(),
        *parts.titled("Adendum perjanjian kerja"),
        parts.paragraph(
            "waktu",
            f"Pada hari ini {words.day_in_words(facts.held_on)} "
            f"({words.short_day(facts.held_on)}), bertempat di {facts.place}, kami:",
        ),
        *parts.person(facts.first_party, "pertama"),
        parts.paragraph(
            "pihak-pertama",
            f"bertindak untuk dan atas nama Pemerintah {facts.region}, selanjutnya "
            "disebut PIHAK KESATU; dan",
        ),
        *parts.person(facts.person, "kedua"),
        parts.paragraph(
            "pihak-kedua",
            f"selanjutnya disebut PIHAK KEDUA, sepakat mengubah "
            f"{parts.cited(facts.contract)} dengan ketentuan sebagai berikut.",
            editable=True,
        ),
        *_articles(facts),
        parts.paragraph(
            "penutup",
            "Adendum ini dibuat dalam rangkap 2 (dua) yang sama kekuatan hukumnya dan "
            "merupakan bagian tidak terpisahkan dari perjanjian kerja.",
            editable=True,
        ),
        Block(
            "tanda-tangan",
            "signatures",
            mark="pair",
            rows=(
                _party("PIHAK KESATU,", facts.first_party),
                _party("PIHAK KEDUA,", facts.person),
            ),
        ),
    ]


def _articles(facts: Addendum) -> list[Block]:
    told = [
        f"Unit kerja PIHAK KEDUA yang semula {facts.old_unit} diubah menjadi "
        f"{facts.new_unit}, terhitung mulai tanggal {words.day(facts.effective_on)}, "
        f"berdasarkan {parts.cited(facts.decree)}.",
        f"PIHAK KEDUA tetap menduduki jabatan {facts.job}; kebutuhan jabatan itu pada "
        f"{facts.new_unit} ada dalam analisis beban kerja tanggal "
        f"{words.day(facts.abk_on)}.",
        f"Masa perjanjian kerja tanggal {words.day(facts.contract_from)} sampai dengan "
        f"{words.day(facts.contract_to)} dan ketentuan lain perjanjian kerja tidak "
        "berubah.",
    ]
    made = []
    for i, text in enumerate(told, start=1):
        made.append(Block(f"pasal.{i}", "heading", text=f"Pasal {i}"))
        made.append(parts.paragraph(f"pasal.{i}.isi", text, editable=i == 3))
    return made


def _party(office: str, of: Person) -> tuple[str, str, str]:
    return (office, of.name, parts.identity(of))
