"""
The peers: each minimises the same whole numbers over the same family.

One goal, since no peer orders goals; rounded to whole numbers once, for all engines.
Bounds are those of the planner (least staff, maxima). Each engine answers the optimum
it found: what the moves cost, and all people at the seats from one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan.goal import Cost
from seimbang.plan.greedy import greedy
from seimbang.plan.lexicographic import settle
from seimbang.plan.network import start, value
from seimbang.plan.problem import Family


@dataclass(frozen=True)
class Task:
    """A family with one whole-number cost and the bounds of its seats."""

    family: Family
    cost: Cost
    low: np.ndarray
    high: np.ndarray

    @property
    def slots(self) -> list[tuple[int, int]]:
        """Return (seat, cost) of each person a seat may hold beyond the fixed ones."""
        fixed, width = self.family.seats.fixed, self.cost.slot.shape[1]
        return [
            (seat, int(self.cost.slot[seat, min(fixed[seat] + rank, width - 1)]))
            for seat in range(len(self.family.seats))
            for rank in range(int(self.high[seat]))
        ]

    @property
    def base(self) -> int:
        """Return what the people cost who are at their seat for good."""
        fixed = self.family.seats.fixed
        width = self.cost.slot.shape[1]
        return sum(
            int(self.cost.slot[seat, min(rank, width - 1)])
            for seat in range(len(fixed))
            for rank in range(int(fixed[seat]))
        )


def task(family: Family) -> Task:
    """Return the task of a family: shortage² / need, and minutes added, in one sum."""
    exact = goals.shortage(family)
    slot = np.array(
        [
            [round(Fraction(int(one), exact.scale) * 1_000_000) for one in row]
            for row in exact.slot
        ],
        np.int64,
    )
    return weighed(family, Cost("sum", family.moves.added * 1_000, slot))


def weighed(family: Family, cost: Cost) -> Task:
    """Return the task of a family with a weighted sum of its own."""
    state = start(family)
    coming = np.bincount(family.moves.seat, minlength=len(family.seats))
    high = np.minimum(state.high, family.movable + coming)
    return Task(family, cost, state.low, high)


def ours(task: Task) -> int:
    """The planner's own flow, with the potentials that prove it."""
    return settle(start(task.family), task.cost).value


def by_hand(task: Task) -> int:
    """Greedy: the one move that helps most, again and again (not exact)."""
    state = start(task.family)
    state.at = greedy(task.family)
    return value(state, task.cost)


def network_simplex(task: Task) -> int:
    """networkx: network simplex on the same network."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    people, seats = len(task.family.people), len(task.family.seats)
    graph.add_node("sink", demand=people - int(task.low.sum()))
    for person in range(people):
        graph.add_node(("p", person), demand=-1)
        home = ("s", int(task.family.origin[person]))
        graph.add_edge(("p", person), home, capacity=1, weight=0)
    moves = task.family.moves
    for move, person in enumerate(moves.person):
        graph.add_edge(
            ("p", int(person)),
            ("s", int(moves.seat[move])),
            capacity=1,
            weight=int(task.cost.move[move]),
        )
    for seat in range(seats):
        graph.add_node(("s", seat), demand=int(task.low[seat]))
    must = 0
    taken = np.zeros(seats, np.int64)
    for seat, price in task.slots:
        if taken[seat] < task.low[seat]:
            must += price
        else:
            graph.add_edge(("s", seat), "sink", capacity=1, weight=price)
        taken[seat] += 1
    cost, _ = nx.network_simplex(graph)
    return int(cost) + must + task.base


def highs(task: Task) -> int:
    """HiGHS: the person-level integer program, one binary per person and place."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("log_to_console", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    columns = _columns(task)
    people, seats = len(task.family.people), len(task.family.seats)
    solver.addVars(len(columns.cost), np.zeros(len(columns.cost)), columns.upper)
    every = np.arange(len(columns.cost), dtype=np.int32)
    solver.changeColsCost(len(every), every, columns.cost)
    kinds = np.full(len(every), highspy.HighsVarType.kInteger.value, np.uint8)
    solver.changeColsIntegrality(len(every), every, kinds)
    rows = people + 2 * seats
    low = np.concatenate([np.ones(people), np.zeros(seats), task.low.astype(float)])
    high = np.concatenate([np.ones(people), np.zeros(seats), task.high.astype(float)])
    order = np.argsort(columns.row, kind="stable")
    begin = np.searchsorted(columns.row[order], np.arange(rows))
    solver.addRows(
        rows,
        low,
        high,
        len(order),
        begin.astype(np.int32),
        columns.column[order].astype(np.int32),
        columns.factor[order],
    )
    solver.run()
    return round(solver.getInfo().objective_function_value) + task.base


