"""
The words of a letter in order: what the PDF and the DOCX both say.

Numbers of lists and headers of tables are words too; so the renderings take them from
here. Marks, page numbers and the address of the check page are not words of a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seimbang.document.block import Block

SIGNING = ("No.", "Nama", "Jabatan", "Tanda tangan")  # header of a list of signers
COLON = ":"


def plain(blocks: Iterable[Block]) -> str:
    """Return the words of the letter, a line each."""
    return "\n".join(line for one in blocks for line in said(one) if line)


def said(block: Block) -> Iterator[str]:
    """Yield the lines of one block in the order in which they are read."""
    match block.kind:
        case "title":
            yield from titled(block)
        case "letterhead" | "address":
            yield from (*block.lines, block.text)
        case "annex":
            yield from block.lines
            yield from (f"{label} {COLON} {text}" for label, text in block.rows)
        case "field":
            yield f"{block.label} {COLON} {block.text}"
        case "clause":
            colon = COLON if block.label else ""
            yield " ".join(filter(None, (block.label, colon, block.mark, block.text)))
        case "list":
            yield block.label if block.lines else ""
            yield from numbered(block)
        case "table":
            yield from (block.label, " ".join(block.columns))
            yield from (" ".join(row) for row in block.rows)
        case "signature":
            yield from (*block.lines, block.mark, block.text, block.label)
        case "signatures":
            yield from _signers(block)
        case _:
            yield from (block.label, block.text)


def titled(block: Block) -> tuple[str, ...]:
    """Return the lines of a title; of a number not yet given, what it is called."""
    return block.lines or (block.label,)


def numbered(block: Block) -> list[str]:
    """Return the lines of a list with their numbers."""
    return [f"{number}. {line}" for number, line in enumerate(block.lines, start=1)]


def _signers(block: Block) -> Iterator[str]:
    if block.mark == "pair":
        yield from (part for row in block.rows for part in row)
        return
    yield " ".join(SIGNING)
    for number, row in enumerate(block.rows, start=1):
        yield f"{number}. {' '.join(row)}"
