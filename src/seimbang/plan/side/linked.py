"""
The families that limits tie together: goals in order, each to proof over all pairs.

What a third party needs to check it is in :class:`LinkedProof`; the formula of the
bound is in docs/explanation/certificate.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import InfeasibleError
from seimbang.plan.limit import linked
from seimbang.plan.network import start
from seimbang.plan.problem import Family, Ints, Problem
from seimbang.plan.side.clock import left
from seimbang.plan.side.ordered import Ordered, OutOfTimeError
from seimbang.plan.side.settle import Settled
from seimbang.plan.side.web import Goal, goal_of, rows_of_limits, web

SCALE = 10**6  # of the shortage, at most: floats must hold a unit of it
Progress = Callable[[str, int, int], None]  # stage, done, of how many
Told = Callable[["LinkedProof"], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody about progress."""


def quiet(proof: LinkedProof) -> None:
    """Tell nobody what is settled."""


class UnsupportedError(Exception):
    """The policy has a goal that cannot be proved under limits: ``leximin``."""


@dataclass(frozen=True)
class LinkedProof:
    """
    What is proved of one goal over all linked families.

    ``value`` is what the plan costs (integer, ``scale`` × shortage), ``bound`` what no
    plan can be below, by the integers that follow: multipliers × ``denominator`` of
    the ``rows`` of all limits, of the ``earlier`` goals, and of the nodes of each
    family. ``closed``: nothing is better; where the bound is lower than the value, that
    rests on the solver's branch and bound.
    """

    goal: str
    rank: int
    threshold: int
    scale: int
    exact: bool
    value: int
    bound: Fraction
    closed: bool
    denominator: int
    rows: list[int]
    earlier: list[int]
    potentials: list[list[int]]


@dataclass(frozen=True)
class Linked:
    """
    The plan of the linked ``families`` (indices, ascending).

    ``at`` holds the move of each person of a family, −1 = stays. ``status``: OPTIMAL,
    or TIME_LIMIT when some goal is not closed.
    """

    families: tuple[int, ...]
    at: Mapping[int, Ints]
    proofs: tuple[LinkedProof, ...]
    status: str


def tied(problem: Problem) -> tuple[int, ...]:
    """Return the families that limits tie together; a longest chain ties all."""
    touched = linked(problem.limits)
    if problem.longest_chain is not None:
        touched |= {at for at, one in enumerate(problem.families) if len(one.moves)}
    return tuple(sorted(touched))


def solve_linked(
    problem: Problem,
    *,
    time_limit: float | None = None,
    progress: Progress = silent,
    told: Told = quiet,
) -> Linked:
    """
    Return the best plan of the families that the limits of ``problem`` tie together.

    ``time_limit`` in seconds, for the whole call; ``told`` hears of each goal settled.

    :raises InfeasibleError: when no plan keeps bounds and limits.
    :raises OutOfTimeError: when time ran out before any such plan was found.
    :raises UnsupportedError: for the goal ``leximin``, whose levels are convex only
        on what the levels before leave of a network.
    """
    if "leximin" in problem.policy.goals:
        raise UnsupportedError
    search, families = _search(problem, time_limit)
    goals_, done = list(problem.policy.goals), 0
    proofs: list[LinkedProof] = []
    for name in goals_:
        progress("linked", done, len(goals_))
        for goal in _costs(problem, search, name):
            proofs.append(_proof(search, goal, search.settle(goal)))
            told(proofs[-1])
        done += 1
    progress("linked", done, len(goals_))
    people = search.net.first_person
    at = {
        family: np.where(own >= 0, own - search.net.first_move[place], -1)
        for place, family in enumerate(families)
        for own in [search.plan[people[place] : people[place + 1]]]
    }
    status = "OPTIMAL" if search.proved else "TIME_LIMIT"
    return Linked(families, at, tuple(proofs), status)


def feasible(problem: Problem, *, time_limit: float | None = None) -> bool:
    """
    Tell whether some plan of the linked families keeps bounds and limits.

    :raises OutOfTimeError: when time ran out before that was known.
    """
    try:
        _search(problem, time_limit)
    except InfeasibleError:
        return False
    return True


