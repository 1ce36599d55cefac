"""
What one person is worth at a seat: the dual prices, from the lowest to the highest.

One more (a post more, and filled): what the goals gain. One fewer: what they lose. Both
are shortest ways between the seat and the root of the residual graph; duals are
degenerate, so the two differ. Where a cap of the region over the seat binds, the family
is solved anew.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from seimbang.plan.lexicographic import settle
from seimbang.plan.network import FAR, slot_cost, start, value
from seimbang.plan.problem import Family, Ints
from seimbang.whatif.loss import Exchange, Loss


class Worth:
    """The worth of one person at each seat of a solved family."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.staff = exchange.state.staff()

    def one_more(self, seat: int) -> Loss:
        """
        Return what the goals lose (< 0: gain) by one post more that is filled.

        Staff, establishment and the caps over the seat all rise by one; a seat below
        its minimum keeps the newcomer.
        """
        exchange, seats = self.exchange, self.exchange.solution.family.seats
        if self._capped(seat, more=1):
            return self._solved(more_by_one(exchange.solution.family, seat))
        place, state = exchange.layout, exchange.state
        way = exchange.distance_to(place.root)
        taken = _sum(way[:, int(place.parent[seat])], self._slot(seat, 1))
        keeps = seats.present[seat] < seats.minimum[seat]
        if keeps and self.staff[seat] == state.low[seat]:
            return self._loss(taken)
        return self._loss(_least(taken, _there(way[:, seat])))

    def one_fewer(self, seat: int) -> Loss:
        """
        Return what the goals lose by one person fewer; the posts stay.

        None: nobody would be left to lose, or it is not known.
        """
        exchange, seats = self.exchange, self.exchange.solution.family.seats
        there = int(self.staff[seat] + seats.fixed[seat])
        if there == 0:
            return Loss(None)
        if self._capped(seat, more=-1):
            if seats.fixed[seat] == 0:
                return Loss(None)
            return self._solved(fewer_by_one(exchange.solution.family, seat))
        place = exchange.layout
        way = exchange.distance_from(place.root)
        found = _there(way[:, seat])
        if there > min(seats.minimum[seat], seats.present[seat] - 1):
            emptied = _sum(way[:, int(place.parent[seat])], -self._slot(seat, 0))
            found = _least(found, emptied)
        return self._loss(found)

    def _slot(self, seat: int, more: int) -> Ints:
        """Return what the last person (1: the next one) at the seat costs."""
        state = self.exchange.state
        staff = self.staff + more
        return np.array(
            [slot_cost(state, cost, staff)[seat] for cost in self.exchange.costs],
            np.int64,
        )

    def _capped(self, seat: int, *, more: int) -> bool:
        """Tell whether a cap over the seat has no room to change by one."""
        state, place = self.exchange.state, self.exchange.layout
        flow = state.group_flow()
        tight = flow >= state.group_high if more > 0 else flow <= state.group_low
        node = int(place.parent[seat])
        while node != place.root:
            if tight[node - place.group_first]:
                return True
            node = int(place.parent[node])
        return False

    def _solved(self, changed: Family) -> Loss:
        """Return what is lost when the family is ``changed``, by solving anew."""
        state, costs = start(changed), self.exchange.costs
        after = [settle(state, cost).value for cost in costs]
        before = [value(self.exchange.state, cost) for cost in costs]
        return self._loss(np.array(after, np.int64) - np.array(before, np.int64))

    def _loss(self, vector: Ints | None) -> Loss:
        if vector is None:
            return Loss(None)
        return Loss(self.exchange.amounts(vector.tolist()))


def more_by_one(family: Family, seat: int) -> Family:
    """Return the family with one post more at a seat, filled from outside."""
    maximum = list(family.seats.maximum)
    most = maximum[seat]
    maximum[seat] = None if most is None else most + 1
    groups = tuple(
        replace(group, maximum=group.maximum + 1) if seat in group.seats else group
        for group in family.groups
    )
    return replace(_by(family, seat, 1, maximum), groups=groups)


def fewer_by_one(family: Family, seat: int) -> Family:
    """Return the family with one person fewer at a seat who could not move."""
    seats = family.seats
    maximum = list(seats.maximum)
    most = maximum[seat]
    maximum[seat] = None if most is None else max(most, int(seats.present[seat]))
    groups = tuple(
        replace(
            group,
            maximum=max(group.maximum, int(seats.present[list(group.seats)].sum())),
        )
        for group in family.groups
    )
    return replace(_by(family, seat, -1, maximum), groups=groups)


def _by(family: Family, seat: int, more: int, maximum: list[int | None]) -> Family:
    here = np.zeros(len(family.seats), np.int64)
    here[seat] = more
    seats = replace(
        family.seats,
        present=family.seats.present + here,
        fixed=family.seats.fixed + here,
        maximum=tuple(maximum),
    )
    return replace(family, seats=seats)


def _there(way: Ints) -> Ints | None:
    """Return the way, None where there is none."""
    return None if (way >= FAR).any() else way


def _sum(way: Ints, cost: Ints) -> Ints | None:
    return None if _there(way) is None else way + cost


def _least(one: Ints | None, other: Ints | None) -> Ints | None:
    """Return the lexicographically smaller vector."""
    if one is None or other is None:
        return other if one is None else one
    return one if tuple(one) <= tuple(other) else other
