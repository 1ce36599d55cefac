"""
What the XML of a workbook holds that its cells do not tell.

Runs in the child, over the unpacked bytes as they stream by: declarations of types and
entities, formulas, merged cells, hidden rows and columns, error cells, and sheets with
a value in the millionth row. Searches are for byte strings that are always there when
the oddity is; only then is the place worked out by an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from seimbang.intake.limits import Limits
from seimbang.intake.package import Refused

FORMULA, MERGED, HIDDEN_ROW, HIDDEN_COLUMN, ERROR_CELL = (
    "formula",
    "merged",
    "hidden_row",
    "hidden_column",
    "error_cell",
)
KEPT = 1000  # places told for one kind in one sheet
_TAG_BYTES = 1 << 16
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']""")
_FRAME = re.compile(rb"<(?:\w+:)?(row|c|v|is|f|/sheetData)(?=[\s/>])[^>]*>")
_PLACED = re.compile(rb"\br\s*=")
_ADDRESS = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]+\d+)["']""")
_FINDERS: dict[str, re.Pattern[bytes]] = {
    FORMULA: re.compile(rb"<(?:\w+:)?f(?=[\s/>])"),
    MERGED: re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?ref\s*=\s*["']([^"']+)["']"""),
    HIDDEN_ROW: re.compile(
        rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden\s*=\s*["'](?:1|true)["'])"""
        rb"""[^>]*?\br\s*=\s*["'](\d+)["'][^>]*(?<!/)>"""
    ),
    HIDDEN_COLUMN: re.compile(
        rb"""<(?:\w+:)?col\b(?=[^>]*\bhidden\s*=\s*["'](?:1|true)["'])"""
        rb"""[^>]*?\bmin\s*=\s*["'](\d+)["'](?:[^>]*?\bmax\s*=\s*["'](\d+)["'])?"""
    ),
    ERROR_CELL: re.compile(
        rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']e["'])"""
        rb"""[^>]*?\br\s*=\s*["']([A-Z]+\d+)["']"""
    ),
}
_NEEDLES: dict[str, tuple[bytes, ...]] = {
    FORMULA: (b"<f", b":f"),
    MERGED: (b"mergeCell ",),
    HIDDEN_ROW: (b"hidden",),
    HIDDEN_COLUMN: (b"hidden",),
    ERROR_CELL: (b'"e"', b"'e'"),
}
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_USUAL = (HIDDEN_ROW, HIDDEN_COLUMN, ERROR_CELL)  # may hide in the tags of plain cells
_UNUSUAL = re.compile(rb"<[^crsivt/]")  # a tag that plain rows of cells do not have


