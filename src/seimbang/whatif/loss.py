"""
What it would cost to force or forbid a move: a shortest path, not a new solve.

Goals are ordered, so a loss is a vector: the first entry that is not zero tells what
would be lost. It is exact over the goals that are sums (nobody … travel), as far as the
policy has nothing else before them; the worst single travel and the goals after it only
choose among equals and are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

import numpy as np

from seimbang.plan import kernel, leximin
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import Solution
from seimbang.plan.network import (
    FAR,
    Layout,
    State,
    changes,
    residual_arcs,
    start,
    value,
)
from seimbang.plan.problem import Flags, Ints

SUMS = (
    "deviation",
    "nobody",
    "minimum",
    "shortage",
    "leximin",
    "compulsory",
    "wishes",
    "travel",
)
STAYS = -1  # in place of a move
NO_ONE = -1  # an arc between a seat and what is above it; −2 − p: person p stays


class NotBestError(ValueError):
    """The plan is not the best of its family, so that no path tells a loss."""


@dataclass(frozen=True)
class Loss:
    """
    What is lost, goal by goal: name → amount (> 0 worse, < 0 better).

    ``shortage`` is in units of shortage² / need, ``leximin`` in ranks of ratios. None:
    no other plan keeps the bounds.
    """

    amounts: tuple[tuple[str, Fraction], ...] | None

    @property
    def first(self) -> tuple[str, Fraction] | None:
        """Return the first goal that is not equal, None when all are."""
        return next((item for item in self.amounts or () if item[1]), None)

    @property
    def size(self) -> tuple[bool, tuple[Fraction, ...]]:
        """Return what losses are compared by: the smaller, the better the plan."""
        amounts = self.amounts or ()
        return self.amounts is None, tuple(amount for _, amount in amounts)

    def __add__(self, other: Loss) -> Loss:
        """Return what two changes lose one after the other."""
        if self.amounts is None or other.amounts is None:
            return Loss(None)
        more = dict(other.amounts)
        return Loss(tuple((name, had + more[name]) for name, had in self.amounts))


def lost(plans: Sequence[tuple[Solution, Ints]]) -> Loss:
    """Return what other plans of families lose together, by the goals that are sums."""
    amounts: dict[str, Fraction] = {}
    for solution, at in plans:
        state = replace(start(solution.family), at=solution.at)
        other = replace(state, at=at)
        for cost in _sums(solution):
            more = value(other, cost) - value(state, cost)
            amounts.setdefault(_name(cost), Fraction(0))
            amounts[_name(cost)] += Fraction(more, cost.scale)
    return Loss(tuple(amounts.items()))


def _sums(solution: Solution) -> tuple[Cost, ...]:
    """
    Return the costs of the goals that are sums, up to the first that is not.

    The levels of leximin are one sum, :func:`seimbang.plan.leximin.ranked`.
    """
    found: list[Cost] = []
    for proof in takewhile(lambda proof: proof.goal in SUMS, solution.proofs):
        if proof.goal != "leximin":
            found.append(proof.cost)
        elif "leximin" not in [cost.goal for cost in found]:
            found.append(leximin.ranked(solution.family))
    return tuple(found)


class Exchange:
    """
    The full residual graph of a solved family, for all goals that are sums.

    ``arcs[g, u, v]`` is the length for goal g of the lexicographically shortest arc
    u → v between nodes; :data:`~seimbang.plan.network.FAR` where there is none.
    ``by[u, v]`` tells who that arc is: a move, or −2 − p where p would stay.
    """

    def __init__(
        self, solution: Solution, *, compiled: bool = kernel.AVAILABLE
    ) -> None:
        self.solution = solution
        self.costs = _sums(solution)
        whole = start(solution.family, compiled=compiled)
        self.state: State = replace(whole, at=solution.at)
        self.layout: Layout = self.state.layout
        nodes = self.layout.nodes
        self.arcs = np.full((len(self.costs), nodes, nodes), FAR)
        self.by = np.full((nodes, nodes), NO_ONE)
        _lay(self, np.ones(nodes, np.bool_))
        self._to: dict[int, Ints] = {}
        self._from: dict[int, Ints] = {}

    def distance_to(self, node: int) -> Ints:
        """Return the lexicographically shortest way from each node: [goal, node]."""
        if node not in self._to:
            self._to[node] = _distances(self.arcs, node)
        return self._to[node]

    def distance_from(self, node: int) -> Ints:
        """Return the lexicographically shortest way to each node: [goal, node]."""
        if node not in self._from:
            self._from[node] = _distances(self.arcs.transpose(0, 2, 1), node)
        return self._from[node]

    def with_plan(self, at: Ints) -> State:
        """Return the bounds of the family with another plan in them."""
        return replace(self.state, at=at)

    def node(self, person: int, move: int) -> int:
        """Return the node that the person flows into by ``move`` (−1: stays)."""
        family = self.solution.family
        if move == STAYS:
            return int(self.layout.keep_of[family.origin[person]])
        return int(family.moves.seat[move])

    def without(self, person: int) -> Loss:
        """Return what is lost when the move of ``person`` is forbidden."""
        family, used = self.solution.family, int(self.state.at[person])
        way = self.distance_to(int(family.moves.seat[used]))
        first, last = family.moves.first[person : person + 2]
        move = np.concatenate([np.arange(first, used), np.arange(used + 1, last)])
        move = move[self.state.move[move]]
        stay = self.node(person, STAYS)
        node = np.append(family.moves.seat[move], stay)
        open_ = (way[0, node] < FAR) & np.append(
            np.ones(len(move), np.bool_), self.state.stay[person]
        )
        if not open_.any():
            return Loss(None)
        options = np.array(
            [
                way[goal, node] + np.append(cost.move[move], 0) - cost.move[used]
                for goal, cost in enumerate(self.costs)
            ]
        ).reshape(len(self.costs), -1)[:, open_]
        if not self.costs:
            return Loss(())
        least = np.lexsort(options[::-1])[0]
        return Loss(self.amounts(options[:, least].tolist()))

    def with_move(self, person: int, move: int) -> Loss:
        """
        Return what is lost when ``person`` must make ``move`` (−1: stay) instead.

        The person is one more at the seat of ``move``: someone leaves it, and so on,
        until the place the person has in the plan is filled again.
        """
        used = int(self.state.at[person])
        if move == used:
            return Loss(self.amounts([0] * len(self.costs)))
        if not (self.state.stay[person] if move == STAYS else self.state.move[move]):
            return Loss(None)
        here, there = self.node(person, used), self.node(person, move)
        if here == there:
            way = np.zeros(len(self.costs), np.int64)
        else:
            way = self.distance_to(here)[:, there]
        if (way >= FAR).any():
            return Loss(None)
        return Loss(self.amounts((way + self._changed(person, move)).tolist()))

    def pin(self, person: int, move: int) -> Exchange | None:
        """
        Return the exchange when ``person`` makes ``move`` (−1: stays) for good.

        Its plan is the best one with that move, over the goals that are sums. None:
        no plan with that move keeps the bounds.
        """
        if self.with_move(person, move).amounts is None:
            return None
        here = self.node(person, int(self.state.at[person]))
        there = self.node(person, move)
        state = replace(
            self.state,
            at=self.state.at.copy(),
            move=self.state.move.copy(),
            stay=self.state.stay.copy(),
        )
        touched = np.zeros(self.layout.nodes, np.bool_)
        touched[[here, there, self.layout.root]] = True
        for tail, head in self.path(there, here):
            touched[[tail, head]] = True
            _follow(state, int(self.by[tail, head]))
        state.at[person] = move
        first, last = state.family.moves.first[person : person + 2]
        state.move[first:last] = False
        state.stay[person] = move == STAYS
        if move != STAYS:
            state.move[move] = True
        return self._changed_to(state, touched)

    def path(self, tail: int, head: int) -> list[tuple[int, int]]:
        """Return the arcs of a shortest way between two nodes; there must be one."""
        way = self.distance_to(head)
        reached: Flags = np.logical_and.reduce(way < FAR)
        tight = reached[None, :] & reached[:, None]
        tight &= (self.arcs + way[:, None, :] == way[:, :, None]).all(axis=0)
        hops = {head: head}  # node → the next one on a way with the fewest arcs
        front = [head]
        while tail not in hops:
            front = [
                int(node)
                for to in front
                for node in np.flatnonzero(tight[:, to])
                if node not in hops and hops.setdefault(int(node), to) == to
            ]
        arcs = []
        while tail != head:
            arcs.append((tail, hops[tail]))
            tail = hops[tail]
        return arcs

    def amounts(self, vector: Sequence[int]) -> tuple[tuple[str, Fraction], ...]:
        """Return a vector of integer costs under the names of the goals."""
        return tuple(
            (_name(cost), Fraction(amount, cost.scale))
            for cost, amount in zip(self.costs, vector, strict=True)
        )

    def _changed(self, person: int, move: int) -> Ints:
        """Return what the person's own move costs more than the one in the plan."""
        used = int(self.state.at[person])
        return np.array(
            [
                (0 if move == STAYS else cost.move[move])
                - (0 if used == STAYS else cost.move[used])
                for cost in self.costs
            ],
            np.int64,
        )

    def _changed_to(self, state: State, touched: Flags) -> Exchange:
        """Return the exchange of a plan that differs at the nodes ``touched``."""
        changed = Exchange.__new__(Exchange)
        changed.solution = replace(self.solution, at=state.at, uniqueness=None)
        changed.costs, changed.layout, changed.state = self.costs, self.layout, state
        changed.arcs, changed.by = self.arcs.copy(), self.by.copy()
        changed.arcs[:, touched] = FAR
        changed.by[touched] = NO_ONE
        _lay(changed, touched)
        changed._to, changed._from = {}, {}
        return changed


