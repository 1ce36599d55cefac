"""
The whole stage on one screen: measure, judge, build, solve each family with proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from seimbang.language import Text, text
from seimbang.law import Law, Local
from seimbang.model.problem import Problem as DataProblem
from seimbang.model.snapshot import Snapshot
from seimbang.plan import cap
from seimbang.plan.bare import Status
from seimbang.plan.build import Round, build
from seimbang.plan.couple import Couple, couples
from seimbang.plan.lexicographic import Solution
from seimbang.plan.pin import impossible
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Problem
from seimbang.plan.side import Linked
from seimbang.plan.side.linked import Told, quiet
from seimbang.plan.solve import Progress, Solved, silent, solve
from seimbang.plan.told import joined, why_not
from seimbang.rules import Eligibility, eligibility
from seimbang.workload import Requirements, requirements


@dataclass(frozen=True)
class Plan:
    """
    What came out of a round, with all it came from.

    ``solutions`` has one entry per family of the problem, in its order; empty when
    there is no plan, and ``reason`` says why. ``linked`` proves the families that
    limits tie together. ``options`` replaced parameters of the region for this run.
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
    linked: Linked | None = None
    options: Mapping[str, int] = field(default_factory=dict)

    @property
    def made(self) -> bool:
        """Tell whether there is a plan: the best one, or the best when time ran out."""
        return self.status in (Status.OPTIMAL, Status.TIME_LIMIT) and (
            len(self.solutions) == len(self.round.problem.families)
        )

    @property
    def problems(self) -> tuple[DataProblem, ...]:
        """What a reader must know of needs, rules and local limits, stage by stage."""
        return (
            *self.requirements.problems,
            *self.eligibility.problems,
            *cap.problems(self.local.changed(self.options), self.snapshot),
        )


def as_built(problem: Problem) -> Problem:
    """Return the problem as it is."""
    return problem


def make_plan(
    snapshot: Snapshot,
    *,
    law: Law,
    local: Local,
    policy: Policy,
    day: date,
    options: Mapping[str, int] | None = None,
    time_limit: float | None = None,
    prepared: Callable[[Problem], Problem] = as_built,
    progress: Progress = silent,
    told: Told = quiet,
) -> Plan:
    """
    Return the best lawful plan of ``snapshot`` for ``policy``, with its proof.

    ``options`` replace parameters of ``local``; ``time_limit`` is in seconds;
    ``prepared`` returns the problem to solve of the one that was built; ``told`` hears
    of each goal settled where limits tie families together.

    :raises LocalFileError: when an option cannot stand beside the parameters.
    """
    needs, allowed = judged(snapshot, law=law, local=local, day=day, progress=progress)
    return plan_judged(
        snapshot,
        needs,
        allowed,
        law=law,
        local=local,
        policy=policy,
        day=day,
        options=options,
        time_limit=time_limit,
        prepared=prepared,
        progress=progress,
        told=told,
    )


def judged(
    snapshot: Snapshot,
    *,
    law: Law,
    local: Local,
    day: date,
    progress: Progress = silent,
) -> tuple[Requirements, Eligibility]:
    """Return what every policy shares: the needs, and who may go where."""
    progress("workload", 0, 1)
    needs = requirements(snapshot, law, local, day)
    progress("rules", 0, 1)
    return needs, eligibility(snapshot, needs, law, local, day)


def plan_judged(
    snapshot: Snapshot,
    needs: Requirements,
    allowed: Eligibility,
    *,
    law: Law,
    local: Local,
    policy: Policy,
    day: date,
    options: Mapping[str, int] | None = None,
    time_limit: float | None = None,
    prepared: Callable[[Problem], Problem] = as_built,
    progress: Progress = silent,
    told: Told = quiet,
) -> Plan:
    """Return the best plan for ``policy`` of what :func:`judged` found."""
    chosen = dict(options or {})
    wanted = local.changed(chosen)
    progress("moves", 0, 1)
    this = build(snapshot, needs, allowed, local=wanted, policy=policy, day=day)
    this = replace(this, problem=prepared(this.problem))
    pins = impossible(snapshot, allowed, this.problem)
    if pins:
        found = Solved(Status.INFEASIBLE)
    else:
        found = solve(this.problem, time_limit=time_limit, progress=progress, told=told)
    reason = joined(pins, "{one} {more}") if pins else _reason(this, found)
    return Plan(
        status=found.status,
        snapshot=snapshot,
        requirements=needs,
        eligibility=allowed,
        law=law,
        local=local,
        day=day,
        policy=this.problem.policy,
        round=this,
        solutions=found.solutions,
        couples=tuple(couples(snapshot, local, this, found.solutions)),
        reason=reason,
        linked=found.linked,
        options=chosen,
    )


def _reason(this: Round, found: Solved) -> Text | None:
    """Return why there is no plan, or none that is proved best."""
    if found.status is Status.OPTIMAL:
        return None
    if found.status is Status.UNSUPPORTED:
        return text(
            "Limits that tie moves together cannot be kept to proof by a policy with "
            "the goal leximin; choose another policy, or leave these limits out."
        )
    if found.solutions:
        return text(
            "Time ran out: the plan keeps all limits, and is not proved to be the best."
        )
    return why_not(this.problem, found.conflict)