@dataclass(frozen=True)
class Columns:
    """The integer program by entries: row, column, factor; cost and upper by column."""

    cost: np.ndarray
    upper: np.ndarray
    row: np.ndarray
    column: np.ndarray
    factor: np.ndarray


def _columns(task: Task) -> Columns:
    family, moves = task.family, task.family.moves
    people = len(family.people)
    seats = len(family.seats)
    person = np.concatenate([np.arange(people), moves.person])
    seat = np.concatenate([family.origin, moves.seat])
    slots = np.array(task.slots, np.int64).reshape(-1, 2)
    first = len(person)
    at = np.arange(first)
    filled = first + np.arange(len(slots))
    return Columns(
        cost=np.concatenate([np.zeros(people), task.cost.move, slots[:, 1]]).astype(
            float
        ),
        upper=np.ones(first + len(slots)),
        row=np.concatenate(
            [person, people + seat, people + slots[:, 0], people + seats + slots[:, 0]]
        ),
        column=np.concatenate([at, at, filled, filled]),
        factor=np.concatenate(
            [np.ones(2 * first), -np.ones(len(slots)), np.ones(len(slots))]
        ),
    )


def cbc(task: Task) -> int:
    """PuLP + CBC on the person-level program: what most people would write."""
    import pulp

    family, moves = task.family, task.family.moves
    model = pulp.LpProblem("transfer", pulp.LpMinimize)
    choices = [(person, int(seat), 0) for person, seat in enumerate(family.origin)] + [
        (int(person), int(moves.seat[move]), int(task.cost.move[move]))
        for move, person in enumerate(moves.person)
    ]
    goes = [pulp.LpVariable(f"x{at}", cat="Binary") for at in range(len(choices))]
    slots = task.slots
    fills = [pulp.LpVariable(f"y{at}", cat="Binary") for at in range(len(slots))]
    model += pulp.lpSum(
        [price * goes[at] for at, (_, _, price) in enumerate(choices)]
        + [price * fills[at] for at, (_, price) in enumerate(slots)]
    )
    of_person: dict[int, list[pulp.LpVariable]] = {}
    of_seat: dict[int, list[pulp.LpVariable]] = {}
    for at, (person, seat, _) in enumerate(choices):
        of_person.setdefault(person, []).append(goes[at])
        of_seat.setdefault(seat, []).append(goes[at])
    for variables in of_person.values():
        model += pulp.lpSum(variables) == 1
    filled: dict[int, list[pulp.LpVariable]] = {}
    for at, (seat, _) in enumerate(slots):
        filled.setdefault(seat, []).append(fills[at])
    for seat in range(len(family.seats)):
        inside = pulp.lpSum(of_seat.get(seat, []))
        model += inside == pulp.lpSum(filled.get(seat, []))
        model += inside >= int(task.low[seat])
    model.solve(pulp.PULP_CBC_CMD(msg=False, threads=1, gapRel=0, gapAbs=0.4))
    found = sum(
        price for at, (_, _, price) in enumerate(choices) if goes[at].value() > 0.5
    )
    found += sum(
        price for at, (_, price) in enumerate(slots) if fills[at].value() > 0.5
    )
    return int(found) + task.base
