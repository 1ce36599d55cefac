"""What a certificate claims of families that limits tie together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.verify.costs import Step
from seimbang.verify.problem import MOST_RANKS
from seimbang.verify.report import refuse
from seimbang.verify.shape import (
    LARGE,
    RATIO,
    Array,
    exact,
    integer,
    integers,
    items,
    ratio,
    record,
    truth,
    words,
)

FINISHED, STOPPED = "OPTIMAL", "TIME_LIMIT"
WIDE = 2**256  # the most of a multiplier or potential of linked families, in size
_OWN_KEY = {"wishes": "rank", "worst_travel": "threshold", "leximin": "level"}
_GOAL = (
    "goal",
    "value",
    "bound",
    "closed",
    "denominator",
    "rows",
    "earlier",
    "potentials",
)


@dataclass(frozen=True)
class LinkedGoal:
    """
    What is claimed of one goal over all linked families.

    ``value`` is what the plan costs, ``bound`` what any plan costs at least that keeps
    the limits and is no worse in the earlier goals. Multipliers are numerators over
    ``denominator``: ``rows`` of the rows of all limits, ``earlier`` of earlier goals.
    """

    step: Step
    value: int
    bound: Fraction
    closed: bool  # the solver's branch and bound is said to have ruled out the rest
    denominator: int
    rows: tuple[int, ...]
    earlier: tuple[int, ...]
    potentials: tuple[Array, ...]  # per linked family


@dataclass(frozen=True)
class LinkedClaim:
    """What is claimed of the linked families together."""

    families: tuple[int, ...]
    status: str
    scale: int
    exact: bool
    goals: tuple[LinkedGoal, ...]


def linked(value: Any, where: str) -> LinkedClaim:
    """Return the claim that the JSON ``value`` holds."""
    entry = record(value, where, ("families", "status", "scale", "exact", "goals"))
    listed = items(entry["families"], f"{where}.families")
    families = integers(listed, f"{where}.families", len(listed))
    if (np.diff(families) <= 0).any():
        raise refuse("{where}: families are not ascending.", where=where)
    status = words(entry["status"], where)
    if status not in (FINISHED, STOPPED):
        raise refuse("{where}: unknown status {status}.", where=where, status=status)
    goals = items(entry["goals"], f"{where}.goals")
    return LinkedClaim(
        tuple(families.tolist()),
        status,
        integer(entry["scale"], f"{where}.scale", 1, RATIO),
        truth(entry["exact"], f"{where}.exact"),
        tuple(_goal(goal, f"{where}.goals[{at}]") for at, goal in enumerate(goals)),
    )


def step_keys(goal: str) -> tuple[str, ...]:
    """Return the entries that say which part of a goal is meant."""
    return (_OWN_KEY[goal],) if goal in _OWN_KEY else ()


def step(goal: str, entry: Mapping[str, Any], where: str) -> Step:
    """Return which part of ``goal`` an entry of a certificate is about."""
    if goal == "wishes":
        return Step(goal, rank=integer(entry["rank"], f"{where}.rank", 1, MOST_RANKS))
    if goal == "worst_travel":
        minutes = integer(entry["threshold"], f"{where}.threshold", 0, LARGE)
        return Step(goal, threshold=minutes)
    if goal == "leximin":
        level = ratio(entry["level"], f"{where}.level", RATIO)
        if level >= 1:
            raise refuse("{where}: expected a level below 1.", where=where)
        return Step(goal, level=level)
    return Step(goal)


def potentials(value: Any, where: str) -> Array:
    """Return potentials: integers of any length."""
    numbers = items(value, where)
    if not set(map(type, numbers)) <= {int}:
        raise refuse("{where}: expected integers only.", where=where)
    return exact(numbers)


def _goal(value: Any, where: str) -> LinkedGoal:
    name = words(record(value, where, ("goal",), None)["goal"], where)
    entry = record(value, where, (*_GOAL, *step_keys(name)))
    bound = items(entry["bound"], f"{where}.bound", 2)
    parts = items(entry["potentials"], f"{where}.potentials")
    return LinkedGoal(
        step(name, entry, where),
        integer(entry["value"], f"{where}.value", -WIDE, WIDE),
        Fraction(
            integer(bound[0], f"{where}.bound", -(WIDE**2), WIDE**2),
            integer(bound[1], f"{where}.bound", 1, WIDE),
        ),
        truth(entry["closed"], f"{where}.closed"),
        integer(entry["denominator"], f"{where}.denominator", 1, WIDE),
        _wide(entry["rows"], f"{where}.rows", -WIDE),
        _wide(entry["earlier"], f"{where}.earlier", 0),
        tuple(_bounded(part, f"{where}.potentials") for part in parts),
    )


def _wide(value: Any, where: str, low: int) -> tuple[int, ...]:
    return tuple(integer(number, where, low, WIDE) for number in items(value, where))


def _bounded(value: Any, where: str) -> Array:
    return exact(list(_wide(value, where, -WIDE)))
