"""
Who else could go there: everybody with an allowed move to a seat, best plan first.

One shortest-path run from the seat to all places tells the exact loss of each: what the
best plan with that move loses against the plan. And stand-bys: for each move of the
plan, who would take the place best if the person drops out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seimbang.language import text
from seimbang.plan import goal as goals
from seimbang.plan.network import FAR
from seimbang.plan.problem import Flags, Ints
from seimbang.whatif.folder import Folder, NoEditError, Place
from seimbang.whatif.loss import STAYS, Exchange, Loss, lost

FEW = 5  # fewer wishers than this are not told


@dataclass(frozen=True)
class Candidate:
    """
    Somebody who may go to a seat, and what the best plan with that move loses.

    ``planned``: the seat where the plan sends the person (None: stays).
    """

    place: Place
    move: int
    origin: str
    planned: str | None
    loss: Loss


@dataclass(frozen=True)
class Candidates:
    """
    Who could go to a seat: the best ``rows`` of ``everybody`` who may.

    ``coming``: people whom the plan sends there already; they are not among the rows.
    ``wishing``: how many of everybody ask for it, None where they are few. ``tied``:
    limits between families are not reckoned with in the losses.
    """

    seat: str
    everybody: int
    wishing: int | None
    coming: tuple[Place, ...]
    rows: tuple[Candidate, ...]
    tied: bool


@dataclass(frozen=True)
class StandBy:
    """
    Who would take a seat if the mover drops out, best first.

    ``fails``: what the plan loses when the person stays and nothing else changes
    (None: then a bound is broken). ``without``: what the best plan loses then. The loss
    of each row is that of the best plan in which the mover stays and the other goes.
    """

    mover: Place
    seat: str
    fails: Loss
    without: Loss
    rows: tuple[Candidate, ...]


def candidates(
    folder: Folder, unit_id: str, job_id: str | None = None, *, top: int = 5
) -> Candidates:
    """
    Return the best candidates for the seat of a unit, ties by the stated order.

    :raises NoEditError: when there is no such seat, or several.
    """
    family, seat = _one_seat(folder, unit_id, job_id)
    exchange = folder.exchange(family)
    moves = exchange.solution.family.moves
    there = moves.seat == seat
    wishing = int((there & moves.voluntary).sum())
    coming = exchange.state.at[exchange.state.at >= 0]
    owner = moves.person[coming[there[coming]]]
    rows = _ranked(folder, family, seat, exchange, exchange)
    return Candidates(
        seat=exchange.solution.family.seats.id[seat],
        everybody=int(there.sum()),
        wishing=wishing if wishing >= FEW else None,
        coming=tuple(Place(family, person) for person in owner.tolist()),
        rows=tuple(rows[:top]),
        tied=family in folder.tied,
    )


def _one_seat(folder: Folder, unit_id: str, job_id: str | None) -> tuple[int, int]:
    seats = folder.seats(unit_id, job_id)
    families = folder.problem.families
    open_ = [
        (family, seat)
        for family, seat in seats
        if len(seats) == 1 or (families[family].moves.seat == seat).any()
    ]
    if len(open_) > 1:
        jobs = (families[at].seats.id[seat].split("|")[1] for at, seat in open_)
        raise NoEditError(
            text(
                "{unit} has several posts: give one with --job ({jobs}).",
                unit=unit_id,
                jobs=", ".join(sorted(jobs)),
            )
        )
    return (open_ or seats)[0]


def stand_bys(folder: Folder, *, top: int = 5) -> Iterator[StandBy]:
    """Yield the stand-bys of each move of the plan, in the order of its families."""
    for family, solution in enumerate(folder.solutions):
        for person in solution.movers.tolist():
            yield stand_by(folder, Place(family, person), top=top)


def stand_by(folder: Folder, mover: Place, *, top: int = 5) -> StandBy:
    """
    Return who takes the place of a mover who drops out and stays.

    Somebody who moves already is among them only when that is better than anybody who
    stays.
    """
    exchange = folder.exchange(mover.family)
    solution = exchange.solution
    move = int(solution.at[mover.person])
    seat = int(solution.family.moves.seat[move])
    fails = solution.at.copy()
    fails[mover.person] = STAYS
    dropped = exchange.pin(mover.person, STAYS)
    name = solution.family.seats.id[seat]
    if dropped is None:  # the person is pinned to go
        return StandBy(mover, name, Loss(None), Loss(None), ())
    rows = _ranked(folder, mover.family, seat, dropped, exchange)
    rest = [row for row in rows if row.planned is None]
    best = rest[0].loss.size if rest else Loss(None).size
    kept = [row for row in rows if row.planned is None or row.loss.size < best]
    return StandBy(
        mover=mover,
        seat=name,
        fails=_as_is(exchange, fails),
        without=lost([(solution, dropped.solution.at)]),
        rows=tuple(kept[:top]),
    )


def _as_is(exchange: Exchange, at: Ints) -> Loss:
    state = exchange.with_plan(at)
    if not state.keeps_bounds():
        return Loss(None)
    return lost([(exchange.solution, at)])


def _ranked(
    folder: Folder, family: int, seat: int, exchange: Exchange, plan: Exchange
) -> list[Candidate]:
    """
    Return everybody who may go to the seat, by the loss against ``plan``.

    ``exchange`` holds what is settled beside.
    """
    one, at = plan.solution.family, plan.state.at
    moves = one.moves
    open_: Flags = (moves.seat == seat) & exchange.state.move
    open_[at[at >= 0]] = False
    move = np.flatnonzero(open_)
    person = moves.person[move]
    vector = _vectors(exchange, seat, move, person)
    held: Flags = np.logical_and.reduce(vector < FAR)
    move, person, vector = move[held], person[held], vector[:, held]
    order = goals.order(one, folder.problem.seed, move).move[move]
    base = lost([(plan.solution, exchange.state.at)])
    ranks = np.lexsort((person, order, *vector[::-1]))
    return [
        Candidate(
            place=Place(family, int(person[row])),
            move=int(move[row]),
            origin=one.seats.id[one.origin[person[row]]],
            planned=_planned(plan, int(person[row])),
            loss=base + Loss(exchange.amounts(vector[:, row].tolist())),
        )
        for row in ranks
    ]


def _planned(plan: Exchange, person: int) -> str | None:
    move = int(plan.state.at[person])
    family = plan.solution.family
    return None if move == STAYS else family.seats.id[family.moves.seat[move]]


def _vectors(exchange: Exchange, seat: int, move: Ints, person: Ints) -> Ints:
    """Return what each move to the seat loses: [goal, move]; FAR: it cannot be."""
    at = exchange.state.at[person]
    way = exchange.distance_from(seat)[:, exchange.state.head()[person]]
    losses = way.copy()
    for goal, cost in enumerate(exchange.costs):
        paid = np.where(at >= 0, np.append(cost.move, 0)[at], 0)
        losses[goal] = np.where(
            way[goal] < FAR, way[goal] + cost.move[move] - paid, FAR
        )
    losses[:, at == move] = 0
    return losses
