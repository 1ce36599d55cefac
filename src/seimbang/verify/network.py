"""
The network of a family and what is left of it, goal after goal.

Nodes, numbered as the certificate lists potentials: seats, keep nodes, groups, root.
People are nodes too, but their potential follows from the arc they use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from seimbang.verify.problem import NONE, Family
from seimbang.verify.report import refuse
from seimbang.verify.shape import Array

STAYS = -1


@dataclass(frozen=True)
class Tree:
    """Which node each seat and group flows into."""

    seat_parent: Array
    group_parent: Array
    keep: Array  # keep node of each seat, STAYS when it has none
    root: int


@dataclass
class Network:
    """A family, a plan in it, and the bounds that the goals so far have left."""

    family: Family
    tree: Tree
    used: Array  # per person the move taken, STAYS for the present seat
    flow: Array  # people in the plan at each seat, of those listed
    stayers: Array  # per seat, people who stay
    group_flow: Array
    seat_low: Array
    seat_high: Array
    keep_low: Array
    keep_high: Array
    group_low: Array
    group_high: Array
    move_alive: Array
    stay_alive: Array

    @property
    def staff(self) -> Array:
        """Return the counted people at each seat in the plan."""
        staff: Array = self.family.seats.fixed + self.flow
        return staff

    @property
    def taken(self) -> Array:
        """Return the moves of the plan, as positions among the moves."""
        taken: Array = self.used[self.used != STAYS]
        return taken


def tree(family: Family) -> Tree:
    """Return who flows into whom; refuse groups that are not nested."""
    seats = len(family.seats.id)
    keeps = np.cumsum(family.seats.may_leave != NONE)
    keep = np.where(family.seats.may_leave != NONE, seats + keeps - 1, STAYS)
    first_group = seats + (int(keeps[-1]) if seats else 0)
    root = first_group + len(family.groups)
    top = np.full(seats, STAYS)  # the outermost group so far that holds the seat
    seat_parent = np.full(seats, root)
    group_parent = np.full(len(family.groups), root)
    for at, group in enumerate(family.groups):
        inner, counts = np.unique(top[group.seats], return_counts=True)
        for other, count in zip(inner.tolist(), counts.tolist(), strict=True):
            if other == STAYS:
                continue
            if count != len(family.groups[other].seats):
                raise refuse(
                    "{family}: groups {one} and {other} overlap without nesting.",
                    family=family.name,
                    one=group.name,
                    other=family.groups[other].name,
                )
            group_parent[other] = first_group + at
        fresh = group.seats[top[group.seats] == STAYS]
        seat_parent[fresh] = first_group + at
        top[group.seats] = at
    return Tree(seat_parent, group_parent, keep, root)


def used_moves(family: Family, person: Array, seat: Array) -> Array:
    """
    Return per person the move that the pairs name, STAYS for all others.

    Refuses a person named twice, a pair that is not among the moves, and somebody who
    stays and must not.
    """
    used = np.full(len(family.people), STAYS)
    if person.size:
        used[person] = _positions(family, person, seat)
    stuck = family.leave[used[family.leave] == STAYS]
    if stuck.size:
        raise refuse(
            "{family}: {person} must not stay, and stays.",
            family=family.name,
            person=family.people[int(stuck[0])],
        )
    return used


def _positions(family: Family, person: Array, seat: Array) -> Array:
    """Return where the pairs stand among the moves."""
    if int(person.max()) >= len(family.people) or int(seat.max()) >= _seats(family):
        raise refuse("{family}: a move names nobody or no seat.", family=family.name)
    if (np.diff(person) <= 0).any():
        raise refuse(
            "{family}: moves are not sorted by person, or a person moves twice.",
            family=family.name,
        )
    known = family.owner * _seats(family) + family.seat
    asked = person * _seats(family) + seat
    spot = np.searchsorted(known, asked)
    inside = spot < len(known)
    found = inside.copy()
    found[inside] = known[spot[inside]] == asked[inside]
    if not found.all():
        lost = int(np.flatnonzero(~found)[0])
        raise refuse(
            "{family}: the move of {person} to {seat} is not among the arcs.",
            family=family.name,
            person=family.people[int(person[lost])],
            seat=family.seats.id[int(seat[lost])],
        )
    return spot


def network(family: Family, flows: Tree, used: Array) -> Network:
    """Return the network before any goal, with the plan as its flow."""
    seats, count = family.seats, _seats(family)
    listed = np.bincount(family.at, minlength=count)
    taken = used[used != STAYS]
    stayers = np.bincount(family.at[used == STAYS], minlength=count)
    flow = stayers + np.bincount(family.seat[taken], minlength=count)
    reach = listed + np.bincount(family.seat, minlength=count)
    low = np.maximum(0, np.minimum(seats.minimum, seats.present) - seats.fixed)
    high = np.maximum(0, np.maximum(seats.maximum, seats.present) - seats.fixed)
    high = np.where(seats.maximum == NONE, reach, np.minimum(high, reach))
    leave = np.where(seats.may_leave == NONE, listed, seats.may_leave)
    held = [int(seats.fixed[group.seats].sum()) for group in family.groups]
    had = [int(seats.present[group.seats].sum()) for group in family.groups]
    cap = [
        max(group.maximum, present) - fixed
        for group, present, fixed in zip(family.groups, had, held, strict=True)
    ]
    stays = np.ones(len(family.people), dtype=bool)
    stays[family.leave] = False
    return Network(
        family=family,
        tree=flows,
        used=used,
        flow=flow,
        stayers=stayers,
        group_flow=_whole(int(flow[group.seats].sum()) for group in family.groups),
        seat_low=low,
        seat_high=high,
        keep_low=np.maximum(0, listed - leave),
        keep_high=listed,
        group_low=np.zeros(len(cap), dtype=np.int64),
        group_high=_whole(cap),
        move_alive=np.ones(len(family.seat), dtype=bool),
        stay_alive=stays,
    )


def seat_bounds(net: Network) -> None:
    """Refuse a plan that takes a seat below its minimum or above its maximum."""
    wrong = np.flatnonzero((net.flow < net.seat_low) | (net.flow > net.seat_high))
    if wrong.size:
        at = int(wrong[0])
        fixed = int(net.family.seats.fixed[at])
        raise refuse(
            "{family}: {seat} would have {staff}, allowed {low} to {high}.",
            family=net.family.name,
            seat=net.family.seats.id[at],
            staff=int(net.staff[at]),
            low=int(net.seat_low[at]) + fixed,
            high=int(net.seat_high[at]) + fixed,
        )


def leaving_caps(net: Network) -> None:
    """Refuse a plan in which more people leave a seat than may."""
    wrong = np.flatnonzero((net.stayers < net.keep_low) & (net.tree.keep != STAYS))
    if wrong.size:
        raise refuse(
            "{family}: more people leave {seat} than the {most} who may.",
            family=net.family.name,
            seat=net.family.seats.id[int(wrong[0])],
            most=int(net.family.seats.may_leave[wrong[0]]),
        )


def group_caps(net: Network) -> None:
    """Refuse a plan that fills a group of seats beyond its maximum."""
    wrong = np.flatnonzero(net.group_flow > net.group_high)
    if wrong.size:
        raise refuse(
            "{family}: group {group} would be above its maximum.",
            family=net.family.name,
            group=net.family.groups[int(wrong[0])].name,
        )


def _seats(family: Family) -> int:
    return len(family.seats.id)


def _whole(numbers: Iterable[int]) -> Array:
    return np.array(list(numbers), dtype=np.int64)
