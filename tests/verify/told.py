"""What a plan tells its readers beside the moves: chains, and the summary."""

from __future__ import annotations

import copy
import decimal
import itertools
from collections.abc import Collection, Sequence
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


def chain(moves: list[Json], waiting: Collection[str] = ()) -> list[Json]:
    """
    Number the moves: who comes to a seat is followed by one who leaves it.

    Who is ``waiting`` (pseudonyms) is the first to be followed up.
    """
    follows: dict[int, int] = {}
    for seat in {(move["to_unit"], move["to_job"]) for move in moves}:
        come = [at for at, one in enumerate(moves) if _end(one, "to") == seat]
        go = [at for at, one in enumerate(moves) if _end(one, "from") == seat]
        go.sort(key=lambda at: moves[at]["pseudonym"] not in waiting)
        follows |= zip(come, go, strict=False)
    numbers = itertools.count(1)
    first = [at for at in range(len(moves)) if at not in follows.values()]
    for at in [*first, *range(len(moves))]:
        if "chain" not in moves[at]:
            _number(moves, follows, at, next(numbers), closed=at not in first)
    return moves


def _number(
    moves: list[Json], follows: dict[int, int], at: int, number: int, *, closed: bool
) -> None:
    for step in itertools.count(1):
        moves[at].update(
            chain=number,
            step=step,
            closed=closed,
            after=None if closed or step == 1 else step - 1,
            wave=1 if closed else step,
        )
        if at not in follows or "chain" in moves[follows[at]]:
            return
        at = follows[at]


def _end(move: Json, side: str) -> tuple[str, str]:
    return move[f"{side}_unit"], move[f"{side}_job"]


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
