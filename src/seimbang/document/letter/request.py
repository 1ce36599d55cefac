"""L1: a person asks to be moved."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Request


def request(facts: Request) -> list[Block]:
    """
    Return the request, signed by the person.

    It gives no reasons: what a person tells in confidence goes another way, and the
    letter says so.
    """
    return [
        Block("tanggal", "dateline", text=f"{facts.place}, {words.day(facts.on)}"),
        Block("hal", "field", label="Hal", text="Permohonan pindah tugas"),
        Block(
            "jumlah-lampiran",
            "field",
            label="Lampiran",
            text=parts.attached(len(facts.attached), "berkas")
            if facts.attached
            else "-",
        ),
        Block("tujuan", "address", lines=parts.addressed(facts.addressee, facts.seat)),
        parts.paragraph("pembuka", "Yang bertanda tangan di bawah ini:"),
        *parts.person(facts.person, "pemohon"),
        parts.paragraph(
            "isi",
            "dengan ini mengajukan permohonan pindah tugas atas permintaan sendiri, "
            "menurut urutan pilihan:",
        ),
        _wishes(facts),
        parts.paragraph(
            "pernyataan",
            "Saya memahami bahwa permohonan ini dipertimbangkan menurut kebutuhan "
            "organisasi dan bahwa keputusan ada pada Pejabat Pembina Kepegawaian. "
            "Alasan pribadi tidak dimuat dalam surat ini dan disampaikan terpisah "
            "secara tertutup.",
            editable=True,
        ),
        parts.paragraph(
            "penutup",
            "Demikian permohonan ini saya sampaikan. Atas perhatian Bapak/Ibu, saya "
            "ucapkan terima kasih.",
            editable=True,
        ),
        Block(
            "pemohon",
            "signature",
            lines=("Pemohon,",),
            text=facts.person.name,
            label=parts.identity(facts.person),
        ),
        *_attached(facts),
    ]


def _wishes(facts: Request) -> Block:
    return Block(
        "pilihan",
        "list",
        lines=tuple(
            ", sebagai ".join(filter(None, (one.unit, one.job))) for one in facts.wishes
        ),
    )


def _attached(facts: Request) -> list[Block]:
    made = []
    if facts.attached:
        made.append(Block("berkas", "list", label="Lampiran:", lines=facts.attached))
    if facts.receipt:
        text = f"Tercatat dengan nomor tanda terima {facts.receipt}."
        made.append(parts.paragraph("tanda-terima", text))
    return made
