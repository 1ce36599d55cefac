"""
What turns one plan of a family into another: separate exchanges, each on its own.

The difference of two plans is a circulation of the small graph and falls apart into
cycles: a chain of people from one seat to another, or a ring. Any choice of them made
in the first plan keeps all bounds. Where both plans are optimal for one price of a
move, each exchange is worth exactly its price, and so is every choice: that gives the
points between two corners of a frontier without another solve.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from seimbang.plan.network import Layout, State
from seimbang.plan.problem import Ints

Arc = tuple[int, int]  # head, and the person who goes along; −1: nobody


@dataclass(frozen=True)
class Exchange:
    """People who do together what they do in the other plan; ``moves`` more of them."""

    people: tuple[int, ...]
    moves: int


def exchanges(state: State, other: Ints) -> list[Exchange]:
    """Return what turns the plan of ``state`` into the plan ``other``."""
    before = state.at
    leaving = _arcs(state, other)
    found = []
    for node in range(state.layout.nodes):
        while leaving[node]:
            people = tuple(person for person in _cycle(leaving, node) if person >= 0)
            more = [int(other[one] >= 0) - int(before[one] >= 0) for one in people]
            if people:
                found.append(Exchange(people, sum(more)))
    return found


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


def between(
    before: Ints, other: Ints, parts: Sequence[Exchange], moves: int
) -> dict[int, Ints]:
    """
    Return plans between two, by their number of moves: choices of ``parts``.

    ``before`` makes ``moves`` moves. Only numbers that some choice reaches are there.
    """
    reached: dict[int, tuple[int, int]] = {moves: (-1, moves)}
    for at, part in enumerate(parts):
        for number in list(reached):
            reached.setdefault(number + part.moves, (at, number))
    plans = {}
    for number in reached:
        plan, step = before.copy(), number
        while reached[step][0] >= 0:
            at, step = reached[step]
            people = list(parts[at].people)
            plan[people] = other[people]
        plans[number] = plan
    return plans
