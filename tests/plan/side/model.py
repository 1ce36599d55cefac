"""The whole problem as most people would write it: one variable a pair, in CP-SAT."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from seimbang.plan import goal as goals
from seimbang.plan.goal import Cost
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Problem
from tests.plan.maker import family
from tests.plan.side.oracle import KIND, max_moves, near, zones

SCALE = 60  # holds the shortage of needs from 0 to 5
POLICY = Policy("test", 1, ("minimum", "shortage", "compulsory", "travel"))


def crowd(seed: int) -> Problem:
    """Return two families of a dozen people each under couples and caps."""
    dice = np.random.default_rng(seed)
    families = [_crowd(dice, name) for name in "ab"]
    limits = []
    for at, maker in enumerate((zones, near, near, max_moves)):
        rows = maker(dice, families)
        if maker is max_moves:
            rows = (Row(rows[0].terms, high=int(dice.integers(3, 9))),)
        limits.append(Limit(f"{at}", KIND[maker.__name__], rows))
    return Problem(POLICY, "1", "2026-01-01", 1, tuple(families), limits=tuple(limits))


def _crowd(dice: Any, name: str) -> Family:
    seats, people = 5, 12
    origin = np.sort(dice.integers(0, seats, people)).tolist()
    moves = {
        person: {
            seat: {
                "added": int(dice.integers(0, 60)),
                "voluntary": int(dice.random() < 0.2),
            }
            for seat in range(seats)
            if seat != origin[person] and dice.random() < 0.7
        }
        for person in range(people)
    }
    one = family(
        need=[int(dice.integers(0, 6)) for _ in range(seats)],
        origin=origin,
        moves=moves,
        minimum=dice.integers(0, 3, seats).tolist(),
    )
    people_of = tuple(f"{name}{person}" for person in one.people)
    return Family(name, one.seats, people_of, one.origin, one.moves)


class Model:
    """All plans of a problem; :meth:`best` settles a goal and keeps it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.move = [
            [self.model.new_bool_var("") for _ in range(len(one.moves))]
            for one in problem.families
        ]
        self.slot = [
            self._family(one, move)
            for one, move in zip(problem.families, self.move, strict=True)
        ]
        for limit in problem.limits:
            for row in limit.rows:
                total = sum(self._activity(term) for term in row.terms)
                if row.low is not None:
                    self.model.add(total >= row.low)
                if row.high is not None:
                    self.model.add(total <= row.high)

    def _family(self, one: Family, move: Sequence[Any]) -> list[list[Any]]:
        first = one.moves.first
        for person in range(len(one.people)):
            self.model.add(sum(move[first[person] : first[person + 1]]) <= 1)
        leaves = one.origin[one.moves.person]
        table = []
        for seat in range(len(one.seats)):
            come = sum(move[at] for at in np.flatnonzero(one.moves.seat == seat))
            gone = sum(move[at] for at in np.flatnonzero(leaves == seat))
            slots = [self.model.new_bool_var("") for _ in one.people]
            self.model.add(int(one.seats.present[seat]) + come - gone == sum(slots))
            low = min(int(one.seats.minimum[seat]), int(one.seats.present[seat]))
            self.model.add(sum(slots) >= low)
            for before, after in itertools.pairwise(slots):
                self.model.add(before >= after)
            table.append(slots)
        return table

    def _activity(self, term: Term) -> Any:
        move = self.move[term.family]
        places = range(len(move)) if term.move is None else term.move.tolist()
        factors = [1] * len(places) if term.factor is None else term.factor.tolist()
        return sum(f * move[at] for at, f in zip(places, factors, strict=True))

    def best(self, costs: Sequence[Cost]) -> int | None:
        """Return the least of a goal among the best of those before; None: no plan."""
        total = 0
        for cost, move, table in zip(costs, self.move, self.slot, strict=True):
            total += sum(
                int(one) * var for one, var in zip(cost.move, move, strict=True) if one
            )
            width = cost.slot.shape[1]
            total += sum(
                int(cost.slot[seat, min(at, width - 1)]) * var
                for seat, slots in enumerate(table)
                for at, var in enumerate(slots)
            )
        self.model.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return None
        assert status == cp_model.OPTIMAL
        found = round(solver.objective_value)
        self.model.add(total == found)
        return found


def values(problem: Problem) -> list[int] | None:
    """Return the value of each goal in order; None: there is no plan."""
    model, found = Model(problem), []
    for name in problem.policy.goals:
        costs = [goals.COSTS[name](one) for one in problem.families]
        if name == "shortage":  # each family has a scale of its own
            costs = [
                replace(one, slot=one.slot * (SCALE // one.scale)) for one in costs
            ]
        least = model.best(costs)
        if least is None:
            return None
        found.append(least)
    return found
