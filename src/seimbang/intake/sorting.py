"""Which sheet is which: our own tables, files of other systems, or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import polars as pl

from seimbang.intake import foreign, framed
from seimbang.intake.gathered import Gathered, Part
from seimbang.intake.heading import fold
from seimbang.intake.raw import RawSheet
from seimbang.intake.report import Place, Report, Trouble
from seimbang.intake.sandbox import Heard
from seimbang.intake.sheet import HIDDEN_SHEET, part, tell_oddities
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE, TABLES

GUIDE = "Petunjuk"  # the template's first sheet: for people
NOT_READ = (GUIDE, "Masalah")  # and the list of a marked copy
_RECOGNISED_IN = 20  # rows shown to the recogniser

_SHEETS = {fold(table.sheet): table for table in TABLES}
_IGNORED = Trouble(
    "sheet_ignored",
    "the sheet “{value}” is not one of ours and is not read",
    text("the sheets of the template"),
    text("Nothing needs to be done if it holds no data."),
    Severity.NOTE,
)


def sort(
    heard: Sequence[Heard], gathered: Gathered, report: Report
) -> Mapping[foreign.Source, Sequence[foreign.Proposal]]:
    """
    Put every sheet where it belongs; convert those of other systems at the end.

    Return what the units and jobs that join nothing may be, to be confirmed.
    """
    strangers: list[foreign.ForeignSheet] = []
    for one in heard:
        for sheet in one.sheets:
            stranger = _place(sheet, gathered, report)
            if stranger:
                strangers.append(stranger)
        for name, frame in one.frames:
            _place_frame(one.path.name, name, frame, gathered, report)
        one.sheets.clear()
    return _convert(strangers, gathered, report) if strangers else {}


def _place(
    sheet: RawSheet, gathered: Gathered, report: Report
) -> foreign.ForeignSheet | None:
    """Take one sheet; return it when it is of another system."""
    place = Place(sheet.file, sheet.name)
    if not sheet.height or sheet.name in NOT_READ:
        return None
    if sheet.hidden:
        report.say(place, HIDDEN_SHEET)
        return None
    table = _SHEETS.get(fold(sheet.name))
    if table:
        found = part(sheet, table, report)
        if found:
            gathered.add(table.name, found)
        return None
    match = foreign.recognise(sheet.rows(_RECOGNISED_IN))
    if match:
        tell_oddities(sheet, match.header, report)
        return foreign.ForeignSheet(sheet.file, sheet.name, sheet.rows(), match)
    near = get_close_matches(fold(sheet.name), list(_SHEETS), n=1, cutoff=0.8)
    trouble = _misnamed(_SHEETS[near[0]].sheet) if near else _IGNORED
    report.say(place, trouble, value=sheet.name)
    return None


def _misnamed(sheet: str) -> Trouble:
    return Trouble(
        "sheet_misnamed",
        "the sheet “{value}” is not known",
        text("a sheet named “{sheet}”", sheet=sheet),
        text("If “{sheet}” is meant, rename the sheet so.", sheet=sheet),
    )


def _place_frame(
    file: str, name: str, frame: pl.DataFrame, gathered: Gathered, report: Report
) -> None:
    """Take one Parquet file, named as a sheet."""
    table = _SHEETS.get(fold(name))
    if table is None:
        report.say(Place(file), _IGNORED, value=name)
        return
    found = framed.part(file, frame, table, report)
    if found:
        gathered.add(table.name, found)


def _convert(
    strangers: Sequence[foreign.ForeignSheet], gathered: Gathered, report: Report
) -> Mapping[foreign.Source, Sequence[foreign.Proposal]]:
    """Add the people and classes of other systems' sheets to the tables."""
    before = {name: gathered[name] for name in TABLE}
    converted = foreign.convert(strangers, before)
    report.problems += converted.problems
    for name, origins in converted.origins.items():
        start = before[name].height
        for run in foreign.runs(origins):
            number = len(run.numbers)
            gathered.add(
                name,
                Part(
                    Place(run.sheet.file, run.sheet.sheet),
                    converted.frames[name].slice(start, number),
                    pl.Series("row", run.numbers, dtype=pl.Int64),
                    run.columns,
                    run.headings,
                    own=False,
                ),
            )
            start += number
    return converted.proposals
