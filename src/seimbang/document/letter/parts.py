"""Parts that letters share: places for the office, opening lines, persons, needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter.facts import Cited, Gap, Person

CAPITALS = "abcdefghijklmnopqrstuvwxyz"
FEW = 3  # gaps up to this many are told each; more are told by job


def head() -> Block:
    """Return the place of the letterhead."""
    return Block("kop", "letterhead")


def titled(*lines: str, number: str = "NOMOR") -> list[Block]:
    """Return a title in capitals and the place of its number below."""
    return [
        Block("judul", "title", lines=tuple(line.upper() for line in lines)),
        Block("nomor", "title", label=number),
    ]


def signer(name: str = "tanda-tangan", *, says: str = "") -> Block:
    """Return the place of the signer. ``says``: "ditetapkan", "bertanggal" or ""."""
    return Block(name, "signature", label=says)


def copies(to: Iterable[str] = ()) -> Block:
    """Return the place of those who get a copy."""
    return Block("tembusan", "list", label="Tembusan:", lines=tuple(to), needed=False)


def opening(
    about: str, to: Sequence[str], *, attached: str = "-", nature: str = "Biasa"
) -> list[Block]:
    """Return day, Nomor, Sifat, Lampiran, Hal and whom the letter is for."""
    return [
        Block("tanggal", "dateline"),
        Block("nomor", "field", label="Nomor"),
        Block("sifat", "field", label="Sifat", text=nature, editable=True),
        Block("jumlah-lampiran", "field", label="Lampiran", text=attached),
        Block("hal", "field", label="Hal", text=about),
        Block("tujuan", "address", lines=tuple(filter(None, to))),
    ]


def addressed(to: str, seat: str, *more: str) -> tuple[str, ...]:
    """Return the lines of an address: Yth., c.q., di, seat."""
    return (f"Yth. {to}", *more, *((f"di {seat}",) if seat else ()))


def paragraph(name: str, text: str, *, editable: bool = False) -> Block:
    """Return a paragraph."""
    return Block(name, "paragraph", text=text, editable=editable)


def sentence(text: str) -> str:
    """Return what somebody wrote as a sentence, with one full stop."""
    return f"{text.strip().rstrip('.')}."


def person(of: Person, name: str, *, unit: bool = True) -> list[Block]:
    """Return a person set vertically; no address, no birth, nothing private."""
    told = [
        ("nama", "Nama", of.name),
        ("nip", of.nip_called, of.nip),
        ("pangkat", "Pangkat/Golongan ruang", of.rank),
        ("jabatan", "Jabatan", of.job),
        ("unit", "Unit kerja", of.unit if unit else ""),
    ]
    return [
        Block(f"{name}.{key}", "field", label=label, text=text)
        for key, label, text in told
        if text or key in ("nama", "jabatan")
    ]


def identity(of: Person) -> str:
    """Return rank and number as they stand under a name."""
    number = f"{of.nip_called} {of.nip}" if of.nip else ""
    return "\n".join(filter(None, (of.rank, number)))


def named(of: Person) -> str:
    """Return name and number as a cell of a table."""
    return "\n".join(filter(None, (of.name, of.nip)))


def cited(one: Cited) -> str:
    """Return a citation: title, number, day, subject."""
    return " ".join(
        filter(
            None,
            (
                one.title,
                f"Nomor {one.number}" if one.number else "",
                f"tanggal {words.day(one.on)}" if one.on else "",
                one.about and f"{_joins(one.about)}{one.about}",
            ),
        )
    )


def _joins(about: str) -> str:
    return "" if about.startswith(("tentang ", "hal ", "perihal ")) else "tentang "


def lettered(
    group: str,
    label: str,
    texts: Iterable[tuple[str, str, bool]],
    *,
    single: bool = False,
) -> list[Block]:
    """Return clauses a., b., …; ``texts``: text, unconfirmed, editable."""
    made = list(texts)
    alone = single and len(made) == 1
    return [
        Block(
            f"{group}.{CAPITALS[i]}",
            "clause",
            label="" if i else label,
            mark="" if alone else f"{CAPITALS[i]}.",
            text=text,
            unconfirmed=unconfirmed,
            editable=editable,
        )
        for i, (text, unconfirmed, editable) in enumerate(made)
    ]


def numbered(
    group: str, label: str, texts: Iterable[tuple[str, str]], *, editable: bool = False
) -> list[Block]:
    """Return clauses 1., 2., …; ``texts``: text, unconfirmed."""
    return [
        Block(
            f"{group}.{i}",
            "clause",
            label="" if i > 1 else label,
            mark=f"{i}.",
            text=text,
            unconfirmed=unconfirmed,
            editable=editable,
        )
        for i, (text, unconfirmed) in enumerate(texts, start=1)
    ]


def need(of: Gap) -> str:
    """Return "SDN 12 membutuhkan 8 Guru Kelas dan memiliki 5"."""
    return f"{of.unit} membutuhkan {of.need} {of.job} dan memiliki {of.have}"


def needs(gaps: Sequence[Gap]) -> str:
    """
    Return the gaps in words: each where they are few, otherwise by job.

    Of every job: how many are short in how many units, how many too many.
    """
    if not gaps:
        return ""
    if len(gaps) <= FEW:
        return words.listed([need(one) for one in gaps])
    by_job: dict[str, list[Gap]] = defaultdict(list)
    for one in gaps:
        by_job[one.job].append(one)
    return "; ".join(sums(job, of) for job, of in sorted(by_job.items()))


def sums(job: str, gaps: Sequence[Gap]) -> str:
    """Return how many of a job are short in how many units, and how many too many."""
    short = [one for one in gaps if one.have < one.need]
    over = [one for one in gaps if one.have > one.need]
    parts = [
        f"{word} {sum(abs(one.need - one.have) for one in some)} {job} "
        f"pada {len(some)} unit kerja"
        for word, some in (("kekurangan", short), ("kelebihan", over))
        if some
    ]
    return " dan ".join(parts) or f"kebutuhan {job} terpenuhi pada {len(gaps)} unit"


def annex(
    name: str, lines: Sequence[str], *, about: str = "", wide: bool = True
) -> Block:
    """Return the head of an annex: LAMPIRAN …, NOMOR, TANGGAL, TENTANG."""
    rows = [("NOMOR", ""), ("TANGGAL", "")]
    if about:
        rows.append(("TENTANG", about.upper()))
    return Block(
        name, "annex", lines=tuple(lines), rows=tuple(rows), wide=wide, needed=False
    )


def on(of: date | None) -> str:
    """Return the day for a cell of a table; "-" where there is none."""
    return words.short_day(of) if of else "-"


def attached(count: int, what: str = "lembar") -> str:
    """Return "1 (satu) berkas"."""
    return words.counted(count, what)
