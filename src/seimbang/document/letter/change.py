"""L14: a decree that changes another, or cancels rows of it. The old number is kept."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.decree import ORDINALS, REPAIR, opened, setting
from seimbang.document.letter.facts import Change, Correction
from seimbang.document.letter.law import grounds


def change(facts: Change) -> list[Block]:
    """Return the decree, with a table of what was and what becomes of it."""
    about = subject(facts)
    first, *rest = _dictum(facts)
    return [
        *opened(facts.authority, about),
        *_considering(facts, about),
        *grounds(facts.variant, facts.region, local=facts.local),
        *parts.numbered(
            "memperhatikan",
            "Memperhatikan",
            [(f"{parts.cited(one)};", "") for one in facts.mindful],
        ),
        Block("memutuskan", "title", lines=("MEMUTUSKAN:",)),
        setting(facts.authority, about),
        first,
        _corrections(facts),
        *rest,
        parts.signer(says="ditetapkan"),
        parts.copies(),
    ]


def subject(facts: Change) -> str:
    """Return what the decree is about: Perubahan atas, or Pembatalan sebagian."""
    what = "Pembatalan Sebagian" if facts.cancels else "Perubahan"
    told = f"{what} atas {facts.decree.title} Nomor {facts.decree.number}"
    return f"{told} tentang {facts.decree.about}" if facts.decree.about else told


def _considering(facts: Change, about: str) -> list[Block]:
    rows = words.counted(len(facts.corrections), "hal")
    return parts.lettered(
        "menimbang",
        "Menimbang",
        [
            (
                f"bahwa {facts.why.rstrip('.;')}, sehingga {rows} dalam "
                f"{parts.cited(facts.decree)} perlu "
                f"{'dibatalkan' if facts.cancels else 'diubah'};"
                if facts.why
                else "",
                "",
                True,
            ),
            (
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, "
                f"perlu menetapkan Keputusan {facts.authority} tentang {about};",
                "",
                False,
            ),
        ],
    )


def _dictum(facts: Change) -> list[Block]:
    verb = "Membatalkan" if facts.cancels else "Mengubah"
    told = [
        ("ubah", f"{verb} {parts.cited(facts.decree)} sebagai berikut:"),
        (
            "tetap",
            "Hal lain dalam keputusan tersebut, termasuk nomornya, tetap berlaku.",
        ),
    ]
    if facts.effective_on is not None:
        day = words.day(facts.effective_on)
        said = f"Ketentuan dalam Diktum KESATU terhitung mulai tanggal {day}."
        told.append(("tmt", said))
    told += [
        ("perbaikan", REPAIR),
        ("berlaku", "Keputusan ini mulai berlaku pada tanggal ditetapkan."),
    ]
    return [
        Block(
            f"diktum.{key}",
            "clause",
            label=ORDINALS[i],
            text=text,
            editable=key == "perbaikan",
        )
        for i, (key, text) in enumerate(told)
    ]


def _corrections(facts: Change) -> Block:
    return Block(
        "perubahan",
        "table",
        columns=("No.", "Tempat", "Semula", "Menjadi"),
        widths=(1, 6, 7, 7),
        rows=tuple(
            (f"{i}.", _where(one), one.old, one.new)
            for i, one in enumerate(facts.corrections, start=1)
        ),
    )


def _where(one: Correction) -> str:
    if one.person is None:
        return one.where
    return f"{one.where}\n{parts.named(one.person)}"
