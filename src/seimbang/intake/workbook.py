"""
A workbook opened in the child: guarded, scanned, then read by calamine.

Nothing is guessed here: cells go out as they are, with the kind they have in the file.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from posixpath import normpath
from typing import Any

import python_calamine as calamine

from seimbang.intake.limits import Limits
from seimbang.intake.markup import Part, SharedStrings, SheetPart
from seimbang.intake.package import Package, Refused

BLOCK_ROWS = 8192
_CONTENT_TYPES = "[Content_Types].xml"
_SPREADSHEET = b"spreadsheetml.sheet.main+xml"
_FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("vbaproject", "macros"),
    ("macrosheets/", "macros"),
    ("xl/externallinks/", "external_links"),
    ("xl/connections.xml", "external_links"),
    ("xl/querytables/", "external_links"),
    ("embeddings/", "embedded"),
    ("xl/activex/", "embedded"),
    ("xl/ctrlprops/", "embedded"),
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass
class Sheet:
    """One sheet: its name, whether it is hidden, oddities, and blocks of rows."""

    name: str
    hidden: bool
    oddities: dict[str, list[str]]
    blocks: Iterator[list[list[Any]]] = field(default_factory=lambda: iter(()))


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb"""\s*=\s*(["'])(.*?)\1""", tag)
    return html.unescape(found[2].decode("utf-8", "replace")) if found else ""


def _check_kind(package: Package) -> None:
    """Refuse packages that are not a plain workbook, each with its own code."""
    names = [name.lower() for name in package.entries]
    if _CONTENT_TYPES not in package.entries:
        open_document = "mimetype" in names and "content.xml" in names
        raise Refused("open_document" if open_document else "not_a_workbook")
    types = package.content(_CONTENT_TYPES)
    if b"sheet.binary" in types or "xl/workbook.bin" in names:
        raise Refused("binary_workbook")
    if b"macroEnabled" in types:
        raise Refused("macros")
    if _SPREADSHEET not in types:
        raise Refused("not_a_workbook")
    for name in names:
        for part, code in _FORBIDDEN:
            if part in name:
                raise Refused(code)


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet → the sheet's name."""
    relations = {}
    for tag in _RELATION.findall(package.content("xl/_rels/workbook.xml.rels")):
        target = _attribute(tag, b"Target")
        path = target[1:] if target.startswith("/") else normpath("xl/" + target)
        relations[_attribute(tag, b"Id")] = path
    sheets = {}
    for tag in _SHEET.findall(package.content("xl/workbook.xml")):
        part = relations.get(_attribute(tag, rb"\w+:id"), "")
        sheets[part] = _attribute(tag, b"name")
    return sheets


@dataclass
class Relations(Part):
    """The relations of a part: nothing outside but hyperlinks."""

    def look(self, whole: bytes) -> None:
        for tag in _RELATION.findall(whole):
            outside = _attribute(tag, b"TargetMode").lower() == "external"
            if outside and not _attribute(tag, b"Type").endswith("/hyperlink"):
                raise Refused("external_links")


def scan(package: Package, limits: Limits) -> dict[str, SheetPart]:
    """
    Stream every entry once and return the scanned sheets by sheet name.

    :raises Refused: at the first bound passed or thing not allowed.
    """
    _check_kind(package)
    sheets = _sheet_parts(package)
    found: dict[str, SheetPart] = {}
    for name in package.entries:
        part = _part(name, sheets, limits)
        for chunk in package.chunks(name):
            if part:
                part.feed(chunk)
        if isinstance(part, SheetPart):
            found[sheets.get(name, name)] = part
    return found


def _part(name: str, sheets: dict[str, str], limits: Limits) -> Part | None:
    lower = name.lower()
    if name in sheets or ("worksheets/" in lower and lower.endswith(".xml")):
        return SheetPart(name, title=sheets.get(name, ""), limits=limits)
    if lower.endswith("sharedstrings.xml"):
        return SharedStrings(name, limit=limits.strings)
    if lower.endswith(".rels"):
        return Relations(name)
    return Part(name) if lower.endswith((".xml", ".vml")) else None


def sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """
    Yield the sheets of a workbook, scanned and bounded, rows as calamine reads them.

    :raises Refused: when the file is not read, with the code that says why.
    """
    scanned = scan(Package(data, limits), limits)
    if not scanned:
        raise Refused("no_sheet")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.total_height > limits.rows or sheet.total_width > limits.columns:
                raise Refused(
                    "sheet_bounds",
                    sheet=meta.name,
                    rows=limits.rows,
                    columns=limits.columns,
                )
            oddities = scanned[meta.name].found if meta.name in scanned else {}
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            yield Sheet(meta.name, hidden, oddities, _blocks(sheet))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("unreadable") from error


def _blocks(sheet: calamine.CalamineSheet) -> Iterator[list[list[Any]]]:
    rows = sheet.iter_rows()
    while block := list(islice(rows, BLOCK_ROWS)):
        yield block