def _name(cost: Cost) -> str:
    return f"{cost.goal} {cost.rank}" if cost.rank else cost.goal


def _follow(state: State, who: int) -> None:
    """Let the person of an arc do as the arc says."""
    if who >= 0:
        first = state.family.moves.first
        state.at[int(np.searchsorted(first, who, "right")) - 1] = who
    elif who < NO_ONE:
        state.at[-2 - who] = STAYS


def _lay(exchange: Exchange, rows: Flags) -> None:
    """
    Put the shortest arcs that leave the nodes ``rows`` into the exchange.

    Arc by arc and goal after goal, only those that are shortest between their nodes
    are kept; the first of equals stays: moves, then coming back, then the tree.
    """
    state = exchange.state
    if not exchange.costs:
        return
    if state.compiled:
        kernel.lay(state, exchange.costs, rows, exchange.arcs, exchange.by)
    else:
        _lay_people(exchange, rows)
    tree = replace(state, move=np.zeros_like(state.move), stay=state.stay & False)
    above = [residual_arcs(tree, cost) for cost in exchange.costs]
    own = rows[above[0][0]]
    tail, head = above[0][0][own], above[0][1][own]
    length = np.array([one[2][own] for one in above])
    before = exchange.arcs[:, tail, head]
    shorter, equal = np.zeros(len(tail), np.bool_), np.ones(len(tail), np.bool_)
    for goal in range(len(above)):
        shorter |= equal & (length[goal] < before[goal])
        equal &= length[goal] == before[goal]
    exchange.arcs[:, tail[shorter], head[shorter]] = length[:, shorter]
    exchange.by[tail[shorter], head[shorter]] = NO_ONE


