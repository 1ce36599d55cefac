"""What every method answers for a seat group, and how an exact need fits a column."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

MAX_DENOMINATOR = 10**9  # times 10^6 people and 200 for rounding still fits Int64
MAX_PEOPLE = 10**6  # more in one seat group is an error of typing
DECIMALS = 10**6

ANSWER = pl.Schema(
    {
        "unit_id": pl.String(),
        "job_id": pl.String(),  # null: no job of the regency has the code
        "code": pl.String(),  # subject or profession of a formula
        "method": pl.String(),
        "need_num": pl.Int64(),
        "need_den": pl.Int64(),
        "need_low_num": pl.Int64(),
        "need_low_den": pl.Int64(),
        "need_high_num": pl.Int64(),
        "need_high_den": pl.Int64(),
        "need_rounded": pl.Int64(),
        "minimum": pl.Int64(),
        "flags": pl.List(pl.String()),
    }
)


def half_up(number: Fraction) -> int:
    """Return ``number`` (>= 0) to whole numbers, halves up."""
    return math.floor(number + Fraction(1, 2))


def number(value: Fraction | int | None, decimals: int = 4) -> str:
    """Return ``value`` in decimals, "≈" where it has more, "?" when it is unknown."""
    if value is None:
        return "?"
    exact, unit = abs(Fraction(value)), 10**decimals
    held = half_up(exact * unit)
    whole, rest = divmod(held, unit)
    digits = f"{whole}.{rest:0{decimals}}".rstrip("0").rstrip(".")
    inexact = "" if Fraction(held, unit) == exact else "≈ "
    return f"{inexact}{'-' if value < 0 else ''}{digits}"


def fits(need: Fraction) -> tuple[Fraction, tuple[str, ...]]:
    """
    Return ``need`` as a column can hold it, with the flag when it is not exact.

    Capacities such as 97, 101, 103 … make denominators no integer column holds; six
    decimals of a person are kept then, and the derivation stays exact.
    """
    if need.denominator <= MAX_DENOMINATOR:
        return need, ()
    return Fraction(half_up(need * DECIMALS), DECIMALS), ("six_decimals",)


def measured(
    *,
    unit_id: str,
    job_id: str,
    method: str,
    need: Fraction | None,
    rounded: int | None,
    flags: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a row of :data:`ANSWER` for a need without interval; None is unknown."""
    if need is not None and need > MAX_PEOPLE:
        need, flags = None, (*flags, "implausible")
    if need is None:
        pair: tuple[int | None, int | None] = (None, None)
        rounded = None
    else:
        held, inexact = fits(need)
        pair, flags = held.as_integer_ratio(), (*flags, *inexact)
    return {
        "unit_id": unit_id,
        "job_id": job_id,
        "code": None,
        "method": method,
        "need_num": pair[0],
        "need_den": pair[1],
        "need_low_num": pair[0],
        "need_low_den": pair[1],
        "need_high_num": pair[0],
        "need_high_den": pair[1],
        "need_rounded": rounded,
        "minimum": 0,
        "flags": list(flags),
    }


def whole(
    frame: pl.DataFrame,
    method: str,
    *,
    need: pl.Expr,
    high: pl.Expr | None = None,
    minimum: pl.Expr | None = None,
    flags: Sequence[pl.Expr] = (),
) -> pl.DataFrame:
    """
    Return ``frame`` (unit_id, job_id, code) as answers in whole people.

    ``flags`` are expressions that give a code or null.
    """
    high = need if high is None else high
    one = pl.when(need.is_not_null()).then(1).cast(pl.Int64)
    return frame.select(
        "unit_id",
        "job_id",
        "code",
        method=pl.lit(method),
        need_num=need,
        need_den=one,
        need_low_num=need,
        need_low_den=one,
        need_high_num=pl.when(need.is_not_null()).then(high),
        need_high_den=one,
        need_rounded=need,
        minimum=pl.lit(0, pl.Int64) if minimum is None else minimum,
        flags=codes(*flags),
    ).cast(ANSWER)


def codes(*flags: pl.Expr) -> pl.Expr:
    """Return the list of those ``flags`` that are not null."""
    if not flags:
        return pl.lit([], pl.List(pl.String()))
    return pl.concat_list([flag.cast(pl.String) for flag in flags]).list.drop_nulls()


def flag(code: str, condition: pl.Expr) -> pl.Expr:
    """Return ``code`` where ``condition`` holds, else null."""
    return pl.when(condition).then(pl.lit(code))


def by_seat(frame: pl.DataFrame) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield unit_id, job_id and the rows of each seat of ``frame``."""
    rows = frame.sort("unit_id", "job_id", maintain_order=True).iter_rows(named=True)
    for (unit, job), group in groupby(rows, key=itemgetter("unit_id", "job_id")):
        yield unit, job, list(group)
