"""The four questions of a move, answered by the core from the data of its plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from seimbang.explain.change import Answer
from seimbang.explain.folder import FolderError
from seimbang.explain.way import Way
from seimbang.explain.words import of_change, of_filled, of_forbidden, parts_of_move
from seimbang.language import Text
from seimbang_web.cards.rules import Sight
from seimbang_web.plans.models import Move, Plan
from seimbang_web.plans.store import reasons_of


@dataclass(frozen=True)
class Reasons:
    """
    Why a move is proposed, in sentences.

    ``why``: why this person. ``there``: why this place. ``others``: who else, only
    counts. ``change``: what would give another result. ``doubt``: what would follow
    without it, and how sure it is. ``move``: the data of it.
    """

    proposal: tuple[Text, ...]
    why: tuple[Text, ...]
    there: tuple[Text, ...]
    others: tuple[Text, ...]
    change: tuple[Text, ...]
    doubt: tuple[Text, ...]
    chain: Mapping[str, Any]
    move: Mapping[str, Any]


@dataclass(frozen=True)
class _Changes:
    """What the core found when it asked for other results: slow, so kept."""

    smallest: Answer | None
    stays: bool | None
    forbidden: Way | None


def reasons_for(move: Move, sight: Sight) -> Reasons | None:
    """Return the answers; None: the plan's reasons cannot be read or lack the move."""
    try:
        told = reasons_of(move.plan).reasons
        found = next(
            one for one in told["moves"] if one["person_id"] == move.person.ref
        )
        changes = _changes(move.plan_id, move.person.ref)
    except (FolderError, OSError, KeyError, StopIteration):
        return None
    parts = parts_of_move(told, found)
    chain = next(one for one in told["chains"] if one["chain"] == found["chain"])
    return Reasons(
        proposal=tuple(parts["proposal"]),
        why=tuple(_why(parts, sight)),
        there=(*parts["target"], *parts["loss"]),
        others=tuple(parts["others"]),
        change=tuple(_change(told, move.person.ref, changes)),
        doubt=tuple(_doubt(told, changes, parts)),
        chain=chain,
        move=found,
    )


def _why(parts: Mapping[str, list[Text]], sight: Sight) -> Iterator[Text]:
    yield from parts["origin"]
    if sight.coarse:
        yield from parts["travel"]
    yield from parts["fit"]
    if sight.private:
        yield from parts["flags"]
    yield from parts["open"]
    yield from parts["passed"]


def _change(
    told: Mapping[str, Any], person_id: str, changes: _Changes
) -> Iterator[Text]:
    if changes.smallest is not None:
        yield of_change(told, changes.smallest)
    if changes.stays is not None:
        yield of_filled(told, person_id, stays=changes.stays)


def _doubt(
    told: Mapping[str, Any], changes: _Changes, parts: Mapping[str, list[Text]]
) -> Iterator[Text]:
    if changes.forbidden is not None:
        yield from of_forbidden(told, changes.forbidden)
    yield from parts["safety"]


@lru_cache(maxsize=512)
def _changes(plan: int, person_id: str) -> _Changes:
    folder = reasons_of(Plan.objects.get(pk=plan))
    return _Changes(
        smallest=folder.change(person_id),
        stays=folder.stays_when_filled(person_id),
        forbidden=folder.forbidden(person_id),
    )
