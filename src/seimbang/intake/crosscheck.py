"""
What rows and tables say of each other: keys, references, periods, people.

Contradictions that stop a computation are errors; oddities that real people's records
have (a NIP that another column contradicts) are warnings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from seimbang.intake import keys, persons, pins, references, vocabulary, works
from seimbang.intake.cells import read_date
from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Place, Report, Trouble
from seimbang.language import text
from seimbang.model.problem import Problem, Severity
from seimbang.model.tables import TABLE

INSTITUTION = "instansi"
TAKEN = "tanggal_data"
NEEDED = ("units", "jobs")
OLD_DAYS = 90
_PAIRS = (
    ("places", "latitude", "longitude"),
    ("units", "latitude", "longitude"),
    ("people", "home_latitude", "home_longitude"),
)
_PERIODS = (
    ("people", "leave_since", "leave_until"),
    ("people", "job_since", "contract_until"),
    ("waivers", "since", "until"),
)
_PLACE_KINDS = (
    ("units", "district_id", ("district",), "kecamatan"),
    ("units", "village_id", ("village", "kelurahan"), "desa, kelurahan"),
)


@dataclass(frozen=True)
class Facts:
    """What the sheet Info says of the whole."""

    institution: str = ""
    taken: date | None = None


def facts(info: pl.DataFrame) -> Facts:
    """Return the facts of the table ``info``."""
    said = dict(info.select("key", "value").iter_rows())
    return Facts(said.get(INSTITUTION) or "", read_date(said.get(TAKEN) or ""))


def too_old(taken: date | None, day: date, files: str) -> list[Problem]:
    """
    Return the warning that the data speak of another day than the law's ``day``.

    More than 90 days before, or after it; nothing when the day of the data is unknown.
    """
    if taken is None or 0 <= (day - taken).days <= OLD_DAYS:
        return []
    report = Report(1)
    report.say(
        Place(files, TABLE["info"].sheet),
        _OLD if taken < day else _LATER,
        taken=taken,
        days=abs((day - taken).days),
        day=day,
    )
    return report.problems


def check(gathered: Gathered, report: Report, *, complete: bool = True) -> None:
    """
    Report what rows and tables say against each other.

    Unless ``complete`` (every file was read) nothing is said of tables without rows.
    """
    if complete:
        _check_tables(gathered, report)
    _check_info(gathered, report, complete)
    keys.check(gathered, report)
    references.check(gathered, report, complete=complete)
    for name, first, second in _PAIRS:
        _check_pair(gathered, report, name, first, second)
    for name, since, until in _PERIODS:
        _check_period(gathered, report, name, since, until)
    for name, column, kinds, words in _PLACE_KINDS:
        _check_place_kind(gathered, report, name, column, kinds, words)
    pins.check(gathered, report)
    _check_grades(gathered, report)
    _check_positions(gathered, report)
    works.check(gathered, report)
    vocabulary.check(gathered, report)
    persons.check(gathered, report, facts(gathered["info"]).taken)


def _check_tables(gathered: Gathered, report: Report) -> None:
    """Report tables without which nothing can be computed."""
    for name in NEEDED:
        if gathered[name].is_empty():
            report.say(Place("", TABLE[name].sheet), _NO_TABLE)
    people, counts = gathered["people"], gathered["headcounts"]
    if people.is_empty() and counts.is_empty():
        report.say(Place("", TABLE["people"].sheet), _NOBODY)
    elif people.height and counts.height:
        report.say(Place("", TABLE["headcounts"].sheet), _BOTH)


def _check_info(gathered: Gathered, report: Report, complete: bool) -> None:
    info = gathered["info"]
    values = info["value"]
    day = info["key"] == TAKEN
    readable = pl.Series([read_date(word or "") is not None for word in values])
    if info.height:
        gathered.tell(report, "info", "value", _TAKEN, day & ~readable, values)
    if complete and not day.any():
        report.say(Place("", TABLE["info"].sheet), _NO_DAY)


def _check_pair(
    gathered: Gathered, report: Report, name: str, first: str, second: str
) -> None:
    frame = gathered[name]
    uneven = frame[first].is_null() != frame[second].is_null()
    known = frame[first].cast(pl.String).fill_null("–")
    words = known + ", " + frame[second].cast(pl.String).fill_null("–")
    gathered.tell(report, name, first, _PAIR, uneven, words)


def _check_period(
    gathered: Gathered, report: Report, name: str, since: str, until: str
) -> None:
    frame = gathered[name]
    wrong = (frame[since] >= frame[until]).fill_null(False)
    last = frame[until].dt.offset_by("-1d").cast(pl.String).fill_null("")
    words = frame[since].cast(pl.String).fill_null("") + " – " + last
    gathered.tell(report, name, until, _PERIOD, wrong, words)


def _check_place_kind(
    gathered: Gathered,
    report: Report,
    name: str,
    column: str,
    kinds: tuple[str, ...],
    words: str,
) -> None:
    places = gathered["places"]
    others = places.filter(~pl.col("kind").is_in(kinds))["place_id"].drop_nulls()
    values = gathered[name][column]
    wrong = values.is_in(others.implode()).fill_null(False)
    trouble = Trouble(
        "place_kind",
        "“{value}” is a place of another kind",
        text("one of: {choices}", choices=words),
        text("Choose the code of a place of this kind."),
    )
    gathered.tell(report, name, column, trouble, wrong, values)


def _check_grades(gathered: Gathered, report: Report) -> None:
    """Report grades that the kind of school does not have: 1–6 SD, 7–9 SMP."""
    kinds = gathered["units"].select("unit_id", "kind").unique("unit_id")
    for name in ("classes", "faith_classes"):
        frame = gathered[name].select("unit_id", "grade")
        kind = frame.join(kinds, on="unit_id", how="left", maintain_order="left")[
            "kind"
        ]
        grade = frame["grade"]
        wrong = ((kind == "sd") & (grade > 6)) | ((kind == "smp") & (grade < 7))
        wrong |= ~kind.is_in(["sd", "smp"])
        gathered.tell(report, name, "grade", _GRADE, wrong.fill_null(False), grade)


def _check_positions(gathered: Gathered, report: Report) -> None:
    frame = gathered["positions"]
    wrong = (frame["minimum"] > frame["establishment"]).fill_null(False)
    gathered.tell(report, "positions", "minimum", _MINIMUM, wrong, frame["minimum"])


_FILL = text("Add the sheet from the template and fill it.")
_NO_TABLE = Trouble(
    "table_missing", "the sheet is missing or empty", text("at least one row"), _FILL
)
_NOBODY = Trouble(
    "nobody",
    "nobody is named and nobody is counted",
    text("rows in Pegawai or Jumlah pegawai"),
    _FILL,
    Severity.WARNING,
)
_BOTH = Trouble(
    "named_and_counted",
    "people are named and also counted; only the named ones are used",
    text("Pegawai or Jumlah pegawai, not both"),
    text("Delete the sheet that is not wanted."),
    Severity.WARNING,
)
_TAKEN = Trouble(
    "not_a_date",
    "the day of the data is “{value}”",
    text("a date: a date cell, or text like 31-12-2026 or 2026-12-31"),
    text("Write the day of which the data speak."),
)
_NO_DAY = Trouble(
    "no_day_of_data",
    "the day of the data is not told",
    text("a row tanggal_data in the sheet Info"),
    text("Write the day of which the data speak."),
    Severity.WARNING,
)
_PAIR = Trouble(
    "half_coordinate",
    "only one of latitude and longitude is there ({value})",
    text("both, or none"),
    text("Fill the other one, or empty both."),
)
_PERIOD = Trouble(
    "period_order",
    "the period ends before it begins ({value})",
    text("an end on or after the beginning"),
    text("Mend one of the two dates."),
)
_GRADE = Trouble(
    "grade_of_school",
    "the unit has no grade {value}",
    text("1–6 in an SD, 7–9 in an SMP"),
    text("Mend the grade or the kind of the unit."),
)
_MINIMUM = Trouble(
    "minimum_above_establishment",
    "the minimum ({value}) is above the establishment",
    text("a minimum of at most the establishment"),
    text("Mend one of the two numbers."),
    Severity.WARNING,
)
_NEWER = text("Compute for the day of the data, or use the data of that day.")
_RENEW = text("Ask for newer data, or compute for the day of the data.")
_OLD = Trouble(
    "snapshot_old",
    "the data are of {taken}: {days} days before {day}",
    text("data of at most 90 days before the day asked for"),
    _RENEW,
    Severity.WARNING,
)
_LATER = Trouble(
    "snapshot_later",
    "the data are of {taken}: {days} days after {day}",
    text("data of at most 90 days before the day asked for"),
    _NEWER,
    Severity.WARNING,
)
