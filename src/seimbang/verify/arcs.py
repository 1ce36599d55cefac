"""The arcs of the problem against the pairs that the rules allow, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from seimbang.verify.facts import Facts
from seimbang.verify.pins import Pin, taken
from seimbang.verify.problem import Family, Problem
from seimbang.verify.report import refuse
from seimbang.verify.shape import Array

BLOCK = 500_000  # pairs judged at once
NO_ARC = -1


@dataclass(frozen=True)
class Places:
    """Where people and seats of the problem stand in the data."""

    people: Mapping[str, int]  # pseudonym → row
    seats: Sequence[int]  # seat of the family → row


@dataclass(frozen=True)
class _Allowed:
    """What the rules allow of a block, and the facts of it."""

    pairs: Array
    facts: dict[str, Array]


def arcs(
    problem: Problem,
    family: Family,
    known: Facts,
    places: Places,
    pins: Sequence[Pin] = (),
) -> None:
    """
    Refuse an arc that is not allowed or of other facts, and a pair without arc.

    What ``pins`` of a plan made anew take away is not allowed.
    """
    rows = known.people_of(family.name)
    seats = np.array(places.seats, dtype=np.int64)
    row_of = np.array([places.people[one] for one in family.people], dtype=np.int64)
    owner = row_of[family.owner]
    for block in _blocks(rows, len(seats)):
        position = np.full(known.eligibility.people.height, NO_ARC)
        position[block] = np.arange(len(block))
        arc = np.full((len(block), len(seats)), NO_ARC)
        mine = np.flatnonzero(position[owner] != NO_ARC)
        arc[position[owner[mine]], family.seat[mine]] = mine
        allowed = _allowed(problem, known, block, seats)
        left = allowed.pairs & ~taken(pins, known, block, seats)
        _compare(family, arc, replace(allowed, pairs=left))


def no_arcs(problem: Problem, known: Facts) -> None:
    """Refuse a pair allowed in a family that the problem leaves out."""
    listed = {family.name for family in problem.families}
    everyone = known.eligibility.people["family"].drop_nulls().unique()
    for name in sorted(set(everyone) - listed):
        seats = known.seats_of(name)
        for block in _blocks(known.people_of(name), len(seats)):
            if _allowed(problem, known, block, seats).pairs.any():
                raise refuse("{family}: may move, and is not there.", family=name)


def _blocks(rows: Array, seats: int) -> Iterator[Array]:
    size = max(1, BLOCK // max(1, seats))
    for start in range(0, len(rows) if seats else 0, size):
        yield rows[start : start + size]


def _allowed(problem: Problem, known: Facts, people: Array, seats: Array) -> _Allowed:
    pairs = known.eligibility.pairs(people, seats)
    own = known.eligibility.seat_rows[people]
    measured = known.positions["need_num"].is_not_null().to_numpy()
    sits = (own >= 0) & measured[own]
    voluntary = pairs.allowed_voluntary & (pairs.wish_rank > 0)
    either = voluntary | pairs.allowed_compulsory
    if problem.policy.voluntary_only:
        either = voluntary
    minutes = pairs.minutes.astype(np.int64)
    return _Allowed(
        either & sits[:, None],
        {
            "voluntary": voluntary.astype(np.int64),
            "rank": pairs.wish_rank,
            "added": np.maximum(0, minutes - pairs.minutes_before[:, None]),
            "misfit": pairs.misfit,
            "regression": pairs.regression,
        },
    )


def _compare(family: Family, arc: Array, allowed: _Allowed) -> None:
    there = arc != NO_ARC
    for wrong, words in (
        (there & ~allowed.pairs, "{family}: an arc to {seat} is not allowed."),
        (~there & allowed.pairs, "{family}: an allowed arc to {seat} is missing."),
    ):
        if wrong.any():
            seat = int(np.flatnonzero(wrong.any(axis=0))[0])
            raise refuse(words, family=family.name, seat=family.seats.id[seat])
    at = arc[there]
    for name, values in allowed.facts.items():
        differ = getattr(family, name)[at] != values[there]
        if name == "rank":  # of a compulsory move it means nothing
            differ &= family.voluntary[at] == 1
        if differ.any():
            seat = int(family.seat[at[differ][0]])
            raise refuse(
                "{family}: {name} of an arc to {seat} is not what the data gives.",
                family=family.name,
                name=name,
                seat=family.seats.id[seat],
            )
