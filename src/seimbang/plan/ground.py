"""Where the moves of a round lead in the data, to write rows over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.problem import Family, Group, Ints

Who = tuple[int, int]  # family, person in it
Part = tuple[int, Ints, int]  # family, moves in it, factor


@dataclass(frozen=True)
class Ground:
    """
    The families with where their seats and people are in the data.

    ``unit``: the row of the unit of each seat. ``at``: where a person id stands; people
    without any allowed move are not there. ``crossing``: the caps that are no tree.
    ``hide`` makes a person id a pseudonym.
    """

    snapshot: Snapshot
    local: Local
    families: tuple[Family, ...]
    unit: tuple[Ints, ...]
    at: Mapping[str, Who]
    crossing: Mapping[str, Sequence[Group]]
    hide: Callable[[str], str]

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        local: Local,
        families: tuple[Family, ...],
        names: Mapping[str, tuple[str, ...]],
        crossing: Mapping[str, Sequence[Group]],
        hide: Callable[[str], str],
    ) -> Ground:
        """Return the ground; ``names`` has the person ids of each family."""
        row = {unit: at for at, unit in enumerate(snapshot["units"]["unit_id"])}
        unit = tuple(
            np.array([row[seat.split("|")[0]] for seat in family.seats.id], np.int64)
            for family in families
        )
        at = {
            person: (number, place)
            for number, family in enumerate(families)
            for place, person in enumerate(names[family.name])
        }
        return cls(snapshot, local, families, unit, at, crossing, hide)

    def moves_of(self, who: Who) -> Ints:
        """Return the moves of a person."""
        first, last = self.families[who[0]].moves.first[who[1] : who[1] + 2]
        return np.arange(first, last)

    def ends(self, number: int) -> tuple[Ints, Ints]:
        """Return the rows of the units each move of a family leads from and to."""
        family, unit = self.families[number], self.unit[number]
        return unit[family.origin[family.moves.person]], unit[family.moves.seat]


def row_of(
    parts: Iterable[Part], *, low: int | None = None, high: int | None = None
) -> Row | None:
    """Return the row Σ factor × moves within its bounds; None: there is no move."""
    by_family: dict[int, list[tuple[Ints, int]]] = {}
    for family, moves, factor in parts:
        if len(moves):
            by_family.setdefault(family, []).append((moves, factor))
    terms = []
    for family, listed in sorted(by_family.items()):
        moves = np.concatenate([some for some, _ in listed])
        factors = np.repeat(
            [factor for _, factor in listed], [len(some) for some, _ in listed]
        )
        order = np.argsort(moves, kind="stable")
        plain = bool((factors == 1).all())
        terms.append(Term(family, moves[order], None if plain else factors[order]))
    return Row(tuple(terms), low, high) if terms else None


def limit_of(name: str, kind: str, rows: Iterable[Row | None]) -> Limit:
    """Return the limit of those rows that have a move."""
    return Limit(name, kind, tuple(row for row in rows if row is not None))
