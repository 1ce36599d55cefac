"""Tell once what was met in many rows."""

from __future__ import annotations

from collections import defaultdict

from seimbang.intake.foreign.record import Log, Tally
from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity

_MOST = 5  # names told before "and more"


def told(log: Log) -> list[Problem]:
    """Return one problem for each thing counted, by layout."""
    found = []
    lists: dict[tuple[str, str], list[tuple[str, Tally]]] = defaultdict(list)
    for (layout, code, detail), tally in log.tallies.items():
        if code in ("missing", "columns_missing", "columns_extra"):
            found.append(_column(log, layout, code, detail, tally))
        else:
            lists[layout, code].append((detail, tally))
    return found + [_list(code, entries) for (_, code), entries in lists.items()]


def _column(log: Log, layout: str, code: str, heading: str, tally: Tally) -> Problem:
    files = len(tally.files)
    if code == "missing":
        return tally.sheet.problem(
            Severity.NOTE,
            "values_missing",
            text(
                "Empty in {number} of {rows} rows, in {files} files",
                number=tally.number,
                rows=log.rows[layout],
                files=files,
            ),
            text("a day, where one is known"),
            text("Fill it in the source where you can; here it is unknown."),
            column=heading,
        )
    missing = code == "columns_missing"
    return tally.sheet.problem(
        Severity.WARNING if missing else Severity.NOTE,
        code,
        text("Column “{name}” in {files} files", name=heading, files=files)
        if not missing
        else text("No column “{name}” in {files} files", name=heading, files=files),
        text("the columns of “{title}”", title=tally.sheet.match.kind.title),
        text("It is not used.")
        if not missing
        else text("Export with all columns if you need it; here it is unknown."),
        column=heading,
    )


_TOLD: dict[str, tuple[Severity, Text, Text, Text]] = {
    "trimmed": (
        Severity.NOTE,
        text("{number} cells with needless spaces or marks, in {files} files"),
        text("words without them"),
        text("Nothing: they were trimmed."),
    ),
    "left": (
        Severity.NOTE,
        text("{number} people who have left the service"),
        text("people in service"),
        text("Nothing: they were left out."),
    ),
    "ignored": (
        Severity.NOTE,
        text("{number} people of units or jobs left out in the sheet Padanan"),
        text("“abaikan” only where it is meant"),
        text("Nothing, if it is meant."),
    ),
    "own_row_kept": (
        Severity.NOTE,
        text("{number} people who are also in the sheet Pegawai"),
        text("each person in one place"),
        text("The sheet Pegawai is used; delete the rows there to use this file."),
    ),
    "only_in_dapodik": (
        Severity.WARNING,
        text("{number} people with a NIP that SIASN's file does not have"),
        text("all civil servants in SIASN's file"),
        text("Export SIASN again, or correct the NIP; they are counted."),
    ),
    "school_inside_agency": (
        Severity.NOTE,
        text("{number} people whom SIASN sees in the agency and Dapodik in a school"),
        text("the school in SIASN too"),
        text("The school is used; update SIASN."),
    ),
    "home_unmatched": (
        Severity.WARNING,
        text("{number} homes in a village that is not in the sheet Wilayah"),
        text("village and district by their official names"),
        text("Correct the address; until then the village is unknown."),
    ),
    "hours_too_many": (
        Severity.WARNING,
        text("{number} teachers with more than 60 lesson hours a week"),
        text("at most 60"),
        text("Check the lessons in Dapodik; until then the hours are unknown."),
    ),
    "school_unmatched": (
        Severity.WARNING,
        text("{count} schools that are not in the sheet Unit: {names}"),
        text("an NPSN of ours, or a line in the sheet Padanan"),
        text("Add the school or the line; until then it is left out."),
    ),
    "classes_without_grade": (
        Severity.WARNING,
        text("{count} schools with totals only: {names}"),
        text("classes and pupils per grade"),
        text("Give the pembelajaran too, or fill the sheet Siswa dan rombel."),
    ),
    "lessons_unmatched": (
        Severity.WARNING,
        text("{number} lessons of schools that are not in the sheet Unit: {names}"),
        text("an NPSN of ours, or a line in the sheet Padanan"),
        text("Add the school or the line; until then they are left out."),
    ),
}


def _list(code: str, entries: list[tuple[str, Tally]]) -> Problem:
    severity, found, expected, todo = _TOLD[code]
    names = [detail or "?" for detail, _ in entries]
    facts = {
        "number": sum(tally.number for _, tally in entries),
        "files": len(set[str]().union(*(tally.files for _, tally in entries))),
        "count": len(entries),
        "names": "; ".join(names[:_MOST]) + (" …" if len(names) > _MOST else ""),
    }
    sheet = entries[0][1].sheet
    return sheet.problem(severity, code, text(found.message, **facts), expected, todo)
