"""
Couples and a cap where numbers have too many digits for a solver in floats.

Branch and bound on the network, whose optimum is exact whatever the digits: a broken
couple stays or moves into one of the zones; when too many move, somebody who does so
stays or must go. Right for any size, but only fast for few people.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

import numpy as np

from seimbang.plan.bare_model import BareModel, Objective
from seimbang.plan.exact import settle_wide
from seimbang.plan.lexicographic import InfeasibleError, settle
from seimbang.plan.network import State
from seimbang.plan.problem import Ints

NODES = 4_000  # parts of the search, before giving up


class GivenUpError(Exception):
    """The search has too many parts."""


def search(
    model: BareModel, left: Callable[[], float | None]
) -> tuple[State | None, bool]:
    """
    Return the best plan (None: there is none), and whether that is proved.

    It is not when time runs out before the end.

    :raises GivenUpError: when the search has too many parts.
    """
    best: State | None = None
    pending, parts = [model.start()], 0
    while pending:
        if left() == 0:
            return best, False
        parts += 1
        if parts > NODES:
            raise GivenUpError
        part = pending.pop()
        found = _relaxed(model, part)
        if found is None or (best is not None and _as_good(model, best, found)):
            continue
        branches = list(_branches(model, part, found.at))
        if branches:
            pending.extend(branches)
        else:
            best = found
    return best, True


def _relaxed(model: BareModel, part: State) -> State | None:
    """Return the best plan of a part without the rows; None: there is none."""
    face = copy.deepcopy(part, {id(part.family): part.family})
    must = np.flatnonzero(~part.stay)
    if model.cap is not None and len(must) > model.cap:
        return None
    try:
        for cost in model.ranked():
            settle(face, cost)
        settle_wide(face, model.prices)
    except InfeasibleError:
        return None
    return face


def _as_good(model: BareModel, one: State, other: State) -> bool:
    return _vector(model.objective(one)) <= _vector(model.objective(other))


def _vector(of: Objective) -> tuple[object, ...]:
    return of.shortage, of.squares, of.moves, of.cost


def _branches(model: BareModel, part: State, at: Ints) -> Iterator[State]:
    """Yield the parts instead of ``part``; none when its plan ``at`` fits."""
    for one, other in model.couples:
        if _apart(model, at, one, other):
            yield from _together(model, part, [one, other])
            return
    if model.cap is not None and (at >= 0).sum() > model.cap:
        who = int(np.flatnonzero((at >= 0) & part.stay)[0])
        theirs = part.family.moves.person == who
        yield _part(part, part.stay, part.move & ~theirs)
        stay = part.stay.copy()
        stay[who] = False
        yield _part(part, stay, part.move)


def _apart(model: BareModel, at: Ints, one: int, other: int) -> bool:
    mine, theirs = at[one], at[other]
    if mine < 0 or theirs < 0:
        return bool(mine >= 0 or theirs >= 0)
    return bool(model.zone[mine] != model.zone[theirs])


def _together(model: BareModel, part: State, pair: list[int]) -> Iterator[State]:
    theirs = np.isin(part.family.moves.person, pair)
    if part.stay[pair].all():
        yield _part(part, part.stay, part.move & ~theirs)
    stay = part.stay.copy()
    stay[pair] = False
    for zone in sorted(set(model.zone[theirs & part.move])):
        yield _part(part, stay, part.move & (~theirs | (model.zone == zone)))


def _part(part: State, stay: object, move: object) -> State:
    fresh = copy.deepcopy(part, {id(part.family): part.family})
    fresh.stay, fresh.move = np.array(stay), np.array(move)
    return fresh
