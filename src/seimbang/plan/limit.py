"""
Hard, named limits that tie moves together: what a network alone cannot hold.

A limit is a few rows, each a sum over moves with bounds: a cap on moves, a budget, a
couple that stays together. Rows may run over several families.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from seimbang.plan.problem import Ints

KINDS = (
    "max_moves",  # at most so many moves in the round
    "move_cap",  # at most so many leave, or come to, a district or agency
    "budget",  # at most so many rupiah
    "together",  # a couple or group: all move into one zone, or all stay
    "replacement",  # a person leaves only if somebody comes to the seat
    "group",  # a cap on people that crosses another, so that no tree holds both
)


@dataclass(frozen=True)
class Term:
    """
    The part of a row in one family: Σ factor × move.

    ``family`` is its place among the families of the problem. ``move`` holds indices of
    its moves, ascending, ``factor`` one each. None: every move; a factor of 1 each.
    """

    family: int
    move: Ints | None = None
    factor: Ints | None = None


@dataclass(frozen=True)
class Row:
    """``low`` <= Σ factor × move <= ``high``; None: not bounded on that side."""

    terms: tuple[Term, ...]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Limit:
    """
    A hard limit with a name, so that a conflict can be told.

    ``name`` is unique and holds no personal data (people stand as pseudonyms).
    """

    name: str
    kind: str
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"Expected a limit of {KINDS}, got {self.kind}.")

    def as_dict(self) -> dict[str, Any]:
        """Return the limit as problem.json has it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "rows": [
                {
                    "low": row.low,
                    "high": row.high,
                    "terms": [_term(term) for term in row.terms],
                }
                for row in self.rows
            ],
        }


def linked(limits: Iterable[Limit]) -> set[int]:
    """Return the families that some row touches."""
    return {term.family for limit in limits for row in limit.rows for term in row.terms}


def _term(term: Term) -> dict[str, Any]:
    entry: dict[str, Any] = {"family": term.family}
    if term.move is not None:
        entry["move"] = term.move.tolist()
    if term.factor is not None:
        entry["factor"] = term.factor.tolist()
    return entry
