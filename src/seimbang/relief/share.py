"""
A person shared by two places: where less than one person is missing, and a place
within reach has that part to spare.

In whole percent of a week, rounded against the helper. A place lends one person at
most, and no part is promised twice. Teachers share lesson hours instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from seimbang.relief.assign import Gain, left, match, wholly
from seimbang.relief.hours import METHODS, may_help
from seimbang.relief.option import PEOPLE, SHARE, Helper, Option, Trip, unmet
from seimbang.relief.scene import Move, Scene, Seat, Way
from seimbang.workload import head

LAW = ("relief.shared_post", "relief.week")
LICENCE = "transfer.licence_per_place"
WHOLE = 100  # percent


@dataclass(frozen=True)
class Part:
    """A part of a person that is missing at a seat; ``staff`` there without it."""

    seat: Seat
    staff: int

    @property
    def missing(self) -> Fraction:
        return self.seat.need - self.staff

    @property
    def percent(self) -> int:
        return math.ceil(self.missing * WHOLE)


@dataclass(frozen=True)
class Lender:
    """A person of a place that has ``percent`` of a week to spare, and its staff."""

    person_id: str
    row: int
    seat: Seat
    staff: int
    percent: int
    stays: bool = False

    @property
    def place(self) -> tuple[str, ...]:
        """What lends: the place, or somebody who stays there after all."""
        return (*self.seat.id, self.person_id) if self.stays else self.seat.id


def can_share(seat: Seat) -> bool:
    """Tell whether a seat is of those whose people may divide their week."""
    return seat.method not in (*METHODS, head.METHOD)


def parts(scene: Scene, wanted: Iterable[tuple[Seat, int]]) -> list[Part]:
    """Return those that lack less than one person, and enough to be worth it."""
    rule = scene.basis.table("relief.shared_post")
    least = Fraction(int(rule["least_percent"]), WHOLE)
    return [
        Part(seat, staff)
        for seat, staff in wanted
        if rule["allowed"] and can_share(seat) and least <= seat.need - staff < 1
    ]


def lenders(scene: Scene, family: str) -> list[Lender]:
    """Return the people of places of ``family`` that have a part to spare."""
    found = []
    columns = scene.helpers.select("person_id", "row", "unit_id", "job_id")
    for person, row, unit, job in columns.iter_rows():
        seat = scene.seats.get((unit, job))
        if seat is None or seat.family != family or not can_share(seat):
            continue
        percent = min(WHOLE - 1, math.floor(seat.spare * WHOLE))
        if percent > 0:
            found.append(Lender(person, row, seat, seat.staff, percent))
    return found


def stayers(scene: Scene, moves: Sequence[Move]) -> list[Lender]:
    """Return the movers as people who stay, and whom their place can spare in part."""
    found = []
    for move in moves:
        seat = scene.seats[move.origin]
        over = seat.staff - max(seat.need, Fraction(seat.minimum))
        percent = min(WHOLE - 1, math.floor((1 + min(Fraction(0), over)) * WHOLE))
        if percent > 0:
            row = scene.allowed.row(move.person_id)
            staff = seat.staff + 1
            found.append(Lender(move.person_id, row, seat, staff, percent, True))
    return found


def relieve(
    scene: Scene,
    wanted: Sequence[Part],
    people: Sequence[Lender],
    own: Sequence[Move] | None = None,
) -> dict[int, Option]:
    """
    Return the relief of each of ``wanted`` (its number) of one family.

    A place, not a person, is the helper: of its people the one with the shortest way.
    ``own``: the move that each would replace; a mover helps where they would go.
    """
    places = sorted({one.place for one in people})
    ways = scene.ways([one.row for one in people], [one.seat for one in wanted])
    best: dict[tuple[int, int], tuple[Way, Lender]] = {}
    for (at, to), way in sorted(ways.items()):
        lender = people[at]
        key = (places.index(lender.place), to)
        if lender.seat.id[0] == wanted[to].seat.id[0]:
            continue
        if not may_help(lender.person_id, to, own):
            continue
        if key not in best or way.minutes < best[key][0].minutes:
            best[key] = (way, lender)
    spare = {places.index(one.place): one.percent for one in people}
    least = int(scene.basis.table("relief.shared_post")["least_percent"])
    given = _matched(spare, [one.percent for one in wanted], best, least)
    return {
        to: _option(scene, wanted[to], best[at, to][1], best[at, to][0], amount)
        for (at, to), amount in given.items()
    }


def _matched(
    spare: Mapping[int, int],
    missing: Sequence[int],
    best: Mapping[tuple[int, int], tuple[Way, Lender]],
    least: int,
) -> dict[tuple[int, int], int]:
    """Return the percent of each pair: places helped wholly first, then most of it."""
    minutes = {pair: way.minutes for pair, (way, _) in best.items()}
    percents = [spare.get(at, 0) for at in range(1 + max(spare, default=0))]
    given = wholly(percents, missing, minutes)
    gains = {
        (at, to): Gain(min(spare[at], missing[to]), cost)
        for (at, to), cost in left(minutes, given).items()
        if spare[at] >= least
    }
    return given | {(at, to): gains[at, to].amount for at, to in match(gains)}


def _option(scene: Scene, part: Part, lender: Lender, way: Way, percent: int) -> Option:
    share = Fraction(percent, WHOLE)
    days = math.ceil(share * int(scene.basis.table("relief.week")["days"]))
    health = scene.snapshot["jobs"].filter(job_id=part.seat.id[1])["profession"]
    nameless = scene.snapshot.head_count_mode
    licence = LICENCE if health.is_not_null().all() else None
    return Option(
        kind=SHARE,
        unit=PEOPLE,
        need=part.seat.need,
        had=Fraction(part.staff),
        need_after=part.seat.need,
        has=part.staff + share,
        people=min(share, part.missing),
        law=LAW if licence is None else (*LAW, licence),
        helpers=(
            Helper(
                seat=lender.seat.id,
                person_id=None if nameless else lender.person_id,
                gives=share,
                need=max(lender.seat.need, Fraction(lender.seat.minimum)),
                had=Fraction(lender.staff),
                has=lender.staff - share,
                trip=Trip(days, way, scene.local.trip_rupiah_per_km),
            ),
        ),
        facts={"percent": percent},
        cannot=(
            "decision",
            *(("licence",) if licence else ()),
            *unmet(part.seat, part.staff),
        ),
    )
