"""A whole problem solved: families one by one, those that limits tie together."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from seimbang.plan import kernel
from seimbang.plan.bare import Status
from seimbang.plan.conflict import Conflict, find_conflict
from seimbang.plan.lexicographic import InfeasibleError, Solution, solve_family
from seimbang.plan.problem import Problem
from seimbang.plan.side import Linked, OutOfTimeError, UnsupportedError, solve_linked
from seimbang.plan.side.linked import Told, quiet, tied
from seimbang.plan.stored import sums

THREADS = 2
MANY = 500_000  # moves of all families
Progress = Callable[[str, int, int], None]  # stage, done, of how many


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody about progress."""


@dataclass(frozen=True)
class Solved:
    """
    What came out: one solution a family in the order of the problem, or none.

    ``linked``: how the families that limits tie together were proved; None without any.
    ``conflict``: what cannot hold together, when there is no plan.
    """

    status: Status
    solutions: tuple[Solution, ...] = ()
    linked: Linked | None = None
    conflict: Conflict | None = None


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    progress: Progress = silent,
    told: Told = quiet,
) -> Solved:
    """
    Return the best plan of ``problem`` with its proof.

    After ``time_limit`` seconds the best plan so far of the tied families is kept, and
    the status says so. ``told`` hears of each goal settled over the tied families.
    """
    together = frozenset(tied(problem))
    try:
        alone = _alone(problem, together, progress)
        if not together:
            return Solved(Status.OPTIMAL, tuple(alone.values()))
        joint = solve_linked(
            problem, time_limit=time_limit, progress=progress, told=told
        )
    except InfeasibleError:
        return Solved(Status.INFEASIBLE, conflict=find_conflict(problem))
    except OutOfTimeError:
        return Solved(Status.TIME_LIMIT)
    except UnsupportedError:
        return Solved(Status.UNSUPPORTED)
    solutions = tuple(
        alone[at]
        if at in alone
        else Solution(family, joint.at[at], sums(problem, family), None)
        for at, family in enumerate(problem.families)
    )
    return Solved(Status(joint.status), solutions, joint)


def _alone(
    problem: Problem, together: frozenset[int], progress: Progress
) -> dict[int, Solution]:
    """
    Return the solution of each family that no limit touches, in their order.

    The compiled kernel lets two threads work at a time; below :data:`MANY` moves they
    would only wait for one another.
    """

    def solution(at: int) -> Solution:
        return solve_family(
            problem.families[at],
            problem.policy,
            seed=problem.seed,
            wish_ranks=problem.wish_ranks,
        )

    total, found = len(problem.families), {}
    jobs = [at for at in range(total) if at not in together]
    many = sum(len(problem.families[at].moves) for at in jobs) >= MANY
    with ThreadPoolExecutor(THREADS if kernel.AVAILABLE and many else 1) as pool:
        for at, one in zip(jobs, pool.map(solution, jobs), strict=True):
            progress("families", at, total)
            found[at] = one
    progress("families", total, total)
    return found
