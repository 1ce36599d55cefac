"""Zones: where a couple or group counts as together, and the rows that keep it so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.ground import Ground, Part, Who, limit_of, row_of
from seimbang.plan.limit import Limit, Row
from seimbang.plan.problem import Flags, Ints
from seimbang.rules.distance import road_km, unit_points

Near = Callable[[str, str], bool]  # of two units


def near(snapshot: Snapshot, local: Local) -> Near:
    """Return what "in one zone" means: one district, or at most so many km apart."""
    units = snapshot["units"]
    most = local.couple_zone
    if most == "district":
        district = dict(units.select("unit_id", "district_id").iter_rows())
        return lambda one, other: district.get(one) == district.get(other)
    row = {unit: at for at, unit in enumerate(units["unit_id"])}
    where = unit_points(snapshot).vectors

    def within(one: str, other: str) -> bool:
        between = road_km(where[row[one]], where[row[other]], local.detour_percent)
        return one == other or float(between) <= most  # unknown is not near

    return within


def couples_of(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the spouses who are both on the rolls, each couple once, in order."""
    people = snapshot["people"]
    known = set(people["person_id"])
    named = people.filter(people["spouse_id"].is_not_null())
    pairs = named.select("person_id", "spouse_id").iter_rows()
    return sorted(
        {
            (min(one, other), max(one, other))
            for one, other in pairs
            if other in known and one != other
        }
    )


def together(ground: Ground) -> Iterator[Limit]:
    """Yield the couples, where they are a hard limit, and the groups of the pins."""
    if ground.local.couples == "hard":
        yield from _limits(ground, "couple", couples_of(ground.snapshot))
    pins = ground.snapshot["pins"].filter(kind="together")
    groups: dict[str, list[str]] = {}
    for label, person in pins.select("group", "person_id").iter_rows():
        groups.setdefault(label, []).append(person)
    yield from _limits(ground, "together", [tuple(one) for one in groups.values()])


def _limits(
    ground: Ground, word: str, groups: Sequence[tuple[str, ...]]
) -> Iterator[Limit]:
    named = sorted(sorted((ground.hide(one), one) for one in group) for group in groups)
    for members in named:
        name = "+".join(hidden for hidden, _ in members)
        places = [ground.at.get(person) for _, person in members]
        yield limit_of(f"{word}: {name}", "together", _rows(ground, places))


def _rows(ground: Ground, members: list[Who | None]) -> Iterator[Row | None]:
    """Yield the rows; None: somebody of the group who cannot move at all."""
    listed = [who for who in members if who is not None]
    moves = {who: ground.moves_of(who) for who in listed}
    if None in members or any(len(some) == 0 for some in moves.values()):
        for who in listed:
            yield row_of([(who[0], moves[who], 1)], low=0, high=0)
    elif ground.local.couple_zone == "district":
        for other in listed[1:]:
            yield from _same_district(ground, moves, listed[0], other)
    else:
        within = near(ground.snapshot, ground.local)
        for one, other in combinations(listed, 2):
            yield from _not_far(ground, moves, one, other, within)


def _units(ground: Ground, who: Who, moves: Ints) -> Ints:
    """Return the row of the unit that each of these moves leads to."""
    family = ground.families[who[0]]
    return ground.unit[who[0]][family.moves.seat[moves]]


def _same_district(
    ground: Ground, moves: Mapping[Who, Ints], one: Who, other: Who
) -> Iterator[Row | None]:
    districts = ground.snapshot["units"]["district_id"].to_numpy()
    zone = {who: districts[_units(ground, who, moves[who])] for who in (one, other)}
    for district in sorted({*zone[one], *zone[other]}):
        parts: list[Part] = [
            (who[0], moves[who][zone[who] == district], factor)
            for who, factor in ((one, 1), (other, -1))
        ]
        yield row_of(parts, low=0, high=0)


def _not_far(
    ground: Ground, moves: Mapping[Who, Ints], one: Who, other: Who, within: Near
) -> Iterator[Row | None]:
    ids = ground.snapshot["units"]["unit_id"].to_list()
    mine = np.array([ids[at] for at in _units(ground, one, moves[one])])
    theirs = np.array([ids[at] for at in _units(ground, other, moves[other])])
    whole = [(one[0], moves[one], 1), (other[0], moves[other], -1)]
    yield row_of(whole, low=0, high=0)
    for unit in sorted(set(mine.tolist())):
        close: Flags = np.array([within(unit, there) for there in theirs.tolist()])
        parts: list[Part] = [
            (one[0], moves[one][mine == unit], 1),
            (other[0], moves[other][close], -1),
        ]
        yield row_of(parts, high=0)
