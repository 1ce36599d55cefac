"""What a plan tells its readers beside the moves: chains, and the summary."""

from __future__ import annotations

import copy
import decimal
import itertools
from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.verify.reference import Assignment, Reference

Json = dict[str, Any]
PLAIN = ("nobody", "minimum", "compulsory", "travel", "misfit", "regression")
RATIOS = ("shortage", "missing", "spread", "median_share")


def two_decimals(number: Fraction) -> str:
    """Return a ratio as people read it: 2.5 for 5/2, half a hundredth upwards."""
    with decimal.localcontext() as context:
        context.prec = 60
        exact = decimal.Decimal(number.numerator) / decimal.Decimal(number.denominator)
        short = exact.quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_UP)
    return f"{short.normalize():f}"


def chain(moves: list[Json]) -> list[Json]:
    """Number the moves: each chain goes on from the seat that its last move fills."""
    left = list(moves)
    for number in itertools.count(1):
        if not left:
            break
        links = [left.pop(0)]
        while following := [one for one in left if _starts(one, links[-1])]:
            left.remove(following[0])
            links.append(following[0])
        closed = _starts(links[0], links[-1])
        for step, move in enumerate(links, start=1):
            move.update(chain=number, step=step, closed=closed)
    return moves


def _starts(move: Json, other: Json) -> bool:
    """Tell whether ``move`` leaves the seat that ``other`` fills."""
    keys = ("unit", "job")
    return all(move[f"from_{key}"] == other[f"to_{key}"] for key in keys)


def column(ranks: int, pairs: Sequence[tuple[Reference, Assignment]]) -> Json:
    """Return the figures of plans, one a family."""

    def total(goal: str, rank: int | None = None) -> Any:
        return sum(one.value(plan, goal, rank) for one, plan in pairs)

    staffed = [
        (place, staff)
        for one, plan in pairs
        for place, staff in zip(one.seats, one.staff(plan), strict=True)
    ]
    needs = [
        (Fraction(*place["need"]), staff)
        for place, staff in staffed
        if place["need"] not in (None, [0, 1])
    ]
    short = [(need - staff, need) for need, staff in needs if staff < need]
    shares = sorted(lack / need for lack, need in short)
    ratios = {
        "shortage": Fraction(total("shortage")),
        "missing": Fraction(sum(lack for lack, _ in short)),
        "spread": Fraction(shares[-1] if shares else 0),
        "median_share": Fraction(median(shares) if shares else 0),
    }
    return {
        **{goal: total(goal) for goal in PLAIN},
        "wishes": [-total("wishes", 1 + r) for r in range(ranks)],
        "worst_travel": max((one.longest(plan) for one, plan in pairs), default=0),
        "moves": sum(len(one.taken(plan)) for one, plan in pairs),
        "below": sum(staff < place["minimum"] for place, staff in staffed),
        "short_seats": len(short),
        "short_by_half": sum(staff <= need / 2 for need, staff in needs),
        "short_by_two": sum(staff + 2 <= need for need, staff in needs),
        **{name: [one.numerator, one.denominator] for name, one in ratios.items()},
        **{f"{name}_text": two_decimals(one) for name, one in ratios.items()},
    }


def summary(ranks: int, pairs: Sequence[tuple[Reference, Assignment]]) -> Json:
    """Return the summary; the peer does as well as the plan."""
    still = [(one, tuple(one.home)) for one, _ in pairs]
    ours = column(ranks, pairs)
    return {
        "no_transfer": column(ranks, still),
        "plan": ours,
        "greedy": copy.deepcopy(ours),
    }
