"""Folders of small invented plans, without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from seimbang.plan.build import pseudonym
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.limit import Limit
from seimbang.plan.measure import measure_of
from seimbang.plan.policy import Policy, policy
from seimbang.plan.problem import Family, Problem
from seimbang.whatif.folder import Folder
from tests.plan.maker import RANKS

DEFAULT = policy("pemerataan")
SALT = "00ff"


def named(one: Family, number: int) -> Family:
    """Return a family with seats and people of its own: U<n>.<seat>, N<n>-<person>."""
    seats = replace(
        one.seats, id=tuple(f"U{number}.{at}|job" for at in range(len(one.seats)))
    )
    people = tuple(
        pseudonym(person_id(number, at), SALT) for at in range(len(one.people))
    )
    return replace(one, name=f"family {number}", seats=seats, people=people)


def person_id(family: int, person: int) -> str:
    """Return the id of a person of the folder."""
    return f"N{family}-{person}"


def solved(one: Family, goals: Policy = DEFAULT) -> Solution:
    """Return the best plan of a family."""
    return solve_family(one, goals, seed="test", wish_ranks=RANKS)


def folder(
    families: Sequence[Family],
    *,
    goals: Policy = DEFAULT,
    limits: tuple[Limit, ...] = (),
) -> Folder:
    """Return a folder with the best plan of each family, limits not kept to."""
    own = [named(one, number) for number, one in enumerate(families)]
    problem = Problem(
        policy=goals,
        seed="test",
        day="2026-01-01",
        wish_ranks=RANKS,
        families=tuple(own),
        limits=limits,
    )
    ids = {
        name: person_id(number, person)
        for number, one in enumerate(own)
        for person, name in enumerate(one.people)
    }
    plan = {"status": "OPTIMAL", "pseudonym_salt": SALT, "moves": []}
    solutions = tuple(solved(one, goals) for one in own)
    return Folder(Path("plan"), plan, problem, solutions, ids, {})


def sums(one: Family, at: np.ndarray) -> list[Any]:
    """Return the goals that are sums, in order."""
    of = measure_of(one, at, RANKS)
    granted = [-number for number in of.wishes]
    return [of.nobody, of.minimum, of.shortage, of.compulsory, *granted, of.travel]


def options(one: Family, person: int) -> list[int]:
    """Return what a person may do: stay (−1), or a move."""
    first, last = one.moves.first[person : person + 2]
    return [-1, *range(first, last)]


def renamed(this: Folder, *names: str) -> Folder:
    """Return a folder of one family whose seats have other names."""
    one = this.problem.families[0]
    other = replace(one, seats=replace(one.seats, id=names))
    return replace(
        this,
        problem=replace(this.problem, families=(other,)),
        solutions=(replace(this.solutions[0], family=other),),
    )