def _lay_people(exchange: Exchange, rows: Flags) -> None:
    """Put the shortest arcs of people who are at the nodes ``rows``."""
    state, nodes = exchange.state, exchange.layout.nodes
    family, head = state.family, state.head()
    move, back = changes(state)
    owner = family.moves.person
    near = rows[head[owner[move]]]
    move, back = move[near], back[rows[head[back]]]
    person = owner[move]
    heads = family.moves.seat[move], exchange.layout.keep_of[family.origin[back]]
    pair = np.concatenate([head[person], head[back]]) * nodes + np.concatenate(heads)
    left = np.arange(len(pair))
    for goal, cost in enumerate(exchange.costs):
        paid = np.where(state.at >= 0, np.append(cost.move, 0)[state.at], 0)
        length = np.concatenate([cost.move[move] - paid[person], -paid[back]])[left]
        least = np.full(nodes * nodes, FAR)
        np.minimum.at(least, pair[left], length)
        left = left[length == least[pair[left]]]
        table = exchange.arcs[goal].reshape(-1)
        table[pair[left]] = least[pair[left]]
    who = np.concatenate([move, -2 - back])
    chosen, first = np.unique(pair[left], return_index=True)
    exchange.by.reshape(-1)[chosen] = who[left[first]]


def _distances(arcs: Ints, node: int) -> Ints:
    """
    Return the lexicographic distances to ``node``, goal after goal.

    After each goal only the arcs on its shortest ways are kept.

    :raises NotBestError: when a cycle is negative: the plan is not optimal.
    """
    goals, nodes = arcs.shape[0], arcs.shape[1]
    result = np.full((goals, nodes), FAR)
    if not goals:
        return result
    usable = arcs[0] < FAR
    for goal in range(goals):
        length = np.where(usable, arcs[goal], FAR)
        distance = np.full(nodes, FAR)
        distance[node] = 0
        for _ in range(nodes + 1):
            over = np.where(usable & (distance < FAR), length + distance, FAR)
            nearer = np.minimum(distance, over.min(axis=1))
            if (nearer == distance).all():
                break
            distance = nearer
        else:
            raise NotBestError
        result[goal] = distance
        usable &= (distance < FAR)[None, :] & (distance[:, None] == length + distance)
    return result
