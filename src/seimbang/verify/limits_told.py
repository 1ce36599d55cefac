"""What plan.json tells its readers of limits, and of goals that are not proved."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from seimbang.verify.claim import WIDE, LinkedClaim
from seimbang.verify.kept import activities
from seimbang.verify.network import Network
from seimbang.verify.problem import Problem
from seimbang.verify.report import refuse
from seimbang.verify.shape import LARGE, RATIO, integer, items, record, words

OPTIONS = ("max_moves", "budget_rupiah")  # what may be said for one plan alone
TOLD = ("options", "limits", "longest_chain", "gaps")  # entries of plan.json
_ROW = ("low", "high", "activity")
_GAP = ("goal", "rank", "threshold", "scale", "value", "bound")


@dataclass(frozen=True)
class ToldRow:
    """A row of a limit, and the sum of the plan in it."""

    low: int | None
    high: int | None
    activity: int | None


@dataclass(frozen=True)
class ToldGap:
    """A goal that is not proved."""

    goal: str
    rank: int
    threshold: int
    scale: int
    value: int
    bound: Fraction


@dataclass(frozen=True)
class Told:
    """The entries of plan.json on limits; ``options``: parameters replaced for it."""

    options: Mapping[str, int]
    limits: tuple[tuple[str, str, tuple[ToldRow, ...]], ...]  # name, kind, rows
    longest_chain: int | None
    gaps: tuple[ToldGap, ...]


def told(top: Mapping[str, Any]) -> Told:
    """Return the entries that are there; one that is left out tells of nothing."""
    options = record(top.get("options", {}), "plan.options", (), OPTIONS)
    limits = items(top.get("limits", []), "plan.limits")
    gaps = items(top.get("gaps", []), "plan.gaps")
    return Told(
        {name: integer(value, "plan.options") for name, value in options.items()},
        tuple(_limit(one, f"plan.limits[{at}]") for at, one in enumerate(limits)),
        _or_none(top.get("longest_chain"), "plan.longest_chain"),
        tuple(_gap(one, f"plan.gaps[{at}]") for at, one in enumerate(gaps)),
    )


def limits_told(
    said: Told,
    problem: Problem,
    nets: Sequence[Network],
    claim: LinkedClaim | None,
) -> None:
    """Refuse limits, sums or gaps other than those of problem and certificate."""
    if said.longest_chain != problem.longest_chain:
        raise refuse("The plan tells another longest chain than the problem.")
    listed = [(name, kind) for name, kind, _ in said.limits]
    if listed != [(limit.name, limit.kind) for limit in problem.limits]:
        raise refuse("The plan tells other limits than the problem.")
    sums = iter(activities(problem.limits, dict(enumerate(nets))))
    for (name, _, rows), limit in zip(said.limits, problem.limits, strict=True):
        right = [ToldRow(row.low, row.high, next(sums)) for row in limit.rows]
        if list(rows) != right:
            raise refuse("The plan is wrong about limit {name}.", name=name)
    if list(said.gaps) != _gaps(claim):
        raise refuse("The plan tells other gaps than the certificate.")


def _gaps(claim: LinkedClaim | None) -> list[ToldGap]:
    if claim is None:
        return []
    return [
        ToldGap(
            goal.step.goal,
            goal.step.rank or 0,
            goal.step.threshold or 0,
            claim.scale if goal.step.goal == "shortage" else 1,
            goal.value,
            goal.bound,
        )
        for goal in claim.goals
        if not goal.closed and math.ceil(goal.bound) < goal.value
    ]


def _limit(value: Any, where: str) -> tuple[str, str, tuple[ToldRow, ...]]:
    entry = record(value, where, ("name", "kind", "rows"), ("words",))
    words(entry.get("words", ""), where)
    rows = items(entry["rows"], where)
    return (
        words(entry["name"], where),
        words(entry["kind"], where),
        tuple(_row(row, f"{where}.rows[{at}]") for at, row in enumerate(rows)),
    )


def _row(value: Any, where: str) -> ToldRow:
    entry = record(value, where, _ROW)
    low, high, activity = (_or_none(entry[one], where) for one in _ROW)
    return ToldRow(low, high, activity)


def _gap(value: Any, where: str) -> ToldGap:
    entry = record(value, where, _GAP)
    bound = items(entry["bound"], where, 2)
    return ToldGap(
        words(entry["goal"], where),
        integer(entry["rank"], where, 0, LARGE),
        integer(entry["threshold"], where, 0, LARGE),
        integer(entry["scale"], where, 1, RATIO),
        integer(entry["value"], where, -WIDE, WIDE),
        Fraction(
            integer(bound[0], where, -(WIDE**2), WIDE**2),
            integer(bound[1], where, 1, WIDE),
        ),
    )


def _or_none(value: Any, where: str) -> int | None:
    return None if value is None else integer(value, where, -(2**80), 2**80)
