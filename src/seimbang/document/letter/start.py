"""L10: SPMT, the statement that a person has really begun; the basis of the pay."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Start


def start(facts: Start) -> list[Block]:
    """
    Return the statement.

    :raises ValueError: when the real first day lies before the day of the decree's TMT.
    """
    if facts.started_on < facts.effective_on:
        raise ValueError(
            f"Expected a start from {facts.effective_on} on, got {facts.started_on}."
        )
    return [
        parts.head(),
        *parts.titled("Surat Pernyataan Melaksanakan Tugas"),
        parts.paragraph("pembuka", "Yang bertanda tangan di bawah ini:"),
        *parts.person(facts.head, "kepala"),
        parts.paragraph(
            "menyatakan", "dengan ini menyatakan dengan sesungguhnya bahwa:"
        ),
        *parts.person(facts.person, "pegawai", unit=False),
        parts.paragraph("isi", _stated(facts)),
        parts.paragraph(
            "tanggung-jawab",
            "Demikian pernyataan ini dibuat dengan sesungguhnya dengan mengingat "
            "sumpah jabatan. Apabila di kemudian hari isinya ternyata tidak benar dan "
            "berakibat kerugian bagi negara atau daerah, saya bersedia menanggung "
            "kerugian tersebut.",
            editable=True,
        ),
        parts.signer(says="bertanggal"),
        parts.copies(),
    ]


def _stated(facts: Start) -> str:
    sworn = f" dan {parts.cited(facts.induction)}" if facts.induction else ""
    later = (
        f" Tanggal mulai tugas tersebut kemudian dari tanggal mulai yang ditetapkan, "
        f"yaitu {words.day(facts.effective_on)}."
        if facts.started_on > facts.effective_on
        else ""
    )
    return (
        f"berdasarkan {parts.cited(facts.decree)}{sworn}, telah nyata melaksanakan "
        f"tugas sebagai {facts.job} pada {facts.unit} sejak tanggal "
        f"{words.day(facts.started_on)}.{later}"
    )
