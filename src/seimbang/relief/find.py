"""
All relief of a scene: of the places that stay short, then beside each transfer.

What helps a short place is given first; transfers are compared with what is left, so
everything told can be done together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import groupby

import polars as pl

from seimbang.relief import share
from seimbang.relief.hours import Asked, School, Teacher, lesson_hours
from seimbang.relief.merge import Schools
from seimbang.relief.option import HOURS, KINDS, Option
from seimbang.relief.scene import Move, Scene, Seat
from seimbang.relief.shift import Offices

Wanted = tuple[Seat, int]  # a seat and its staff without relief


@dataclass
class Finder:
    """Looks for relief; remembers who has been given away."""

    scene: Scene
    people: set[str] = field(default_factory=set)  # who teach elsewhere
    places: set[tuple[str, str]] = field(default_factory=set)  # who lend or take

    @cached_property
    def school(self) -> School:
        return School(self.scene, lesson_hours(self.scene))

    @cached_property
    def schools(self) -> Schools:
        return Schools(self.scene)

    @cached_property
    def offices(self) -> Offices:
        return Offices(self.scene)

    def of_seats(self) -> dict[int, list[Option]]:
        """Return the relief of each short seat, by its number in ``scene.short``."""
        wanted = [(seat, seat.staff) for seat in self.scene.short]
        found = self._all(wanted, None)
        self._give(found)
        return found

    def of_moves(self) -> dict[int, list[Option]]:
        """Return what could replace each move, by its number in ``scene.moves``."""
        wanted, into = [], dict[tuple[str, str], int]()
        for move in self.scene.moves:
            seat = self.scene.seats[move.target]
            into[seat.id] = into.get(seat.id, 0) + 1
            wanted.append((seat, seat.staff - into[seat.id]))
        return self._all(wanted, self.scene.moves)

    def _all(
        self, wanted: Sequence[Wanted], moves: Sequence[Move] | None
    ) -> dict[int, list[Option]]:
        """Return the options of all kinds, those that help most first."""
        found: dict[int, list[Option]] = {}
        for at, option in (
            *self._hours(wanted, moves),
            *self._shifts(wanted),
            *self._shares(wanted, moves),
            *self._merges(wanted),
        ):
            found.setdefault(at, []).append(option)
        for options in found.values():
            options.sort(key=lambda one: (-one.people, KINDS.index(one.kind)))
        return found

    def _give(self, found: dict[int, list[Option]]) -> None:
        for options in found.values():
            for option in options:
                for helper in option.helpers:
                    if option.kind == HOURS:
                        self.people.add(str(helper.person_id))
                    else:
                        self.places.add(helper.seat)

    def _hours(
        self, wanted: Sequence[Wanted], moves: Sequence[Move] | None
    ) -> Iterator[tuple[int, Option]]:
        asked, numbers = [], []
        for at, (seat, staff) in enumerate(wanted):
            missing = self.school.missing(seat, staff)
            before = None if moves is None else self.school.missing(seat, staff + 1)
            if missing is not None and missing > (before or 0):
                asked.append(
                    Asked(seat, missing - (before or 0), staff, moves is not None)
                )
                numbers.append(at)
        for family, these in _by_family([one.seat for one in asked]):
            teachers = self.school.teachers(self._free(family))
            if moves is not None:
                teachers += self._stayers(moves, [numbers[at] for at in these])
            found = self.school.relieve(
                [asked[at] for at in these],
                teachers,
                own=None if moves is None else [moves[numbers[at]] for at in these],
            )
            yield from ((numbers[these[at]], option) for at, option in found.items())

    def _free(self, family: str) -> pl.DataFrame:
        """Return the helpers of a family who have not been given away."""
        mine = (pl.col("family") == family) & ~pl.col("person_id").is_in(self.people)
        return self.scene.helpers.filter(mine)

    def _stayers(self, moves: Sequence[Move], numbers: Sequence[int]) -> list[Teacher]:
        """Return the movers as teachers who stay and teach at both places."""
        who = [moves[at].person_id for at in numbers]
        facts = self.scene.allowed.judged.facts.with_row_index("row")
        return self.school.teachers(
            facts.filter(pl.col("person_id").is_in(who)), back=1
        )

    def _shares(
        self, wanted: Sequence[Wanted], moves: Sequence[Move] | None
    ) -> Iterator[tuple[int, Option]]:
        known = [
            (at, part)
            for at, one in enumerate(wanted)
            for part in share.parts(self.scene, [one])
        ]
        numbers, parts = [at for at, _ in known], [part for _, part in known]
        for family, these in _by_family([part.seat for part in parts]):
            lenders = [
                one
                for one in share.lenders(self.scene, family)
                if one.seat.id not in self.places
            ]
            own = None
            if moves is not None:
                own = [moves[numbers[at]] for at in these]
                lenders += share.stayers(self.scene, own)
            found = share.relieve(self.scene, [parts[at] for at in these], lenders, own)
            yield from ((numbers[these[at]], option) for at, option in found.items())

    def _shifts(self, wanted: Sequence[Wanted]) -> Iterator[tuple[int, Option]]:
        numbers = [at for at, (seat, staff) in enumerate(wanted) if seat.need > staff]
        numbers.sort(key=lambda at: wanted[at][0].id[0])
        for unit, group in groupby(numbers, key=lambda at: wanted[at][0].id[0]):
            these = list(group)
            takers = [
                seat
                for seat in self.offices.of_unit(unit)
                if seat.spare > 0 and seat.id not in self.places
            ]
            found = self.offices.relieve([wanted[at] for at in these], takers)
            yield from ((these[at], option) for at, option in found.items())

    def _merges(self, wanted: Sequence[Wanted]) -> Iterator[tuple[int, Option]]:
        for at, (seat, staff) in enumerate(wanted):
            option = self.schools.option(seat, staff)
            if option is not None:
                yield at, option


def _by_family(seats: Sequence[Seat]) -> Iterator[tuple[str, list[int]]]:
    """Yield each family with the numbers of its seats."""
    order = sorted(range(len(seats)), key=lambda at: seats[at].family)
    for family, group in groupby(order, key=lambda at: seats[at].family):
        yield family, list(group)


def rest(seat: Seat, option: Option | None) -> tuple[Fraction, int]:
    """
    Return the people and whole posts that are missing after the relief (or without).

    A legal minimum asks for people of the place's own, whoever helps; classes that are
    joined lower what is needed.
    """
    if option is None:
        return seat.short, seat.posts
    short = max(Fraction(0), seat.short - option.people)
    need = seat.need - option.people
    whole = int(need + Fraction(1, 2))
    least = seat.minimum if "minimum" in option.cannot else 0
    return short, max(0, max(whole if short else 0, least) - seat.staff)
