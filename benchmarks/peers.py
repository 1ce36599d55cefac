"""
Peers that minimise one sum of whole numbers: OR-Tools twice, and two heuristics.

They answer the same :class:`engines.Task` as the engines beside them; see there.
"""

from __future__ import annotations

import numpy as np
from engines import Task

from seimbang.plan.lexicographic import settle
from seimbang.plan.network import start, value

CP_SAT_SECONDS = 120.0


def ortools_flow(task: Task) -> int:
    """OR-Tools SimpleMinCostFlow on the person-level network, without potentials."""
    from ortools.graph.python import min_cost_flow

    family, moves = task.family, task.family.moves
    people, seats = len(family.people), len(family.seats)
    slots = np.array(task.slots, np.int64).reshape(-1, 2)
    must = _must(task, slots)
    root = people + seats
    tail = np.concatenate([np.arange(people), moves.person, people + slots[~must, 0]])
    head = np.concatenate(
        [people + family.origin, people + moves.seat, np.full(int((~must).sum()), root)]
    )
    cost = np.concatenate([np.zeros(people, np.int64), task.cost.move, slots[~must, 1]])
    supply = np.zeros(root + 1, np.int64)
    supply[:people] = 1
    supply[people:root] = -task.low
    supply[root] = int(task.low.sum()) - people
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), np.ones(len(tail), np.int64), cost
    )
    solver.set_nodes_supplies(np.arange(root + 1), supply)
    assert solver.solve() == solver.OPTIMAL
    return int(solver.optimal_cost()) + int(slots[must, 1].sum()) + task.base


def _must(task: Task, slots: np.ndarray) -> np.ndarray:
    """Tell which slots the least staff of the seats fills: the first ones of each."""
    first = np.searchsorted(slots[:, 0], np.arange(len(task.low)))
    rank = np.arange(len(slots)) - first[slots[:, 0]]
    must: np.ndarray = rank < task.low[slots[:, 0]]
    return must


def cp_sat(task: Task) -> int | None:
    """OR-Tools CP-SAT with one Boolean a move and unary slots; None: not proved."""
    from ortools.sat.python import cp_model

    family, moves = task.family, task.family.moves
    model = cp_model.CpModel()
    goes = [model.new_bool_var("") for _ in range(len(moves))]
    stays = [model.new_bool_var("") for _ in family.people]
    slots = task.slots
    fills = [model.new_bool_var("") for _ in slots]
    of_person: list[list[cp_model.IntVar]] = [[one] for one in stays]
    of_seat: list[list[cp_model.IntVar]] = [[] for _ in family.seats.id]
    for person, seat in enumerate(family.origin.tolist()):
        of_seat[seat].append(stays[person])
    for move, person in enumerate(moves.person.tolist()):
        of_person[person].append(goes[move])
        of_seat[int(moves.seat[move])].append(goes[move])
    filled: list[list[cp_model.IntVar]] = [[] for _ in family.seats.id]
    for at, (seat, _) in enumerate(slots):
        filled[seat].append(fills[at])
    for options in of_person:
        model.add_exactly_one(options)
    for seat, inside in enumerate(of_seat):
        model.add(sum(inside) == sum(filled[seat]))
        model.add(sum(inside) >= int(task.low[seat]))
    model.minimize(
        sum(int(price) * goes[at] for at, price in enumerate(task.cost.move.tolist()))
        + sum(price * fills[at] for at, (_, price) in enumerate(slots))
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = CP_SAT_SECONDS
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return round(solver.objective_value) + task.base


def one_hop(task: Task) -> int:
    """
    One hop: only from a place with people to spare straight to one that lacks some.

    The cheapest such plan, by the same flow; chains are what it misses. Not exact.
    """
    family, moves = task.family, task.family.moves
    state = start(family)
    need = np.array([0.0 if one is None else float(one) for one in family.seats.need])
    spare = family.seats.present > need
    state.move &= spare[family.origin[moves.person]] & ~spare[moves.seat]
    floor = np.ceil(need).astype(np.int64) - family.seats.fixed
    state.low = np.maximum(state.low, np.where(spare, floor, 0))
    state.low = np.minimum(state.low, family.movable)
    settle(state, task.cost)
    return value(state, task.cost)
