"""
One family, goal after goal, each proved before the next.

Solve a goal; take its potentials; freeze every arc with non-zero reduced cost; what is
left holds every optimal plan and no other, and the next goal is solved on it. No big
weights, so nothing overflows and nothing is mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan import kernel, leximin
from seimbang.plan.flow import optimise
from seimbang.plan.goal import Cost
from seimbang.plan.network import State, freeze, potentials, residual, start, value
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Ints


@dataclass(frozen=True)
class Proof:
    """
    That a goal is optimal among the optima of the goals before it.

    ``value`` is the plan's cost (:func:`seimbang.plan.network.value`), ``potentials``
    the dual: one integer per node of the small graph.
    """

    cost: Cost
    value: int
    potentials: Ints

    @property
    def goal(self) -> str:
        return self.cost.goal


@dataclass(frozen=True)
class Solution:
    """
    The plan of a family: ``at`` is the move of each person, −1 = stays.

    ``proofs`` has one entry per (sub-)goal in order; ``uniqueness`` holds the
    potentials which prove that no other plan is as good (None: there is one).
    """

    family: Family
    at: Ints
    proofs: tuple[Proof, ...]
    uniqueness: Ints | None

    @property
    def movers(self) -> Ints:
        """Return the people who move, ascending."""
        return np.flatnonzero(self.at >= 0)

    @property
    def staff(self) -> Ints:
        """Return the counted people at each seat after the plan."""
        seat = self.family.origin.copy()
        seat[self.movers] = self.family.moves.seat[self.at[self.movers]]
        there = np.bincount(seat, minlength=len(self.family.seats))
        return self.family.seats.fixed + there


class InfeasibleError(Exception):
    """No plan keeps the bounds of this family."""


def solve_family(
    family: Family,
    policy: Policy,
    *,
    seed: str,
    wish_ranks: int,
    compiled: bool = kernel.AVAILABLE,
) -> Solution:
    """
    Return the best plan of ``family`` for the ordered goals of ``policy``.

    ``compiled``: by the compiled kernel, which gives the same.

    :raises InfeasibleError: when no plan keeps the bounds.
    """
    state = start(family, compiled=compiled)
    proofs: list[Proof] = []
    for name in policy.goals:
        if name == "leximin":
            proofs += _leximin(state)
            continue
        for cost in costs(state, name, seed=seed, wish_ranks=wish_ranks):
            proofs.append(settle(state, cost))
    return Solution(family, state.at, tuple(proofs), only_plan(state))


def costs(state: State, name: str, *, seed: str, wish_ranks: int) -> Iterator[Cost]:
    """Yield the costs of goal ``name``; each is settled before the next is asked."""
    if name == "wishes":
        for rank in range(1, wish_ranks + 1):
            yield goals.wishes(state.family, rank)
    elif name == "worst_travel":
        yield goals.worst_travel(state.family, least_worst(state))
    elif name == "leximin":
        yield from leximin.costs(state)
    elif name == "order":
        yield goals.order(state.family, seed, np.flatnonzero(state.move))
    else:
        yield goals.COSTS[name](state.family)


def _leximin(state: State) -> Iterator[Proof]:
    if not optimise(state, leximin.ranked(state.family)):
        raise InfeasibleError(state.family.name)
    for cost, reached, dual in leximin.settled(state):
        yield Proof(cost, reached, dual)


def settle(state: State, cost: Cost) -> Proof:
    """
    Make the plan of ``state`` optimal for ``cost`` and keep only its optimal face.

    :raises InfeasibleError: when no plan keeps the bounds.
    """
    if state.compiled:
        answer, least, potential = kernel.settle(state, cost, freeze=True)
        if answer is kernel.Answer.OPTIMAL:
            return Proof(cost, least, potential)
        if answer is kernel.Answer.INFEASIBLE:
            raise InfeasibleError(state.family.name)
    dual = potentials(residual(state, cost)) if state.keeps_bounds() else None
    if dual is None:
        if not optimise(state, cost):
            raise InfeasibleError(state.family.name)
        dual = potentials(residual(state, cost))
        assert dual is not None, "an optimal flow has no negative cycle"
    proof = Proof(cost, value(state, cost), dual)
    freeze(state, cost, dual)
    return proof


def least_worst(state: State) -> int:
    """
    Return the smallest worst added travel (minutes), and forbid all that is worse.

    Bisection over the travel of the moves still alive.

    :raises InfeasibleError: when no plan keeps the bounds.
    """
    nothing = goals.worst_travel(state.family, 0)
    if not state.keeps_bounds() and not optimise(state, nothing):
        raise InfeasibleError(state.family.name)
    added = state.family.moves.added
    used = state.at[state.at >= 0]
    worst = int(added[used].max(initial=0))
    steps = np.unique(np.append(added[state.move & (added < worst)], [0, worst]))
    low, high = 0, len(steps) - 1  # steps[high] is possible
    while low < high:
        middle = (low + high) // 2
        if _possible_within(state, int(steps[middle])):
            high = middle
        else:
            low = middle + 1
    threshold = int(steps[high])
    if threshold < worst:
        _possible_within(state, threshold, keep=True)
    state.move &= added <= threshold
    return threshold


def _possible_within(state: State, minutes: int, *, keep: bool = False) -> bool:
    """Tell whether a plan of the face adds at most ``minutes`` to anyone; keep it."""
    before = state.at.copy()
    over = goals.worst_travel(state.family, minutes + 1)
    optimise(state, over)
    possible = value(state, over) == 0
    if not (possible and keep):
        state.at = before
    return possible


def only_plan(state: State) -> Ints | None:
    """
    Return the potentials which prove that no other plan is left; None if one is.

    Any other plan would be cheaper by one for each person it treats differently, so
    this plan is optimal for that cost if and only if it is the only one.
    """
    if state.compiled:
        answer, potential = kernel.only(state)
        if answer in (kernel.Answer.OPTIMAL, kernel.Answer.NOT_BEST):
            return potential if answer is kernel.Answer.OPTIMAL else None
    move = np.zeros(len(state.family.moves), np.int64)
    stays = state.at[state.family.moves.person] < 0
    move[stays] = -1
    move[state.at[state.at >= 0]] = 1
    slot = np.zeros((len(state.family.seats), 1), np.int64)
    return potentials(residual(state, Cost("unique", move, slot)))
