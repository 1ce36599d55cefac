"""
Raw cells become columns of a frame, each kind by its own function; faults are told.

Nothing is repaired. What is done and told as a note: spaces around words (NBSP too) and
an apostrophe before a code are taken off, letters take their composed form (NFC, in
codes NFKC). All work is on columns; only cells that are not plain ASCII, and the
distinct words of a column, are looked at one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import polars as pl

from seimbang.intake import trouble as faults
from seimbang.intake import wire
from seimbang.intake.report import Place, Report, Trouble, hidden, shown
from seimbang.intake.spelling import CLOSED, RESPELT, SPELLERS
from seimbang.intake.words import DECIMALS, EMPTY_LIST
from seimbang.model.table import Column, Kind

_ODD = r"[^ -~]|^[ ']| $"
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff]")
_SPACES = re.compile("[\t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ENDS = " \u200b\u2060\ufeff"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOCAL = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?(\.0+)?$")
_SPACED_NIP = r"^[0-9](?: ?[0-9]){17}$"
_AMBIGUOUS = r"^-?[1-9][0-9]{0,2},[0-9]{3}$"
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,17})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_FRACTION = re.compile(r"(-?[0-9]{1,15})/([1-9][0-9]{0,9})")
_LARGEST = 10**9
_DENOMINATOR = 10**9
_SCALE = 10**DECIMALS
_EXACT = 9  # characters: no shorter number needs to be rounded
_JOINED = ("person_id", "unit_id", "job_id")  # a plan joins them by |
_YEARS = range(1900, 2200)
_BOOLEANS = {"ya": True, "tidak": False, "true": True, "false": False}


@dataclass(frozen=True)
class Cells:
    """The cells of one column: texts (null: empty), kinds, rows of the sheet."""

    column: Column
    place: Place
    text: pl.Series
    kind: pl.Series
    rows: pl.Series

    def tell(self, report: Report, trouble: Trouble, mask: pl.Series) -> Cells:
        """Report the cells of ``mask`` and return the cells without them."""
        if not mask.any():
            return self
        found = self.text.filter(mask)
        if self.column.name == "nip":
            found = by_value(found, hidden, pl.String())
        report.cells(self.place, trouble, self.rows.filter(mask), found)
        return replace(self, text=self.text.set(mask, None))


def parse(cells: Cells, report: Report) -> dict[str, pl.Series]:
    """Return the frame's columns for ``cells``; cells with a fault are null there."""
    if cells.column.required:
        empty = cells.text.is_null() | (cells.text.str.strip_chars() == "")
        cells.tell(report, faults.REQUIRED, empty)
    cells = _tidied(cells, report)
    if cells.column.kind is Kind.CODE:
        cells = _listed(_codes(cells, report), report)
    elif cells.column.kind in (Kind.INTEGER, Kind.RATIO):
        cells = _commas(_not_days(cells, report), report)
    elif cells.column.kind in (Kind.DATE, Kind.LAST_DAY):
        serial = (cells.kind == wire.NUMBER) & cells.text.is_not_null()
        cells = cells.tell(report, faults.DATE_IS_NUMBER, serial)
    limit = faults.TEXT_CHARACTERS
    if cells.column.kind is Kind.CODE:
        limit = faults.CODE_CHARACTERS
    long = (cells.text.str.len_chars() > limit).fill_null(False)
    cells = cells.tell(report, faults.TOO_LONG, long)
    return _typed(cells, report)


def _typed(cells: Cells, report: Report) -> dict[str, pl.Series]:
    column = cells.column
    if column.kind in (Kind.TEXT, Kind.CODE):
        return {column.name: cells.text.alias(column.name)}
    if column.kind is Kind.DEGREES:
        values = _degrees(cells.text)
    else:
        reader, dtype = _READERS[column.kind]
        values = by_value(cells.text, lambda word: reader(word, column), dtype)
    bad = values.is_null() & cells.text.is_not_null()
    cells.tell(report, faults.unreadable(column), bad)
    if column.kind is Kind.RATIO:
        return _ratios(cells, values, report)
    return {column.name: _in_range(cells, values, values, report).alias(column.name)}


