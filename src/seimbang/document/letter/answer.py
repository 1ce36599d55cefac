"""L12: the written answer that every wish gets: granted, partly, not granted."""

from __future__ import annotations

from collections.abc import Iterator

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Answer, Place

RESULTS = {
    "granted": "Permohonan Saudara dikabulkan.",
    "partly": "Permohonan Saudara dikabulkan sebagian.",
    "not": "Permohonan Saudara belum dapat dikabulkan.",
}


def answer(facts: Answer) -> list[Block]:
    """
    Return the answer: the fact first, then the reason by unit and job.

    :raises ValueError: when the result is none of those known, or says "granted" and
        not what.
    """
    if facts.result not in RESULTS:
        raise ValueError(f"Expected one of {list(RESULTS)}, got {facts.result!r}.")
    if (facts.result == "not") != (facts.granted is None):
        raise ValueError(
            f"Expected what is granted just where something is, got {facts.granted!r} "
            f"for {facts.result!r}."
        )
    to = parts.addressed(f"Sdr. {facts.person.name}", facts.seat, facts.person.unit)
    return [
        parts.head(),
        *parts.opening("Jawaban atas permohonan pindah tugas", to),
        parts.paragraph("putusan", _result(facts)),
        parts.paragraph("permohonan", _asked(facts)),
        Block("pilihan", "list", lines=tuple(_place(one) for one in facts.asked)),
        parts.paragraph("alasan", _reason(facts)),
        *_further(facts),
        parts.paragraph(
            "penutup", "Demikian disampaikan untuk diketahui.", editable=True
        ),
        parts.signer(),
        parts.copies(),
    ]


def _result(facts: Answer) -> str:
    said = RESULTS[facts.result]
    if facts.granted is None:
        return said
    return f"{said} Saudara diusulkan pindah tugas ke {_place(facts.granted)}."


def _place(of: Place) -> str:
    return f"{of.unit} sebagai {of.job}" if of.job else of.unit


def _asked(facts: Answer) -> str:
    return (
        f"Permohonan itu kami terima pada tanggal {words.day(facts.received_on)} "
        f"dengan nomor {facts.receipt}. Tempat tugas yang diminta:"
    )


def _reason(facts: Answer) -> str:
    said = f"Alasannya: {facts.reason.rstrip('.')}." if facts.reason else ""
    if not facts.gaps or facts.abk_on is None:
        return said
    day = words.day(facts.abk_on)
    return f"{said} Menurut analisis beban kerja tanggal {day}, {_told(facts)}.".strip()


def _told(facts: Answer) -> str:
    return ". ".join(parts.need(one) for one in facts.gaps)


def _further(facts: Answer) -> Iterator[Block]:
    if facts.stays:
        yield parts.paragraph("berlaku", facts.stays)
    yield parts.paragraph(
        "tanya",
        f"Pertanyaan dapat disampaikan kepada {facts.contact}."
        if facts.contact
        else "",
        editable=True,
    )