def _search(
    problem: Problem, time_limit: float | None
) -> tuple[Ordered, tuple[int, ...]]:
    families = tied(problem)
    states = [start(problem.families[at]) for at in families]
    rows = rows_of_limits(problem.limits, families, web(states))
    remaining = left(time_limit)
    search = Ordered(states, rows, remaining, longest=problem.longest_chain)
    return search, families


def _costs(problem: Problem, search: Ordered, name: str) -> Iterator[Goal]:
    """Yield the goals of ``name``; each is settled before the next is asked."""
    families = [state.family for state in search.states]
    if name == "wishes":
        for rank in range(1, problem.wish_ranks + 1):
            yield goal_of([goals.wishes(family, rank) for family in families])
    elif name == "shortage":
        yield goal_of(_shortage(families))
    elif name == "worst_travel":
        yield _worst(search, least_worst(search))
    elif name == "order":
        alive = np.split(search.every, search.net.first_move[1:-1])
        yield goal_of(
            [
                goals.order(family, problem.seed, np.flatnonzero(moves))
                for family, moves in zip(families, alive, strict=True)
            ]
        )
    else:
        yield goal_of([goals.COSTS[name](family) for family in families])


def _shortage(families: Sequence[Family]) -> list[Cost]:
    """Return the shortage of all families on one scale, exact where it is small."""
    costs = [goals.shortage(family) for family in families]
    steps = [[goals.marginals(need) for need in one.seats.need] for one in families]
    scale = 1
    for value in (value for one in steps for row in one for value in row):
        scale = math.lcm(scale, value.denominator)
        if scale > SCALE:
            break
    exact = scale <= SCALE
    scale = min(scale, SCALE)
    half = Fraction(1, 2)
    for cost, rows in zip(costs, steps, strict=True):
        for seat, row in enumerate(rows):
            cost.slot[seat, : len(row)] = [
                math.floor(value * scale + half) for value in row
            ]
    return [replace(cost, scale=scale, exact=exact) for cost in costs]


def _worst(search: Ordered, threshold: int) -> Goal:
    """Return the number of people who bear the worst added travel."""
    return goal_of(
        [goals.worst_travel(state.family, threshold) for state in search.states]
    )


def least_worst(search: Ordered) -> int:
    """
    Return the smallest worst added travel (minutes), and forbid all that is worse.

    Bisection: is there a best plan that adds at most so much to anyone?
    """
    added = np.concatenate([state.family.moves.added for state in search.states])

    def worst() -> int:
        return int(added[search.plan[search.plan >= 0]].max(initial=0))

    below = search.alive & (added < worst())
    steps = np.unique(np.append(added[below], 0))
    low = 0  # all steps before it are impossible
    while low < (high := int(np.searchsorted(steps, worst()))):
        middle = (low + high) // 2
        done = search.look(_worst(search, int(steps[middle]) + 1))
        if done.value:
            low = middle + 1
    threshold = worst()
    search.forbid(added > threshold)
    return threshold


def _proof(search: Ordered, goal: Goal, done: Settled) -> LinkedProof:
    cost, dual = goal.costs[0], done.dual
    node = search.net.first_node
    return LinkedProof(
        goal=cost.goal,
        rank=cost.rank,
        threshold=cost.threshold,
        scale=cost.scale,
        exact=cost.exact,
        value=done.value,
        bound=Fraction(done.bound.numerator, done.bound.denominator),
        closed=done.proved and (cost.goal != "worst_travel" or search.proved),
        denominator=dual.denominator,
        rows=list(dual.rows),
        earlier=list(dual.earlier),
        potentials=[
            list(dual.potentials[node[at] : node[at + 1]])
            for at in range(len(search.states))
        ],
    )


__all__ = [
    "Linked",
    "LinkedProof",
    "OutOfTimeError",
    "UnsupportedError",
    "feasible",
    "solve_linked",
    "tied",
]