def by_value(
    texts: pl.Series, reader: Callable[[str], Any], dtype: pl.DataType
) -> pl.Series:
    """Return ``reader`` of each text, asked once for each distinct text."""
    keys = texts.drop_nulls().unique(maintain_order=True)
    values = pl.Series("value", [reader(key) for key in keys], dtype=dtype)
    lookup = pl.DataFrame({"key": keys, "value": values})
    asked = pl.DataFrame({"key": texts})
    return asked.join(lookup, on="key", how="left", maintain_order="left")["value"]


def _tidied(cells: Cells, report: Report) -> Cells:
    """Take off what is harmless, refuse what cannot be seen."""
    odd = cells.text.str.contains(_ODD).fill_null(False)
    if not odd.any():
        return cells
    code = cells.column.kind is Kind.CODE
    before = cells.text.filter(odd)
    for trouble, pattern in ((faults.BIDI, _BIDI), (faults.CONTROL, _CONTROL)):
        seen = by_value(before, partial(_holds, pattern), pl.Boolean())
        bad = (
            pl.Series([False])
            .new_from_index(0, len(odd))
            .scatter(odd.arg_true(), seen.fill_null(False))
        )
        cells = cells.tell(report, trouble, bad)
    before = cells.text.filter(odd)
    after = by_value(before, lambda word: tidy(word, code=code), pl.String())
    after = after.set(after == "", None)
    changed = int(before.ne_missing(after).sum())
    if changed:
        report.say(cells.place, faults.TRIMMED, number=changed)
    return replace(cells, text=cells.text.scatter(odd.arg_true(), after))


def _holds(pattern: re.Pattern[str], word: str) -> bool:
    return pattern.search(_SPACES.sub(" ", word)) is not None


def tidy(word: str, *, code: bool) -> str:
    """Return ``word`` in its composed form, without spaces around it."""
    word = _SPACES.sub(" ", unicodedata.normalize("NFKC" if code else "NFC", word))
    word = word.strip(_ENDS)
    return word.removeprefix("'").strip(_ENDS) if code else word


def _codes(cells: Cells, report: Report) -> Cells:
    """Refuse codes that are no texts; a NIP has its own words and rules."""
    nip = cells.column.name == "nip"
    number = (cells.kind != wire.TEXT) & cells.text.is_not_null()
    cells = cells.tell(
        report, faults.NIP_IS_NUMBER if nip else faults.CODE_IS_NUMBER, number
    )
    if cells.column.name in _JOINED:
        bar = cells.text.str.contains("|", literal=True).fill_null(False)
        cells = cells.tell(report, faults.CODE_HOLDS_BAR, bar)
    return _nip(cells, report) if nip else cells


def _listed(cells: Cells, report: Report) -> Cells:
    """Return ``cells`` in the list's spelling; tell what a closed list lacks."""
    column = cells.column
    speller = SPELLERS.get(column.name)
    if speller is None or cells.text.null_count() == len(cells.text):
        return cells
    after = by_value(cells.text, lambda word: speller(word, column), pl.String())
    if column.name in CLOSED:
        bad = after.is_null() & cells.text.is_not_null()
        cells = cells.tell(report, CLOSED[column.name], bad)
    changed = (after != cells.text).fill_null(False)
    if changed.any():
        at = int(changed.arg_true()[0])
        facts = {"value": shown(cells.text[at]), "kept": after[at]}
        report.say(cells.place, RESPELT, number=int(changed.sum()), **facts)
    return replace(cells, text=after)


