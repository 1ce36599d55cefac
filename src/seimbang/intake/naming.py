"""Which table a sheet is, or is meant to be, by its name and its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePath

from seimbang.intake.heading import WITHIN, fold
from seimbang.intake.raw import RawSheet
from seimbang.intake.report import Trouble
from seimbang.language import text
from seimbang.model.table import Table
from seimbang.model.tables import TABLES

_SHEETS = {fold(table.sheet): table for table in TABLES}
_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = {"copy", "daftar", "data", "of", "salinan", "sheet", "tabel"}
_NEAR = 0.8
_FEWEST = 2  # headings of ours that make a table


def by_name(name: str) -> Table | None:
    """Return the table whose sheet bears ``name``, whatever its case."""
    return _SHEETS.get(fold(name))


def of(sheet: RawSheet) -> Table | None:
    """
    Return the table of ``sheet``, by its name.

    LibreOffice writes each sheet of book.xlsx to a file book-Sheet.csv.
    """
    if PurePath(sheet.file).suffix.lower() == ".csv":
        return by_name(sheet.name) or by_name(sheet.name.rpartition("-")[2])
    return by_name(sheet.name)


def meant(sheet: RawSheet) -> Table | None:
    """Return the table that ``sheet``, not named as one, seems to be; None: none."""
    return like(sheet.name) or _by_headings(sheet)


def like(name: str) -> Table | None:
    """Return the table whose sheet has nearly this name: “Pegawai (2)”, “Pegawi”."""
    plain = _joined(name)
    for table in TABLES:
        if _joined(table.sheet) == plain:
            return table
    near = get_close_matches(fold(name), list(_SHEETS), n=1, cutoff=_NEAR)
    return _SHEETS[near[0]] if near else None


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


def _joined(name: str) -> str:
    return "".join(word for word in _words(name) if word not in _FILLERS)


def _by_headings(sheet: RawSheet) -> Table | None:
    """Return the table whose needed headings one row has, the best one."""
    top = [series.head(WITHIN).to_list() for series in sheet.texts]
    lines = [{fold(cell) for cell in line} for line in zip(*top, strict=True)]
    found: dict[tuple[int, int], Table] = {}
    for table in TABLES:
        needed = {fold(column.header) for column in table.columns if column.required}
        known = {fold(column.header) for column in table.columns}
        named = set(_words(table.sheet)) <= set(_words(sheet.name))
        for line in lines:
            enough = named or (needed <= line and len(needed) >= _FEWEST)
            if enough and len(known & line) >= _FEWEST:
                found.setdefault((len(needed & line), len(known & line)), table)
    return found[max(found)] if found else None


def misnamed(table: Table, others: Iterable[str]) -> Trouble:
    """Return what is wrong with a sheet meant to be ``table``, ``others`` beside it."""
    doubled = any(by_name(name) is table for name in others)
    todo = (
        text(
            "Put its rows into “{sheet}” and delete it; if it is something else, begin "
            "its name with Catatan.",
            sheet=table.sheet,
        )
        if doubled
        else text(
            "If “{sheet}” is meant, rename the sheet so; if it is something else, "
            "begin its name with Catatan.",
            sheet=table.sheet,
        )
    )
    return Trouble(
        "sheet_misnamed",
        "the sheet “{value}” looks like “{sheet}” and is not read",
        text("a sheet named “{sheet}”", sheet=table.sheet),
        todo,
    )
