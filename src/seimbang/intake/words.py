"""
How a frame's values are spelt in files: the inverse of :mod:`.cells`.

Days: LAST_DAY is exclusive in frames and inclusive in files. Ratios are decimal numbers
when they have at most six decimals, else "1/3". A list is joined by "; ", an empty list
is "-" (known to be none). Coordinates keep seven decimals (a centimetre).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import polars as pl

from seimbang.model.table import Column, Kind

Word = str | int | float | date | None
EMPTY_LIST = "-"
DECIMALS = 6
SIGNIFICANT = 15
_SCALE = 10**DECIMALS
_DAY = timedelta(days=1)


def spell(frame: pl.DataFrame, column: Column) -> list[Word]:
    """Return the cells of ``column`` as a file holds them."""
    if column.kind is Kind.RATIO:
        pairs = zip(
            frame[f"{column.name}_num"], frame[f"{column.name}_den"], strict=True
        )
        return [ratio_word(numerator, denominator) for numerator, denominator in pairs]
    values: list[Any] = frame[column.name].to_list()
    return _SPELLERS[column.kind](values, column)


def ratio_word(numerator: int | None, denominator: int | None) -> Word:
    """Return a number that a cell holds exactly, else "numerator/denominator"."""
    if numerator is None or denominator is None:
        return None
    if numerator % denominator == 0 and abs(numerator // denominator) < 10**SIGNIFICANT:
        return numerator // denominator
    scaled, rest = divmod(numerator * _SCALE, denominator)
    if rest or len(str(abs(scaled)).rstrip("0")) > SIGNIFICANT:
        return f"{numerator}/{denominator}"
    return numerator / denominator


def _plain(values: list[Any], _column: Column) -> list[Word]:
    return values


def _degrees(values: list[float | None], _column: Column) -> list[Word]:
    return [None if value is None else round(value, 7) for value in values]


def _last_days(values: list[date | None], _column: Column) -> list[Word]:
    return [None if value is None else value - _DAY for value in values]


def _booleans(values: list[bool | None], _column: Column) -> list[Word]:
    return [None if value is None else "ya" if value else "tidak" for value in values]


def _choices(values: list[str | None], column: Column) -> list[Word]:
    words = {code: word for word, code in column.choices.items()}
    return [None if value is None else words[value] for value in values]


def _joined(values: list[list[str] | None], column: Column) -> list[Word]:
    words = {code: word for word, code in column.choices.items()}
    return [
        None if value is None else _join(words.get(item, item) for item in value)
        for value in values
    ]


def _join(words: Iterable[str]) -> str:
    return "; ".join(words) or EMPTY_LIST


_SPELLERS: dict[Kind, Callable[[list[Any], Column], list[Word]]] = {
    Kind.TEXT: _plain,
    Kind.CODE: _plain,
    Kind.INTEGER: _plain,
    Kind.DATE: _plain,
    Kind.DEGREES: _degrees,
    Kind.LAST_DAY: _last_days,
    Kind.BOOLEAN: _booleans,
    Kind.CHOICE: _choices,
    Kind.CHOICES: _joined,
    Kind.CODES: _joined,
}
