"""The costs of a goal as the certificate names it, and its value in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.verify import goals
from seimbang.verify.goals import Costs, Slots
from seimbang.verify.network import Network
from seimbang.verify.problem import Family
from seimbang.verify.shape import Array


@dataclass(frozen=True)
class Step:
    """
    A goal, or the part of one that is proved at once.

    ``rank`` of the wishes, ``threshold`` of the worst travel in minutes, ``level`` of
    the ratios of staff to need.
    """

    goal: str
    rank: int | None = None
    threshold: int | None = None
    level: Fraction | None = None

    @property
    def key(self) -> str:
        """Return the key of the check that proves the goal."""
        return f"goal.{self.goal}"


def costs(net: Network, table: Slots, step: Step, seed: str) -> Costs:
    """Return the costs of any goal but the shortage, which needs a scale."""
    if step.goal == "nobody":
        return goals.nobody(net, table)
    if step.goal == "minimum":
        return goals.minimum(net, table)
    if step.goal == "leximin":
        assert step.level is not None
        return goals.above(net, table, step.level)
    return Costs(moves=_move_costs(net.family, step, seed))


def value(net: Network, step: Step, priced: Costs) -> int | Fraction:
    """Return what the goal measures of the plan; the shortage exactly."""
    if step.goal == "nobody":
        return goals.nobody_value(net)
    if step.goal == "minimum":
        return goals.minimum_value(net)
    if step.goal == "shortage":
        return goals.shortage_value(net)
    if step.goal == "leximin":
        assert step.level is not None
        return goals.above_value(net, step.level)
    assert priced.moves is not None
    return int(priced.moves[net.taken].sum())


def paid(net: Network, table: Slots, priced: Costs) -> int:
    """Return what the plan costs: its moves, and all slots that it fills from one."""
    total = 0
    if priced.moves is not None:
        total += sum(priced.moves[net.taken].tolist())
    if priced.slots is not None:
        filled = table.staff <= net.staff[table.seat]
        total += sum(priced.slots[filled].tolist())
    return total


def _move_costs(family: Family, step: Step, seed: str) -> Array:
    if step.goal == "order":
        return goals.order(family, seed)
    if step.goal == "deviation":
        return goals.deviation(family)
    if step.goal == "compulsory":
        compulsory: Array = 1 - family.voluntary
        return compulsory
    if step.goal == "wishes":
        granted = (family.voluntary == 1) & (family.rank == step.rank)
        wished: Array = -granted.astype(np.int64)
        return wished
    if step.goal == "worst_travel":
        reaches = (family.added >= step.threshold) & (family.added > 0)
        return reaches.astype(np.int64)
    columns = {
        "travel": family.added,
        "misfit": family.misfit,
        "regression": family.regression,
    }
    column: Array = columns[step.goal]
    return column
