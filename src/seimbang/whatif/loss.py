"""
What it would cost to forbid a move: a shortest path, not a new solve.

Goals are ordered, so a loss is a vector: the first entry that is not zero tells what
would be lost. It is exact over the goals that are sums (nobody … travel); the worst
single travel and the later goals only choose among equals and are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import Solution
from seimbang.plan.network import FAR, Layout, State, residual_arcs, start
from seimbang.plan.problem import Ints

SUMS = ("nobody", "minimum", "shortage", "compulsory", "wishes", "travel")


@dataclass(frozen=True)
class Loss:
    """
    What is lost, goal by goal: name → amount (> 0 worse, < 0 better).

    ``shortage`` is in units of shortage² / need. None: no other plan keeps the bounds.
    """

    amounts: tuple[tuple[str, Fraction], ...] | None

    @property
    def first(self) -> tuple[str, Fraction] | None:
        """Return the first goal that is not equal, None when all are."""
        return next((item for item in self.amounts or () if item[1]), None)


class Exchange:
    """
    The full residual graph of a solved family, for all goals that are sums.

    ``arcs[g, u, v]`` is the length for goal g of the lexicographically shortest arc
    u → v between nodes; :data:`~seimbang.plan.network.FAR` where there is none.
    """

    def __init__(self, solution: Solution) -> None:
        self.solution = solution
        self.costs = tuple(
            proof.cost for proof in solution.proofs if proof.goal in SUMS
        )
        self.state: State = start(solution.family)
        self.state.at = solution.at
        self.layout: Layout = self.state.layout
        self.arcs = _shortest_arcs(self.state, self.costs)
        self._to: dict[int, Ints] = {}

    def distance_to(self, node: int) -> Ints:
        """Return the lexicographically shortest way from each node: [goal, node]."""
        if node not in self._to:
            self._to[node] = _distances(self.arcs, node)
        return self._to[node]

    def without(self, person: int) -> Loss:
        """Return what is lost when the move of ``person`` is forbidden."""
        family, used = self.solution.family, int(self.solution.at[person])
        there = int(family.moves.seat[used])
        way = self.distance_to(there)
        first, last = family.moves.first[person : person + 2]
        move = np.concatenate([np.arange(first, used), np.arange(used + 1, last)])
        stay = self.layout.keep_of[family.origin[person]]
        node = np.append(family.moves.seat[move], stay)
        open_ = way[0, node] < FAR  # one is: that nobody moves keeps the bounds
        options = np.array(
            [
                way[goal, node] + np.append(cost.move[move], 0) - cost.move[used]
                for goal, cost in enumerate(self.costs)
            ]
        )[:, open_]
        least = np.lexsort(options[::-1])[0]
        return Loss(self._amounts(options[:, least].tolist()))

    def with_move(self, person: int, move: int) -> Loss:
        """
        Return what is lost when ``person`` must make ``move`` instead.

        The person is one more at the seat of ``move``: someone leaves it, and so on,
        until the place the person has in the plan is filled again.
        """
        family, used = self.solution.family, int(self.solution.at[person])
        if move == used:
            return Loss(self._amounts([0] * len(self.costs)))
        stay = int(self.layout.keep_of[family.origin[person]])
        here = stay if used < 0 else int(family.moves.seat[used])
        way = self.distance_to(here)[:, int(family.moves.seat[move])]
        if way[0] >= FAR:
            return Loss(None)
        paid = [0 if used < 0 else int(cost.move[used]) for cost in self.costs]
        vector = [
            int(way[goal]) + int(cost.move[move]) - paid[goal]
            for goal, cost in enumerate(self.costs)
        ]
        return Loss(self._amounts(vector))

    def _amounts(self, vector: Sequence[int]) -> tuple[tuple[str, Fraction], ...]:
        return tuple(
            (_name(cost), Fraction(amount, cost.scale))
            for cost, amount in zip(self.costs, vector, strict=True)
        )


def _name(cost: Cost) -> str:
    return f"{cost.goal} {cost.rank}" if cost.rank else cost.goal


def _shortest_arcs(state: State, costs: Sequence[Cost]) -> Ints:
    nodes = state.layout.nodes
    tail, head, _ = residual_arcs(state, costs[0])
    lengths = np.array([residual_arcs(state, cost)[2] for cost in costs])
    pair = tail * nodes + head
    order = np.lexsort((*lengths[::-1], pair))
    _, first = np.unique(pair[order], return_index=True)
    best = order[first]
    arcs = np.full((len(costs), nodes, nodes), FAR)
    arcs[:, tail[best], head[best]] = lengths[:, best]
    return arcs


def _distances(arcs: Ints, node: int) -> Ints:
    """
    Return the lexicographic distances to ``node``, goal after goal.

    After each goal only the arcs on its shortest ways are kept. Cycles are never
    negative: the plan is optimal.
    """
    goals, nodes = arcs.shape[0], arcs.shape[1]
    usable = arcs[0] < FAR
    result = np.full((goals, nodes), FAR)
    for goal in range(goals):
        length = np.where(usable, arcs[goal], FAR)
        distance = np.full(nodes, FAR)
        distance[node] = 0
        while True:
            over = np.where(usable & (distance < FAR), length + distance, FAR)
            nearer = np.minimum(distance, over.min(axis=1))
            if (nearer == distance).all():
                break
            distance = nearer
        result[goal] = distance
        usable &= (distance < FAR)[None, :] & (distance[:, None] == length + distance)
    return result
