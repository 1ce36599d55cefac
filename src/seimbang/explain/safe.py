"""
Which moves are safe, and which stand on a doubt: measure first.

A move is in doubt where the need or the staff of one of its two seats may be another
than reckoned, and with the other moves of the plan made the best change of one person
between two seats would then leave this move out; best in the goals up to shortage.
Those goals cost nothing on moves, so a way through the residual graph costs one slot up
and one slot down, and reachability tells the rest: docs/explanation/reasons.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from seimbang.explain.doubt import Doubt, Needs, Price, Range, scenarios
from seimbang.plan.network import State, start
from seimbang.plan.problem import Family, Flags, Ints

Cheapest = int | None  # None: there is none


@dataclass(frozen=True)
class Way:
    """
    What a person and those who stay could do instead of a move, by what it costs.

    ``ends``: origin and target. ``up_*``, ``down_*``: the cheapest slot to fill or
    empty at another seat: ``up_reached`` where the person's other choices lead,
    ``up_origin`` where people of the origin may go, ``down_target`` from where people
    may come to the target … ``reaches_*``: the person's other choices lead there.
    ``from_origin``: people of the origin may come to the target; ``to_origin``: back.
    """

    person: int
    ends: tuple[int, int]
    up_reached: Cheapest
    up_origin: Cheapest
    up_target: Cheapest
    down_origin: Cheapest
    down_target: Cheapest
    reaches_origin: bool
    reaches_target: bool
    from_origin: bool
    to_origin: bool


class Safety:
    """
    The doubts of the moves of a solved family.

    ``ranges``: what the need of a seat may be, lowest and highest, by its number; a
    seat without one is sure of it. ``goals``: those a doubt is judged by, in order.
    """

    def __init__(
        self,
        family: Family,
        at: Ints,
        goals: Sequence[str],
        ranges: Mapping[int, Range],
    ) -> None:
        needs = family.seats.need
        self.family = family
        self.goals = tuple(goals)
        self.ranges = {
            seat: pair for seat, pair in ranges.items() if needs[seat] is not None
        }
        self.state: State = replace(start(family), at=at)
        movable = self.state.staff()
        self.staff: Ints = movable + family.seats.fixed
        self.more: Flags = movable < self.state.high
        self.less: Flags = movable > self.state.low
        known = [need for need in needs if need is not None]
        known += [need for pair in self.ranges.values() for need in pair]
        self.price = Price(family, self.goals, known)
        flow = self.state.group_flow()
        tight = (flow >= self.state.group_high) | (flow <= self.state.group_low)
        self.examined = not tight.any()

    def doubts(self) -> Iterator[tuple[int, Doubt | None]]:
        """
        Yield each mover with the first doubt that makes the move wrong, if any.

        Nobody where not ``examined``: a cap of the region over several seats binds.
        """
        if not self.examined:
            return
        movers = np.flatnonzero(self.state.at >= 0)
        for way in self._ways(movers) if len(movers) else ():
            yield way.person, self._first(way)

    def _first(self, way: Way) -> Doubt | None:
        origin, target = way.ends
        doubts = scenarios(
            self._needs(origin, worst=1),
            self._needs(target, worst=0),
            (int(self.staff[origin]), int(self.staff[target])),
        )
        return next((one for one in doubts if self._wrong(way, one)), None)

    def _needs(self, seat: int, *, worst: int) -> Needs:
        """Return the needs a seat may have: None (reckoned), the worst, the other."""
        reckoned = self.family.seats.need[seat]
        pair = self.ranges.get(seat, ())
        ordered = pair[::-1] if worst else pair
        others = dict.fromkeys(need for need in ordered if need != reckoned)
        return [None, *others]

    def _wrong(self, way: Way, doubt: Doubt) -> bool:
        """Tell whether leaving the move out is the best change when it is true."""
        through, beside = self._cycles(way, doubt)
        return through is not None and through < min(0, beside or 0)

    def _cycles(self, way: Way, doubt: Doubt) -> tuple[Cheapest, Cheapest]:
        """Return the cheapest change through the person, and the one without."""
        origin, target = way.ends
        up_here, up_there = self._up(origin, doubt, way), self._up(target, doubt, way)
        off_here, off_there = (
            self._down(origin, doubt, way),
            self._down(target, doubt, way),
        )
        come = off_here if way.from_origin else None
        through = _sum(
            _least(way.up_reached, up_here if way.reaches_origin else None),
            _least(way.down_target, off_there, come),
        )
        if way.reaches_target:
            through = _least(through, 0)
        back, on = off_there if way.to_origin else None, None
        if way.from_origin:
            on = up_there
        beside = _least(
            _sum(up_here, _least(way.down_origin, back)),
            _sum(off_here, _least(way.up_origin, on)),
            _sum(up_there, _least(way.down_target, come)),
            _sum(off_there, _least(way.up_target, up_here if way.to_origin else None)),
        )
        return through, beside

    def _up(self, seat: int, doubt: Doubt, way: Way) -> Cheapest:
        """Return what one person more at a seat costs."""
        if not self.more[seat]:
            return None
        need, more = doubt.at(seat, way.ends)
        return self.price.slot(seat, int(self.staff[seat]) + more, need)

    def _down(self, seat: int, doubt: Doubt, way: Way) -> Cheapest:
        """Return what one person fewer at a seat costs."""
        need, more = doubt.at(seat, way.ends)
        left = int(self.staff[seat]) + more - 1
        if not self.less[seat] or left < 0:
            return None
        return -self.price.slot(seat, left, need)

    def _ways(self, movers: Ints) -> Iterator[Way]:
        moves, seats = self.family.moves, len(self.family.seats)
        used = self.state.at[movers]
        origin, target = self.family.origin[movers], moves.seat[used]
        within = self._closure()
        choice = self._choices(movers) @ within > 0
        out, into = within > 0, within.T > 0
        number = np.arange(len(movers))

        def cheapest(where: Flags, *, up: bool) -> list[Cheapest]:
            open_ = where[:, :seats] & (self.more if up else self.less)
            open_[number, origin] = open_[number, target] = False
            return self._cheapest(open_, up=up)

        columns: tuple[list[Any], ...] = (
            cheapest(choice, up=True),
            cheapest(out[origin], up=True),
            cheapest(out[target], up=True),
            cheapest(into[origin], up=False),
            cheapest(into[target], up=False),
            choice[number, origin].tolist(),
            choice[number, target].tolist(),
            out[origin, target].tolist(),
            out[target, origin].tolist(),
        )
        for at, row in enumerate(zip(*columns, strict=True)):
            ends = int(origin[at]), int(target[at])
            yield Way(int(movers[at]), ends, *row)

    def _cheapest(self, open_: Flags, *, up: bool) -> list[Cheapest]:
        """Return the cheapest of the seats ``open_[row]`` to fill, or to empty."""
        price = [
            self.price.slot(seat, int(there))
            if up
            else -self.price.slot(seat, int(there) - 1)
            for seat, there in enumerate(self.staff)
        ]
        order = sorted(range(len(price)), key=lambda seat: price[seat])
        ranked = open_[:, order]
        first = ranked.argmax(axis=1)
        there = ranked[np.arange(len(ranked)), first]
        return [
            price[order[at]] if any_ else None
            for at, any_ in zip(first.tolist(), there.tolist(), strict=True)
        ]

    def _closure(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """Return 1 where those who stay could pass one on from node to node."""
        state, place = self.state, self.state.layout
        nodes = place.group_first
        arcs = np.eye(nodes, dtype=np.float32)
        owner = self.family.moves.person
        still = state.at[owner] < 0
        tail = place.keep_of[self.family.origin[owner[still]]]
        arcs[tail, self.family.moves.seat[still]] = 1
        keep = place.seats + np.arange(len(place.keep_seat))
        kept = state.kept()
        fuller, emptier = kept < state.keep_high, kept > state.keep_low
        arcs[keep[fuller], place.keep_seat[fuller]] = 1
        arcs[place.keep_seat[emptier], keep[emptier]] = 1
        while True:
            wider = (arcs @ arcs > 0).astype(np.float32)
            if (wider == arcs).all():
                return arcs
            arcs = wider

    def _choices(
        self, movers: Ints
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """Return 1 where a mover could go instead: [mover, node]."""
        moves, place = self.family.moves, self.state.layout
        row = np.full(len(self.family.people), -1)
        row[movers] = np.arange(len(movers))
        other = (row[moves.person] >= 0) & (
            self.state.at[moves.person] != np.arange(len(moves))
        )
        found = np.zeros((len(movers), place.group_first), np.float32)
        found[row[moves.person[other]], moves.seat[other]] = 1
        free = movers[self.state.stay[movers]]
        found[row[free], place.keep_of[self.family.origin[free]]] = 1
        return found


def _least(*amounts: Cheapest) -> Cheapest:
    return min((one for one in amounts if one is not None), default=None)


def _sum(one: Cheapest, other: Cheapest) -> Cheapest:
    return None if one is None or other is None else one + other
