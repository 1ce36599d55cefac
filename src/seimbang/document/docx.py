"""
Blocks as a DOCX: the same words as the PDF, for an office that files Word documents.

The frame (styles, paper, footer) is a docxtpl template that :func:`frame` builds in
code: what it is can be read and reviewed, and no binary lies in the package. The frame
is rendered first, then the blocks are appended as text: nothing a person wrote is ever
read as a template, so ``{{ name }}`` stays what it is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

from seimbang.document.block import Block
from seimbang.document.pdf import FACES, PAPERS, sections
from seimbang.document.write import Writer

SIZES = {"f4": (215, 330), "a4": (210, 297)}  # millimetres
FONTS = {"bookman": "Bookman Old Style", "arial": "Arial"}
MARGINS = {False: (18, 22, 28, 22), True: (18, 18, 18, 18)}  # top, bottom, left, right
MOMENT = (2000, 1, 1, 0, 0, 0)  # of the parts of the file: the same bytes each time


def docx(
    blocks: Iterable[Block],
    *,
    title: str,
    paper: str = "f4",
    mark: str = "",
    check_url: str = "",
    check_token: str = "",
    font: str = "bookman",
) -> bytes:
    """
    Return the letter as DOCX.

    ``mark`` stands in the header of every page, ``check_url`` as text in the footer.

    :raises ValueError: when the paper or the font is none of those known.
    """
    for given, known in ((paper, PAPERS), (font, FACES)):
        if given not in known:
            raise ValueError(f"Expected one of {known}, got {given!r}.")
    template = DocxTemplate(io.BytesIO(frame(paper, font)))
    check = f"Periksa keaslian: {check_url} (kode {check_token})" if check_url else ""
    template.render({"title": title, "mark": mark, "check": check}, autoescape=True)
    made = template.docx
    for number, (wide, part) in enumerate(sections(blocks)):
        _section(made, wide, paper, first=number == 0)
        Writer(made, _width(paper, wide), wide, bold=font == "arial").write(part)
    made.core_properties.title = title
    made.core_properties.language = "id-ID"
    return _same(made)


def frame(paper: str, font: str) -> bytes:
    """Return the template: styles, paper, a mark in the header, pages in the footer."""
    made = Document()
    style = made.styles["Normal"]
    style.font.name = FONTS[font]
    style.font.size = Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[font])
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.space_before = Pt(0)
    section = made.sections[0]
    _paged(section, paper, wide=False)
    above = section.header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = above.add_run("{{ mark }}")
    run.bold, run.font.size = True, Pt(20)
    below = section.footer.paragraphs[0]
    below.add_run("{{ check }}").font.size = Pt(8)
    _pages(section.footer.add_paragraph())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _pages(paragraph: Any) -> None:
    """Append "Halaman x dari y" as fields."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, field in (("Halaman ", "PAGE"), (" dari ", "NUMPAGES")):
        paragraph.add_run(words).font.size = Pt(8)
        run = paragraph.add_run()
        run.font.size = Pt(8)
        for kind, text in (("begin", ""), ("", field), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            run._r.append(part)


def _section(made: Any, wide: bool, paper: str, *, first: bool) -> None:
    section = made.sections[0] if first else made.add_section(WD_SECTION.NEW_PAGE)
    _paged(section, paper, wide=wide)
    if first and made.paragraphs and not made.paragraphs[0].text:
        element = made.paragraphs[0]._p
        element.getparent().remove(element)


def _paged(section: Any, paper: str, *, wide: bool) -> None:
    width, height = SIZES[paper][::-1] if wide else SIZES[paper]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, bottom, left, right = MARGINS[wide]
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = section.footer_distance = Mm(8)


def _width(paper: str, wide: bool) -> int:
    _, _, left, right = MARGINS[wide]
    return SIZES[paper][1 if wide else 0] - left - right


def _same(made: Any) -> bytes:
    """Return the file with fixed moments: the same blocks make the same bytes."""
    moment = datetime(*MOMENT, tzinfo=UTC)
    made.core_properties.created = made.core_properties.modified = moment
    out, packed = io.BytesIO(), io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(packed, "w") as new:
        for one in sorted(old.namelist()):
            info = zipfile.ZipInfo(one, MOMENT)
            new.writestr(info, old.read(one), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
