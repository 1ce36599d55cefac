"""Chains: A leaves u for v, B leaves v for w — who follows whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from seimbang.plan.lexicographic import Solution


@dataclass(frozen=True)
class Chain:
    """
    Moves that hang together, in the order of the places.

    ``people`` (indices of the family), each moving from the seat where the one before
    arrives, who takes the place that this person leaves: so of an open chain the first
    goes first. ``closed``: a cycle of exchange on one day, every seat keeps its number.
    """

    people: tuple[int, ...]
    closed: bool


def chains(solution: Solution, waiting: Collection[str] = frozenset()) -> list[Chain]:
    """
    Return the moves of a family as chains: open ones first, then cycles.

    An open chain begins where one person less is left and ends at the first seat that
    has not yet got all it gains. Nobody of ``waiting`` (pseudonyms) begins one as long
    as others leave the seat. The same plan gives the same chains.
    """
    family = solution.family
    leaving: dict[int, list[int]] = defaultdict(list)
    hidden = family.people
    for person in sorted(
        solution.movers.tolist(), key=lambda one: (hidden[one] in waiting, -one)
    ):
        leaving[int(family.origin[person])].append(person)
    gain = solution.staff - family.seats.present
    gains = {int(seat): int(gain[seat]) for seat in np.flatnonzero(gain > 0)}
    found = []
    for seat in np.flatnonzero(gain < 0).tolist():
        for _ in range(-int(gain[seat])):
            first = _first(solution, leaving[seat], waiting)
            people = _follow(solution, leaving, gains, first)
            found.append(Chain(people, closed=False))
    for seat in sorted(leaving):
        while leaving[seat]:
            found.append(Chain(_circle(solution, leaving, seat), closed=True))
    return found


def _first(solution: Solution, leaving: list[int], waiting: Collection[str]) -> int:
    """Return who leaves a seat first and is not replaced: those who wait are last."""
    free = [one for one in leaving if solution.family.people[one] not in waiting]
    person = free[-1] if free else leaving[-1]
    leaving.remove(person)
    return person


def _follow(
    solution: Solution,
    leaving: dict[int, list[int]],
    gains: dict[int, int],
    person: int,
) -> tuple[int, ...]:
    people = []
    while True:
        people.append(person)
        seat = int(solution.family.moves.seat[solution.at[person]])
        if gains.get(seat, 0) > 0:
            gains[seat] -= 1
            return tuple(people)
        person = leaving[seat].pop()


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
