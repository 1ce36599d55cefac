"""
In which order moves are carried out, so that nobody leaves an empty class or ward.

Who leaves a place waits for who comes into it. A ring of such waits is told, and broken
at the place with most cover: who leaves it goes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Place = Hashable
Key = int  # of a move, as the caller counts them


@dataclass(frozen=True)
class Move:
    """
    One move. ``cover``: people of the place left above its minimum, before all moves.

    ``after``: whose coming was named before as what it waits for. ``waits``: the head
    releases only after the replacement has come.
    """

    key: Key
    leaves: Place
    arrives: Place
    cover: int = 0
    after: Key | None = None
    waits: bool = False


@dataclass(frozen=True)
class Turn:
    """
    A move with its place in the order. ``after``: who must have come before.

    ``alone``: nobody comes after all, though its head waits for a replacement.
    ``first_of_ring``: it goes first of a ring of waits, on the cover of its place.
    """

    key: Key
    order: int
    after: Key | None
    alone: bool
    first_of_ring: bool


@dataclass(frozen=True)
class Ring:
    """Moves that all wait for each other, from who goes first with its ``cover``."""

    keys: tuple[Key, ...]
    cover: int

    @property
    def covered(self) -> bool:
        """Tell whether the first one leaves no place below its minimum."""
        return self.cover > 0


@dataclass(frozen=True)
class Order:
    """All moves in their order, and the rings that were broken."""

    turns: tuple[Turn, ...]
    rings: tuple[Ring, ...]


def in_order(moves: Sequence[Move]) -> Order:
    """
    Return the order of carrying out: who is waited for comes before who waits.

    :raises ValueError: when a key stands there twice.
    """
    known = {move.key: move for move in moves}
    if len(known) < len(moves):
        raise ValueError("Expected each move once.")
    after = _waits(moves, known)
    rings = tuple(_rings(moves, known, after))
    first = {ring.keys[0] for ring in rings}
    for leader in first:
        del after[leader]
    followed = {before: waits for waits, before in after.items()}
    turns: list[Turn] = []
    for move in moves:
        if move.key in after:
            continue
        key: Key | None = move.key
        while key is not None:
            before = after.get(key)
            alone = known[key].waits and before is None and key not in first
            turns.append(Turn(key, len(turns) + 1, before, alone, key in first))
            key = followed.get(key)
    return Order(tuple(turns), rings)


def _waits(moves: Sequence[Move], known: dict[Key, Move]) -> dict[Key, Key]:
    """Return who waits for whom: each for one, and nobody is waited for by two."""
    coming: dict[Place, list[Key]] = defaultdict(list)
    for move in moves:
        if move.arrives != move.leaves:
            coming[move.arrives].append(move.key)
    after: dict[Key, Key] = {}
    for move in moves:
        if move.after in coming[move.leaves]:
            after[move.key] = move.after
            coming[move.leaves].remove(move.after)
    for move in sorted(moves, key=lambda one: not one.waits):
        if (
            move.key not in after
            and move.arrives != move.leaves
            and coming[move.leaves]
        ):
            after[move.key] = coming[move.leaves].pop(0)
    return after


def _rings(
    moves: Sequence[Move], known: dict[Key, Move], after: dict[Key, Key]
) -> list[Ring]:
    """Return the rings of waits, each from the move whose place has most cover."""
    found: list[Ring] = []
    seen: set[Key] = set()
    for move in moves:
        path: list[Key] = []
        key: Key | None = move.key
        while key is not None and key not in seen:
            seen.add(key)
            path.append(key)
            key = after.get(key)
        if key in path:
            ring = path[path.index(key) :][::-1]  # who is waited for comes first
            start = max(ring, key=lambda one: (known[one].cover, -ring.index(one)))
            turned = ring[ring.index(start) :] + ring[: ring.index(start)]
            found.append(Ring(tuple(turned), known[start].cover))
    return found
