"""L5: berita acara of a session of the Tim Penilai Kinerja, and its daftar hadir."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Heard, Member, Minutes

POSTPONED = "ditunda"


def minutes(facts: Minutes) -> list[Block]:
    """Return the minutes, signed by all who were present."""
    return [
        parts.head(),
        *parts.titled("Berita acara", f"Sidang Tim Penilai Kinerja {facts.region}"),
        parts.paragraph("waktu", _opening(facts)),
        *_attending(facts),
        parts.paragraph("bahan", _material(facts)),
        *_digest(facts),
        Block("pembahasan", "heading", text="Hasil pembahasan"),
        _cases(facts),
        *_remarks(facts),
        parts.paragraph("penutup", _closing(facts), editable=True),
        _signatures(facts),
        parts.annex(
            "lampiran",
            ("LAMPIRAN BERITA ACARA", "DAFTAR HADIR"),
            wide=False,
        ),
        _attendance(facts),
    ]


def _opening(facts: Minutes) -> str:
    at = f" pukul {words.hour(facts.starts_at, facts.zone)}" if facts.starts_at else ""
    return (
        f"Pada hari ini {words.day_in_words(facts.held_on)} "
        f"({words.short_day(facts.held_on)}){at}, bertempat di {facts.place}, "
        f"berdasarkan {parts.cited(facts.basis)}, telah dilaksanakan sidang Tim "
        f"Penilai Kinerja {facts.region}."
    )


def _attending(facts: Minutes) -> Iterator[Block]:
    there = [one for one in facts.members if one.present]
    reached = "tercapai" if len(there) >= facts.quorum else "tidak tercapai"
    yield parts.paragraph(
        "kuorum",
        f"Hadir {words.counted(len(there))} dari "
        f"{words.counted(len(facts.members), 'anggota')}; kuorum "
        f"{words.counted(facts.quorum, 'anggota')} {reached}.",
    )
    yield Block("anggota", "list", lines=tuple(_member(one) for one in there))


def _member(one: Member) -> str:
    told = f"{one.person.name}, {one.office}, {one.role}"
    if one.substitute_for:
        told += f" (menggantikan {one.substitute_for})"
    return told


def _material(facts: Minutes) -> str:
    told = f"Sidang membahas {words.counted(len(facts.cases), 'usul pemindahan')}"
    if facts.plan:
        told += f" dari {facts.plan}"
    if facts.data_on:
        told += f" dengan data tanggal {words.day(facts.data_on)}"
    return f"{told}."


def _digest(facts: Minutes) -> Iterator[Block]:
    """Yield the digest of the dossier by itself: it cannot be broken in a line."""
    if facts.digest:
        yield parts.paragraph("sidik", f"Sidik berkas: {facts.digest}.")


def _cases(facts: Minutes) -> Block:
    return Block(
        "usul",
        "table",
        columns=(
            "No.",
            "Nama",
            "Dari",
            "Ke",
            "Setuju/ tidak/ tunda",
            "Rekomendasi",
        ),
        widths=(2, 8, 7, 7, 4, 8),
        rows=tuple(_case(i, one) for i, one in enumerate(facts.cases, start=1)),
    )


def _case(number: int, one: Heard) -> tuple[str, ...]:
    return (
        f"{number}.",
        f"{one.nominee.person.name}\n{one.nominee.person.job}",
        one.nominee.from_gap.unit,
        one.nominee.to_gap.unit,
        f"{one.in_favour}/{one.against}/{one.postpone}",
        one.advice,
    )


def _remarks(facts: Minutes) -> Iterator[Block]:
    """Yield who stepped aside, how objections were considered, conditions, the rest."""
    numbered = list(enumerate(facts.cases, start=1))
    yield from _told(
        "penarikan-diri",
        "Anggota yang menarik diri dari pembahasan:",
        [
            f"usul nomor {i}: {words.listed(c.recused)}"
            for i, c in numbered
            if c.recused
        ],
    )
    yield from _told(
        "keberatan",
        "Keberatan yang dipertimbangkan:",
        [f"usul nomor {i}: {c.objection}" for i, c in numbered if c.objection],
    )
    yield from _told(
        "syarat",
        "Syarat:",
        [f"usul nomor {i}: {c.condition}" for i, c in numbered if c.condition],
    )
    late = [f"nomor {i}" for i, c in numbered if c.advice == POSTPONED]
    if late:
        yield parts.paragraph("ditunda", f"Ditunda: usul {words.listed(late)}.")


def _told(name: str, label: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Block(name, "list", label=label, lines=tuple(lines))


def _closing(facts: Minutes) -> str:
    said = f"{facts.closing} " if facts.closing else ""
    return (
        f"{said}Demikian berita acara ini dibuat dengan sebenarnya untuk menjadi bahan "
        "pertimbangan Pejabat Pembina Kepegawaian."
    )


def _signatures(facts: Minutes) -> Block:
    return Block(
        "tanda-tangan",
        "signatures",
        rows=tuple(
            (one.person.name, f"{one.role}\n{one.office}", "")
            for one in facts.members
            if one.present
        ),
    )


def _attendance(facts: Minutes) -> Block:
    return Block(
        "daftar-hadir",
        "table",
        columns=("No.", "Nama", "Jabatan", "Kedudukan", "Hadir"),
        widths=(2, 9, 9, 5, 6),
        rows=tuple(
            (
                f"{i}.",
                one.person.name,
                one.office,
                one.role,
                "hadir" if one.present else "tidak hadir",
            )
            for i, one in enumerate(facts.members, start=1)
        ),
    )
