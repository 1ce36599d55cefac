"""The PDF, the DOCX and the list of blocks say the same words in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from seimbang.document.block import from_json, missing, to_json, unconfirmed
from seimbang.document.docx import docx
from seimbang.document.letter.decree import decree
from seimbang.document.pdf import pdf
from seimbang.document.plain import SIGNING, plain
from tests.document.conftest import Made
from tests.document.reading import docx_lines, pages, words
from tests.document.sample import letters, many, of_decree

NAMES = sorted(letters())
WITHHELD = (  # words that would betray a private fact
    "alamat rumah",
    "kesehatan",
    "penyakit",
    "keluarga",
    "suami",
    "istri",
    "anak ",
    "skor",
    "peringkat",
    "kata sandi:",
)


def _said(blocks: list, content: bytes, folder: Path) -> str:  # type: ignore[type-arg]
    """Return the words of a PDF, the header of a table only where it first comes."""
    headers = [" ".join(one.columns) for one in blocks if one.kind == "table"]
    headers.append(" ".join(SIGNING))
    seen = ""
    for page in pages(content, folder):
        new = words(page)
        for header in map(words, headers):
            if header in seen and new.startswith(header):
                new = new.removeprefix(header)
        seen += new
    return seen


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_says_the_words_of_the_blocks(
    made: Made, name: str, tmp_path: Path
) -> None:
    blocks, content, _ = made[name]
    assert _said(blocks, content, tmp_path) == words(plain(blocks))


@pytest.mark.parametrize("name", NAMES)
def test_the_docx_says_the_words_of_the_blocks(made: Made, name: str) -> None:
    blocks, _, content = made[name]
    assert words("\n".join(docx_lines(content))) == words(plain(blocks))


@pytest.mark.parametrize("name", NAMES)
def test_a_dressed_letter_misses_nothing_and_is_json(made: Made, name: str) -> None:
    blocks = made[name][0]
    assert missing(blocks) == []
    assert from_json(to_json(blocks)) == blocks
    names = [one.name for one in blocks]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_private_is_in_a_letter(made: Made, name: str) -> None:
    said = plain(made[name][0]).lower()
    assert [word for word in WITHHELD if word in said] == []


@pytest.mark.parametrize("count", [1, 2, 40, 400])
def test_an_annex_of_any_length_says_every_row_on_pages_with_a_header(
    count: int, tmp_path: Path
) -> None:
    blocks = of_decree(decree(many(count)))
    content = pdf(blocks, title="Keputusan")
    assert _said(blocks, content, tmp_path) == words(plain(blocks))
    table = next(one for one in blocks if one.name == "daftar")
    header = words(" ".join(table.columns))
    annex = [words(page) for page in pages(content, tmp_path)]
    annex = annex[next(i for i, page in enumerate(annex) if header in page) :]
    assert all(header in page for page in annex)
    assert words(" ".join(table.rows[-1])) in annex[-1]  # goes with the signature
    assert "MUHAMMADFADHILARIEF" in annex[-1]


def test_the_docx_of_four_hundred_rows_says_them_all() -> None:
    blocks = of_decree(decree(many(400)))
    content = docx(blocks, title="Keputusan")
    assert words("\n".join(docx_lines(content))) == words(plain(blocks))


def test_a_nip_is_eighteen_characters_of_text(made: Made, tmp_path: Path) -> None:
    blocks, content, word = made["keputusan"]
    nips = [
        row[1].split("\n")[1] for b in blocks for row in b.rows if b.name == "daftar"
    ]
    assert [len(nip) for nip in nips] == [18, 18]
    said = "\n".join(pages(content, tmp_path))
    assert all(nip in said.split() for nip in nips)
    cells = [line for line in docx_lines(word) if nips[0] in line]
    assert cells


def test_names_of_sixty_characters_are_whole(made: Made, tmp_path: Path) -> None:
    blocks, content, _ = made["keputusan"]
    names = [
        row[1].split("\n")[0] for b in blocks for row in b.rows if b.name == "daftar"
    ]
    assert min(map(len, names)) >= 60
    said = words("\n".join(pages(content, tmp_path)))
    assert all(words(name) in said for name in names)


def test_citations_nobody_compared_are_named(made: Made) -> None:
    named = unconfirmed(made["keputusan"][0])
    assert any("UU Nomor 12 Tahun 1956" in one for one in named)
    assert any("Peraturan Daerah" in one for one in named)
