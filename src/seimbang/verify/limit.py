"""
Limits that tie moves together: rows, each a sum over moves with bounds.

Rows may run over several families, so those families cannot be proved one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from seimbang.verify.report import refuse
from seimbang.verify.shape import (
    RATIO,
    Array,
    distinct,
    integer,
    integers,
    items,
    record,
    words,
)

KINDS = ("max_moves", "move_cap", "budget", "together", "replacement", "group")
FACTOR = 2**53  # the most of a factor, in size
MOST_TERMS = 10**7  # moves named by all rows together
MOST_PARTS = 100  # terms of a row in one family


@dataclass(frozen=True)
class Term:
    """The part of a row in one family: Σ factor × move."""

    family: int
    move: Array  # indices of moves of the family, ascending
    factor: Array


@dataclass(frozen=True)
class Row:
    """``low`` <= Σ factor × move <= ``high``; None: not bounded on that side."""

    terms: tuple[Term, ...]
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Limit:
    """A limit with its name."""

    name: str
    kind: str
    rows: tuple[Row, ...]


def limits(value: Any, moves: Sequence[int]) -> tuple[Limit, ...]:
    """
    Return the limits that the JSON ``value`` holds.

    ``moves`` is the number of moves of each family of the problem.
    """
    room = _Room(MOST_TERMS)
    found = tuple(
        _limit(one, f"limits[{at}]", moves, room)
        for at, one in enumerate(items(value, "limits"))
    )
    distinct([limit.name for limit in found], "limits")
    return found


def touched(found: Iterable[Limit]) -> set[int]:
    """Return the families that some row names."""
    return {term.family for limit in found for row in limit.rows for term in row.terms}


def rows(found: Iterable[Limit]) -> list[Row]:
    """Return the rows of all limits, in order."""
    return [row for limit in found for row in limit.rows]


class _Room:
    """How many more moves rows may name, so that no file fills the memory."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, number: int, where: str) -> None:
        self.left -= number + 1
        if self.left < 0:
            raise refuse("{where}: limits name too many moves.", where=where)


def _limit(value: Any, where: str, moves: Sequence[int], room: _Room) -> Limit:
    entry = record(value, where, ("name", "kind", "rows"))
    kind = words(entry["kind"], where)
    if kind not in KINDS:
        raise refuse("{where}: unknown kind of limit {kind}.", where=where, kind=kind)
    found = tuple(
        _row(row, f"{where}.rows[{at}]", moves, room)
        for at, row in enumerate(items(entry["rows"], where))
    )
    return Limit(words(entry["name"], where), kind, found)


def _row(value: Any, where: str, moves: Sequence[int], room: _Room) -> Row:
    entry = record(value, where, ("low", "high", "terms"))
    low, high = (
        None if entry[side] is None else integer(entry[side], where, -RATIO, RATIO)
        for side in ("low", "high")
    )
    if low is None and high is None:
        raise refuse("{where}: bounded on neither side.", where=where)
    if low is not None and high is not None and low > high:
        raise refuse("{where}: low is above high.", where=where)
    room.take(0, where)
    terms = tuple(
        _term(term, f"{where}.terms[{at}]", moves, room)
        for at, term in enumerate(items(entry["terms"], where))
    )
    if terms and max(Counter(term.family for term in terms).values()) > MOST_PARTS:
        raise refuse("{where}: names a family too often.", where=where)
    return Row(terms, low, high)


def _term(value: Any, where: str, moves: Sequence[int], room: _Room) -> Term:
    entry = record(value, where, ("family",), ("move", "factor"))
    family = integer(entry["family"], where, 0, len(moves) - 1)
    count = moves[family]
    if "move" in entry:
        listed = items(entry["move"], where)
        room.take(len(listed), where)
        move = integers(listed, f"{where}.move", len(listed), 0, count - 1)
        if (np.diff(move) <= 0).any():
            raise refuse("{where}: moves are not ascending.", where=where)
    else:
        room.take(count, where)
        move = np.arange(count)
    if "factor" not in entry:
        return Term(family, move, np.ones(len(move), dtype=np.int64))
    factor = integers(entry["factor"], f"{where}.factor", len(move), -FACTOR, FACTOR)
    return Term(family, move, factor)
