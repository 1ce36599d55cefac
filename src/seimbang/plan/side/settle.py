"""
One goal to proof over all moves: price columns, bound, branch, fix by reduced costs.

1. The linear program over few moves; its multipliers price *all* moves; those that
   could help come in, until none does. Its multipliers, in integers, prove a bound.
2. A move whose excess over the bound reaches the best plan's value cannot be in a
   better plan. The integer program over the others is solved; when it holds all that
   could help, its answer is proved for all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from seimbang.plan.problem import Flags, Ints
from seimbang.plan.side.bound import SAFE, Bound, Dual, bound
from seimbang.plan.side.chains import too_long
from seimbang.plan.side.cuts import needs
from seimbang.plan.side.program import SLACK, Program
from seimbang.plan.side.task import Task
from seimbang.plan.side.web import Rows, value

Left = Callable[[], float | None]  # seconds left; None: no limit

ALL = 12_000  # so many moves go into the linear program at once
BATCH = 6_000  # moves that come in after a pricing, at most
ROOM = 4_000  # moves in the first integer program; four times more in the next
PATIENCE = 8  # answers with chains too long, before all moves are watched
FINE = 2**44  # denominator of the multipliers, at most


class PrecisionError(ArithmeticError):
    """What the solver proposes does not keep the limits when counted in integers."""


@dataclass(frozen=True)
class Settled:
    """
    What is known of a goal: the best plan found, and the bound of ``dual``.

    ``proved``: no plan is better; ``alive``: the moves that some best plan may make.
    """

    plan: Ints
    value: int
    dual: Dual
    bound: Bound
    proved: bool
    alive: Flags


def worth(task: Task, plan: Ints) -> int:
    """Return what ``plan`` costs; for a soft goal what it breaks."""
    if not task.goal.soft:
        return value(task.net, task.goal, plan)
    long = too_long(task.net, plan, task.longest)
    return task.rows.broken(plan) + min(1, len(long))


def fits(task: Task, plan: Ints) -> bool:
    """Tell in integers whether ``plan`` keeps bounds, rows and earlier values."""
    return bool(
        task.alive[plan[plan >= 0]].all()
        and task.net.keeps_bounds(plan)
        and (task.goal.soft or task.rows.broken(plan) == 0)
        and len(too_long(task.net, plan, task.longest)) == 0
        and all(value(task.net, one, plan) <= most for one, most in task.earlier)
    )


def settle(task: Task, plan: Ints, hint: Dual, left: Left) -> Settled:
    """
    Return the best plan for the goal of ``task``, starting from ``plan`` (which fits).

    ``hint`` are any multipliers; good ones find the columns sooner.

    :raises PrecisionError: when floats cannot hold this problem.
    """
    best = _relaxed(task, plan, hint, left)
    plan, reached = best.plan, worth(task, best.plan)
    known, room = best.strong, ROOM
    proved = max(known.value, best.bound.value) >= reached
    tight = replace(task, rows=best.rows)
    while not proved:
        most = (reached - 1) * known.denominator - known.numerator
        need = np.flatnonzero(task.alive & (known.excess <= most))
        chosen = need
        if len(need) > room:
            part = np.argpartition(known.excess[need], room)[:room]
            chosen = np.sort(need[part])
        status, found = _branch(tight, chosen, plan, left)
        if found is not None and worth(task, found) < reached:
            plan, reached = found, worth(task, found)
        if status not in ("Optimal", "Infeasible"):
            break
        proved = len(chosen) == len(need) or known.value >= reached
        room *= 4
    most = reached * known.denominator - known.numerator
    alive = task.alive & (known.excess <= most) if proved else task.alive
    return Settled(plan, reached, best.dual, best.bound, proved, alive)


@dataclass
class _Relaxed:
    """
    What the linear program tells: a plan, multipliers and the bound they prove.

    ``strong`` is the bound with cuts; ``rows`` are those of the task and the cuts.
    """

    plan: Ints
    dual: Dual
    bound: Bound
    strong: Bound
    rows: Rows


def _relaxed(
    task: Task, plan: Ints, hint: Dual, left: Left, *, cut: bool = True
) -> _Relaxed:
    """Solve the linear program over all moves alive, then with cuts if wanted."""
    first = _over_all(task, hint)
    best = _Relaxed(plan, hint, first, first, task.rows)
    program = Program(task)
    program.add(_seed(task, plan, first))
    fine, extra = _denominator(task), None
    while (solution := program.relax(left())) is not None:
        dual = program.dual(solution, fine)
        new = _missing(task, program, dual)
        if len(new):
            program.add(new)
            continue
        strong = _over_all(replace(task, rows=program.side), dual)
        best.strong = max(best.strong, strong, key=lambda one: one.value)
        if program.side is task.rows:
            best.dual, best.bound = max(
                (best.dual, best.bound),
                (dual, strong),
                *((one, _over_all(task, one)) for one in [program.dual(solution, 1)]),
                key=_good,
            )
        share = program.share(solution)
        _take(task, best, share)
        if not cut or strong.value >= worth(task, best.plan):
            break
        extra = extra or needs(task.net, task.rows)
        cuts = extra.cuts(share)
        if len(cuts) == 0:
            break
        program.cut(cuts)
    best.rows = program.side
    return best


def _missing(task: Task, program: Program, dual: Dual) -> Ints:
    """Return the moves that could help the linear program: the likeliest of them."""
    priced = bound(
        task.net, program.side, task.goal, task.earlier, dual, program.present
    )
    missing = task.alive & ~program.present & (priced.excess < -_noise(task, dual))
    new = np.flatnonzero(missing)
    if len(new) > BATCH:
        part = np.argpartition(priced.excess[new], BATCH)[:BATCH]
        new = np.sort(new[part])
    return new


def _noise(task: Task, dual: Dual) -> int:
    """Return how far the rounding of multipliers may put a move's excess off."""
    widest = sum(one.widest for one, _ in task.earlier)
    factor = int(np.abs(task.rows.factor).max(initial=0))
    return 8 + widest + factor + dual.denominator // 2**30


