"""
What turns one plan of a family into another: separate exchanges, each on its own.

The difference of two plans is a circulation of the small graph and falls apart into
cycles: a chain of people from one seat to another, or a ring. Any choice of them made
in the first plan keeps all bounds. Where both plans are optimal for one price per unit
(a move, a minute), each exchange is worth exactly its price, and so is every choice:
that gives the points between two corners of a frontier without another solve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seimbang.plan.network import Layout, State
from seimbang.plan.problem import Ints

Arc = tuple[int, int]  # head, and the person who goes along; −1: nobody


@dataclass(frozen=True)
class Exchange:
    """People who do together what they do in the other plan: ``amount`` units more."""

    people: tuple[int, ...]
    amount: int


def exchanges(state: State, other: Ints, unit: Ints) -> list[Exchange]:
    """Return what turns the plan of ``state`` into ``other``; ``unit`` of each move."""
    leaving = _arcs(state, other)
    more = _used(other, unit) - _used(state.at, unit)
    found = []
    for node in range(state.layout.nodes):
        while leaving[node]:
            people = [person for person in _cycle(leaving, node) if person >= 0]
            found.append(Exchange(tuple(people), int(more[people].sum())))
    return found


def _used(at: Ints, unit: Ints) -> Ints:
    """Return what each person uses."""
    used = np.zeros(len(at), np.int64)
    used[at >= 0] = unit[at[at >= 0]]
    return used


def _arcs(state: State, other: Ints) -> list[list[Arc]]:
    """Return the arcs of the difference by the node they leave."""
    place, after = state.layout, _with(state, other)
    leaving: list[list[Arc]] = [[] for _ in range(place.nodes)]
    tail, head = state.head(), after.head()
    for person in np.flatnonzero(tail != head).tolist():
        leaving[int(tail[person])].append((int(head[person]), person))
    for node, above, more in _tree(place, state, after):
        up, down = (node, above) if more > 0 else (above, node)
        leaving[up].extend([(down, -1)] * abs(more))
    return leaving


def _with(state: State, at: Ints) -> State:
    return State(**{**vars(state), "at": at})


def _tree(place: Layout, before: State, after: State) -> Iterator[tuple[int, int, int]]:
    """Yield tail, head and how many more go along each arc between the nodes."""
    seats = np.arange(place.seats)
    keep = place.seats + np.arange(len(place.keep_seat))
    group = place.group_first + np.arange(len(before.family.groups))
    for node, above, more in (
        (seats, place.parent[seats], after.staff() - before.staff()),
        (keep, place.keep_seat, after.kept() - before.kept()),
        (group, place.parent[group], after.group_flow() - before.group_flow()),
    ):
        for at in np.flatnonzero(more).tolist():
            yield int(node[at]), int(above[at]), int(more[at])


def _cycle(leaving: list[list[Arc]], node: int) -> Iterator[int]:
    """Walk from ``node`` until a node comes again; yield who goes round; take it."""
    path: list[tuple[int, Arc]] = []
    seen: dict[int, int] = {}
    while node not in seen:
        seen[node] = len(path)
        arc = leaving[node].pop()
        path.append((node, arc))
        node = arc[0]
    for tail, arc in path[: seen[node]]:  # the way in is no part of the cycle
        leaving[tail].append(arc)
    for _, (_, person) in path[seen[node] :]:
        yield person


class Choices:
    """All amounts that a choice of the exchanges between two plans can have."""

    def __init__(self, state: State, other: Ints, unit: Ints) -> None:
        self.before, self.other = state.at, other
        self.parts = exchanges(state, other, unit)
        first = int(_used(state.at, unit).sum())
        self.reached: dict[int, tuple[int, int]] = {first: (-1, first)}
        for at, part in enumerate(self.parts):
            for amount in list(self.reached):
                self.reached.setdefault(amount + part.amount, (at, amount))

    def plan(self, amount: int) -> Ints:
        """Return a plan that uses ``amount``, which must be reached."""
        plan = self.before.copy()
        while self.reached[amount][0] >= 0:
            at, amount = self.reached[amount]
            people = list(self.parts[at].people)
            plan[people] = self.other[people]
        return plan