def _nip(cells: Cells, report: Report) -> Cells:
    """
    Refuse what cannot be a NIP: 18 digits, birth date, month or PPPK mark, sex.

    Source: reference 10.1, decision D14. Facts that other columns contradict are
    warnings of :mod:`.crosscheck`.
    """
    spaced = cells.text.str.contains(" ", literal=True).fill_null(False)
    if spaced.any():
        spaced &= cells.text.str.contains(_SPACED_NIP).fill_null(False)
    if spaced.any():
        report.say(cells.place, faults.TRIMMED, number=int(spaced.sum()))
        plain = cells.text.filter(spaced).str.replace_all(" ", "")
        cells = replace(cells, text=cells.text.scatter(spaced.arg_true(), plain))
    digits = cells.text.str.contains(r"^[0-9]{18}$")
    cells = cells.tell(report, faults.NIP_DIGITS, _not(digits))
    born = cells.text.str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
    plausible = born.is_not_null() & (born >= date(1930, 1, 1)).fill_null(False)
    cells = cells.tell(report, faults.NIP_DATE, ~plausible & cells.text.is_not_null())
    month = cells.text.str.slice(12, 2)
    used = ((month >= "01") & (month <= "12")) | (month >= "21")
    cells = cells.tell(report, faults.NIP_MONTH, _not(used))
    sex = cells.text.str.slice(14, 1)
    return cells.tell(report, faults.NIP_SEX, _not((sex == "1") | (sex == "2")))


def _not(mask: pl.Series) -> pl.Series:
    """Return where ``mask`` is false; nulls (empty cells) are not."""
    return (~mask).fill_null(False)


def _not_days(cells: Cells, report: Report) -> Cells:
    """Refuse what a spreadsheet has made a day: 1/3 typed is the first of March."""
    day = (cells.kind == wire.DAY) | (cells.kind == wire.MOMENT)
    return cells.tell(report, faults.NUMBER_IS_DATE, day & cells.text.is_not_null())


def _commas(cells: Cells, report: Report) -> Cells:
    """Write number cells as texts are read: the comma is the decimal mark."""
    if cells.column.name == "volume":
        odd = cells.text.str.contains(_AMBIGUOUS) & (cells.kind == wire.TEXT)
        cells.tell(report, faults.COMMA_AND_THREE, odd.fill_null(False))
    number = cells.kind == wire.NUMBER
    plain = by_value(cells.text.filter(number), _plain_number, pl.String())
    return replace(cells, text=cells.text.scatter(number.arg_true(), plain))


def _plain_number(word: str) -> str:
    if "e" in word:
        word = f"{Decimal(word):f}"
    return word.replace(".", ",")


def _degrees(texts: pl.Series) -> pl.Series:
    """Return coordinates, the only floats; null where a text is none."""
    plain = texts.str.replace(",", ".", literal=True)
    looks = plain.str.contains(r"^-?[0-9]{1,3}(\.[0-9]{1,17})?(e-[0-9]{1,3})?$")
    return plain.set((~looks).fill_null(False), None).cast(pl.Float64)


def _ratios(cells: Cells, values: pl.Series, report: Report) -> dict[str, pl.Series]:
    name = cells.column.name
    numerator = values.struct.field("num")
    denominator = values.struct.field("den")
    _tell_rounded(cells, numerator, denominator, report)
    inside = _in_range(cells, numerator, numerator / denominator, report)
    denominator = denominator.set(inside.is_null(), None)
    return {
        f"{name}_num": inside.alias(f"{name}_num"),
        f"{name}_den": denominator.alias(f"{name}_den"),
    }


def _tell_rounded(
    cells: Cells, numerator: pl.Series, denominator: pl.Series, report: Report
) -> None:
    """Note the cells whose number has more digits than are kept."""
    long = (cells.text.str.len_chars() > _EXACT).fill_null(False)
    if not long.any():
        return
    inexact = by_value(cells.text.filter(long), _is_inexact, pl.Boolean())
    for row in long.arg_true().filter(inexact.fill_null(False)).head(report.limit):
        kept = Fraction(numerator[row], denominator[row])
        report.say(
            cells.place,
            faults.ROUNDED,
            cells.rows[row],
            value=shown(cells.text[row]),
            kept=f"{float(kept):.{DECIMALS}f}".replace(".", ","),
        )


