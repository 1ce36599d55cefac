"""
The whole stage on one screen: measure, judge, build, solve each family with proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from seimbang.language import Text, text
from seimbang.law import Law, Local
from seimbang.model.problem import Problem as DataProblem
from seimbang.model.snapshot import Snapshot
from seimbang.plan import cap
from seimbang.plan.bare import Status
from seimbang.plan.build import Round, build
from seimbang.plan.couple import Couple, couples
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Problem
from seimbang.rules import Eligibility, eligibility
from seimbang.workload import Requirements, requirements

Progress = Callable[[str, int, int], None]  # stage, done, of how many


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody about progress."""


@dataclass(frozen=True)
class Plan:
    """
    What came out of a round, with all it came from.

    ``solutions`` has one entry per family of the problem, in its order; empty when
    ``status`` is not OPTIMAL, and ``reason`` says why.
    """

    status: Status
    snapshot: Snapshot
    requirements: Requirements
    eligibility: Eligibility
    law: Law
    local: Local
    day: date
    policy: Policy
    round: Round
    solutions: tuple[Solution, ...]
    couples: tuple[Couple, ...] = ()
    reason: Text | None = None

    @property
    def problems(self) -> tuple[DataProblem, ...]:
        """What a reader must know of needs, rules and local limits, stage by stage."""
        return (
            *self.requirements.problems,
            *self.eligibility.problems,
            *cap.problems(self.local, self.snapshot),
        )


def make_plan(
    snapshot: Snapshot,
    *,
    law: Law,
    local: Local,
    policy: Policy,
    day: date,
    progress: Progress = silent,
) -> Plan:
    """
    Return the best lawful plan of ``snapshot`` for ``policy``, with its proof.

    :raises LocalFileError: when the region's caps cross.
    """
    progress("workload", 0, 1)
    needs = requirements(snapshot, law, local, day)
    progress("rules", 0, 1)
    allowed = eligibility(snapshot, needs, law, local, day)
    progress("moves", 0, 1)
    this = build(snapshot, needs, allowed, local=local, policy=policy, day=day)
    solutions = tuple(_solve(this.problem, progress))
    found = tuple(couples(snapshot, local, this, solutions))
    broken = [couple for couple in found if couple.broken]
    status, reason = Status.OPTIMAL, None
    if local.couples == "hard" and broken:
        status, solutions = Status.UNSUPPORTED, ()
        reason = text(
            "The best plan separates {number} couples, and keeping couples together is "
            "a hard limit.",
            number=len(broken),
        )
    return Plan(
        status=status,
        snapshot=snapshot,
        requirements=needs,
        eligibility=allowed,
        law=law,
        local=local,
        day=day,
        policy=policy,
        round=this,
        solutions=solutions,
        couples=found,
        reason=reason,
    )


def _solve(problem: Problem, progress: Progress) -> Iterator[Solution]:
    """Yield the solution of each family; staying is always possible: there is one."""
    total = len(problem.families)
    for at, family in enumerate(problem.families):
        progress("families", at, total)
        yield solve_family(
            family, problem.policy, seed=problem.seed, wish_ranks=problem.wish_ranks
        )
    progress("families", total, total)
