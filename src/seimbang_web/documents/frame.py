"""The letter as it is printed: what was composed, with what the office adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from seimbang.document.block import Block, from_json, missing, unconfirmed, with_wording
from seimbang.document.letter.dress import dress
from seimbang.document.letter.facts import Head
from seimbang_web.audit.actions import canonical
from seimbang_web.documents.models import Kind, Letter, Wording
from seimbang_web.documents.series import DECREES, copies_of, office_series
from seimbang_web.documents.signer import core, for_the_head
from seimbang_web.institution.content import Content

DOTS = "……………………"
OF_HEAD = (*DECREES, Kind.EXTRACT, Kind.OBJECTION)


def content_of(letter: Letter) -> Content:
    """Return the profile that the letter was drafted with."""
    row = letter.profile
    return Content(row.content, row.number, row.logo_id) if row else Content({})


def head_of(letter: Letter, content: Content) -> Head:
    """Return the letterhead: of the Bupati, of the office, or of the unit."""
    region = f"PEMERINTAH {content.regency.upper()}"
    decided = letter.kind == Kind.EXTRACT or for_the_head(letter.signer)
    if letter.kind in OF_HEAD and decided:
        name = f"{content.head_called} {content.place}".upper()
        return Head("bupati", (name,), content.head_address)
    unit = letter.unit
    if office_series(letter.kind) or unit is None:
        lines = (region, content.office.upper())
        return Head("office", lines, content.address, content.contact)
    if unit.agency is None:
        return Head("office", (region, unit.name.upper()))
    return Head("upt", (region, unit.agency.name.upper(), unit.name.upper()))


def place_of(letter: Letter, content: Content) -> str:
    """Return where a letter is dated: the seat, of a unit its own district."""
    unit = letter.unit
    if office_series(letter.kind) or unit is None or unit.agency is None:
        return content.seat
    return unit.district or content.seat


def dressed(letter: Letter, *, number: str = "", on: date | None = None) -> list[Block]:
    """Return the blocks as they are printed; a numbered letter's are so for good."""
    blocks = from_json(letter.blocks)
    if letter.number:
        return blocks
    content = content_of(letter)
    return dress(
        blocks,
        head=head_of(letter, content),
        number=number,
        on=on,
        place=place_of(letter, content),
        signer=core(letter.signer) if letter.signer else None,
        to_copy=copies_of(letter.kind, content),
    )


def drafted(letter: Letter) -> list[Block]:
    """Return the blocks of a draft as they are printed: dots for the number."""
    return dressed(letter, number="" if letter.number else DOTS)


def emblem_of(letter: Letter) -> bytes | None:
    """Return the emblem of the region, for letterheads of the office and of units."""
    row = letter.profile
    content = content_of(letter)
    if row is None or row.logo is None or head_of(letter, content).style == "bupati":
        return None
    return bytes(row.logo.content)


def digest(letter: Letter) -> str:
    """Return the digest that initials stand under: blocks, signer, TMT."""
    told = [letter.blocks, letter.signer, letter.effective_on, letter.title]
    return sha256(canonical(told)).hexdigest()


def wording(kind: str) -> dict[str, str]:
    """Return the office's own texts of a kind of letter, by block; the last counts."""
    rows = Wording.objects.filter(kind=kind).order_by("pk")
    last = {one.block: one.text for one in rows}
    return {name: text for name, text in last.items() if text}


def worded(blocks: list[Block], kind: str, own: dict[str, str]) -> list[Block]:
    """Return composed blocks with the office's texts and those of this letter."""
    return with_wording(blocks, {**wording(kind), **own})


@dataclass(frozen=True)
class Lacking:
    """What keeps a letter from its number: empty blocks, citations not confirmed."""

    blocks: list[str]
    citations: list[str]


def lacking(letter: Letter, day: date) -> Lacking:
    """Return what is missing, named in words."""
    blocks = dressed(letter, number="1", on=day)
    named = {one.name: one for one in blocks}
    return Lacking(
        [called(named[name]) for name in missing(blocks)], unconfirmed(blocks)
    )


def called(block: Block) -> str:
    """Return a block's name in words: its label or kind, and where it stands."""
    words = NAMES.get(block.name) or NAMES.get(block.name.rpartition(".")[2])
    if words:
        return words
    parts: list[Any] = [block.name.replace(".", " ").replace("-", " ").capitalize()]
    if block.label and block.kind in ("field", "table"):
        parts.append(f"({block.label})")
    return " ".join(parts)


NAMES = {  # words of the letters, which are Indonesian
    "kop": "Kop surat",
    "nomor": "Nomor",
    "tanggal": "Tempat dan tanggal",
    "tanda-tangan": "Penanda tangan",
    "tembusan": "Tembusan",
    "judul": "Judul",
    "hal": "Hal",
    "tujuan": "Alamat tujuan",
}