def _take(task: Task, best: _Relaxed, share: Any) -> None:
    """Take the plan of a linear program that is whole, when it is better."""
    made = np.flatnonzero(share > 0.5)
    if np.abs(share[made] - 1).max(initial=0) > 1e-6 or share.sum() > len(made) + 1e-6:
        return
    plan = np.full(task.net.people, -1)
    plan[task.net.person[made]] = made
    if fits(task, plan) and worth(task, plan) < worth(task, best.plan):
        best.plan = plan


def _good(one: tuple[Dual, Bound]) -> tuple[int, int]:
    """Order bounds by what they prove, then by how short they are to write."""
    return one[1].value, -one[0].denominator


def _over_all(task: Task, dual: Dual) -> Bound:
    return bound(task.net, task.rows, task.goal, task.earlier, dual, task.alive)


def _denominator(task: Task) -> int:
    """Return a fine denominator, with costs still within 64 bits if they can be."""
    bits = (SAFE // 2**6 // max(1, task.goal.widest)).bit_length() - 1
    return int(min(FINE, 2 ** max(6, bits)))


def _seed(task: Task, plan: Ints, known: Bound) -> Ints:
    """Return the moves to begin with: the plan's, and the likely ones."""
    alive = np.flatnonzero(task.alive)
    if len(alive) > ALL:
        part = np.argpartition(known.excess[alive], BATCH)[:BATCH]
        alive = alive[part]
    return np.union1d(alive, plan[plan >= 0])


def _branch(task: Task, moves: Ints, plan: Ints, left: Left) -> tuple[str, Ints | None]:
    """
    Solve the integer program over ``moves`` and those of ``plan``.

    Chains are kept short only where an answer had them too long; after a few answers
    everywhere.

    :raises PrecisionError: when what comes out does not fit, twice.
    """
    moves = np.union1d(moves, plan[plan >= 0])
    short, answers, slack = moves[:0], 0, SLACK
    while True:
        program = Program(task, slack=slack)
        program.add(moves)
        if len(short):
            program.keep_short(short)
        status, found = program.integral(left())
        if found is None:
            return status, found
        long = too_long(task.net, found, task.longest)
        if len(long):
            answers += 1
            short = moves if answers > PATIENCE else _streets(task, moves, long, short)
            continue
        if fits(task, found) and program.value() > worth(task, found) - 0.99:
            return status, found
        if slack == 0.0:
            raise PrecisionError(
                f"Expected a plan that keeps all limits for {task.goal.name}."
            )
        slack = 0.0


def _streets(task: Task, moves: Ints, long: Ints, short: Ints) -> Ints:
    """Return ``short`` and those of ``moves`` between the same seats as ``long``."""
    net = task.net
    street = net.origin[net.person] * int(net.first_node[-1]) + net.head
    return np.union1d(short, moves[np.isin(street[moves], street[long])])


def certify(whole: Task, done: Settled, left: Left) -> tuple[Dual, Bound]:
    """
    Return multipliers that hold over the ``whole``, not only over the moves alive.

    Where those of the goal do not, the linear program over all moves is solved.
    """
    best = done.dual, _over_all(whole, done.dual)
    if best[1].value < done.value and whole.earlier:
        found = _relaxed(whole, done.plan, best[0], left, cut=False)
        best = max(best, (found.dual, found.bound), key=_good)
    return best


def lean_on(
    whole: Task, reached: int, dual: Dual, proofs: Sequence[Dual]
) -> tuple[Dual, Bound]:
    """
    Return ``dual`` with the proofs of earlier goals, as heavy as it needs them.

    The network's potentials hold where those goals' optima are; their proofs make all
    else dear enough.
    """
    best = dual, _over_all(whole, dual)
    for place in reversed(range(len(proofs))):
        weight = 1
        while best[1].value < reached and weight < SAFE:
            heavier = best[0].plus(weight, proofs[place], place)
            better = heavier, _over_all(whole, heavier)
            if better[1].numerator <= best[1].numerator:
                break
            best, weight = better, weight * 64
    return best
