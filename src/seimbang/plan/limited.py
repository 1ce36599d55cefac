"""
The best balance with at most K moves under limits that tie families together.

Such limits break the sum over families, so the frontier without them is only a bound,
and each K that is asked for is solved by itself (:mod:`seimbang.plan.side`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from seimbang.plan.balance import Vector, balance_goals
from seimbang.plan.bare import Status
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.problem import Ints, Problem
from seimbang.plan.regency import Frontier
from seimbang.plan.solve import solve

LONGEST_CHAIN = "longest_chain"


@dataclass(frozen=True)
class Asked:
    """The best balance with at most ``amount`` moves; no value: no plan was found."""

    amount: int
    status: Status
    value: Vector | None
    plans: tuple[Ints, ...]


def left_out(problem: Problem) -> tuple[str, ...]:
    """Return the names of the limits that a frontier without rows does not keep."""
    names = [limit.name for limit in problem.limits if not _caps_all(limit)]
    return (*names, *([] if problem.longest_chain is None else [LONGEST_CHAIN]))


def _caps_all(limit: Limit) -> bool:
    """Tell whether a limit is a plain cap on moves, which the frontier varies."""
    return limit.kind == "max_moves" and all(
        term.move is None and term.factor is None
        for row in limit.rows
        for term in row.terms
    )


def best_within(
    found: Frontier, amount: int, *, time_limit: float | None = None
) -> Asked:
    """Return the best balance with at most ``amount`` moves, all limits kept."""
    problem = found.problem
    kept = [limit for limit in problem.limits if not _caps_all(limit)]
    terms = tuple(
        Term(at) for at, family in enumerate(problem.families) if len(family.moves)
    )
    cap = Limit(f"frontier:{amount}", "max_moves", (Row(terms, high=amount),))
    policy = replace(problem.policy, goals=balance_goals(problem.policy))
    asked = replace(problem, policy=policy, limits=(*kept, cap))
    solved = solve(asked, time_limit=time_limit)
    if not solved.solutions:
        return Asked(amount, solved.status, None, ())
    plans = tuple(solution.at for solution in solved.solutions)
    return Asked(amount, solved.status, found.vector(plans), plans)
