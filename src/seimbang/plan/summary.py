"""The figures of plan.json: no transfer, the plan, moving one person at a time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Any

import numpy as np

from seimbang.plan.greedy import greedy
from seimbang.plan.lexicographic import Solution
from seimbang.plan.measure import measure_of, total
from seimbang.plan.problem import Family, Ints, Problem

DECIMALS = 2


def summary(problem: Problem, solutions: Sequence[Solution]) -> dict[str, Any]:
    """
    Return the figures of each column; ratios also as decimals, ``<name>_text``.

    Without ``solutions`` there is only the column of no transfer.
    """
    families, ranks = problem.families, problem.wish_ranks
    nobody = [np.full(len(family.people), -1) for family in families]
    result = {"no_transfer": _figures(families, nobody, ranks)}
    if len(solutions) == len(families):
        used = [solution.at for solution in solutions]
        result["plan"] = _figures(families, used, ranks)
        peer = [greedy(family) for family in families]
        result["greedy"] = _figures(families, peer, ranks)
    return result


def _figures(
    families: Sequence[Family], used: Sequence[Ints], ranks: int
) -> dict[str, Any]:
    pairs = list(zip(families, used, strict=True))
    measures = [measure_of(family, at, ranks) for family, at in pairs]
    whole = total(measures, ranks)
    figures = {**vars(whole), **_spread([_lacks(*pair) for pair in pairs])}
    texts = {
        f"{name}_text": decimal(value)
        for name, value in figures.items()
        if isinstance(value, Fraction)
    }
    return {name: _plain(value) for name, value in figures.items()} | texts


def _plain(value: Any) -> Any:
    """Return a figure as JSON knows it: ratios as pairs."""
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    return list(value) if isinstance(value, tuple) else value


def _lacks(family: Family, at: Ints) -> list[tuple[Fraction, Fraction]]:
    """Return (people missing, need) of the seats that lack some."""
    seat = family.origin.copy()
    seat[at >= 0] = family.moves.seat[at[at >= 0]]
    staff = family.seats.fixed + np.bincount(seat, minlength=len(family.seats))
    return [
        (need - there, need)
        for need, there in zip(family.seats.need, staff.tolist(), strict=True)
        if need is not None and need > there
    ]


def _spread(families: Sequence[list[tuple[Fraction, Fraction]]]) -> dict[str, Any]:
    """
    Return how the shortage lies over the seats.

    ``short_by_half`` lack half of their need or more, ``short_by_two`` two people or
    more; ``median_share`` is the share missing at the middle one of the short seats.
    """
    lacks = [lack for family in families for lack in family]
    return {
        "short_by_half": sum(2 * lack >= need for lack, need in lacks),
        "short_by_two": sum(lack >= 2 for lack, _ in lacks),
        "median_share": median(lack / need for lack, need in lacks)
        if lacks
        else Fraction(0),
    }


def decimal(value: Fraction) -> str:
    """Return a ratio (>= 0) to two decimals, halves up, zeros at the end left out."""
    unit = 10**DECIMALS
    whole, rest = divmod(int(value * unit + Fraction(1, 2)), unit)
    return f"{whole}.{rest:0{DECIMALS}}".rstrip("0").rstrip(".")
