"""A family from its bounds through its goals: the proof step by step."""

from __future__ import annotations

import numpy as np

from seimbang.verify import goals
from seimbang.verify.certificate import FamilyClaim, GoalClaim
from seimbang.verify.goals import Costs, Slots
from seimbang.verify.network import (
    STAYS,
    Network,
    group_caps,
    leaving_caps,
    network,
    seat_bounds,
    tree,
    used_moves,
)
from seimbang.verify.problem import Family
from seimbang.verify.proof import prove, remove_moves
from seimbang.verify.report import Ledger, refuse
from seimbang.verify.shape import Array


def proved(
    ledger: Ledger, family: Family, claim: FamilyClaim, seed: str
) -> Network | None:
    """Return the network with the plan in it; None when a check has failed."""
    flows = ledger.value("groups", tree, family)
    used = ledger.value("moves", used_moves, family, claim.person, claim.seat)
    if flows is None or used is None:
        return None
    net = network(family, flows, used)
    feasible = [
        ledger.holds("bounds", seat_bounds, net),
        ledger.holds("leaving", leaving_caps, net),
        ledger.holds("caps", group_caps, net),
    ]
    table = ledger.value("bounds", goals.slots, net) if all(feasible) else None
    if table is None:
        return None
    ledger.holds("values", lambda: None)  # they hold when there is no goal
    for goal in claim.goals:
        if not _step(ledger, net, table, goal, claim, seed):
            return None
    ledger.holds("unique", _unique, net, table, claim)
    return net


def goal_key(goal: str) -> str:
    """Return the key of the check that proves ``goal``."""
    return f"goal.{goal}"


def _step(
    ledger: Ledger,
    net: Network,
    table: Slots,
    goal: GoalClaim,
    claim: FamilyClaim,
    seed: str,
) -> bool:
    key = goal_key(goal.goal)
    if goal.goal == "worst_travel" and not _threshold(ledger, net, goal):
        return False
    if goal.goal == "shortage":
        steps = goals.shortage(net, table, claim.scale)
        costs = Costs(slots=steps.costs)
        ledger.holds("scale", _scale, net, table, steps, goal, claim)
    else:
        costs = _costs(net, table, goal, seed)
    ledger.holds("values", _value, net, goal, costs)
    if goal.goal == "worst_travel" and goal.threshold == 0:
        ledger.holds(key, lambda: None)
        return True
    return ledger.holds(key, prove, net, table, costs, goal.potentials)


def _costs(net: Network, table: Slots, goal: GoalClaim, seed: str) -> Costs:
    if goal.goal == "nobody":
        return goals.nobody(net, table)
    if goal.goal == "minimum":
        return goals.minimum(net, table)
    return Costs(moves=_move_costs(net.family, goal, seed))


def _move_costs(family: Family, goal: GoalClaim, seed: str) -> Array:
    if goal.goal == "order":
        return goals.order(family, seed)
    if goal.goal == "compulsory":
        compulsory: Array = 1 - family.voluntary
        return compulsory
    if goal.goal == "wishes":
        granted = (family.voluntary == 1) & (family.rank == goal.rank)
        costs: Array = -granted.astype(np.int64)
        return costs
    if goal.goal == "worst_travel":
        reaches = (family.added >= goal.threshold) & (family.added > 0)
        return reaches.astype(np.int64)
    columns = {
        "travel": family.added,
        "misfit": family.misfit,
        "regression": family.regression,
    }
    column: Array = columns[goal.goal]
    return column


def _threshold(ledger: Ledger, net: Network, goal: GoalClaim) -> bool:
    threshold = goal.threshold or 0

    def reached() -> None:
        remove_moves(net, net.family.added > threshold)
        if threshold and not (net.family.added[net.taken] == threshold).any():
            raise refuse(
                "{family}: no move of the plan has {minutes} added minutes.",
                family=net.family.name,
                minutes=threshold,
            )

    return ledger.holds("threshold", reached)


def _value(net: Network, goal: GoalClaim, costs: Costs) -> None:
    if goal.goal == "nobody":
        found: object = goals.nobody_value(net)
    elif goal.goal == "minimum":
        found = goals.minimum_value(net)
    elif goal.goal == "shortage":
        found = goals.shortage_value(net)
    else:
        assert costs.moves is not None
        found = int(costs.moves[net.taken].sum())
    if found != goal.value:
        raise refuse(
            "{family}: the value of goal {goal} is not what the certificate says.",
            family=net.family.name,
            goal=goal.goal,
        )


def _scale(
    net: Network,
    table: Slots,
    steps: goals.Shortage,
    goal: GoalClaim,
    claim: FamilyClaim,
) -> None:
    filled = table.staff <= net.staff[table.seat]
    if sum(steps.costs[filled].tolist()) != goal.scaled:
        raise refuse(
            "{family}: the scaled shortage is not what the certificate says.",
            family=net.family.name,
        )
    unit = table.staff - net.family.seats.fixed[table.seat]
    open_slots = (unit > net.seat_low[table.seat]) & (unit <= net.seat_high[table.seat])
    if claim.exact and steps.rounded[open_slots].any():
        raise refuse(
            "{family}: the scale rounds, and the certificate says it does not.",
            family=net.family.name,
        )
    if not claim.exact and goals.exact_everywhere(net.family, claim.scale):
        raise refuse(
            "{family}: the scale is exact, and the certificate says it rounds.",
            family=net.family.name,
        )


def _unique(net: Network, table: Slots, claim: FamilyClaim) -> None:
    """
    Refuse a claim that no other plan is left, unless its potentials show it.

    By the cost of staying the same every other plan is cheaper, by 1 a person whom it
    treats otherwise; so a plan that is the best by it is alone.
    """
    if not claim.unique:
        return
    family = net.family
    sameness = np.where(net.used[family.owner] == STAYS, -1, 0)
    sameness[net.taken] = 1
    prove(net, table, Costs(moves=sameness), claim.uniqueness)
