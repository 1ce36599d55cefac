"""What a PDF of a letter is made of: archive and access, marks, the check, paper."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import segno

from seimbang.document.block import Block
from seimbang.document.docx import docx
from seimbang.document.letter.decree import decree
from seimbang.document.letter.dress import letterhead
from seimbang.document.pdf import FONTS, pdf
from seimbang.document.plain import plain
from tests.document.conftest import Made
from tests.document.reading import docx_lines, pages, raw, words
from tests.document.sample import KOP, letters, many, of_decree

MM = 72 / 25.4
ODD = "N#ama *te_bal* $x$ <b> & {{ 7*7 }} {% raw %} \\n [k] @a `c` ~ // \"q\" 'r' // =h"


@pytest.mark.parametrize("name", sorted(letters()))
def test_a_letter_is_for_the_archive_and_for_everybody(made: Made, name: str) -> None:
    with pikepdf.open(io.BytesIO(made[name][1])) as read:
        assert read.Root.StructTreeRoot
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang) == "id"
        assert read.Root.OutputIntents
        assert read.Root.ViewerPreferences.DisplayDocTitle
        with read.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == name
        faces = {
            str(font.BaseFont).rpartition("+")[2]
            for page in read.pages
            for font in page.Resources.Font.values()
        }
    assert all(face.startswith(("TeXGyreBonum", "LiberationSans")) for face in faces)


def test_paper_and_annex(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made["keputusan"][1])) as read:
        sizes = [tuple(float(x) / MM for x in page.MediaBox[2:]) for page in read.pages]
    assert sizes[0] == pytest.approx((215, 330), abs=0.1)
    assert sizes[-1] == pytest.approx((330, 215), abs=0.1)
    content = pdf([Block("a", "paragraph", text="x")], title="x", paper="a4")
    with pikepdf.open(io.BytesIO(content)) as read:
        size = [float(x) / MM for x in read.pages[0].MediaBox[2:]]
    assert size == pytest.approx([210, 297], abs=0.1)


def test_the_same_blocks_make_the_same_bytes(made: Made) -> None:
    blocks, content, word = made["berita-acara"]
    assert pdf(blocks, title="berita-acara", font="arial") == content
    assert docx(blocks, title="berita-acara", font="arial") == word


@pytest.mark.parametrize("mark", ["DRAF", "CONTOH", "BELUM DIKONFIRMASI"])
def test_a_mark_is_on_every_page(mark: str, tmp_path: Path) -> None:
    blocks = of_decree(decree(many(40)))
    told = pages(pdf(blocks, title="x", mark=mark), tmp_path)
    assert len(told) > 4
    assert all(words(mark) in words(page) for page in told)


def test_the_check_is_printed_as_text_and_is_no_signature(tmp_path: Path) -> None:
    blocks = letters()["spmt"][0]
    url = "https://seimbang.example.go.id/periksa/7Kd93hQx"
    content = pdf(blocks, title="x", check_url=url, check_token="7Kd93hQx")
    told = pages(content, tmp_path)[-1]
    assert told.index("Periksa keaslian") > told.index("Tembusan")
    assert words(url) in words(told)
    assert "Kode: 7Kd93hQx" in told
    word = docx(blocks, title="x", check_url=url, check_token="7Kd93hQx")
    assert words("\n".join(docx_lines(word))) == words(plain(blocks))


def test_page_numbers_count_the_letter_and_its_annex(tmp_path: Path) -> None:
    content = pdf(of_decree(decree(many(40))), title="x")
    told = raw(content, tmp_path)
    feet = [line for line in told.splitlines() if line.startswith("Halaman ")]
    letter, annex = int(feet[0].split()[-1]), int(feet[-1].split()[-1])
    assert feet == [
        *(f"Halaman {i} dari {letter}" for i in range(1, letter + 1)),
        *(f"Halaman {i} dari {annex}" for i in range(1, annex + 1)),
    ]


def test_what_a_person_wrote_is_never_markup(tmp_path: Path) -> None:
    blocks = [
        Block("kop", "letterhead", lines=(ODD,), text=ODD),
        Block("judul", "title", lines=(ODD,)),
        Block("a", "field", label="Nama", text=ODD),
        Block("b", "paragraph", text=ODD),
        Block("c", "clause", label="KESATU", mark="a.", text=ODD),
        Block("d", "list", label=ODD, lines=(ODD,)),
        Block("e", "table", columns=("No.", ODD), rows=(("1.", ODD),)),
        Block("f", "signature", lines=(ODD,), text=ODD, label=ODD),
    ]
    said = words(plain(blocks))
    assert said.count(words(ODD)) == 13
    content = pdf(blocks, title=ODD)
    assert words("\n".join(pages(content, tmp_path))) == said
    assert words("\n".join(docx_lines(docx(blocks, title=ODD)))) == said


def test_fonts_come_with_their_licences_and_are_small() -> None:
    files = {path.name: path.stat().st_size for path in FONTS.iterdir()}
    assert {"GUST-FONT-LICENSE.txt", "LIBERATION-OFL.txt"} <= set(files)
    assert sum(files.values()) < 1_200_000


def test_an_emblem_is_drawn(tmp_path: Path) -> None:
    out = io.BytesIO()
    segno.make("x").save(out, kind="png", scale=4)
    blocks = [letterhead(KOP), Block("a", "paragraph", text="isi")]
    plainly = pdf(blocks, title="x")
    drawn = pdf(blocks, title="x", emblem=out.getvalue())
    assert len(drawn) > len(plainly)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
    assert pdf(blocks, title="x", emblem=svg) != plainly
    with pytest.raises(ValueError, match="PNG, JPEG or SVG"):
        pdf(blocks, title="x", emblem=b"GIF89a")


@pytest.mark.parametrize("make", [pdf, docx])
def test_paper_and_font_are_known_ones(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match="a3"):
        make([], title="x", paper="a3")
    with pytest.raises(ValueError, match="comic"):
        make([], title="x", font="comic")
