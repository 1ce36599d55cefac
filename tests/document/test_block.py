"""Blocks, and on which pages they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from seimbang.document.block import Block
from seimbang.document.docx import docx
from seimbang.document.pdf import pdf, sections
from seimbang.document.plain import plain
from tests.document.reading import docx_lines, pages, words

WIDE = Block("t", "table", columns=("A", "B"), rows=(("1", "2"),), wide=True)


def test_a_block_has_a_known_kind_and_a_name() -> None:
    with pytest.raises(ValueError, match="'poem'"):
        Block("x", "poem")
    with pytest.raises(ValueError, match="name"):
        Block("", "title")


def test_a_wide_table_has_landscape_pages_of_its_own(tmp_path: Path) -> None:
    blocks = [
        Block("a", "paragraph", text="sebelum"),
        WIDE,
        Block("s", "signature", text="NAMA"),
        Block("b", "paragraph", text="sesudah"),
    ]
    parts = sections(blocks)
    assert [(wide, [one.name for one in part]) for wide, part in parts] == [
        (False, ["a"]),
        (True, ["t", "s"]),
        (False, ["b"]),
    ]
    assert len(pages(pdf(blocks, title="x"), tmp_path)) == 3
    assert words("\n".join(docx_lines(docx(blocks, title="x")))) == words(plain(blocks))


def test_a_letter_may_begin_with_a_wide_table(tmp_path: Path) -> None:
    assert [wide for wide, _ in sections([WIDE])] == [True]
    assert len(pages(pdf([WIDE], title="x"), tmp_path)) == 1


def test_empty_blocks_of_a_draft_are_drawn_too(tmp_path: Path) -> None:
    kinds = {
        "letterhead": {},
        "title": {"label": "NOMOR"},
        "dateline": {},
        "address": {},
        "field": {"label": "Nomor"},
        "paragraph": {},
        "clause": {"label": "KESATU"},
        "heading": {"text": "Bab"},
        "list": {},
        "table": {"columns": ("No.", "Nama")},
        "signature": {},
        "signatures": {},
        "box": {"label": "Disposisi"},
        "annex": {"lines": ("LAMPIRAN",)},
    }
    blocks = [Block(kind, kind, **given) for kind, given in kinds.items()]  # type: ignore[arg-type]
    said = words(plain(blocks))
    assert words("\n".join(pages(pdf(blocks, title="x"), tmp_path))) == said
    assert words("\n".join(docx_lines(docx(blocks, title="x")))) == said


def test_headings_without_a_title(tmp_path: Path) -> None:
    content = pdf([Block("h", "heading", text="Bab")], title="x")
    assert pages(content, tmp_path)[0].strip() == "Bab"
