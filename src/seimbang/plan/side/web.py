"""
Several families as one network, flat: what linked families are together.

Moves, people, seats and nodes of all families are numbered one after the other. The
nodes of a family are those of its small graph (:mod:`seimbang.plan.network`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from seimbang.plan.goal import Cost
from seimbang.plan.limit import Limit
from seimbang.plan.network import State
from seimbang.plan.problem import Flags, Ints


@dataclass(frozen=True)
class Web:
    """
    The flat network; ``first_*`` hold where each family's numbers begin, and the end.

    ``person`` and ``head`` (node) belong to moves, ``home`` (node) and ``stay`` to
    people, ``seat`` (node) to ``above`` to seats; a keep node leads to ``keep_seat``, a
    group to ``group_above``.
    """

    first_move: Ints
    first_person: Ints
    first_node: Ints
    first: Ints  # the moves of each person, as in ``Moves``
    person: Ints
    head: Ints
    home: Ints
    origin: Ints  # seat node of each person
    stay: Flags
    seat: Ints
    above: Ints
    fixed: Ints
    there: Ints
    low: Ints
    high: Ints
    keep: Ints
    keep_seat: Ints
    keep_low: Ints
    keep_high: Ints
    group: Ints
    group_above: Ints
    group_low: Ints
    group_high: Ints
    group_seats: tuple[Ints, ...]  # places among the seats
    root: Ints
    place: Ints  # of a seat node: its place among the seats; −1 for other nodes

    @property
    def moves(self) -> int:
        return len(self.person)

    @property
    def people(self) -> int:
        return len(self.home)

    def staff(self, plan: Ints) -> Ints:
        """Return the movable people at each seat when each makes the move ``plan``."""
        node = self.origin.copy()
        node[plan >= 0] = self.head[plan[plan >= 0]]
        return np.bincount(self.place[node], minlength=len(self.seat))

    def keeps_bounds(self, plan: Ints) -> bool:
        """Tell whether ``plan`` is within all bounds of the network."""
        staff = self.staff(plan)
        stays = np.bincount(self.home[plan < 0], minlength=int(self.first_node[-1]))
        kept = stays[self.keep]
        flow = np.array([staff[inside].sum() for inside in self.group_seats], np.int64)
        return bool(
            self.stay[plan < 0].all()
            and (staff >= self.low).all()
            and (staff <= self.high).all()
            and (kept >= self.keep_low).all()
            and (flow <= self.group_high).all()
        )


def within_reach(net: Web, alive: Flags) -> Web:
    """Return ``net`` with seats bounded by who may still leave and come."""
    move = np.flatnonzero(alive)
    leaver = np.unique(net.person[move])
    seats = len(net.seat)
    left = np.bincount(net.place[net.origin[leaver]], minlength=seats)
    come = np.bincount(net.place[net.head[move]], minlength=seats)
    low = np.maximum(net.low, net.there - left)
    high = np.maximum(low, np.minimum(net.high, net.there + come))
    return replace(net, low=low, high=high)


def web(states: Sequence[State]) -> Web:
    """Return the flat network of ``states`` as they are."""
    nodes = _sums(state.layout.nodes for state in states)
    people = _sums(len(state.family.people) for state in states)
    moves = _sums(len(state.family.moves) for state in states)
    seats = _sums(state.layout.seats for state in states)
    place = np.full(int(nodes[-1]), -1)
    parts: dict[str, list[Any]] = {}
    groups = []
    for at, state in enumerate(states):
        for name, column in _parts(state, int(nodes[at])).items():
            parts.setdefault(name, []).append(column)
        parts.setdefault("first", []).append(state.family.moves.first[:-1] + moves[at])
        parts.setdefault("person", []).append(state.family.moves.person + people[at])
        place[nodes[at] : nodes[at] + state.layout.seats] = np.arange(
            seats[at], seats[at + 1]
        )
        groups += [
            np.array(group.seats, np.int64) + seats[at] for group in state.family.groups
        ]
    flat = {name: np.concatenate(columns) for name, columns in parts.items()}
    flat["first"] = np.append(flat["first"], moves[-1])
    return Web(
        first_move=moves,
        first_person=people,
        first_node=nodes,
        group_seats=tuple(groups),
        place=place,
        **flat,
    )


def _parts(state: State, node: int) -> dict[str, Any]:
    place, family = state.layout, state.family
    keep = place.seats + np.arange(len(place.keep_seat))
    group = place.group_first + np.arange(len(family.groups))
    return {
        "head": family.moves.seat + node,
        "home": place.keep_of[family.origin] + node,
        "origin": family.origin + node,
        "stay": state.stay,
        "seat": np.arange(place.seats) + node,
        "above": place.parent[: place.seats] + node,
        "fixed": family.seats.fixed,
        "there": family.movable,
        "low": state.low,
        "high": state.high,
        "keep": keep + node,
        "keep_seat": place.keep_seat + node,
        "keep_low": state.keep_low,
        "keep_high": state.keep_high,
        "group": group + node,
        "group_above": place.parent[group] + node,
        "group_low": state.group_low,
        "group_high": state.group_high,
        "root": np.array([place.root + node]),
    }


def _sums(counts: Any) -> Ints:
    return np.cumsum([0, *counts])


@dataclass(frozen=True)
class Goal:
    """
    One cost over all families: ``move`` for each move, ``slot`` for each seat.

    Beyond the table its last column goes on. ``costs`` has one entry a family. Of a
    ``soft`` goal rows may be broken, each unit at a price of one.
    """

    costs: tuple[Cost, ...]
    move: Any
    slot: Any
    soft: bool = False

    @property
    def name(self) -> str:
        return self.costs[0].goal

    @property
    def widest(self) -> int:
        """Return the largest cost, either way."""
        largest = [int(abs(part).max(initial=0)) for part in (self.move, self.slot)]
        return max(largest)


def goal_of(costs: Sequence[Cost], *, soft: bool = False) -> Goal:
    """Return the goal whose cost in each family is given."""
    width = max(cost.slot.shape[1] for cost in costs)
    slot = [
        np.pad(cost.slot, ((0, 0), (0, width - cost.slot.shape[1])), mode="edge")
        for cost in costs
    ]
    return Goal(
        costs=tuple(costs),
        move=np.concatenate([cost.move for cost in costs]),
        slot=np.concatenate(slot),
        soft=soft,
    )


def value(net: Web, goal: Goal, plan: Ints) -> int:
    """Return what ``plan`` costs; people at the seats count from the first."""
    filled = net.fixed + net.staff(plan)
    width = goal.slot.shape[1]
    sums = np.cumsum(goal.slot, axis=1)
    within = np.minimum(filled, width)
    seat = np.arange(len(filled))
    paid = np.where(within > 0, sums[seat, np.maximum(within - 1, 0)], 0)
    beyond = np.maximum(filled - width, 0) * goal.slot[:, -1]
    return int(goal.move[plan[plan >= 0]].sum() + paid.sum() + beyond.sum())


@dataclass(frozen=True)
class Rows:
    """
    Side rows: ``low[r]`` <= Σ factor × move <= ``high[r]``; None: not bounded.

    Row r has the entries ``first[r]:first[r + 1]`` of ``move`` (flat) and ``factor``.
    """

    first: Ints
    move: Ints
    factor: Ints
    low: tuple[int | None, ...]
    high: tuple[int | None, ...]

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def row(self) -> Ints:
        """Return the row of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.first))

    def broken(self, plan: Ints) -> int:
        """Return by how much ``plan`` breaks the rows, in all."""
        used = np.zeros(int(self.move.max(initial=-1)) + 1, np.bool_)
        inside = plan[(plan >= 0) & (plan < len(used))]
        used[inside] = True
        hit = used[self.move]
        sums = np.zeros(len(self), np.int64)
        np.add.at(sums, self.row[hit], self.factor[hit])
        over = 0
        for sum_, low, high in zip(sums.tolist(), self.low, self.high, strict=True):
            over += max(0, 0 if low is None else low - sum_)
            over += max(0, 0 if high is None else sum_ - high)
        return over

    def and_more(self, more: Rows) -> Rows:
        """Return these rows with ``more`` after them."""
        return Rows(
            np.concatenate([self.first, more.first[1:] + len(self.move)]),
            np.concatenate([self.move, more.move]),
            np.concatenate([self.factor, more.factor]),
            self.low + more.low,
            self.high + more.high,
        )


