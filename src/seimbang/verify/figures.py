"""The figures that an officer reads: no transfer, the plan, its greedy peer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile
from statistics import median
from typing import Any

import numpy as np

from seimbang.verify.certificate import FamilyClaim, Total
from seimbang.verify.network import STAYS, Network
from seimbang.verify.problem import Problem
from seimbang.verify.report import refuse
from seimbang.verify.shape import integer, items, ratio, record, words
from seimbang.verify.sums import shortages, sums

_COUNTS = (
    "nobody",
    "minimum",
    "below",
    "short_seats",
    "short_by_half",
    "short_by_two",
    "compulsory",
    "travel",
    "worst_travel",
    "misfit",
    "regression",
    "moves",
)
_RATIOS = ("shortage", "missing", "spread", "median_share")
_TEXTS = tuple(f"{name}_text" for name in _RATIOS)
_STAFFING = ("nobody", "minimum", "shortage")  # goals that the greedy peer has too

Figure = Total | str
Column = Mapping[str, Figure]


def columns(value: Any) -> dict[str, Column]:
    """Return the columns of the summary that the JSON ``value`` holds."""
    entry = record(value, "summary", ("no_transfer", "plan"), ("greedy",))
    ours = record(entry["plan"], "summary.plan", ("wishes",), None)
    ranks = len(items(ours["wishes"], "summary.plan.wishes"))
    return {name: _column(one, f"summary.{name}", ranks) for name, one in entry.items()}


def _column(value: Any, where: str, ranks: int) -> Column:
    entry = record(value, where, (*_COUNTS, *_RATIOS, *_TEXTS, "wishes"))
    wishes = items(entry["wishes"], where, ranks)
    return {
        **{name: integer(entry[name], f"{where}.{name}") for name in _COUNTS},
        **{name: ratio(entry[name], f"{where}.{name}") for name in _RATIOS},
        **{name: words(entry[name], f"{where}.{name}") for name in _TEXTS},
        "wishes": tuple(integer(one, f"{where}.wishes") for one in wishes),
    }


def figures(nets: Sequence[Network], ranks: int) -> dict[str, Figure]:
    """
    Return every figure of a column, counted anew from the plan in ``nets``.

    Beside the sums: ``short_by_half`` seats lack half of their need or more,
    ``short_by_two`` lack two people or more, ``median_share`` is the median of
    shortage / need over the seats with a shortage (0 when there is none).
    """
    lacks = [pair for net in nets for pair in shortages(net) if pair[0] > 0]
    shares = [lack / need for lack, need in lacks]
    found: dict[str, Figure] = {
        **sums(nets, ranks),
        "short_by_half": sum(2 * lack >= need for lack, need in lacks),
        "short_by_two": sum(lack >= 2 for lack, _ in lacks),
        "median_share": Fraction(median(shares)) if shares else Fraction(),
    }
    return found | _texts(found)


def decimal(number: Fraction) -> str:
    """Return a ratio >= 0 to two decimals, half up, without zeros at the end."""
    hundredths = int(100 * number + Fraction(1, 2))
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def _texts(column: Column) -> dict[str, str]:
    ratios = {name: column[name] for name in _RATIOS}
    return {
        f"{name}_text": decimal(number)
        for name, number in ratios.items()
        if isinstance(number, Fraction)
    }


def summary(
    claimed: Mapping[str, Column],
    problem: Problem,
    nets: Sequence[Network],
    claims: Sequence[FamilyClaim],
) -> None:
    """Refuse figures that do not follow, and a greedy peer better than the plan."""
    ranks = problem.wish_ranks
    ours = figures(nets, ranks)
    still = figures([_unmoved(net) for net in nets], ranks)
    _same("no_transfer", claimed["no_transfer"], still)
    _same("plan", claimed["plan"], ours)
    greedy = claimed.get("greedy")
    if greedy is not None:
        _same("greedy", greedy, _texts(greedy))
        if not _free(problem):
            return
        _peer(greedy, ours, problem.policy.goals, _rounding(nets, claims))


def _free(problem: Problem) -> bool:
    """Tell whether the peer, which knows no limits, is held to what the plan is."""
    pinned = any(len(family.leave) for family in problem.families)
    return not (pinned or problem.linked)


def _same(name: str, claimed: Column, found: Mapping[str, Figure]) -> None:
    for figure, value in found.items():
        if claimed[figure] != value:
            raise refuse(
                "summary.{column}: {name} is not what follows from the certificate.",
                column=name,
                name=figure,
            )


def _unmoved(net: Network) -> Network:
    """Return the network with everybody at the present seat."""
    flow = np.bincount(net.family.at, minlength=len(net.family.seats.id))
    return replace(net, used=np.full_like(net.used, STAYS), flow=flow)


def _rounding(nets: Sequence[Network], claims: Sequence[FamilyClaim]) -> Fraction:
    """
    Return by how much a plan may be better in the exact shortage at most.

    Each slot is off by half a step or less, in either plan.
    """
    return sum(
        (
            Fraction(sum(-(-need.numerator // need.denominator) for need in needs))
            / claim.scale
            for net, claim in zip(nets, claims, strict=True)
            if not claim.exact
            for needs in [[need for need in net.family.seats.need if need]]
        ),
        Fraction(),
    )


def _peer(
    greedy: Column, ours: Column, goals: Sequence[str], rounding: Fraction
) -> None:
    for goal in takewhile(_STAFFING.__contains__, goals):
        theirs, mine = greedy[goal], ours[goal]
        assert isinstance(theirs, int | Fraction) and isinstance(mine, int | Fraction)
        if theirs < mine - (rounding if goal == "shortage" else 0):
            raise refuse("The greedy peer is said to be better in {goal}.", goal=goal)
        if theirs != mine:
            return
