"""
Planning anew with the least change: pins are kept, the accepted plan is the reference.

Each deviation from it is charged as a goal of its own: before all others, or right
after the goals of balance, so that a place left empty is filled again with the fewest
other changes. A family that no pin and no limit touches comes out as it was: its
accepted plan deviates least, and no other plan does so little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from seimbang.plan.lexicographic import Solution
from seimbang.plan.measure import Measure, measure_of, total
from seimbang.plan.network import start
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Ints, Problem
from seimbang.plan.solve import Progress, Solved, silent, solve
from seimbang.plan.stored import move_to
from seimbang.whatif.bound import Broken, broken, broken_limits, rupiah
from seimbang.whatif.folder import Folder
from seimbang.whatif.loss import STAYS
from seimbang.whatif.pin import Pin, of_plan, pinned
from seimbang.whatif.staff import destination_of

BALANCE = ("nobody", "minimum", "shortage", "leximin")
KEEP = ("moves", "balance")  # what is kept first
AGAIN = "-ulang"  # in the name of a policy with the goal of least change


@dataclass(frozen=True)
class Change:
    """
    One person whom the new plan treats otherwise than the accepted one.

    ``kind``: "changed" (goes elsewhere), "new", "cancelled" (stays now). ``before`` and
    ``after`` are seats.
    """

    kind: str
    family: int
    person: int
    origin: str
    before: str
    after: str


@dataclass(frozen=True)
class Replan:
    """
    What came out of planning anew.

    ``problem`` has the pins applied and the accepted plan as reference. ``columns``
    measure the accepted plan, the same with nothing but the pins changed, and the new
    plan; ``rupiah`` is what each costs (None without a budget). ``bounds`` and
    ``limits``: what would be broken if nothing but the pins changed. Without a plan,
    ``changes`` is empty and the third column is not there.
    """

    problem: Problem
    solved: Solved
    pins: tuple[Pin, ...]
    changes: tuple[Change, ...]
    columns: tuple[Measure, ...]
    bounds: tuple[Broken, ...]
    limits: tuple[str, ...]
    rupiah: tuple[int | None, ...]


def replan(
    folder: Folder,
    pins: Sequence[Pin],
    *,
    keep: str = "moves",
    time_limit: float | None = None,
    progress: Progress = silent,
) -> Replan:
    """
    Return the best plan with ``pins`` that deviates least from the plan of ``folder``.

    ``keep``: "moves" (deviations come before all goals) or "balance" (right after the
    goals of balance). ``time_limit`` is in seconds, for families tied by limits.

    :raises NoEditError: when a pin speaks of what is not there, or of a move that no
        rule allows.
    """
    problem = _referred(folder, pinned(folder, pins), keep)
    solved = solve(problem, time_limit=time_limit, progress=progress)
    held = {at: _as_is(family) for at, family in enumerate(problem.families)}
    columns, paid = [], []
    for one, plans in (
        (folder.problem, _plans(folder.solutions)),
        (problem, held),
        (problem, _plans(solved.solutions)),
    ):
        if plans or not problem.families:
            columns.append(_measured(one, plans))
            paid.append(rupiah(one, plans))
    return Replan(
        problem=problem,
        solved=solved,
        pins=(*of_plan(folder.plan), *pins),
        changes=tuple(_changes(folder, solved)),
        columns=tuple(columns),
        bounds=tuple(_broken(problem, held)),
        limits=tuple(broken_limits(problem, held)),
        rupiah=tuple(paid),
    )


def _plans(solutions: Sequence[Solution]) -> dict[int, Ints]:
    return {at: one.at for at, one in enumerate(solutions)}


def again(policy: Policy, keep: str) -> Policy:
    """Return a policy with the goal of least change, under a name of its own."""
    goals = [goal for goal in policy.goals if goal != "deviation"]
    balance = [at for at, goal in enumerate(goals, start=1) if goal in BALANCE]
    place = max(balance, default=0) if keep == "balance" else 0
    goals.insert(place, "deviation")
    name = policy.name if policy.name.endswith(AGAIN) else policy.name + AGAIN
    return replace(policy, name=name, goals=tuple(goals))


def _referred(folder: Folder, problem: Problem, keep: str) -> Problem:
    """Return the problem with the accepted plan as reference, and its policy."""
    families = tuple(
        replace(family, reference=destination_of(one.family, one.at))
        for family, one in zip(problem.families, folder.solutions, strict=True)
    )
    return replace(problem, families=families, policy=again(problem.policy, keep))


def _as_is(family: Family) -> Ints:
    """Return the accepted plan with only what the pins leave no choice about."""
    reference = family.origin if family.reference is None else family.reference
    at = np.full(len(family.people), STAYS, np.int64)
    for person in np.flatnonzero(reference != family.origin).tolist():
        at[person] = move_to(family, person, int(reference[person]))
    first = family.moves.first
    for person in family.leave:
        if at[person] == STAYS and first[person] < first[person + 1]:
            at[person] = first[person]
    return at


def _changes(folder: Folder, solved: Solved) -> Iterator[Change]:
    for number, new in enumerate(solved.solutions):
        old = folder.solutions[number]
        family = old.family
        before, after = (destination_of(one.family, one.at) for one in (old, new))
        for person in np.flatnonzero(before != after).tolist():
            home = int(family.origin[person])
            was, now = int(before[person]), int(after[person])
            kind = "new" if was == home else "cancelled" if now == home else "changed"
            names = (family.seats.id[seat] for seat in (home, was, now))
            yield Change(kind, number, person, *names)


def _measured(problem: Problem, plans: dict[int, Ints]) -> Measure:
    ranks = problem.wish_ranks
    return total(
        [
            measure_of(family, plans[at], ranks)
            for at, family in enumerate(problem.families)
        ],
        ranks,
    )


def _broken(problem: Problem, plans: dict[int, Ints]) -> Iterator[Broken]:
    for at, family in enumerate(problem.families):
        yield from broken(replace(start(family), at=plans[at]))