def rows_of(
    entries: Sequence[tuple[Any, Any, int | None, int | None]],
) -> Rows:
    """Return rows from (moves, factors, low, high) each; a move may stand twice."""
    empty = [np.zeros(0, np.int64)]
    entries = [(*_once(move, factor), low, high) for move, factor, low, high in entries]
    return Rows(
        first=np.cumsum([0, *(len(move) for move, _, _, _ in entries)]),
        move=np.concatenate([*(move for move, _, _, _ in entries), *empty]),
        factor=np.concatenate([*(factor for _, factor, _, _ in entries), *empty]),
        low=tuple(low for _, _, low, _ in entries),
        high=tuple(high for _, _, _, high in entries),
    )


def _once(move: Any, factor: Any) -> tuple[Ints, Ints]:
    """Return each move once, with the sum of its factors."""
    move, factor = np.asarray(move, np.int64), np.asarray(factor, np.int64)
    each, place = np.unique(move, return_inverse=True)
    if len(each) == len(move):
        return move, factor
    sums = np.zeros(len(each), np.int64)
    np.add.at(sums, place, factor)
    return each[sums != 0], sums[sums != 0]


def rows_of_limits(limits: Sequence[Limit], families: Sequence[int], net: Web) -> Rows:
    """Return the rows of ``limits`` over the linked ``families``, in order."""
    at = {family: place for place, family in enumerate(families)}
    entries = []
    for limit in limits:
        for row in limit.rows:
            moves, factors = [], []
            for term in row.terms:
                begin, end = net.first_move[at[term.family] : at[term.family] + 2]
                move = np.arange(end - begin) if term.move is None else term.move
                moves.append(move + begin)
                ones = np.ones(len(move), np.int64)
                factors.append(ones if term.factor is None else term.factor)
            entries.append(
                (
                    np.concatenate([np.zeros(0, np.int64), *moves]),
                    np.concatenate([np.zeros(0, np.int64), *factors]),
                    row.low,
                    row.high,
                )
            )
    return rows_of(entries)
