"""
Blocks: the named parts of a letter, in order; PDF and DOCX are made from them.

A block's ``name`` is stable ("menimbang.a", "diktum.biaya"): the office edits blocks
by name. ``to_json`` and ``from_json`` are exact inverses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

KINDS = (
    "letterhead",  # lines: names above the line; text: the address; label: style
    "title",  # lines, centred, in capitals as given
    "dateline",  # text: place and day, on the right
    "address",  # lines: Yth. …
    "field",  # label : text (Nomor, Sifat, Hal; a person's data)
    "paragraph",  # text
    "clause",  # label "Menimbang" (first of its group, else ""), mark "a.", text
    "heading",  # text: a heading inside the letter
    "list",  # label: "Tembusan:", lines: numbered
    "table",  # label: caption, columns, rows; wide: on landscape pages of its own
    "signature",  # lines: place, day, office; text: name; label: rank, NIP; mark: ttd
    "signatures",  # rows: (name, office, "" or "ttd"); mark pair: (office, name, NIP)
    "box",  # label, an empty box to write in (disposisi)
    "annex",  # lines: LAMPIRAN …, rows: (NOMOR, …); its own pages, landscape if wide
)


@dataclass(frozen=True)
class Block:
    """One named part. What each ``kind`` uses of the fields is told in ``KINDS``."""

    name: str
    kind: str
    text: str = ""
    label: str = ""
    mark: str = ""
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()  # of columns, in parts
    wide: bool = False
    needed: bool = True  # an empty one keeps the letter from being finalised
    editable: bool = False  # the office may write its own text
    unconfirmed: str = ""  # a citation nobody compared with the gazette

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"Expected a kind of {KINDS}, got {self.kind!r}.")
        if not self.name:
            raise ValueError("Expected a name for the block, got ''.")

    @property
    def empty(self) -> bool:
        """Tell whether nothing is written in the block."""
        said = (self.text, *self.lines, *(cell for row in self.rows for cell in row))
        return not any(part.strip() for part in said)


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return the blocks as JSON values, without what is at its default."""
    plain = Block("x", "paragraph")
    return [
        {
            key: value
            for key, value in asdict(one).items()
            if key in ("name", "kind") or value != getattr(plain, key)
        }
        for one in blocks
    ]


def from_json(told: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Return the blocks that ``to_json`` wrote, or that came back from a database."""
    return [_block(one) for one in told]


def _block(told: Mapping[str, Any]) -> Block:
    fields: dict[str, Any] = {
        key: _tuple(value) if isinstance(value, list | tuple) else value
        for key, value in told.items()
    }
    return Block(**fields)


def _tuple(value: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(one) if isinstance(one, list | tuple) else one for one in value)


def missing(blocks: Iterable[Block]) -> list[str]:
    """Return the names of mandatory blocks that are empty, in order."""
    return [one.name for one in blocks if one.needed and one.empty]


def unconfirmed(blocks: Iterable[Block]) -> list[str]:
    """Return the citations that nobody compared with the gazette, in order."""
    return [one.unconfirmed for one in blocks if one.unconfirmed]


def with_wording(blocks: Iterable[Block], wording: Mapping[str, str]) -> list[Block]:
    """Return the blocks with the office's own texts, by name, where it may write."""
    return [
        replace(one, text=wording[one.name])
        if one.editable and wording.get(one.name)
        else one
        for one in blocks
    ]