def _in_range(
    cells: Cells, values: pl.Series, sizes: pl.Series, report: Report
) -> pl.Series:
    """Return ``values`` where ``sizes`` are within the column's range."""
    low, high = cells.column.low, cells.column.high
    if low is None and high is None:
        return values
    outside = pl.repeat(False, len(values), dtype=pl.Boolean, eager=True)
    if low is not None:
        outside |= (sizes < low).fill_null(False)
    if high is not None:
        outside |= (sizes > high).fill_null(False)
    cells.tell(report, faults.out_of_range(cells.column), outside)
    return values.set(outside, None) if outside.any() else values


def read_date(word: str, _column: Column | None = None) -> date | None:
    """Return the day written as 2026-12-31, 31-12-2026 or 1/3/2026, else None."""
    word = _MIDNIGHT.sub("", word)
    if match := _ISO.fullmatch(word):
        year, month, day = map(int, match.groups())
    elif match := _LOCAL.fullmatch(word):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    else:
        return None
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_last_day(word: str, _column: Column) -> date | None:
    day = read_date(word)
    return day and day + timedelta(days=1)


def _read_integer(word: str, _column: Column) -> int | None:
    if not _NUMBER.fullmatch(word) or "." in word or "," in word:
        return None
    return int(word) if abs(int(word)) <= _LARGEST else None


def _fraction(word: str) -> Fraction | None:
    if match := _FRACTION.fullmatch(word):
        return Fraction(int(match[1]), int(match[2]))
    if _NUMBER.fullmatch(word) and not _THOUSANDS.fullmatch(word):
        return Fraction(word.replace(",", "."))
    return None


def _read_ratio(word: str, _column: Column) -> dict[str, int] | None:
    value = _fraction(word)
    if value is None or abs(value) > _LARGEST:
        return None
    if value.denominator > _DENOMINATOR:
        value = Fraction(round(value * _SCALE), _SCALE)
    return {"num": value.numerator, "den": value.denominator}


def _is_inexact(word: str) -> bool:
    value = _fraction(word)
    found = abs(value) <= _LARGEST if value is not None else False
    return found and value is not None and value.denominator > _DENOMINATOR


def _read_boolean(word: str, _column: Column) -> bool | None:
    return _BOOLEANS.get(word.casefold())


def _read_choice(word: str, column: Column) -> str | None:
    word = " ".join(word.split()).casefold()
    for choice, code in column.choices.items():
        if choice.casefold() == word:
            return code
    return None


def _read_choices(word: str, column: Column) -> list[str] | None:
    codes = [_read_choice(item, column) for item in _read_codes(word, column)]
    known = [code for code in codes if code is not None]
    return known if len(known) == len(codes) else None


def _read_codes(word: str, _column: Column) -> list[str]:
    if word == EMPTY_LIST:
        return []
    return [item.strip() for item in word.split(";") if item.strip()]


_READERS: dict[Kind, tuple[Callable[[str, Column], Any], pl.DataType]] = {
    Kind.DATE: (read_date, pl.Date()),
    Kind.LAST_DAY: (_read_last_day, pl.Date()),
    Kind.INTEGER: (_read_integer, pl.Int64()),
    Kind.RATIO: (_read_ratio, pl.Struct({"num": pl.Int64(), "den": pl.Int64()})),
    Kind.BOOLEAN: (_read_boolean, pl.Boolean()),
    Kind.CHOICE: (_read_choice, pl.String()),
    Kind.CHOICES: (_read_choices, pl.List(pl.String())),
    Kind.CODES: (_read_codes, pl.List(pl.String())),
}
