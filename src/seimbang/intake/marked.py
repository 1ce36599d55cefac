"""
A copy of the files' cells with a column "Masalah": what to mend, beside each row.

Values only, all as text or number as they were: nothing of the file's formats, formulas
or links comes over, and nothing can turn into a formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from seimbang.intake.limits import Limits
from seimbang.intake.raw import Cell, RawSheet
from seimbang.intake.sandbox import listen
from seimbang.intake.write import day_serial, new_workbook
from seimbang.language import translate
from seimbang.model.problem import Problem, Severity

COLUMN = "Masalah"
_CELL_CHARACTERS = 32_000
_NAME_CHARACTERS = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def write_marked_copy(
    paths: Sequence[Path],
    problems: Iterable[Problem],
    out: Path,
    *,
    limits: Limits | None = None,
) -> None:
    """
    Write the workbook ``out``: the sheets of ``paths`` with their problems beside them.

    The first sheet lists every problem, also those of no row. Files that could not be
    read are only in that list; so are Parquet files.
    """
    told = list(problems)
    by_sheet: dict[tuple[str, str | None], list[Problem]] = defaultdict(list)
    for problem in told:
        by_sheet[problem.file, problem.sheet].append(problem)
    with new_workbook(out) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        mark = book.add_format({"bg_color": "#FFF2CC"})
        _write_list(book.add_worksheet(COLUMN), told)
        names = {COLUMN.casefold()}
        for heard in listen(list(paths), limits or Limits.command_line()):
            for sheet in heard.sheets:
                name = _free_name(sheet.name, names)
                found = by_sheet[sheet.file, sheet.name]
                _write_sheet(book.add_worksheet(name), sheet, found, day, mark)


def said(problem: Problem) -> str:
    """Return a problem as one line: where, found, expected, what to do."""
    column = f"{problem.column}: " if problem.column else ""
    return translate("{column}{found}. Expected: {expected}. {todo}").format(
        column=column,
        found=problem.found,
        expected=problem.expected,
        todo=problem.todo,
    )


def _write_list(sheet: Worksheet, problems: Sequence[Problem]) -> None:
    sheet.set_column(0, 4, 16)
    sheet.set_column(5, 5, 100)
    heads = ("severity", "file", "sheet", "cell", "code", "problem")
    for at, head in enumerate(heads):
        sheet.write_string(0, at, translate(head))
    for row, problem in enumerate(problems, start=1):
        cell = problem.cell or (str(problem.row) if problem.row else "")
        words = (
            translate(problem.severity.value),
            problem.file,
            problem.sheet or "",
            cell,
            problem.code,
            said(problem)[:_CELL_CHARACTERS],
        )
        for at, word in enumerate(words):
            if word:
                sheet.write_string(row, at, word)


def _free_name(name: str, taken: set[str]) -> str:
    """Return a sheet's name that a workbook allows and that is not taken yet."""
    plain = name.translate(_FORBIDDEN)[:_NAME_CHARACTERS] or "_"
    found, number = plain, 1
    while found.casefold() in taken:
        number += 1
        tail = f" {number}"
        found = plain[: _NAME_CHARACTERS - len(tail)] + tail
    taken.add(found.casefold())
    return found


def _write_sheet(
    out: Worksheet,
    sheet: RawSheet,
    problems: Sequence[Problem],
    day: Format,
    mark: Format,
) -> None:
    by_row: dict[int, list[str]] = defaultdict(list)
    marked: set[str] = set()
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            by_row[problem.row or 1].append(said(problem))
            marked.add(problem.cell or "")
    width = len(sheet.texts)
    for number, line in enumerate(sheet.rows(), start=1):
        for at, cell in enumerate(line):
            form = mark if sheet.address(at, number) in marked else None
            _write_cell(out, number - 1, at, cell, day, form)
        words = by_row.get(number, [])
        if number == 1:
            words = [COLUMN, *words]
        if words:
            out.write_string(number - 1, width, "\n".join(words)[:_CELL_CHARACTERS])


def _write_cell(
    sheet: Worksheet, row: int, at: int, cell: Cell, day: Format, form: Format | None
) -> None:
    if cell is None:
        if form:
            sheet.write_blank(row, at, None, form)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, at, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, at, cell, form)
    elif isinstance(cell, date) and not isinstance(cell, datetime):
        sheet.write_number(row, at, day_serial(cell), day)
    else:
        sheet.write_string(row, at, str(cell)[:_CELL_CHARACTERS], form)
