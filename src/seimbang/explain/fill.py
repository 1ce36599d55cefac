"""Which empty columns to fill first: how many people each few of them would free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import polars as pl

from seimbang.plan import Plan
from seimbang.rules import COMPULSORY
from seimbang.rules.rule import Verdict

MOST = 3  # columns searched through together, exactly


def fills(plan: Plan) -> list[dict[str, Any]]:
    """
    Return sets of columns, each with the people that filling them could free.

    Those people are counted, no gate forbids that they are moved by need, and every
    gate that is open is so only by columns of the set. The best one, two and three
    columns (exact), then those that most people lack together, then all; each only
    where it frees more people than the one before.
    """
    lacking = _lacking(plan)
    found: list[dict[str, Any]] = []
    most = 0
    for columns in _sets(lacking):
        people = _freed(lacking, columns)
        if people > most:
            most = people
            found.append({"columns": sorted(columns), "people": people})
    return found


def _lacking(plan: Plan) -> Counter[frozenset[str]]:
    """Return how many people only these columns hold, per set of columns."""
    judged = plan.eligibility.judged
    gates = set(judged.gates(COMPULSORY))
    names = [name for name in judged.open.columns if name.split("/")[0] in gates]
    if not names:
        return Counter()
    people = plan.eligibility.people
    held = people["counted"] & (people[COMPULSORY] == Verdict.UNKNOWN.value)
    open_ = judged.open.select(names).filter(held)
    tally = open_.group_by(names).agg(pl.len().alias("/people"))
    return _joined(tally)


def _joined(tally: pl.DataFrame) -> Counter[frozenset[str]]:
    """Return the sets of columns of rows ``rule/column`` → whether it is open."""
    found: Counter[frozenset[str]] = Counter()
    for row in tally.iter_rows(named=True):
        people = row.pop("/people")
        found[
            frozenset(name.split("/")[1] for name, open_ in row.items() if open_)
        ] += people
    return found


def _sets(lacking: Counter[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield the sets worth telling, the small ones first."""
    if not lacking:
        return
    columns = sorted(frozenset[str]().union(*lacking))
    for size in range(1, min(MOST, len(columns)) + 1):
        yield max(
            map(frozenset, combinations(columns, size)),
            key=lambda chosen: _freed(lacking, chosen),
        )
    yield min(lacking, key=lambda lacks: (-lacking[lacks], sorted(lacks)))
    yield frozenset(columns)


def _freed(lacking: Counter[frozenset[str]], columns: frozenset[str]) -> int:
    return sum(people for lacks, people in lacking.items() if lacks <= columns)
