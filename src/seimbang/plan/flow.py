"""The exact minimum-cost flow on what is still alive: by the kernel, else OR-Tools."""

from __future__ import annotations

from typing import Any

import numpy as np

from seimbang.plan import kernel
from seimbang.plan.goal import Cost
from seimbang.plan.network import State
from seimbang.plan.problem import Flags, Ints


class OutOfRangeError(ArithmeticError):
    """The costs of a goal are too large for the integers of the solver."""


def optimise(state: State, cost: Cost) -> bool:
    """
    Put the cheapest plan for ``cost`` into ``state.at``; tell whether there is one.

    :raises OutOfRangeError: when max |cost| × nodes exceeds 2^61.
    """
    if state.compiled:
        answer, _, _ = kernel.settle(state, cost, freeze=False)
        if answer in (kernel.Answer.OPTIMAL, kernel.Answer.INFEASIBLE):
            return answer is kernel.Answer.OPTIMAL
    return _solved(state, cost)


def _solved(state: State, cost: Cost) -> bool:
    """
    Do the same by OR-Tools.

    Least bounds become supplies, so every arc starts at zero. People with one way left
    are not sent to the solver.
    """
    from ortools.graph.python import min_cost_flow  # a tenth of a second: when needed

    place, family = state.layout, state.family
    ways = state.stay + np.add.reduceat(
        np.append(state.move, False).astype(np.int64), family.moves.first[:-1]
    ) * (np.diff(family.moves.first) > 0)
    if (ways == 0).any() or (state.low > state.high).any():
        return False
    free = ways > 1
    person_node = np.cumsum(free) - 1 + place.nodes
    solver = min_cost_flow.SimpleMinCostFlow()
    supply = np.zeros(place.nodes + int(free.sum()), np.int64)
    supply[place.nodes :] = 1
    supply[place.root] = -len(family.people)
    _forced(state, supply, ~free)
    stays, moves = _people(state, cost, solver, person_node, free)
    _tree(state, cost, solver, supply)
    solver.set_nodes_supplies(np.arange(len(supply)), supply)
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise OutOfRangeError(
            f"Expected costs of goal {cost.goal} within 2^61 / {len(supply)} nodes."
        )
    if status != solver.OPTIMAL:
        return False
    flow = solver.flows(np.arange(len(stays) + len(moves))) > 0
    state.at[stays[flow[: len(stays)]]] = -1
    taken = moves[flow[len(stays) :]]
    state.at[family.moves.person[taken]] = taken
    return True


def _forced(state: State, supply: Ints, forced: Flags) -> None:
    """Send people with one way left along it: their unit starts at its head."""
    family = state.family
    staying = forced & state.stay
    np.add.at(supply, state.layout.keep_of[family.origin[staying]], 1)
    live = np.flatnonzero(state.move)
    person = family.moves.person[live]
    live = live[forced[person]]
    np.add.at(supply, family.moves.seat[live], 1)
    state.at[staying] = -1
    state.at[family.moves.person[live]] = live


def _people(
    state: State,
    cost: Cost,
    solver: Any,
    node: Ints,
    free: Flags,
) -> tuple[Ints, Ints]:
    """Add the arcs of people; return who may stay and which moves there are."""
    family = state.family
    stays = np.flatnonzero(state.stay & free)
    live = np.flatnonzero(state.move)
    person = family.moves.person[live]
    live, person = live[free[person]], person[free[person]]
    home = state.layout.keep_of[family.origin[stays]]
    _add(
        solver,
        node[stays],
        home,
        np.ones(len(stays), np.int64),
        np.zeros(len(stays), np.int64),
    )
    ones = np.ones(len(live), np.int64)
    _add(solver, node[person], family.moves.seat[live], ones, cost.move[live])
    return stays, live


def _tree(
    state: State,
    cost: Cost,
    solver: Any,
    supply: Ints,
) -> None:
    """Add keep, seat and group arcs; each least bound becomes supply at its head."""
    place = state.layout
    keep = place.seats + np.arange(len(place.keep_seat))
    _bounded(solver, supply, keep, place.keep_seat, state.keep_low, state.keep_high)
    group = place.group_first + np.arange(len(state.group_low))
    above = place.parent[group]
    _bounded(solver, supply, group, above, state.group_low, state.group_high)
    seat, column, room = _slots(state, cost.slot.shape[1])
    _shift(supply, np.arange(place.seats), place.parent[: place.seats], state.low)
    _add(solver, seat, place.parent[seat], room, cost.slot[seat, column])


def _slots(state: State, width: int) -> tuple[Ints, Ints, Ints]:
    """
    Return seat, column of the cost table and room of each arc a seat may still fill.

    One arc per person within the table; beyond it one arc for all the rest.
    """
    first = state.family.seats.fixed + state.low
    room = state.high - state.low
    single = np.clip(width - 1 - first, 0, room)
    seat = np.repeat(np.arange(len(first)), single)
    begin = np.cumsum(single) - single
    column = np.arange(len(seat)) - np.repeat(begin - first, single)
    rest = np.flatnonzero(room > single)
    return (
        np.concatenate([seat, rest]),
        np.concatenate([column, np.full(len(rest), width - 1)]),
        np.concatenate([np.ones(len(seat), np.int64), (room - single)[rest]]),
    )


def _bounded(
    solver: Any,
    supply: Ints,
    tail: Ints,
    head: Ints,
    low: Ints,
    high: Ints,
) -> None:
    _shift(supply, tail, head, low)
    _add(solver, tail, head, high - low, np.zeros(len(tail), np.int64))


def _shift(supply: Ints, tail: Ints, head: Ints, units: Ints) -> None:
    np.subtract.at(supply, tail, units)
    np.add.at(supply, head, units)


def _add(
    solver: Any,
    tail: Ints,
    head: Ints,
    capacity: Ints,
    cost: Ints,
) -> None:
    solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32),
        head.astype(np.int32),
        capacity.astype(np.int64),
        cost.astype(np.int64),
    )
