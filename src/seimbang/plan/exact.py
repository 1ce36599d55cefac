"""
A goal whose costs may be too large for the solver's integers, still to proof.

The solver answers for rounded costs; then negative cycles of the exact costs are
turned, in integers without a limit, until there is none: that plan is optimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from seimbang.plan.flow import optimise
from seimbang.plan.goal import LIMIT, Cost
from seimbang.plan.network import (
    State,
    changes,
    freeze,
    potentials,
    residual,
    residual_arcs,
)
from seimbang.plan.problem import Ints


def settle_wide(state: State, prices: Sequence[int], *, limit: int = LIMIT) -> None:
    """
    Make the feasible plan of ``state`` optimal for ``prices`` of moves; keep its face.

    ``limit`` is for max |price| × nodes² in the solver.
    """
    slot = np.zeros((state.layout.seats, 1), np.int64)
    cost = Cost("cost", np.array(prices, object), slot)
    freeze(state, cost, optimise_wide(state, cost, limit=limit))


def optimise_wide(state: State, cost: Cost, *, limit: int = LIMIT) -> Ints:
    """
    Make the feasible plan of ``state`` optimal for a ``cost`` of Python's integers.

    Returns the potentials that prove it.
    """
    nodes = state.layout.nodes + len(state.family.people)
    sizes = (np.abs(array).max(initial=0) for array in (cost.move, cost.slot))
    largest = int(max(sizes)) * nodes**2
    shift = max(0, largest.bit_length() - limit.bit_length() + 1)
    move, slot = ((one >> shift).astype(np.int64) for one in (cost.move, cost.slot))
    optimise(state, Cost(cost.goal, move, slot))
    while (dual := potentials(residual(state, cost))) is None:
        turn(state, negative_cycle(*residual_arcs(state, cost), state.layout.nodes))
    return dual


def negative_cycle(tail: Any, head: Any, length: Any, nodes: int) -> list[int]:
    """Return the arcs of a simple cycle of negative length; there must be one."""
    distance, by = [0] * nodes, [-1] * nodes
    arcs = list(zip(tail.tolist(), head.tolist(), length.tolist(), strict=True))
    last = -1
    for _ in range(nodes):
        last = -1
        for at, (one, other, step) in enumerate(arcs):
            if distance[one] + step < distance[other]:
                distance[other], by[other], last = distance[one] + step, at, other
    assert last >= 0, "there is a negative cycle"
    for _ in range(nodes):
        last = arcs[by[last]][0]
    cycle = [by[last]]
    while arcs[cycle[-1]][0] != last:
        cycle.append(by[arcs[cycle[-1]][0]])
    return cycle


def turn(state: State, cycle: Sequence[int]) -> None:
    """Let the people on a ``cycle`` of residual arcs do as its arcs say."""
    move, back = changes(state)
    for at in cycle:
        if at < len(move):
            state.at[state.family.moves.person[move[at]]] = move[at]
        elif at < len(move) + len(back):
            state.at[back[at - len(move)]] = -1
