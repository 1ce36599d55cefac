"""A family from its bounds through its goals: the proof step by step."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from seimbang.verify import goals
from seimbang.verify.certificate import FamilyClaim, GoalClaim
from seimbang.verify.costs import Step, costs, value
from seimbang.verify.goals import Costs, Slots
from seimbang.verify.levels import ratios, skipped
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
from seimbang.verify.problem import Family, Problem
from seimbang.verify.proof import prove, remove_moves
from seimbang.verify.report import Ledger, refuse

Placed = tuple[Network, Slots]


def placed(ledger: Ledger, family: Family, claim: FamilyClaim) -> Placed | None:
    """Return the network with the plan in it, and its slots; None: a check failed."""
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
    return None if table is None else (net, table)


def proved(
    ledger: Ledger, problem: Problem, claim: FamilyClaim, net: Network, table: Slots
) -> bool:
    """Tell whether each goal of a family that nothing ties to others is proved."""
    ledger.holds("values", lambda: None)  # they hold when there is no goal
    left = list(claim.goals)
    for name, _ in problem.policy.steps(problem.wish_ranks):
        before = None
        while name == "leximin" and left and left[0].step.goal == name:
            level = left[0].step.level
            if not ledger.holds("goal.leximin", _level, net, before, level):
                return False
            before = level
            if not _step(ledger, net, table, left.pop(0), claim, problem.seed):
                return False
        if name == "leximin":
            if not ledger.holds("goal.leximin", _level, net, before, None):
                return False
        elif not _step(ledger, net, table, left.pop(0), claim, problem.seed):
            return False
    ledger.holds("unique", _unique, net, table, claim)
    return True


def _level(net: Network, before: Fraction | None, level: Fraction | None) -> None:
    if before is not None and level is not None and level <= before:
        raise refuse("The levels of the ratios are not ascending.")
    skipped(ratios([net]), net.family.name, before, level)


def _step(
    ledger: Ledger,
    net: Network,
    table: Slots,
    goal: GoalClaim,
    claim: FamilyClaim,
    seed: str,
) -> bool:
    step = goal.step
    if step.goal == "worst_travel" and not _threshold(ledger, net, step):
        return False
    if step.goal == "shortage":
        marginals = goals.shortage(net, table, claim.scale)
        priced = Costs(slots=marginals.costs)
        ledger.holds("scale", _scale, net, table, marginals, goal, claim)
    else:
        priced = costs(net, table, step, seed)
    ledger.holds("values", _value, net, goal, priced)
    if step.goal == "worst_travel" and step.threshold == 0:
        return ledger.holds(step.key, lambda: None)
    return ledger.holds(step.key, prove, net, table, priced, goal.potentials)


def _threshold(ledger: Ledger, net: Network, step: Step) -> bool:
    threshold = step.threshold or 0

    def reached() -> None:
        remove_moves(net, net.family.added > threshold)
        if threshold and not (net.family.added[net.taken] == threshold).any():
            raise refuse(
                "{family}: no move of the plan has {minutes} added minutes.",
                family=net.family.name,
                minutes=threshold,
            )

    return ledger.holds("threshold", reached)


def _value(net: Network, goal: GoalClaim, priced: Costs) -> None:
    if value(net, goal.step, priced) != goal.value:
        raise refuse(
            "{family}: the value of goal {goal} is not what the certificate says.",
            family=net.family.name,
            goal=goal.step.goal,
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
