"""
The limits that data, local parameters and pins demand, derived anew.

Their meaning is that of the local parameters and of the sheet of pins; the rows are
told in docs/explanation/certificate.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.verify.problem import Family
from seimbang.verify.roads import Roads
from seimbang.verify.shape import Array
from seimbang.verify.sum_rows import Rows, Sum, keys

Who = tuple[int, int]  # family, person
Named = tuple[str, str, list[Sum]]  # name, kind, rows


@dataclass(frozen=True)
class Scene:
    """
    The arcs of the problem on the map of the data.

    ``starts`` and ``ends``: the units of each move, as rows of their sheet, by family.
    ``members``: where a pseudonym stands; who has no allowed move stands nowhere.
    ``hide`` makes a pseudonym of a person id.
    """

    families: Sequence[Family]
    snapshot: Snapshot
    local: Local
    hide: Callable[[str], str]
    starts: Sequence[Array]
    ends: Sequence[Array]
    members: Mapping[str, Who]

    @classmethod
    def of(
        cls,
        families: Sequence[Family],
        snapshot: Snapshot,
        local: Local,
        hide: Callable[[str], str],
    ) -> Scene:
        """Return the scene of ``families``, whose seats are all in the data."""
        row = {unit: at for at, unit in enumerate(snapshot["units"]["unit_id"])}
        starts, ends = [], []
        members: dict[str, Who] = {}
        for at, family in enumerate(families):
            units = [row[seat.split("|")[0]] for seat in family.seats.id]
            unit = np.array(units, dtype=np.int64)
            starts.append(unit[family.at[family.owner]])
            ends.append(unit[family.seat])
            members |= {name: (at, one) for one, name in enumerate(family.people)}
        return cls(families, snapshot, local, hide, starts, ends, members)

    def moves(self, who: Who) -> Array:
        """Return the moves of a person."""
        return np.flatnonzero(self.families[who[0]].owner == who[1])

    def every(self) -> Iterator[tuple[int, Array]]:
        """Yield each family with all its moves."""
        for at, family in enumerate(self.families):
            yield at, np.arange(len(family.seat))

    def people(self, kind: str) -> list[tuple[str, str]]:
        """Return the pseudonyms that pins of a kind name, each with its group."""
        pins = self.snapshot["pins"].filter(kind=kind)
        named = pins.select("person_id", "group").iter_rows()
        return sorted({(self.hide(person), group or "") for person, group in named})


def demanded(scene: Scene) -> Mapping[str, tuple[str, Rows]]:
    """Return kind and rows of each limit that some plan could break, by name."""
    every: Iterable[Named] = (
        *_totals(scene),
        *_caps(scene),
        *_groups(scene),
        *_replacements(scene),
        *_companies(scene),
    )
    found = {name: (kind, keys(rows)) for name, kind, rows in every}
    return {name: one for name, one in found.items() if one[1]}


def area(snapshot: Snapshot, place: Mapping[str, Any]) -> Array:
    """Return which units lie in a district or agency; null, null: all of them."""
    district, agency = place["district_id"], place["agency_id"]
    rows = snapshot["units"].select("unit_id", "district_id", "agency_id").iter_rows()
    return np.array(
        [
            district in (None, at) and (agency is None or agency in (of, unit))
            for unit, at, of in rows
        ],
        dtype=bool,
    )


def _totals(scene: Scene) -> Iterator[Named]:
    local = scene.local
    if local.max_moves is not None:
        row = Sum(high=local.max_moves)
        for family, moves in scene.every():
            row.add(family, moves)
        yield "max_moves", "max_moves", [row]
    if local.budget_rupiah is not None:
        row, price = Sum(high=local.budget_rupiah), local.move_cost_rupiah
        roads = Roads.of(scene.snapshot, local)
        for family, moves in scene.every():
            way = roads.tenths(scene.starts[family], scene.ends[family])
            cost = price["per_move"] + (price["per_km"] * way + 5) // 10
            row.add(family, moves, cost)
        yield "budget_rupiah", "budget", [row]


def _caps(scene: Scene) -> Iterator[Named]:
    for cap in scene.local.move_caps:
        inside = area(scene.snapshot, cap)
        for way in ("leaving", "arriving"):
            if cap[way] is None:
                continue
            row = Sum(high=cap[way])
            for family, moves in scene.every():
                start = inside[scene.starts[family]]
                end = inside[scene.ends[family]]
                across = start & ~end if way == "leaving" else end & ~start
                row.add(family, moves[across])
            yield f"move_caps: {cap['name']}, {way}", "move_cap", [row]


def _groups(scene: Scene) -> Iterator[Named]:
    """Yield the caps on staff that no tree of groups can hold."""
    for at, family in enumerate(scene.families):
        for cap, seats, crosses in groups_of(scene.snapshot, scene.local, family):
            if not crosses:
                continue
            inside = np.zeros(len(family.seats.id), dtype=bool)
            inside[seats] = True
            start, end = inside[family.at[family.owner]], inside[family.seat]
            room = max(0, cap["maximum"] - int(family.seats.present[inside].sum()))
            row = Sum(high=room).add(at, np.flatnonzero(end & ~start))
            row.add(at, np.flatnonzero(start & ~end), -1)
            yield f"maximum_groups: {cap['name']}", "group", [row]


def groups_of(
    snapshot: Snapshot, local: Local, family: Family
) -> list[tuple[Mapping[str, Any], list[int], bool]]:
    """Return the caps on staff of a family, their seats, and whether they cross."""
    unit_row = {unit: at for at, unit in enumerate(snapshot["units"]["unit_id"])}
    unit = [unit_row[seat.split("|")[0]] for seat in family.seats.id]
    caps = [cap for cap in local.maximum_groups if cap["job_family"] == family.name]
    seats = []
    for cap in caps:
        inside = area(snapshot, cap)
        seats.append([at for at, row in enumerate(unit) if inside[row]])
    sets = [frozenset(one) for one in seats]
    return [
        (cap, own, any(one & two and not (one <= two or two <= one) for two in sets))
        for cap, own, one in zip(caps, seats, sets, strict=True)
    ]


def _replacements(scene: Scene) -> Iterator[Named]:
    at_seat: dict[Who, list[int]] = defaultdict(list)  # family, seat → people
    for person, _ in scene.people("after_replacement"):
        if person in scene.members:
            number, place = scene.members[person]
            at_seat[number, int(scene.families[number].at[place])].append(place)
    for (at, seat), people in at_seat.items():
        row, family = Sum(high=0), scene.families[at]
        for one in people:
            row.add(at, scene.moves((at, one)))
        row.add(at, np.flatnonzero(family.seat == seat), -1)
        yield f"replacement: {family.seats.id[seat]}", "replacement", [row]


def _companies(scene: Scene) -> Iterator[Named]:
    """Yield those who move into one zone, or all stay: couples, and groups of pins."""
    found: list[tuple[str, list[str]]] = []
    if scene.local.couples == "hard":
        people = scene.snapshot["people"]
        there = set(people["person_id"])
        pairs = {
            frozenset((one, other))
            for one, other in people.select("person_id", "spouse_id").iter_rows()
            if other in there and other != one
        }
        found += [("couple", [scene.hide(one) for one in pair]) for pair in pairs]
    groups: dict[str, list[str]] = defaultdict(list)
    for person, label in scene.people("together"):
        groups[label].append(person)
    found += [("together", members) for members in groups.values()]
    roads = Roads.of(scene.snapshot, scene.local) if found else None
    for word, company in found:
        members = sorted(company)
        rows = _company(scene, members, roads)
        yield f"{word}: {'+'.join(members)}", "together", rows


def _company(scene: Scene, members: list[str], roads: Roads | None) -> list[Sum]:
    listed = [scene.members[one] for one in members if one in scene.members]
    if len(listed) < len(members):
        return [Sum(0, 0).add(who[0], scene.moves(who)) for who in listed]
    zone = scene.local.couple_zone
    if zone == "district":
        first, *others = listed
        return [row for other in others for row in _same_zone(scene, first, other)]
    assert roads is not None
    return [
        row
        for one, other in combinations(listed, 2)
        for row in _close(scene, one, other, roads, zone)
    ]


def _same_zone(scene: Scene, one: Who, other: Who) -> Iterator[Sum]:
    """Yield for each district: as many of the two come there, none or both."""
    district = scene.snapshot["units"]["district_id"].to_list()
    goes = {
        who: [(move, district[scene.ends[who[0]][move]]) for move in scene.moves(who)]
        for who in (one, other)
    }
    for zone in {zone for ways in goes.values() for _, zone in ways}:
        row = Sum(0, 0)
        for who, factor in ((one, 1), (other, -1)):
            moves = [move for move, place in goes[who] if place == zone]
            row.add(who[0], np.array(moves, dtype=np.int64), factor)
        yield row


def _close(scene: Scene, one: Who, other: Who, roads: Roads, km: int) -> Iterator[Sum]:
    """Yield: both go or none; where the one goes, the other goes not far from there."""
    mine, theirs = scene.moves(one), scene.moves(other)
    yield Sum(0, 0).add(one[0], mine).add(other[0], theirs, -1)
    ends, far = scene.ends[one[0]][mine], scene.ends[other[0]][theirs]
    for unit in np.unique(ends).tolist():
        near = np.array([roads.near(unit, end, km) for end in far.tolist()], dtype=bool)
        row = Sum(high=0).add(one[0], mine[ends == unit])
        yield row.add(other[0], theirs[near], -1)
