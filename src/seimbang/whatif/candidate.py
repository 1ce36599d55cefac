"""
Who else could go there: everybody with an allowed move to a seat, best plan first.

One shortest-path run from the seat to all places tells the exact loss of each: what the
best plan with that move loses against the plan. And stand-bys: for each move of the
plan, who would take the place best if the person drops out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from seimbang.language import text
from seimbang.plan import goal as goals
from seimbang.plan.network import FAR
from seimbang.plan.problem import Flags, Ints
from seimbang.whatif.bound import broken_limits
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
    limits tie the family to others, and the losses are those when nothing else changes.
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
    Where limits tie the family to others, ``without`` is None and the rows lose what
    they do when nothing else changes.
    """

    mover: Place
    seat: str
    fails: Loss
    without: Loss | None
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
    tied = family in folder.tied
    if tied:
        rows = _alone(folder, family, seat, exchange.state.at, top)
    else:
        rows = list(islice(_ranked(folder, family, seat, exchange, exchange), top))
    return Candidates(
        seat=exchange.solution.family.seats.id[seat],
        everybody=int(there.sum()),
        wishing=wishing if wishing >= FEW else None,
        coming=tuple(Place(family, person) for person in owner.tolist()),
        rows=tuple(rows),
        tied=tied,
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
    name = solution.family.seats.id[seat]
    if mover.family in folder.tied:
        alone = _alone(folder, mover.family, seat, fails, top)
        plans = _plans(folder) | {mover.family: fails}
        kept = not broken_limits(folder.problem, plans)
        loss = _as_is(exchange, fails) if kept else Loss(None)
        return StandBy(mover, name, loss, None, tuple(alone))
    dropped = exchange.pin(mover.person, STAYS)
    if dropped is None:  # the person is pinned to go
        return StandBy(mover, name, Loss(None), Loss(None), ())
    rows = _ranked(folder, mover.family, seat, dropped, exchange)
    return StandBy(
        mover=mover,
        seat=name,
        fails=_as_is(exchange, fails),
        without=lost([(solution, dropped.solution.at)]),
        rows=tuple(islice(_standing_by(rows), top)),
    )


def _standing_by(ranked: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield those who stay, and movers who are better than anybody who stays."""
    movers: list[Candidate] | None = []
    for row in ranked:
        if row.planned is not None:
            if movers is not None:
                movers.append(row)
            continue
        if movers is not None:
            yield from (one for one in movers if one.loss.size < row.loss.size)
            movers = None
        yield row
    yield from movers or ()


def _as_is(exchange: Exchange, at: Ints) -> Loss:
    state = exchange.with_plan(at)
    if not state.keeps_bounds():
        return Loss(None)
    return lost([(exchange.solution, at)])


def _plans(folder: Folder) -> dict[int, Ints]:
    return {at: one.at for at, one in enumerate(folder.solutions)}


def _alone(
    folder: Folder, family: int, seat: int, before: Ints, top: int
) -> list[Candidate]:
    """
    Return the best who may go to the seat when nothing else changes, limits kept.

    ``before`` is the plan that they are added to.
    """
    exchange = folder.exchange(family)
    plans = _plans(folder)
    one, at = exchange.solution.family, exchange.state.at
    open_: Flags = (one.moves.seat == seat) & exchange.state.move
    open_[at[at >= 0]] = False
    dropped = (before < 0) & (at >= 0)
    open_ &= ~dropped[one.moves.person]
    found = []
    for move in np.flatnonzero(open_).tolist():
        person = int(one.moves.person[move])
        changed = before.copy()
        changed[person] = move
        loss = _as_is(exchange, changed)
        if loss.amounts is not None and not broken_limits(
            folder.problem, plans | {family: changed}
        ):
            found.append(_candidate(exchange, family, move, loss))
    order = goals.order(one, folder.problem.seed, np.arange(len(one.moves))).move
    found.sort(key=lambda row: (row.loss.size, int(order[row.move])))
    return found[:top]


def _ranked(
    folder: Folder, family: int, seat: int, exchange: Exchange, plan: Exchange
) -> Iterator[Candidate]:
    """
    Yield everybody who may go to the seat, by the loss against ``plan``.

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
    for row in ranks.tolist():
        loss = base + Loss(exchange.amounts(vector[:, row].tolist()))
        yield _candidate(plan, family, int(move[row]), loss)


def _candidate(plan: Exchange, family: int, move: int, loss: Loss) -> Candidate:
    """Return who makes ``move``; ``plan`` tells what they do in it."""
    one = plan.solution.family
    person = int(one.moves.person[move])
    used = int(plan.state.at[person])
    return Candidate(
        place=Place(family, person),
        move=move,
        origin=one.seats.id[one.origin[person]],
        planned=None if used == STAYS else one.seats.id[one.moves.seat[used]],
        loss=loss,
    )


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
