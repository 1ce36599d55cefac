"""
What a planner asks beside the plan: the frontier, limits that tie moves, why not.

Each answer is held against a full solve before its time counts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import plots
import side
from cases import Weighed, demo_families, regency

from seimbang.plan.hull import Vertex, hull
from seimbang.plan.lexicographic import solve_family
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family, Problem
from seimbang.plan.regency import frontier
from seimbang.whatif.loss import Exchange, lost

PLAIN_SECONDS = 120.0
ASKED = 20
Answer = TypeVar("Answer")


def answered(folder: Path | None, *, large: bool) -> Iterator[str]:
    """Yield the lines of all questions."""
    yield from _frontiers(folder, large=large)
    if large:
        yield from _tied()
    yield from _why_not(large=large)


def _timed(run: Callable[[], Answer]) -> tuple[float, Answer]:
    begun = time.perf_counter()
    answer = run()
    return time.perf_counter() - begun, answer


def _frontiers(folder: Path | None, *, large: bool) -> Iterator[str]:
    """Yield the frontier of the demo regency, and the hull of the invented one."""
    yield "## What each further move buys"
    yield ""
    families = tuple(one for one in demo_families() if len(one.people))
    whole = Problem(policy("pemerataan"), "bench", "2026-01-01", 3, families)
    seconds, quick = _timed(lambda: frontier(whole, exact=False))
    yield (
        f"- demo regency, ordered balance, hull with the gap of each K: {seconds:.2f} "
        f"s; {_open(quick.rows)}"
    )
    seconds, exact = _timed(lambda: frontier(whole))
    yield f"- the same, every K exact: {seconds:.2f} s; {_open(exact.rows)}"
    if folder is not None:
        last = exact.goals.index("shortage")
        unmet = sum(float(need or 0) for one in families for need in one.seats.need)
        points = [
            (row.amount, unmet + row.value[last] / exact.scale) for row in exact.rows
        ]
        plots.frontier(points, folder / "frontier.svg")
    if large:
        weighed = list(regency())
        seconds, corners = _timed(lambda: [_hull(one) for one in weighed])
        amounts = sum(one[-1].amount for one in corners)
        inside = sum(
            right.amount - left.amount - 1
            for one in corners
            for left, right in pairwise(one)
        )
        yield (
            f"- invented regency of 7,000 × 700, weighted sum against moves: the hull "
            f"of all {len(weighed)} families in {seconds:.2f} s: "
            f"{sum(len(one) for one in corners):,} corners of {amounts:,} possible K; "
            f"{inside:,} K lie between two corners"
        )
    yield ""
    if folder is not None:
        yield "![Shortage against moves, demo regency](benchmarks/frontier.svg)"
        yield ""
    print("frontiers done", file=sys.stderr)


def _open(rows: object) -> str:
    kept = list(rows)  # type: ignore[call-overload]
    proved = sum(row.proved for row in kept)
    return f"{proved:,} of {len(kept):,} K proved"


def _hull(one: Weighed) -> list[Vertex]:
    return hull(one.family, one.cost, np.ones(len(one.family.moves), np.int64))


def _tied() -> Iterator[str]:
    """Yield limits that tie moves together at 1,800 × 220, beside HiGHS whole."""
    one = side.case()
    seconds, done = _timed(lambda: side.ours(one))
    assert done.proved, "every pair is priced"
    yield "## Limits that tie moves together"
    yield ""
    yield (
        f"1,800 people × 220 places, {len(one.family.moves):,} moves, 60 couples "
        "(within 15 km of each other, or both stay), at most 200 moves, at most a "
        f"fifth of a place leaves: {len(one.rows):,} rows beside the network. One "
        "weighted goal."
    )
    yield ""
    yield "| engine | seconds | best plan | proved on all moves |"
    yield "| --- | ---: | ---: | --- |"
    yield f"| seimbang | {seconds:.2f} | {done.value:,} | yes |"
    print(f"tied: seimbang {seconds:.2f} s", file=sys.stderr)
    seconds, (status, value, bound) = _timed(lambda: side.plain(one, PLAIN_SECONDS))
    assert status != "Optimal" or round(value) == done.value, "HiGHS found another one"
    told = "yes" if status == "Optimal" else f"no: {status}, bound {bound:,.0f}"
    yield f"| HiGHS, the whole model at once | {seconds:.1f} | {value:,.0f} | {told} |"
    yield ""
    print(f"tied: HiGHS {seconds:.2f} s, {told}", file=sys.stderr)


def _why_not(*, large: bool) -> Iterator[str]:
    """Yield how long the exact loss of one other move takes, in the biggest family."""
    family = max(demo_families(), key=lambda one: len(one.moves))
    cases = [("demo regency", family)]
    if large:
        cases.append(("invented regency", next(iter(regency())).family))
    yield "## Why not that one"
    yield ""
    yield (
        "The exact loss, goal after goal, of the best plan in which one person makes "
        f"another move; the same in a full re-solve ({ASKED} moves asked, losses "
        "equal). Building the graph once serves all questions about a family."
    )
    yield ""
    yield "| biggest family of | possible moves | build | one question | re-solve |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, one in cases:
        build, question, again = _asked(one)
        yield (
            f"| {name} | {len(one.moves):,} | {build * 1000:.0f} ms "
            f"| {question * 1000:.1f} ms | {again * 1000:.0f} ms |"
        )
    yield ""


def _asked(family: Family) -> tuple[float, float, float]:
    """Return the seconds to build, of a question, and of a re-solve (medians)."""
    goals = policy("pemerataan")
    goals = replace(goals, goals=goals.goals[: goals.goals.index("travel") + 1])
    solution = solve_family(family, goals, seed="bench", wish_ranks=3)
    build, exchange = _timed(lambda: Exchange(solution))
    dice = np.random.default_rng(0)
    questions, solves = [], []
    for move in dice.choice(len(family.moves), ASKED, replace=False).tolist():
        person = int(family.moves.person[move])
        seconds, loss = _timed(
            lambda who=person, move=move: exchange.with_move(who, move)
        )
        questions.append(seconds)
        pinned = _pinned(family, person, move)
        seconds, forced = _timed(
            lambda pinned=pinned: solve_family(
                pinned, goals, seed="bench", wish_ranks=3
            )
        )
        solves.append(seconds)
        at = forced.at.copy()
        at[at >= 0] = _back(family, pinned, at[at >= 0])
        found = lost([(solution, at)])
        assert loss.amounts == found.amounts, f"{loss} but {found}"
    return build, statistics.median(questions), statistics.median(solves)


def _pinned(family: Family, person: int, move: int) -> Family:
    """Return the family in which a person must make a move."""
    keep = (family.moves.person != person) | (np.arange(len(family.moves)) == move)
    moves = family.moves
    count = np.bincount(moves.person[keep], minlength=len(family.people))
    columns = {
        name: getattr(moves, name)[keep]
        for name in ("seat", "voluntary", "rank", "added", "misfit", "regression")
    }
    first = np.concatenate([[0], np.cumsum(count)])
    return replace(
        family, moves=replace(moves, first=first, **columns), leave=(person,)
    )


def _back(family: Family, pinned: Family, at: np.ndarray) -> np.ndarray:
    """Return the moves ``at`` of the pinned family as moves of the family."""
    width = len(family.seats)
    known = family.moves.person * width + family.moves.seat
    asked = pinned.moves.person[at] * width + pinned.moves.seat[at]
    return np.searchsorted(known, asked)
