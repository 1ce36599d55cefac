"""Blocks into a document of python-docx, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from seimbang.document.block import Block
from seimbang.document.plain import COLON, SIGNING, numbered, titled

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
HAND = 48  # points of room for the hand of a signer
CLAUSE = 38  # millimetres before the text of a clause
GAP = Pt(6)  # between a table and what stands below it


class Writer:
    """Writes the blocks of one section; ``width`` in millimetres between margins."""

    def __init__(self, made: Any, width: int, wide: bool, *, bold: bool) -> None:
        self.made, self.width, self.wide, self.bold = made, width, wide, bold

    def write(self, blocks: Sequence[Block]) -> None:
        """Append the blocks."""
        kinds = [one.kind for one in blocks]
        i = 0
        while i < len(blocks):
            run = _run(kinds, i)
            if kinds[i] == "field":
                under = i > 0 and kinds[i - 1] == "clause"
                self._fields(blocks[i:run], CLAUSE if under else 0)
            else:
                after = kinds[i + 1] if i + 1 < len(blocks) else ""
                keep = after in ("signature", "signatures")
                getattr(self, f"_{kinds[i]}")(blocks[i], keep=keep)
            i = run

    def _words(self, into: Any, text: str, *, keep: bool = False) -> Any:
        """Append text with its line breaks to a paragraph."""
        for i, line in enumerate(text.split("\n")):
            run = into.add_run()
            if i:
                run.add_break()
            run.add_text(line)
        into.paragraph_format.keep_with_next = keep
        return into

    def _line(self, text: str, *, keep: bool = False, **style: Any) -> Any:
        below = self._below_table()
        into = self._words(self.made.add_paragraph(), text, keep=keep)
        if below:
            into.paragraph_format.space_before = GAP
        for name, value in style.items():
            setattr(into.paragraph_format, name, value)
        return into

    def _below_table(self) -> bool:
        """Tell whether the last thing written is a table."""
        last = self.made.element.body[-2:-1]  # the last of all is the section's own
        return bool(last) and last[0].tag == qn("w:tbl")

    def _grid(
        self, widths: Sequence[float], rows: int = 1, *, lined: bool = False
    ) -> Any:
        """Return a table; its columns as wide as told, in millimetres."""
        if lined and self._below_table():  # or Word makes one table of both
            self._line("", space_after=Pt(0)).paragraph_format.line_spacing = Pt(4)
        table = self.made.add_table(rows=rows, cols=len(widths))
        table.style = "Table Grid" if lined else "Normal Table"
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        _inset(table._tbl.tblPr, Mm(1.2) if lined else Mm(0))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    def _cell(
        self,
        cell: Any,
        text: str,
        *,
        keep: bool = False,
        bold: bool = False,
        size: float = 11,
        align: Any = None,
    ) -> None:
        into = self._words(cell.paragraphs[0], text, keep=keep)
        into.paragraph_format.space_after = Pt(2)
        into.alignment = align
        for run in into.runs:
            run.bold, run.font.size = bold, Pt(size)

    def _letterhead(self, one: Block, **_: Any) -> None:
        for i, line in enumerate(filter(None, (*one.lines, one.text))):
            into = self._line(line, alignment=CENTRE, space_after=Pt(0))
            last = i == len(one.lines) - 1
            for run in into.runs:
                run.bold = i < len(one.lines)
                run.font.size = Pt(14 if last else 12 if run.bold else 9)
        if one.label != "bupati" and not one.empty:
            _ruled(into)
        if not one.empty:
            into.paragraph_format.space_after = Pt(12)

    def _title(self, one: Block, **_: Any) -> None:
        for i, line in enumerate(titled(one)):
            into = self._line(line, alignment=CENTRE, space_after=Pt(0), keep=True)
            into.paragraph_format.space_before = Pt(0 if i or one.label else 8)
            for run in into.runs:
                run.bold = self.bold and not one.label
        into.paragraph_format.space_after = Pt(8)

    def _dateline(self, one: Block, **_: Any) -> None:
        self._line(one.text, alignment=RIGHT)

    def _address(self, one: Block, **_: Any) -> None:
        for line in one.lines:
            self._line(line, space_after=Pt(0))
        if one.lines:
            self.made.paragraphs[-1].paragraph_format.space_after = Pt(10)

    def _fields(self, run: Sequence[Block], inset: int) -> None:
        indent = (inset,) if inset else ()
        table = self._grid((*indent, 50, 4, self.width - 54 - inset), len(run))
        cells = iter(table._cells)
        for one in run:
            for text in (*("" for _ in indent), one.label, COLON, one.text):
                self._cell(next(cells), text)
        for row in table._tbl.tr_lst:
            _whole(row, header=False)

    def _paragraph(self, one: Block, *, keep: bool, **_: Any) -> None:
        self._line(one.text, keep=keep, alignment=JUSTIFY)

    def _clause(self, one: Block, *, keep: bool, **_: Any) -> None:
        marked = (one.mark,) if one.mark else ()
        widths = (CLAUSE - 4, 4, *((8,) if marked else ()))
        table = self._grid((*widths, self.width - sum(widths)))
        texts = (one.label, COLON if one.label else "", *marked, one.text)
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            self._cell(cell, text, keep=keep)
        table.rows[0].cells[-1].paragraphs[0].alignment = JUSTIFY

    def _heading(self, one: Block, **_: Any) -> None:
        into = self._line(one.text, keep=True, space_before=Pt(8))
        into.runs[0].bold = True

    def _list(self, one: Block, **_: Any) -> None:
        if one.label and one.lines:
            self._line(one.label, keep=True, space_after=Pt(2))
        for line in numbered(one):
            number, rest = line.split(" ", 1)
            into = self._line(f"{number}\t{rest}", space_after=Pt(2))
            into.paragraph_format.left_indent = Mm(8)
            into.paragraph_format.first_line_indent = Mm(-8)

    def _table(self, one: Block, *, keep: bool, **_: Any) -> None:
        if one.label:
            self._line(one.label, keep=True)
        parts = one.widths or (1,) * len(one.columns)
        unit = self.width / sum(parts)
        table = self._grid(
            [part * unit for part in parts], 1 + len(one.rows), lined=True
        )
        size = 8.5 if self.wide else 9.5
        rows = [one.columns, *one.rows]
        cells = table._cells  # all at once: asking row by row is quadratic
        for i, row in enumerate(rows):
            last = keep and i == len(rows) - 1
            for j, text in enumerate(row):
                self._cell(
                    cells[i * len(one.columns) + j],
                    text,
                    keep=last,
                    bold=i == 0,
                    size=size,
                    align=CENTRE if i == 0 else None,
                )
            _whole(table._tbl.tr_lst[i], header=i == 0)

    def _signature(self, one: Block, **_: Any) -> None:
        inset = Mm(self.width * (0.66 if self.wide else 0.49))
        above: tuple[str, ...] = (*one.lines, one.mark) if one.mark else one.lines
        for i, line in enumerate(above):
            self._line(
                line,
                keep=True,
                left_indent=inset,
                space_after=Pt(0),
                space_before=Pt(12 if i == 0 else 0),
            )
        into = self._line(one.text, keep=bool(one.label), left_indent=inset)
        into.paragraph_format.space_before = Pt(6 if one.mark else HAND)
        into.paragraph_format.space_after = Pt(0)
        for run in into.runs:
            run.bold = True
        if one.label:
            self._line(one.label, left_indent=inset)

    def _signatures(self, one: Block, **_: Any) -> None:
        if one.mark == "pair":
            self._pairs(one)
            return
        texts = [
            SIGNING,
            *((f"{i}.", *row) for i, row in enumerate(one.rows, start=1)),
        ]
        widths = [part * self.width / 40 for part in (2, 14, 13, 11)]
        table = self._grid(widths, len(texts), lined=True)
        for i, (row, told) in enumerate(zip(table.rows, texts, strict=True)):
            for cell, text in zip(row.cells, told, strict=True):
                self._cell(cell, text, bold=i == 0, size=9.5)
            _whole(row._tr, header=i == 0)

    def _pairs(self, one: Block) -> None:
        half = self.width / 2
        for i in range(0, len(one.rows), 2):
            table = self._grid((half, half))
            _whole(table.rows[0]._tr, header=False)
            for cell, (office, name, identity) in zip(
                table.rows[0].cells, one.rows[i : i + 2], strict=False
            ):
                self._cell(cell, office)
                into = self._words(cell.add_paragraph(), name)
                into.paragraph_format.space_before = Pt(HAND)
                into.paragraph_format.space_after = Pt(0)
                into.runs[0].bold = True
                self._words(cell.add_paragraph(), identity)

    def _box(self, one: Block, **_: Any) -> None:
        table = self._grid((self.width,), lined=True)
        table.rows[0].height = Mm(32)
        self._cell(table.rows[0].cells[0], one.label)

    def _annex(self, one: Block, **_: Any) -> None:
        inset = Mm(self.width - (110 if self.wide else 85))
        for line in one.lines:
            self._line(line, left_indent=inset, space_after=Pt(0))
        for label, text in one.rows:
            into = self._line(f"{label}\t{COLON} {text}", space_after=Pt(0))
            into.paragraph_format.left_indent = inset + Mm(29)
            into.paragraph_format.first_line_indent = Mm(-29)
            into.paragraph_format.tab_stops.add_tab_stop(inset + Mm(26))
        self.made.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _ruled(paragraph: Any) -> None:
    """Draw the line below a letterhead."""
    border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (
        ("val", "thickThinSmallGap"),
        ("sz", "18"),
        ("space", "4"),
        ("color", "000000"),
    ):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _whole(row: Any, *, header: bool) -> None:
    """Keep a row on one page; a header comes again on each."""
    told = row.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if header else ())):
        told.append(OxmlElement(name))


def _inset(properties: Any, width: int) -> None:
    """Set the room between the edges of cells and their text."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(round(width / 635)))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    properties.append(margins)


def _run(kinds: Sequence[str], start: int) -> int:
    """Return where the run of fields ends that begins here; else the next place."""
    end = start + 1
    while kinds[start] == "field" and end < len(kinds) and kinds[end] == "field":
        end += 1
    return end
