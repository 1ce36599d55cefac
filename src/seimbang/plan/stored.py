"""A problem and its plan read back from their files, to ask them something more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan import leximin
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import Proof, Solution
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Group, Ints, Moves, Problem, Seats

NOTHING = np.zeros(0, np.int64)


def problem_of(stored: Mapping[str, Any]) -> Problem:
    """Return the problem that problem.json.gz holds (without the people's own ids)."""
    policy = stored["policy"]
    return Problem(
        policy=Policy(
            name=policy["name"],
            version=policy["version"],
            goals=tuple(policy["goals"]),
            voluntary_only=policy["voluntary_only"],
            basis=policy["basis"],
        ),
        seed=stored["seed"],
        day=stored["day"],
        wish_ranks=stored["wish_ranks"],
        families=tuple(family_of(one) for one in stored["families"]),
        data=stored["data"],
        limits=tuple(_limit(one) for one in stored["limits"]),
        longest_chain=stored["longest_chain"],
    )


def solutions_of(
    problem: Problem, moves: Sequence[Mapping[str, Any]]
) -> list[Solution]:
    """
    Return the plan of each family that ``moves`` of plan.json tell.

    The proofs name the costs of the goals that are sums; potentials are left out.
    """
    target = {
        (one["family"], one["pseudonym"]): f"{one['to_unit']}|{one['to_job']}"
        for one in moves
    }
    return [
        Solution(family, _used(family, target), sums(problem, family), None)
        for family in problem.families
    ]


def sums(problem: Problem, family: Family) -> tuple[Proof, ...]:
    """Return the costs of the goals that are sums, in the order of the policy."""
    costs: list[Cost] = []
    for name in problem.policy.goals:
        if name == "wishes":
            ranks = range(1, problem.wish_ranks + 1)
            costs += [goals.wishes(family, rank) for rank in ranks]
        elif name == "leximin":
            costs.append(leximin.ranked(family))
        elif name in goals.COSTS:
            costs.append(goals.COSTS[name](family))
    return tuple(Proof(cost, 0, NOTHING) for cost in costs)


def _used(family: Family, target: Mapping[tuple[str, str], str]) -> Ints:
    at = np.full(len(family.people), -1, np.int64)
    seat = {name: place for place, name in enumerate(family.seats.id)}
    for person, name in enumerate(family.people):
        goes = target.get((family.name, name))
        if goes is not None:
            at[person] = move_to(family, person, seat[goes])
    return at


def move_to(family: Family, person: int, seat: int) -> int:
    """Return the move of ``person`` to ``seat``; −1 when there is none."""
    first, last = family.moves.first[person : person + 2]
    found = np.flatnonzero(family.moves.seat[first:last] == seat)
    return int(first + found[0]) if len(found) else -1


def family_of(stored: Mapping[str, Any]) -> Family:
    """Return one family of problem.json.gz."""
    seats, moves, people = stored["seats"], stored["moves"], stored["people"]
    reference = people.get("reference")
    return Family(
        name=stored["family"],
        seats=_seats(seats),
        people=tuple(people["id"]),
        origin=np.array(people["seat"], np.int64),
        moves=_moves(moves),
        groups=tuple(
            Group(one["name"], tuple(one["seats"]), one["maximum"])
            for one in stored["groups"]
        ),
        leave=tuple(people.get("leave", ())),
        reference=None if reference is None else np.array(reference, np.int64),
    )


def _seats(rows: Sequence[Mapping[str, Any]]) -> Seats:
    def whole(name: str) -> Ints:
        return np.array([row[name] for row in rows], np.int64)

    return Seats(
        id=tuple(row["id"] for row in rows),
        need=tuple(
            None if row["need"] is None else Fraction(*row["need"]) for row in rows
        ),
        minimum=whole("minimum"),
        maximum=tuple(row["maximum"] for row in rows),
        weight=whole("weight"),
        present=whole("present"),
        others=whole("others"),
        fixed=whole("fixed"),
        may_leave=tuple(row["may_leave"] for row in rows),
    )


def _moves(stored: Mapping[str, Any]) -> Moves:
    first = np.array(stored["first"], np.int64)
    zeros = [0] * int(first[-1])

    def column(name: str) -> Ints:
        return np.array(stored.get(name, zeros), np.int64)

    return Moves(
        first=first,
        seat=column("seat"),
        voluntary=column("voluntary").astype(np.bool_),
        rank=column("rank"),
        added=column("added"),
        misfit=column("misfit"),
        regression=column("regression"),
    )


def _limit(stored: Mapping[str, Any]) -> Limit:
    return Limit(
        stored["name"],
        stored["kind"],
        tuple(
            Row(
                tuple(
                    Term(
                        term["family"],
                        _optional(term.get("move")),
                        _optional(term.get("factor")),
                    )
                    for term in row["terms"]
                ),
                row["low"],
                row["high"],
            )
            for row in stored["rows"]
        ),
    )


def _optional(numbers: Sequence[int] | None) -> Ints | None:
    return None if numbers is None else np.array(numbers, np.int64)
