"""
Who helps whom: two small exact flows, so that nobody's time is given away twice.

All amounts are whole (lesson hours, percent of a week, minutes of travel).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

Ways = Mapping[tuple[int, int], int]  # (helper, place) → cost of the way


@dataclass(frozen=True)
class Gain:
    """What a pair of helper and place would bring (the more the better), and cost."""

    amount: int
    cost: int


def match(gains: Mapping[tuple[int, int], Gain]) -> list[tuple[int, int]]:
    """
    Return pairs (helper, place), each in one pair at most: most gain, then least cost.

    Exact: a matching is a flow of unit capacities. Among equals the first helpers.
    """
    if not gains:
        return []
    pairs = sorted(gains)
    helpers, places = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    most = 1 + sum(gain.cost for gain in gains.values())
    ranks = 1 + len(helpers) ** 2
    costs = [
        (gains[pair].cost - gains[pair].amount * most) * ranks + helpers.index(pair[0])
        for pair in pairs
    ]
    amounts = _flow(
        [1] * len(helpers),
        [1] * len(places),
        [(helpers.index(one), places.index(other)) for one, other in pairs],
        costs,
        bypass=True,
    )
    return [pair for pair, amount in zip(pairs, amounts, strict=True) if amount]


def share_out(
    spare: Sequence[int], missing: Sequence[int], ways: Ways
) -> dict[tuple[int, int], int]:
    """
    Return what each helper gives each place: most in all, then least cost a unit.

    A helper gives at most ``spare``, a place takes at most what is ``missing``.
    """
    pairs = sorted(ways)
    if not pairs:
        return {}
    costs = [ways[pair] for pair in pairs]
    amounts = _flow(spare, missing, pairs, costs, bypass=False)
    return {pair: amount for pair, amount in zip(pairs, amounts, strict=True) if amount}


def wholly(
    spare: Sequence[int],
    missing: Sequence[int],
    ways: Ways,
    first: Collection[int] = (),
) -> dict[tuple[int, int], int]:
    """
    Return what each helper gives, where one helper gives one place all it misses.

    As many places as possible; among these choices, most helpers of ``first``, then
    the shortest ways in all.
    """
    far = 1 + sum(ways.values())
    pairs = match(
        {
            (helper, place): Gain(1, cost + (0 if helper in first else far))
            for (helper, place), cost in ways.items()
            if spare[helper] >= missing[place] > 0
        }
    )
    return {(helper, place): missing[place] for helper, place in pairs}


def left(ways: Ways, given: Collection[tuple[int, int]]) -> Ways:
    """Return the ways between helpers and places that are in no pair yet."""
    used, done = {one for one, _ in given}, {other for _, other in given}
    return {
        (helper, place): cost
        for (helper, place), cost in ways.items()
        if helper not in used and place not in done
    }


def assign(
    spare: Sequence[int],
    missing: Sequence[int],
    ways: Ways,
    first: Collection[int] = (),
) -> dict[tuple[int, int], int]:
    """
    Return what each helper gives each place.

    First the places that one helper can help :func:`wholly`; then the helpers who are
    left cover as much as they can of the places that are left.
    """
    given = wholly(spare, missing, ways, first)
    return given | share_out(spare, missing, left(ways, given))


def _flow(
    supply: Sequence[int],
    demand: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    costs: Sequence[int],
    *,
    bypass: bool,
) -> list[int]:
    """
    Return the flow on each pair: source → supplies → demands → sink.

    As much as possible at least cost; with ``bypass`` only what lowers the cost.
    """
    solver = min_cost_flow.SimpleMinCostFlow()
    source, sink = len(supply) + len(demand), len(supply) + len(demand) + 1
    room = [min(supply[one], demand[other]) for one, other in pairs]
    arcs = [(one, len(supply) + other) for one, other in pairs]
    arcs += [(source, at) for at in range(len(supply))]
    arcs += [(len(supply) + at, sink) for at in range(len(demand))]
    room += [*supply, *demand]
    prices = [*costs, *([0] * (len(supply) + len(demand)))]
    if bypass:
        arcs.append((source, sink))
        room.append(sum(supply))
        prices.append(0)
    tail, head = (np.array([arc[side] for arc in arcs], np.int32) for side in (0, 1))
    solver.add_arcs_with_capacity_and_unit_cost(
        tail, head, np.array(room, np.int64), np.array(prices, np.int64)
    )
    solver.set_node_supply(source, sum(supply))
    solver.set_node_supply(sink, -sum(supply))
    status = solver.solve_max_flow_with_min_cost()
    assert status == solver.OPTIMAL, "a flow of nothing is always possible"
    found = solver.flows(np.arange(len(pairs)))
    return [int(amount) for amount in found]
