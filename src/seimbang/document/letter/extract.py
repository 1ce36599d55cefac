"""L7: petikan: what one person gets of a decree."""

from __future__ import annotations

from dataclasses import replace

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import dress, parts
from seimbang.document.letter.decree import WHO, dictum, setting, subject
from seimbang.document.letter.facts import Extract
from seimbang.document.letter.single import moved

ETC = "dan seterusnya;"


def extract(facts: Extract) -> list[Block]:
    """
    Return the extract: number and day of the decree, shortened, one person.

    ``tanda-tangan`` says who signed the decree ("ttd"); ``pengesahan.tanda-tangan`` is
    the place of the official who confirms the copy.
    """
    of = facts.decree
    transfer = of.transfers[facts.row - 1]
    alone = replace(of, transfers=(transfer,))
    authority, about = of.authority.upper(), subject(of)
    first, *rest = dictum(alone, _first(facts))
    return [
        parts.head(),
        Block("judul", "title", lines=(f"PETIKAN KEPUTUSAN {authority}",)),
        Block(
            "nomor-keputusan",
            "title",
            label="NOMOR",
            lines=(f"NOMOR {facts.signed.number}",),
        ),
        Block("tentang", "title", lines=("TENTANG", about.upper())),
        Block("pejabat", "title", lines=(f"{authority},",)),
        *(
            Block(name.lower(), "clause", label=name, text=ETC)
            for name in ("Menimbang", "Mengingat", "Memperhatikan")
            if name != "Memperhatikan" or of.mindful
        ),
        Block("memutuskan", "title", lines=("MEMUTUSKAN:",)),
        setting(of.authority, about),
        first,
        *moved(transfer),
        *rest,
        dress.signed_off(facts.signed),
        parts.paragraph("sesuai", "Petikan sesuai dengan aslinya."),
        parts.signer("pengesahan.tanda-tangan", says="bertanggal"),
        parts.copies(facts.copies),
    ]


def _first(facts: Extract) -> str:
    of = facts.decree
    where = (
        f" (nomor urut {words.counted(facts.row)} dalam Lampiran)"
        if len(of.transfers) > 1
        else ""
    )
    return f"Memindahkan {WHO[of.variant]}{where}:"
