"""
What each goal costs: on moves, and on the n-th person of a seat.

One goal, one function, one sentence; :data:`COSTS` at the end is the table of contents.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from seimbang.plan.problem import Family, Ints

LIMIT = 2**60  # OR-Tools needs max |cost| × nodes below 2^61


@dataclass(frozen=True)
class Cost:
    """
    The integer cost of one goal.

    ``move`` has one entry per move. ``slot[s, j]`` is the cost of the (j+1)-th counted
    person at seat s (the fixed ones included), non-decreasing in j; beyond the table
    its last column goes on. ``base`` is what every plan costs besides.
    """

    goal: str
    move: Ints
    slot: Ints
    rank: int = 0
    threshold: int = 0
    scale: int = 1
    exact: bool = True
    level: Fraction = Fraction(0)
    base: int = 0


def deviation(family: Family) -> Cost:
    """
    Each person who is treated otherwise than in the accepted plan costs one.

    A move of the accepted plan gains one when it is kept, so that staying in its place
    is dearer; another move of somebody who stays in that plan costs one.

    :raises ValueError: when the family has no accepted plan.
    """
    if family.reference is None:
        raise ValueError(f"Expected an accepted plan of {family.name}.")
    there = family.reference[family.moves.person]
    move = (there == family.origin[family.moves.person]).astype(np.int64)
    move[family.moves.seat == there] = -1
    return Cost("deviation", move, _no_slot(family))


def nobody(family: Family) -> Cost:
    """A seat with a legal minimum where nobody of any status is left costs one."""
    slot = np.zeros((len(family.seats), 2), np.int64)
    slot[family.seats.required & (family.seats.others == 0), 0] = -1
    return Cost("nobody", _no_move(family), slot)


def minimum(family: Family) -> Cost:
    """Each person missing to the legal minimum costs the weight of the service."""
    seats = family.seats
    width = int(seats.minimum.max(initial=0)) + 1
    below = np.arange(width) < seats.minimum[:, None]
    return Cost("minimum", _no_move(family), np.where(below, -seats.weight[:, None], 0))


def shortage(family: Family) -> Cost:
    """Shortage² / need at each seat, exact where the integers allow it."""
    rows = [_parts(need) for need in family.seats.need]
    width = max((len(row) for row, _ in rows), default=0) + 1
    nodes = len(family.people) + len(family.seats) + len(family.groups) + 2
    scale, exact = _scale(rows, nodes)
    slot = np.zeros((len(rows), width), np.int64)
    for at, (row, parts) in enumerate(rows):  # the nearest whole number, half up
        slot[at, : len(row)] = [(2 * scale * one + parts) // (2 * parts) for one in row]
    return Cost("shortage", _no_move(family), slot, scale=scale, exact=exact)


def marginals(need: Fraction | None) -> list[Fraction]:
    """Return what each further person takes off shortage² / need, exactly."""
    row, parts = _parts(need)
    return [Fraction(one, parts) for one in row]


def _parts(need: Fraction | None) -> tuple[list[int], int]:
    """Return the marginals in whole parts, and how many parts make one."""
    if need is None or need <= 0:
        return [], 1
    whole, unit = need.numerator, need.denominator  # a person covers `unit`
    squares = [
        max(0, whole - staff * unit) ** 2 for staff in range(math.ceil(need) + 1)
    ]
    return [after - before for before, after in pairwise(squares)], whole * unit


def _scale(rows: list[tuple[list[int], int]], nodes: int) -> tuple[int, bool]:
    """Return the multiplier that makes integers, and whether it makes them exactly."""
    steepest = (Fraction(max(map(abs, row)), parts) for row, parts in rows if row)
    largest = max(steepest, default=Fraction(1))
    ceiling = int(LIMIT / (largest * nodes))
    multiple = 1
    for row, parts in rows:
        for one in row:
            multiple = math.lcm(multiple, parts // math.gcd(one, parts))
            if multiple > ceiling:
                return 10 ** (len(str(ceiling)) - 1), False
    return multiple, True


def compulsory(family: Family) -> Cost:
    """Each person moved without a wish costs one."""
    return Cost(
        "compulsory", (~family.moves.voluntary).astype(np.int64), _no_slot(family)
    )


def wishes(family: Family, rank: int) -> Cost:
    """Each wish of this rank that is granted gains one."""
    granted = family.moves.voluntary & (family.moves.rank == rank)
    return Cost("wishes", -granted.astype(np.int64), _no_slot(family), rank=rank)


def travel(family: Family) -> Cost:
    """Each minute of travel added costs one."""
    return Cost("travel", family.moves.added, _no_slot(family))


def worst_travel(family: Family, threshold: int) -> Cost:
    """Each person who bears the worst added travel costs one (0: nobody bears any)."""
    bears = (family.moves.added >= threshold) & (threshold > 0)
    worst = bears.astype(np.int64)
    return Cost("worst_travel", worst, _no_slot(family), threshold=threshold)


def misfit(family: Family) -> Cost:
    """Competence that the move does not find, or must train, costs its points."""
    return Cost("misfit", family.moves.misfit, _no_slot(family))


def regression(family: Family) -> Cost:
    """A step back in the career costs its points."""
    return Cost("regression", family.moves.regression, _no_slot(family))


def order(family: Family, seed: str, alive: Ints) -> Cost:
    """A stated order, drawn from the seed, makes the plan unique (moves ``alive``)."""
    seats = _keys(seed, family.seats.id)
    person = family.moves.person[alive]
    people = np.zeros(len(family.people), np.uint64)
    who = np.unique(person)
    people[who] = _keys(seed, tuple(family.people[at] for at in who))
    cost = np.zeros(len(family.moves), np.int64)
    mixed = _splitmix(people[person] + seats[family.moves.seat[alive]])
    cost[alive] = (mixed >> np.uint64(34)).astype(np.int64)
    return Cost("order", cost, _no_slot(family))


def _keys(
    seed: str, ids: tuple[str, ...]
) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    digests = (
        hashlib.blake2b(f"{seed}|{name}".encode(), digest_size=8).digest()
        for name in ids
    )
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _splitmix(
    z: np.ndarray[tuple[int], np.dtype[np.uint64]],
) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    with np.errstate(over="ignore"):
        z = z + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def _no_move(family: Family) -> Ints:
    return np.zeros(len(family.moves), np.int64)


def _no_slot(family: Family) -> Ints:
    return np.zeros((len(family.seats), 1), np.int64)


COSTS: dict[str, Callable[[Family], Cost]] = {
    "deviation": deviation,
    "nobody": nobody,
    "minimum": minimum,
    "shortage": shortage,
    "compulsory": compulsory,
    "travel": travel,
    "misfit": misfit,
    "regression": regression,
}  # wishes, worst_travel, order and leximin take one thing more: rank, threshold, …
