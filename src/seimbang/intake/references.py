"""What a row names must be there: units, jobs, people, places; else the nearest."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble, masked, shown
from seimbang.language import Text, text
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE, TABLES

IGNORED = "abaikan"  # crosswalk: a source left out on purpose (:mod:`.foreign`)
_ASKED = 20  # distinct unknown words of a column for which the nearest are looked up
_POOL = 2000  # names compared with one unknown word

_CHECK = text("Mend the code, or add the missing row.")
_A_CODE = text("a code of that sheet")
_ABSENT = Trouble(
    "sheet_absent",
    "{number} rows name something of the sheet “{sheet}”, which is empty",
    text("the sheet with its rows"),
    text("Add the sheet from the template and fill it."),
)
_NO_PLACES = Trouble(
    "places_absent",
    "{number} rows name something of the sheet “{sheet}”, which is empty",
    text("the sheet with the names and centres of the places"),
    text("Add it for names and distances; until then codes and coordinates serve."),
    Severity.WARNING,
)


def check(gathered: Gathered, report: Report, *, complete: bool = True) -> None:
    """
    Report what rows name and nothing is; a table that is missing only once.

    Unless ``complete`` (every file was read) a missing table is not told.
    """
    for table in TABLES:
        for column in table.columns:
            if column.refers:
                target = column.refers[0]
                known = _known(gathered, target)
                if complete or known.height:
                    asked = Asked(gathered, report, table.name, column.name, target)
                    asked.check(known)
    _check_wishes(gathered, report)
    _check_crosswalk(gathered, report)
    _check_travel(gathered, report)


def _known(gathered: Gathered, target: str) -> pl.DataFrame:
    """Return the ids (those without a fault) and names of a table: ``id``, ``name``."""
    known = gathered[target].select(id=TABLE[target].key[0], name="name")
    return known.drop_nulls("id")


class Asked:
    """One column whose values must be known in the table ``target``."""

    def __init__(
        self, gathered: Gathered, report: Report, table: str, column: str, target: str
    ) -> None:
        self.gathered, self.report = gathered, report
        self.table, self.column = table, column
        self.sheet = TABLE[target].sheet
        self.spoilt = gathered[target][TABLE[target].key[0]].null_count() > 0
        self.absent = _NO_PLACES if target == "places" else _ABSENT
        self.values = gathered[table][column]

    def check(self, known: pl.DataFrame, among: pl.Series | None = None) -> None:
        """Report the values (of the rows ``among``) that are not ``known``."""
        unknown = self.values.is_not_null() & ~self.values.is_in(known["id"].implode())
        if among is not None:
            unknown &= among.fill_null(False)
        if not unknown.any():
            return
        if known.is_empty() and self.spoilt:  # every id has its own fault, told before
            return
        if known.is_empty():
            part = self.gathered.parts[self.table][0]
            number = int(unknown.sum())
            self.report.say(
                part.at(self.column), self.absent, number=number, sheet=self.sheet
            )
            return
        self._tell(known, unknown)

    def _tell(self, known: pl.DataFrame, unknown: pl.Series) -> None:
        words = self.values.filter(unknown).unique(maintain_order=True).head(_ASKED)
        near = {word: nearest(word, known) for word in words}
        rows = unknown.arg_true()
        for row in rows.head(self.report.limit):
            word = self.values[row]
            part, number = self.gathered.where(self.table, row)
            trouble = Trouble(
                "unknown_reference",
                "“{value}” is not in the sheet “{sheet}”",
                _expected(near.get(word, {})),
                _CHECK,
            )
            self.report.say(
                part.at(self.column),
                trouble,
                number,
                value=shown(word),
                sheet=self.sheet,
            )


def nearest(word: str, known: pl.DataFrame) -> Mapping[str, str]:
    """Return up to three ids (with names) that look like ``word``, by id or name."""
    alike = known.filter(
        pl.col("id").str.starts_with(word[:3])
        | pl.col("id").str.ends_with(word[-3:])
        | pl.col("name").str.contains(word[:4], literal=True)
    )
    pool = known if known.height <= _POOL else alike.head(_POOL)
    names = dict(pool.iter_rows())
    found = get_close_matches(word, list(names), n=3, cutoff=0.7)
    by_name = {name: key for key, name in names.items() if name}
    found += [by_name[name] for name in get_close_matches(word, list(by_name), n=3)]
    return {key: names[key] for key in dict.fromkeys(found[:3])}


def _expected(near: Mapping[str, str]) -> Text:
    if not near:
        return _A_CODE
    named = masked("; ".join(f"{key} ({name})" for key, name in near.items()))
    return text("a code of that sheet; nearest: {near}", near=named)


def _check_wishes(gathered: Gathered, report: Report) -> None:
    kinds = gathered["wishes"]["kind"]
    units = Asked(gathered, report, "wishes", "target_id", "units")
    units.check(_known(gathered, "units"), kinds == "unit")
    districts = gathered["places"].filter(pl.col("kind") == "district")
    places = Asked(gathered, report, "wishes", "target_id", "places")
    places.check(districts.select(id="place_id", name="name"), kinds == "district")


def _check_crosswalk(gathered: Gathered, report: Report) -> None:
    frame = gathered["crosswalk"]
    for kind, target in (("unit", "units"), ("job", "jobs")):
        among = (frame["kind"] == kind) & (frame["target_id"] != IGNORED)
        asked = Asked(gathered, report, "crosswalk", "target_id", target)
        asked.check(_known(gathered, target), among)


def _check_travel(gathered: Gathered, report: Report) -> None:
    known = pl.concat([_known(gathered, "places"), _known(gathered, "units")])
    for column in ("from_id", "to_id"):
        Asked(gathered, report, "travel", column, "places").check(known)