def letters(number: int) -> str:
    """Return the letters of column ``number`` (from 1)."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the number of the column called ``name`` (from 1)."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def beyond(rows: int, columns: int) -> re.Pattern[bytes]:
    """Return an expression that finds an ``r="…"`` past the bounds."""
    name = letters(columns)
    one, two = name[0], name[1]
    words = ["[A-Z]{3}"]
    if one < "Z":
        words.append(f"[{chr(ord(one) + 1)}-Z][A-Z]")
    if two < "Z":
        words.append(f"{one}[{chr(ord(two) + 1)}-Z]")
    digits = str(rows)
    numbers = [rf"[0-9]{{{len(digits) + 1}}}"]
    for at, digit in enumerate(digits):
        if digit < "9":
            rest = len(digits) - at - 1
            numbers.append(f"{digits[:at]}[{int(digit) + 1}-9][0-9]{{{rest}}}")
    pattern = f""" r=["'](?:{"|".join(words)}|[A-Z]{{0,2}}(?:{"|".join(numbers)}))"""
    return re.compile(pattern.encode())


@dataclass
class Part:
    """One XML part while it streams by: whole tags at a time, no entities."""

    name: str
    carry: bytes = b""
    begun: bool = False

    def feed(self, chunk: bytes) -> None:
        """
        Look at the next bytes.

        :raises Refused: at a declaration, another encoding, or a bound passed.
        """
        if not self.begun:
            self.begun = True
            self._begin(chunk)
        whole = self.carry + chunk
        cut = whole.rfind(b"<")
        if cut >= 0 and whole.find(b">", cut) < 0:
            self.carry = whole[cut:]
            whole = whole[:cut]
        else:
            self.carry = b""
        if len(self.carry) > _TAG_BYTES:
            raise Refused("forged", entry=self.name)
        if b"<!" in whole and any(word in whole for word in _ENTITIES):
            raise Refused("entities")
        self.look(whole)

    def _begin(self, chunk: bytes) -> None:
        if b"\0" in chunk[:4] or chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Refused("encoding")
        declared = _ENCODING.search(chunk[:200])
        if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
            raise Refused("encoding")

    def look(self, whole: bytes) -> None:
        """Look at a run of whole tags; parts of no interest have nothing to see."""


@dataclass
class SharedStrings(Part):
    """The table of shared texts: how many it claims and how many it has."""

    limit: int = 0
    count: int = 0

    def look(self, whole: bytes) -> None:
        claimed = re.search(rb"""\buniqueCount\s*=\s*["'](\d+)["']""", whole[:2000])
        self.count += whole.count(b"<si>") + whole.count(b"<si ") + whole.count(b":si>")
        if self.count > self.limit or (claimed and int(claimed[1]) > self.limit):
            raise Refused("strings", limit=self.limit)


@dataclass
class SheetPart(Part):
    """
    One sheet: its oddities (kind → addresses, at most :data:`KEPT` each).

    LibreOffice keeps the formats of whole columns as a last row, 1048576, without
    values: only a value past the bounds is refused.
    """

    title: str = ""  # the sheet's name
    limits: Limits = field(default_factory=Limits)
    found: dict[str, list[str]] = field(default_factory=dict)
    _last: bytes = b""
    _beyond: re.Pattern[bytes] | None = None
    _far_row: bool = False
    _far_cell: bool = False
    _prefixed: bool = False

    def look(self, whole: bytes) -> None:
        if self._beyond is None:
            self._beyond = beyond(self.limits.rows, self.limits.columns)
            self._prefixed = b":worksheet" in whole
        if self._far_row or self._far_cell or self._beyond.search(whole):
            self._look_far(whole, self._beyond)
        kinds: Iterable[str] = _USUAL
        if self._prefixed or _UNUSUAL.search(whole):
            kinds = _NEEDLES
        for kind in kinds:
            if any(needle in whole for needle in _NEEDLES[kind]):
                self._keep(kind, whole)
        at = whole.rfind(b"<c ")
        if at >= 0 and (address := _ADDRESS.match(whole, at)):
            self._last = address[1]

    def _refuse(self) -> NoReturn:
        limits = self.limits
        raise Refused(
            "sheet_bounds",
            sheet=self.title or self.name,
            rows=limits.rows,
            columns=limits.columns,
        )

    def _look_far(self, whole: bytes, beyond: re.Pattern[bytes]) -> None:
        """Refuse a value past the bounds; rows and cells without one are passed."""
        for tag in _FRAME.finditer(whole):
            if tag[1] == b"row":
                placed = _PLACED.search(tag[0])
                self._far_row = bool(beyond.search(tag[0])) if placed else self._far_row
                self._far_cell = self._far_row
            elif tag[1] == b"c":
                self._far_cell = self._far_row or bool(beyond.search(tag[0]))
            elif tag[1] == b"/sheetData":
                self._far_row = self._far_cell = False
            elif self._far_cell:
                self._refuse()

    def _keep(self, kind: str, whole: bytes) -> None:
        kept = self.found.get(kind, [])
        for place in self._places(kind, whole):
            if len(kept) >= KEPT:
                return
            kept.append(place)
            self.found[kind] = kept

    def _places(self, kind: str, whole: bytes) -> Iterator[str]:
        for match in _FINDERS[kind].finditer(whole):
            if kind == HIDDEN_COLUMN:
                first, last = (letters(int(end[:5])) for end in match.groups(match[1]))
                yield first if first == last else f"{first}:{last}"
            elif kind == FORMULA:
                yield self._cell_before(whole, match.start()).decode()
            else:
                yield match[1].decode("ascii", "replace")

    def _cell_before(self, whole: bytes, at: int) -> bytes:
        start = max(whole.rfind(b"<c ", 0, at), whole.rfind(b":c ", 0, at) - 1)
        while start > 0 and whole[start : start + 1] != b"<":
            start -= 1
        address = _ADDRESS.match(whole, max(start, 0)) if start >= 0 else None
        return address[1] if address else self._last
