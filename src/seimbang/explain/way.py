"""
What follows from another choice for one person: a shortest way, told as seats.

Other people stand in it as "one person": no id, and nothing of them but the seats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seimbang.whatif.loss import NO_ONE, STAYS, Exchange, Loss


@dataclass(frozen=True)
class Step:
    """
    One thing that changes: seats by id.

    ``kind``: "goes" (one person of ``seat`` goes to ``to``), "instead" (one person of
    ``seat`` goes to ``to`` and not to ``planned``), "stays" (one person stays at
    ``seat`` and does not come to ``planned``), "more", "fewer" (``seat`` has one person
    more or fewer than in the plan).
    """

    kind: str
    seat: str
    to: str | None = None
    planned: str | None = None


@dataclass(frozen=True)
class Way:
    """
    The best plan in which a person does otherwise: what it loses, and what follows.

    ``move`` is what the person does then (−1: stays).
    """

    move: int
    loss: Loss
    steps: tuple[Step, ...]


def with_move(exchange: Exchange, person: int, move: int) -> Way:
    """Return what follows when ``person`` must make ``move`` (−1: stay)."""
    loss = exchange.with_move(person, move)
    used = int(exchange.state.at[person])
    if loss.amounts is None or move == used:
        return Way(move, loss, ())
    there, here = exchange.node(person, move), exchange.node(person, used)
    arcs = [] if there == here else exchange.path(there, here)
    return Way(move, loss, tuple(_steps(exchange, arcs)))


def without(exchange: Exchange, person: int) -> Way:
    """Return what follows when the move that ``person`` makes is forbidden."""
    first, last = exchange.solution.family.moves.first[person : person + 2]
    used = int(exchange.state.at[person])
    choices = [STAYS, *(move for move in range(first, last) if move != used)]
    losses = [exchange.with_move(person, move) for move in choices]
    least = min(range(len(choices)), key=lambda at: losses[at].size)
    return with_move(exchange, person, choices[least])


def _steps(exchange: Exchange, arcs: list[tuple[int, int]]) -> Iterator[Step]:
    family, place = exchange.solution.family, exchange.layout
    name = family.seats.id

    def seat(node: int) -> str:
        at = node if node < place.seats else int(place.keep_seat[node - place.seats])
        return name[at]

    for tail, head in arcs:
        who = int(exchange.by[tail, head])
        if who >= 0:
            person = int(np.searchsorted(family.moves.first, who, "right")) - 1
            origin = name[family.origin[person]]
            if int(exchange.state.at[person]) == STAYS:
                yield Step("goes", origin, to=seat(head))
            else:
                yield Step("instead", origin, to=seat(head), planned=seat(tail))
        elif who < NO_ONE:
            yield Step("stays", seat(head), planned=seat(tail))
        elif tail < place.seats and head >= place.group_first:
            yield Step("more", seat(tail))
        elif head < place.seats and tail >= place.group_first:
            yield Step("fewer", seat(head))
