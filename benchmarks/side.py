"""
Limits that tie moves together, at the size of the biggest family of a regency.

1,800 people × 220 places, 394,000 pairs: 60 couples (a move of the one only with a move
of the other to within 15 km, or both stay), at most 200 moves, at most a fifth of a
place leaves; one weighted goal, proved on all pairs. The same model in HiGHS whole.

``python benchmarks/side.py [--plain SECONDS]`` prints both.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from seimbang.plan.goal import Cost
from seimbang.plan.network import start
from seimbang.plan.problem import Family, Moves, Seats
from seimbang.plan.side.clock import left
from seimbang.plan.side.ordered import Ordered
from seimbang.plan.side.program import Program
from seimbang.plan.side.settle import Settled
from seimbang.plan.side.web import Rows, goal_of, rows_of

UNIT = 100_000  # the cost of a place with a need of one and nobody
FIX, KM = 2_000, 150  # of a move, and of a km from home
WISHES = (1_500, 1_000, 500)  # what the wishes of each rank take off
NEAR = 15  # km between the new places of a couple
EARTH = 6371.0088  # km


@dataclass(frozen=True)
class Case:
    """A family, the one goal, and the rows of couples and cap."""

    family: Family
    cost: Cost
    rows: Rows


def case(
    people: int = 1_800,
    units: int = 220,
    *,
    couples: int = 60,
    cap: int | None = 200,
    share: float | None = 0.2,
    seed: int = 1,
) -> Case:
    """Return the case of the prototypes (``gen_family(1800, 220, 1, ratio=.95)``)."""
    dice = np.random.default_rng(seed)
    centre = dice.uniform(0, 0.55, (24, 2))
    share_of = dice.dirichlet(np.full(24, 3.0))
    near = dice.choice(24, units, p=share_of)
    spot = centre[near] + dice.normal(0, 0.03, (units, 2))
    urban = np.exp(-np.linalg.norm(spot - centre[0], axis=1) / 0.15)
    place = spot + np.array([-7.0, 110.0])
    need = dice.lognormal(0, 0.45, units)
    need = np.round(need * (people / 0.95 / need.sum()), 2)
    likely = need * np.exp(urban - urban.mean() + dice.normal(0, 0.3, units))
    origin = np.sort(dice.choice(units, people, p=likely / likely.sum()))
    away = dice.choice(units, people, p=(urban + 0.05) / (urban + 0.05).sum())
    house = np.where(dice.random(people) < 0.6, origin, away)
    home = np.stack(
        [place[house, axis] + dice.normal(0, 0.02, people) for axis in (0, 1)], axis=1
    )
    wish = dice.choice(units, (people, 3))
    wishing = dice.random(people) < 0.3
    dear = np.where(dice.random(people) < 0.1, 15_000, 0)
    pinned = dice.random(people) < 0.05
    price = FIX + np.rint(KM * _km(home, place)).astype(np.int64) + dear[:, None]
    for rank in (2, 1, 0):
        price[wishing, wish[wishing, rank]] -= WISHES[rank]
    there = np.arange(units) == origin[:, None]
    person, seat = np.nonzero(~there & ~pinned[:, None])
    present = np.bincount(origin, minlength=units)
    leave = [None] * units
    if share is not None:
        leave = (present - np.ceil((1 - share) * present - 1e-9)).astype(int).tolist()
    family = _family(origin, present, person, seat, leave)
    cost = Cost("sum", price[person, seat], _slots(need, people))
    rows = _rows(family, _km(place, place), people, couples, cap)
    return Case(family, cost, rows)


def _km(some: Any, others: Any) -> Any:
    """Return the distances on the globe, in km."""
    one, two = np.radians(some)[:, None], np.radians(others)[None, :]
    half = (two - one) / 2
    part = np.sin(half[..., 0]) ** 2
    part += np.cos(one[..., 0]) * np.cos(two[..., 0]) * np.sin(half[..., 1]) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(part))


def _slots(need: Any, people: int) -> Any:
    """Return what one more person changes in UNIT × shortage² / need."""
    staff = np.arange(int(np.ceil(need.max())) + 2)
    short = np.maximum(0, need[:, None] - staff)
    squares = np.rint(UNIT * short * short / need[:, None]).astype(np.int64)
    return np.diff(squares, axis=1)


def _family(
    origin: Any, present: Any, person: Any, seat: Any, leave: list[int | None]
) -> Family:
    units, people = len(present), len(origin)
    nothing, none = np.zeros(units, np.int64), np.zeros(len(seat), np.int64)
    return Family(
        name=f"{people} × {units}",
        seats=Seats(
            id=tuple(f"U{at}|job" for at in range(units)),
            need=(None,) * units,
            minimum=nothing,
            maximum=(None,) * units,
            weight=nothing + 1,
            present=present,
            others=nothing,
            fixed=nothing,
            may_leave=tuple(leave),
        ),
        people=tuple(f"p{at}" for at in range(people)),
        origin=origin,
        moves=Moves(
            first=np.searchsorted(person, np.arange(people + 1)),
            seat=seat,
            voluntary=none.astype(np.bool_),
            rank=none,
            added=none,
            misfit=none,
            regression=none,
        ),
    )


def _rows(family: Family, km: Any, people: int, couples: int, cap: int | None) -> Rows:
    """Return a row per move of somebody in a couple, and the cap on moves."""
    pairs = np.random.default_rng(5).choice(people, (couples, 2), replace=False)
    moves, entries = family.moves, []
    for pair in pairs.tolist():
        for one, other in (pair, pair[::-1]):
            mine = np.arange(*moves.first[one : one + 2])
            theirs = np.arange(*moves.first[other : other + 2])
            for move in mine.tolist():
                close = theirs[km[moves.seat[move], moves.seat[theirs]] <= NEAR]
                sign = np.append(1, np.full(len(close), -1))
                entries.append((np.append(move, close), sign, None, 0))
    if cap is not None:
        every = np.arange(len(moves))
        entries.append((every, np.ones(len(every), np.int64), None, cap))
    return rows_of(entries)


def ours(one: Case, seconds: float | None = None) -> Settled:
    """Return the proved optimum."""
    search = Ordered([start(one.family)], one.rows, left(seconds))
    return search.settle(goal_of([one.cost]))


def plain(one: Case, seconds: float) -> tuple[str, float, float]:
    """Return how HiGHS ends on the whole model at once: status, value, bound."""
    search = Ordered([start(one.family)], one.rows, left(None))
    program = Program(search.task(goal_of([one.cost])))
    program.add(np.arange(len(one.family.moves)))
    status, _ = program.integral(seconds)
    bound = program.solver.getInfo().mip_dual_bound + program.offset
    return status, program.value(), bound


def main() -> None:
    """Print both."""
    options = argparse.ArgumentParser()
    options.add_argument("--plain", type=float, default=0.0, metavar="SECONDS")
    seconds = options.parse_args().plain
    one = case()
    print(f"{len(one.family.moves)} moves, {len(one.rows)} rows")
    began = time.perf_counter()
    done = ours(one)
    took = time.perf_counter() - began
    print(f"seimbang: {done.value}, proved: {done.proved}, {took:.2f} s")
    if seconds:
        began = time.perf_counter()
        status, value, bound = plain(one, seconds)
        took = time.perf_counter() - began
        print(f"HiGHS whole: {value:.0f} ({status}, bound {bound:.0f}), {took:.2f} s")


if __name__ == "__main__":
    main()
