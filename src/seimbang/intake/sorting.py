"""Which sheet is which: our own tables, files of other systems, or neither."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from seimbang.intake import extra, foreign, framed, naming, overlay
from seimbang.intake.gathered import OWN, Gathered, Part
from seimbang.intake.heading import fold
from seimbang.intake.raw import RawSheet
from seimbang.intake.report import Place, Report, Trouble
from seimbang.intake.sandbox import Heard
from seimbang.intake.sheet import HIDDEN_SHEET, part, tell_oddities
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.snapshot import Snapshot

GUIDE = "Petunjuk"  # the template's first sheet: for people
LeftOut = Mapping[tuple[str, str], Collection[int]]  # (file, sheet) → rows from 1
NOT_READ = (GUIDE, "Masalah")  # and the list of a marked copy
OWN_NOTES = "catatan"  # a sheet so called is theirs to keep
_RECOGNISED_IN = 20  # rows shown to the recogniser

_IGNORED = Trouble(
    "sheet_ignored",
    "the sheet “{value}” is not one of ours and is not read",
    text("the sheets of the template"),
    text("Nothing needs to be done if it holds no data."),
    Severity.NOTE,
)


def sort(
    heard: Sequence[Heard],
    gathered: Gathered,
    report: Report,
    base: Snapshot | None = None,
    left_out: LeftOut | None = None,
) -> Mapping[foreign.Source, Sequence[foreign.Proposal]]:
    """
    Put every sheet where it belongs; convert those of other systems at the end.

    These are joined to the files' own tables and to ``base``. Rows ``left_out`` are
    passed over.
    Return what the units and jobs that join nothing may be, to be confirmed.
    """
    strangers: list[foreign.ForeignSheet] = []
    for one in heard:
        names = [sheet.name for sheet in one.sheets]
        for whole in one.sheets:
            numbers = (left_out or {}).get((whole.file, whole.name), ())
            sheet = whole.without(numbers)
            stranger = _place(sheet, names, gathered, report)
            if stranger:
                strangers.append(stranger)
        for name, frame in one.frames:
            _place_frame(one.path.name, name, frame, gathered, report)
        one.sheets.clear()
    _tell_examples(gathered, report)
    return _convert(strangers, gathered, report, base) if strangers else {}


def _place(
    sheet: RawSheet, names: Sequence[str], gathered: Gathered, report: Report
) -> foreign.ForeignSheet | None:
    """Take one of the file's sheets ``names``; return it if it is another system's."""
    place = Place(sheet.file, sheet.name)
    if not sheet.height or sheet.name in NOT_READ:
        return None
    if fold(sheet.name).startswith(OWN_NOTES):
        report.say(place, _IGNORED, value=sheet.name)
        return None
    table = naming.of(sheet)
    match = None if table else foreign.recognise(sheet.rows(_RECOGNISED_IN))
    meant = None if table or match else naming.meant(sheet)
    if not (table or match or meant):
        report.say(place, _IGNORED, value=sheet.name)
    elif sheet.hidden:
        report.say(place, HIDDEN_SHEET)
    elif meant:
        trouble = naming.misnamed(meant, names)
        report.say(place, trouble, value=sheet.name, sheet=meant.sheet)
    elif table:
        found = part(sheet, table, report)
        if found:
            gathered.add(table.name, found)
            gathered.recognise(sheet.file, OWN)
    elif match:
        gathered.recognise(sheet.file, match.layout)
        tell_oddities(sheet, match.header, report, range(len(sheet.texts)))
        return foreign.ForeignSheet(sheet.file, sheet.name, sheet.rows(), match)
    return None


def _tell_examples(gathered: Gathered, report: Report) -> None:
    """Say once how many example rows were passed over, in the file if it is one."""
    found = [one for parts in gathered.parts.values() for one in parts if one.examples]
    files = {one.place.file for one in found}
    if files:
        place = Place(files.pop() if len(files) == 1 else "")
        report.say(place, extra.SKIPPED, number=sum(one.examples for one in found))


def _place_frame(
    file: str, name: str, frame: pl.DataFrame, gathered: Gathered, report: Report
) -> None:
    """Take one Parquet file, named as a sheet."""
    table = naming.by_name(name)
    if table is None:
        meant = naming.like(name)
        trouble = naming.misnamed(meant, ()) if meant else _IGNORED
        report.say(Place(file), trouble, value=name, sheet=meant and meant.sheet)
        return
    found = framed.part(file, frame, table, report)
    if found:
        gathered.add(table.name, found)
        gathered.recognise(file, OWN)


def _convert(
    strangers: Sequence[foreign.ForeignSheet],
    gathered: Gathered,
    report: Report,
    base: Snapshot | None,
) -> Mapping[foreign.Source, Sequence[foreign.Proposal]]:
    """Add the people and classes of other systems' sheets to the tables."""
    before = overlay.known(gathered, base)
    held = None if base is None else base["people"]
    converted = foreign.convert(strangers, before, held)
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
