"""Chains: A leaves u for v, B leaves v for w — who follows whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from seimbang.plan.lexicographic import Solution


@dataclass(frozen=True)
class Chain:
    """
    Moves that hang together, in the order of the places.

    ``people`` (indices of the family), each moving from the seat where the one before
    arrives. ``closed``: a cycle of exchange, every seat keeps its number.
    """

    people: tuple[int, ...]
    closed: bool


def chains(solution: Solution) -> list[Chain]:
    """
    Return the moves of a family as chains: open ones first, then cycles.

    An open chain begins where one person less is left and ends at the first seat that
    has not yet got all it gains. The same plan gives the same chains.
    """
    family = solution.family
    leaving: dict[int, list[int]] = defaultdict(list)
    for person in reversed(solution.movers.tolist()):
        leaving[int(family.origin[person])].append(person)
    gain = solution.staff - family.seats.present
    gains = {int(seat): int(gain[seat]) for seat in np.flatnonzero(gain > 0)}
    found = []
    for seat in np.flatnonzero(gain < 0).tolist():
        for _ in range(-int(gain[seat])):
            found.append(Chain(_follow(solution, leaving, gains, seat), closed=False))
    for seat in sorted(leaving):
        while leaving[seat]:
            found.append(Chain(_circle(solution, leaving, seat), closed=True))
    return found


def _follow(
    solution: Solution, leaving: dict[int, list[int]], gains: dict[int, int], seat: int
) -> tuple[int, ...]:
    people = []
    while True:
        person = leaving[seat].pop()
        people.append(person)
        seat = int(solution.family.moves.seat[solution.at[person]])
        if gains.get(seat, 0) > 0:
            gains[seat] -= 1
            return tuple(people)


def _circle(
    solution: Solution, leaving: dict[int, list[int]], start: int
) -> tuple[int, ...]:
    people = []
    seat = start
    while True:
        person = leaving[seat].pop()
        people.append(person)
        seat = int(solution.family.moves.seat[solution.at[person]])
        if seat == start:
            return tuple(people)
