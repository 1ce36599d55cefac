"""
A plan made anew from another: the pins of now are kept, as little as possible changes.

Same data, region, day and policy as its parent; the parent's moves are the reference
of the goal of least change (:mod:`seimbang.whatif.replan`), and ``inputs["keep"]``
tells whether that goal stands before all others or after those of balance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from seimbang.plan.problem import Family, Ints, Problem
from seimbang.plan.run import as_built
from seimbang.whatif.replan import again
from seimbang_web.plans.models import Move, Plan

Goes = Mapping[str, str]  # id of a person who moves → seat


def prepared(plan: Plan) -> Callable[[Problem], Problem]:
    """Return what is done to the problem of ``plan`` before it is solved."""
    keep = plan.inputs.get("keep")
    if keep is None:
        return as_built
    goes = goes_of(plan.parent_id)
    return lambda problem: referred(problem, goes, keep)


def goes_of(plan: int | None) -> dict[str, str]:
    """Return the seat to which each mover of a plan goes."""
    rows = Move.objects.filter(plan=plan).values_list(
        "person__ref", "to_unit__code", "to_job__code"
    )
    return {person: f"{unit}|{job}" for person, unit, job in rows}


def referred(problem: Problem, goes: Goes, keep: str) -> Problem:
    """Return the problem with other moves as reference, and its policy."""
    families = tuple(
        replace(family, reference=_reference(family, problem.names[family.name], goes))
        for family in problem.families
    )
    return replace(problem, families=families, policy=again(problem.policy, keep))


def _reference(family: Family, people: tuple[str, ...], goes: Goes) -> Ints:
    seat = {name: at for at, name in enumerate(family.seats.id)}
    home = family.origin.tolist()
    return np.array(
        [
            seat.get(goes.get(person, ""), at)
            for person, at in zip(people, home, strict=True)
        ],
        np.int64,
    )
