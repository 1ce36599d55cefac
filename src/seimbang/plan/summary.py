"""The figures of plan.json: no transfer, the plan, moving one person at a time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.plan.bare import Status
from seimbang.plan.greedy import greedy
from seimbang.plan.measure import measure_of, total
from seimbang.plan.problem import Family, Ints
from seimbang.plan.run import Plan

WIDE = 2  # people: a seat that lacks so many is told apart
DECIMALS = 2


def summary(plan: Plan) -> dict[str, Any]:
    """Return the figures of each column; ratios also as decimals, ``<name>_text``."""
    families = plan.round.problem.families
    nobody = [np.full(len(family.people), -1) for family in families]
    result = {"no_transfer": _figures(plan, families, nobody)}
    if plan.status is Status.OPTIMAL:
        used = [solution.at for solution in plan.solutions]
        result["plan"] = _figures(plan, families, used)
        peer = [greedy(family) for family in families]
        result["greedy"] = _figures(plan, families, peer)
    return result


def _figures(
    plan: Plan, families: Sequence[Family], used: Sequence[Ints]
) -> dict[str, Any]:
    ranks = plan.round.problem.wish_ranks
    pairs = list(zip(families, used, strict=True))
    measures = [measure_of(family, at, ranks) for family, at in pairs]
    whole = total(measures, ranks)
    texts = {
        f"{name}_text": decimal(value)
        for name, value in vars(whole).items()
        if isinstance(value, Fraction)
    }
    wide = sum(_wide(family, at) for family, at in pairs)
    return {**whole.as_dict(), "short_by_two": wide, **texts}


def _wide(family: Family, at: Ints) -> int:
    """Return the seats that lack :data:`WIDE` people or more."""
    seat = family.origin.copy()
    seat[at >= 0] = family.moves.seat[at[at >= 0]]
    staff = family.seats.fixed + np.bincount(seat, minlength=len(family.seats))
    return sum(
        need is not None and need - there >= WIDE
        for need, there in zip(family.seats.need, staff.tolist(), strict=True)
    )


def decimal(value: Fraction) -> str:
    """Return a ratio (>= 0) to two decimals, halves up, zeros at the end left out."""
    unit = 10**DECIMALS
    whole, rest = divmod(int(value * unit + Fraction(1, 2)), unit)
    return f"{whole}.{rest:0{DECIMALS}}".rstrip("0").rstrip(".")
