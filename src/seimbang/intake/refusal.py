"""Why a file was not read: one sentence for each cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from seimbang.intake.report import Place, Report, Trouble
from seimbang.language import text

_SAVE = text("Open it in a spreadsheet and save it as .xlsx without macros.")
_TEMPLATE = text("Copy the values (paste special: values) into a new template.")
_WORKBOOK = text("a workbook .xlsx as the template makes it")
_AGAIN = text("Ask for the file again from its source.")
_UTF_8 = text("Save it as “CSV UTF-8”.")
_SPLIT = text("Split it into several files with the same headings.")
_TOO_MUCH = ("file_bytes", "time", "memory")
_EXPECTED = {  # of files that are no workbook
    ".csv": text("CSV text in UTF-8 with the headings of the template"),
    ".parquet": text("a Parquet file as seimbang writes it"),
}


def _trouble(code: str, found: str, todo: Any = _SAVE) -> tuple[str, Trouble]:
    return code, Trouble(code, found, _WORKBOOK, todo)


REFUSALS: dict[str, Trouble] = dict(
    (
        _trouble("not_opened", "the file cannot be opened: {reason}", _AGAIN),
        _trouble("empty_file", "the file is empty (0 byte)", _AGAIN),
        _trouble("file_bytes", "the file is larger than {limit} MB", _TEMPLATE),
        _trouble("not_a_workbook", "the file is no workbook, whatever its name says"),
        _trouble("wrong_suffix", "files that end in “{suffix}” are not read"),
        _trouble("old_workbook", "the file is a workbook of the old kind (.xls)"),
        _trouble("binary_workbook", "the file is a binary workbook (.xlsb)"),
        _trouble("open_document", "the file is an OpenDocument file (.ods)"),
        _trouble(
            "encrypted",
            "the file is locked with a password",
            text("Remove the password and save it again."),
        ),
        _trouble("macros", "the file holds macros (.xlsm)"),
        _trouble(
            "external_links",
            "the file holds links to other files or data connections",
            _TEMPLATE,
        ),
        _trouble("embedded", "the file holds embedded objects", _TEMPLATE),
        _trouble("truncated", "the file is damaged or not complete", _AGAIN),
        _trouble("too_many_entries", "the file has {found} parts, more than {limit}"),
        _trouble("bad_path", "the file holds a part with a forbidden path", _AGAIN),
        _trouble("forged", "the file's inner directory does not agree with it", _AGAIN),
        _trouble("unpacked", "unpacked the file is larger than {limit} MB", _TEMPLATE),
        _trouble(
            "ratio", "the file unpacks to more than {limit} times its size", _AGAIN
        ),
        _trouble("entities", "the file holds declarations of entities (DTD)", _AGAIN),
        _trouble("encoding", "a part of the file is not in UTF-8", _SAVE),
        _trouble("strings", "the file claims more than {limit} texts", _TEMPLATE),
        _trouble(
            "sheet_bounds",
            "the sheet “{sheet}” has values beyond {rows} rows or {columns} columns",
            text(
                "Delete what stands far below or beside the table, or split the file."
            ),
        ),
        _trouble("no_sheet", "the file has no sheet"),
        _trouble("unreadable", "the file cannot be read", _SAVE),
        _trouble(
            "time",
            "the file cannot be read: it takes longer than {limit} seconds",
            _TEMPLATE,
        ),
        _trouble(
            "memory", "the file cannot be read: it takes too much memory", _TEMPLATE
        ),
        _trouble("not_csv", "the file is no CSV text, whatever its name says"),
        _trouble(
            "csv_encoding",
            "the CSV file is not in UTF-8 (byte {at})",
            _UTF_8,
        ),
        _trouble("csv_broken", "the CSV file is broken at line {line}", _TEMPLATE),
        _trouble("not_parquet", "the file is no Parquet file", _AGAIN),
        _trouble("not_a_file", "it is no file but a device or a pipe", _AGAIN),
        _trouble(
            "no_file",
            "there is no such file",
            text("Check the name and the folder."),
        ),
        _trouble(
            "no_data",
            "the folder holds no .xlsx, .csv or .parquet file",
            text("Check the name of the folder."),
        ),
        _trouble("too_many_files", "there are {found} files, more than {limit}"),
    )
)


def refuse(report: Report, file: str, code: str, facts: Mapping[str, Any]) -> None:
    """Report that ``file`` was not read."""
    report.say(Place(file), _of_kind(REFUSALS[code], file), **facts)


def _of_kind(trouble: Trouble, file: str) -> Trouble:
    """Return ``trouble`` with what is expected of a file of this kind."""
    kind = PurePath(file).suffix.lower()
    if kind not in _EXPECTED:
        return trouble
    todo = trouble.todo
    if trouble.code in _TOO_MUCH:
        todo = _SPLIT
    elif kind == ".csv" and todo in (_SAVE, _TEMPLATE):
        todo = _UTF_8
    return replace(trouble, expected=_EXPECTED[kind], todo=todo)
