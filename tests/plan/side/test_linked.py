"""Families tied together by limits, against every plan there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from seimbang.plan.lexicographic import InfeasibleError
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.policy import names, policy
from seimbang.plan.problem import Problem
from seimbang.plan.side import Linked, feasible, solve_linked
from tests.plan.side.oracle import best, bound, random_problem

POLICIES = [name for name in names() if "leximin" not in policy(name).goals]


def told(linked: Linked) -> tuple[Any, ...]:
    """Return the value of each goal as the oracle has it."""
    found: list[Any] = []
    for proof in linked.proofs:
        if proof.goal == "shortage":
            continue
        if proof.goal == "worst_travel":
            found.append((proof.threshold, proof.value))
        elif proof.goal in ("nobody", "minimum"):
            continue
        elif proof.goal != "order":
            found.append(proof.value)
    return tuple(found)


def check(problem: Problem) -> str:
    """Hold the plan of a problem against every plan; return how it ended."""
    known = best(problem)
    assert feasible(problem) is (known is not None)
    if known is None:
        with pytest.raises(InfeasibleError):
            solve_linked(problem)
        return "infeasible"
    linked = solve_linked(problem)
    assert linked.status == "OPTIMAL"
    plan = pinned(problem, linked)
    chosen = best(plan)
    assert chosen is not None, "the plan breaks a limit"
    assert chosen.values == known.values
    gap = False
    for at, proof in enumerate(linked.proofs):
        assert proof.closed
        assert proof.bound == bound(problem, linked.families, linked.proofs, at)
        assert proof.bound <= proof.value
        gap |= -(-proof.bound.numerator // proof.bound.denominator) < proof.value
    return "gap" if gap else "proved"


def pinned(problem: Problem, linked: Linked) -> Problem:
    """Return the problem whose only plan is that of ``linked``, if it keeps all."""
    families = list(problem.families)
    rows = []
    for at, own in linked.at.items():
        families[at] = replace(families[at], leave=tuple((own >= 0).nonzero()[0]))
        rows.append((at, own))
    only = tuple(
        Row((Term(at, own[own >= 0]),), low=int((own >= 0).sum()))
        for at, own in rows
        if (own >= 0).any()
    )
    none = tuple(Row((Term(at),), high=int((own >= 0).sum())) for at, own in rows)
    limits = (*problem.limits, Limit("plan", "max_moves", only + none))
    return replace(problem, families=tuple(families), limits=limits)


def drawn(seed: int) -> Problem:
    return random_problem(seed, policy(POLICIES[seed % len(POLICIES)]))


def linked_all(problem: Problem) -> Problem:
    """Let the longest chain tie every family, so that all are linked."""
    return replace(problem, longest_chain=problem.longest_chain or 99)


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_that_keeps_the_limits_is_better(seed: int) -> None:
    check(linked_all(drawn(seed)))


@pytest.mark.soak
def test_a_thousand_more() -> None:
    found = Counter(check(linked_all(drawn(seed))) for seed in range(1_000, 2_000))
    assert min(found.values()) > 20, found
