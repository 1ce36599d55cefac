"""Small families at random, and their best plans by trying all of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from seimbang.plan.measure import measure_of
from seimbang.plan.problem import Family, Group, Moves, Seats

RANKS = 2


def family(
    *,
    need: list[Any],
    origin: list[int],
    moves: dict[int, dict[int, dict[str, int]]],
    minimum: list[int] | None = None,
    maximum: list[int | None] | None = None,
    others: list[int] | None = None,
    fixed: list[int] | None = None,
    weight: list[int] | None = None,
    may_leave: list[int | None] | None = None,
    groups: tuple[Group, ...] = (),
) -> Family:
    """Return a family; ``moves`` is person → seat → facts (voluntary, rank, …)."""
    number = len(need)
    still = np.array(fixed or [0] * number, np.int64)
    present = still + np.bincount(origin, minlength=number).astype(np.int64)
    arcs = [
        (person, seat, facts)
        for person in range(len(origin))
        for seat, facts in sorted(moves.get(person, {}).items())
    ]
    counts = [len(moves.get(person, {})) for person in range(len(origin))]

    def column(name: str) -> Any:
        return np.array([facts.get(name, 0) for _, _, facts in arcs], np.int64)

    return Family(
        name="test",
        seats=Seats(
            id=tuple(f"U{at}|job" for at in range(number)),
            need=tuple(None if one is None else Fraction(one) for one in need),
            minimum=np.array(minimum or [0] * number, np.int64),
            maximum=tuple(maximum or [None] * number),
            weight=np.array(weight or [1] * number, np.int64),
            present=present,
            others=np.array(others or [0] * number, np.int64),
            fixed=still,
            may_leave=tuple(may_leave or [None] * number),
        ),
        people=tuple(f"p{person}" for person in range(len(origin))),
        origin=np.array(origin, np.int64),
        moves=Moves(
            first=np.cumsum([0, *counts]),
            seat=np.array([seat for _, seat, _ in arcs], np.int64),
            voluntary=column("voluntary").astype(np.bool_),
            rank=column("rank"),
            added=column("added"),
            misfit=column("misfit"),
            regression=column("regression"),
        ),
        groups=groups,
    )


def random_family(seed: int) -> Family:
    """
    Return a family of up to 6 people and 5 seats.

    Supply differs from need; needs are real or unmeasured; seats are below their
    minimum, closed, capped, under nested groups or caps on leaving.
    """
    dice = np.random.default_rng(seed)
    seats, people = int(dice.integers(2, 6)), int(dice.integers(1, 7))
    need = [
        None
        if dice.random() < 0.08
        else Fraction(int(dice.integers(0, 9)), int(dice.choice([1, 1, 2, 3, 24])))
        for _ in range(seats)
    ]
    measured = [at for at in range(seats) if need[at] is not None]
    if not measured:
        need[0], measured = Fraction(2), [0]
    origin = [int(dice.choice(measured)) for _ in range(people)]
    moves = {
        person: _options(dice, origin[person], measured) for person in range(people)
    }
    return family(
        need=need,
        origin=origin,
        moves=moves,
        minimum=dice.integers(0, 3, seats).tolist(),
        maximum=[
            None if dice.random() < 0.7 else int(dice.integers(0, 4))
            for _ in range(seats)
        ],
        others=dice.integers(0, 2, seats).tolist(),
        fixed=dice.integers(0, 2, seats).tolist(),
        weight=dice.integers(1, 4, seats).tolist(),
        may_leave=[
            None if dice.random() < 0.8 else int(dice.integers(1, 3))
            for _ in range(seats)
        ],
        groups=_nested(dice, seats),
    )


def _options(
    dice: np.random.Generator, origin: int, measured: list[int]
) -> dict[int, dict[str, int]]:
    found = {}
    for seat in measured:
        if seat == origin or dice.random() < 0.35:
            continue
        wished = dice.random() < 0.3
        found[seat] = {
            "voluntary": int(wished),
            "rank": int(dice.integers(1, RANKS + 1)) if wished else 0,
            "added": int(dice.integers(0, 4)) * 5,
            "misfit": int(dice.random() < 0.2),
            "regression": int(dice.random() < 0.2),
        }
    return found


def _nested(dice: np.random.Generator, seats: int) -> tuple[Group, ...]:
    if dice.random() < 0.6:
        return ()
    inner = tuple(range(int(dice.integers(1, seats))))
    outer = tuple(range(seats))
    return (
        Group("inner", inner, int(dice.integers(0, 5))),
        Group("outer", outer, int(dice.integers(3, 9))),
    )


def plans(one: Family) -> Iterator[np.ndarray]:
    """Yield every plan that keeps the bounds, by trying all."""
    first = one.moves.first
    ways = [
        [-1, *range(first[person], first[person + 1])]
        for person in range(len(one.people))
    ]
    seats = one.seats
    low = np.minimum(seats.minimum, seats.present)
    for plan in product(*ways):
        at = np.array(plan, np.int64)
        seat = one.origin.copy()
        seat[at >= 0] = one.moves.seat[at[at >= 0]]
        staff = seats.fixed + np.bincount(seat, minlength=len(seats))
        left = np.bincount(one.origin[at >= 0], minlength=len(seats))
        if (staff >= low).all() and _within(one, staff, left):
            yield at


def _within(one: Family, staff: np.ndarray, left: np.ndarray) -> bool:
    seats = one.seats
    for seat in range(len(seats)):
        most, leave = seats.maximum[seat], seats.may_leave[seat]
        if most is not None and staff[seat] > max(most, seats.present[seat]):
            return False
        if leave is not None and left[seat] > leave:
            return False
    return all(
        staff[list(group.seats)].sum()
        <= max(group.maximum, seats.present[list(group.seats)].sum())
        for group in one.groups
    )


def vector(one: Family, at: np.ndarray) -> tuple[Any, ...]:
    """Return the goals of *pemerataan* in order, smaller is better."""
    of = measure_of(one, at, RANKS)
    worst = int((one.moves.added[at[at >= 0]] == of.worst_travel).sum())
    return (
        of.nobody,
        of.minimum,
        of.shortage,
        of.compulsory,
        *(-granted for granted in of.wishes),
        of.travel,
        (of.worst_travel, worst if of.worst_travel else 0),
        of.misfit,
        of.regression,
    )
