"""
The network of a family, what of it is still alive, and its potentials.

Nodes of the small graph: seats, keep nodes (seats with a cap on leaving), groups, root.
People are contracted away: a person who sits at u and may go to v is an arc u → v. So
potentials of a family with 400,000 moves come from a graph of some 200 nodes.

=========  =============================  ==============================
arc        from → to                      bounds
=========  =============================  ==============================
stay       person → keep node or seat     [0, 1]
move       person → seat                  [0, 1]
keep       keep node → seat               [people there − may leave, people there]
seat       seat → innermost group, root   [low, high], convex cost per person
group      group → next group, root       [0, maximum − fixed]
=========  =============================  ==============================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from seimbang.plan import kernel
from seimbang.plan.goal import Cost
from seimbang.plan.problem import Family, Flags, Ints

FAR = np.int64(2**62)


@dataclass(frozen=True)
class Layout:
    """Where the nodes of the small graph are: their numbers, and who is above whom."""

    seats: int
    keep_seat: Ints  # the seat of each keep node
    keep_of: Ints  # the keep node's number of each seat, or the seat's own
    parent: Ints  # of seats and groups: the node above
    group_first: int
    root: int

    @property
    def nodes(self) -> int:
        return self.root + 1


def layout(family: Family) -> Layout:
    """Return the numbering: seats, keep nodes, groups (inner first), root."""
    seats = len(family.seats)
    capped = [at for at, cap in enumerate(family.seats.may_leave) if cap is not None]
    keep_of = np.arange(seats)
    keep_of[capped] = seats + np.arange(len(capped))
    first = seats + len(capped)
    root = first + len(family.groups)
    parent = np.full(root + 1, root)
    for at in reversed(range(len(family.groups))):  # outer first: inner overwrites
        inside = set(family.groups[at].seats)
        parent[list(inside)] = first + at
        for inner in range(at):
            if set(family.groups[inner].seats) <= inside:
                parent[first + inner] = first + at
    return Layout(seats, np.array(capped, np.int64), keep_of, parent, first, root)


@dataclass
class State:
    """
    What is still possible after some goals: the optimal face, and a plan on it.

    ``at`` is the move each person makes (its index), −1 = stays. ``low`` and ``high``
    bound the movable people at each seat, ``keep_*`` those who stay, ``group_*`` the
    flow of each group. ``compiled``: let the compiled kernel work on it.
    """

    family: Family
    layout: Layout
    stay: Flags
    move: Flags
    low: Ints
    high: Ints
    keep_low: Ints
    keep_high: Ints
    group_low: Ints
    group_high: Ints
    at: Ints
    compiled: bool = kernel.AVAILABLE
    frame: kernel.Frame | None = field(default=None, repr=False, compare=False)

    def destination(self) -> Ints:
        """Return the seat of each person in the plan."""
        moved = self.at >= 0
        seat = self.family.origin.copy()
        seat[moved] = self.family.moves.seat[self.at[moved]]
        return seat

    def head(self) -> Ints:
        """Return the node each person's unit flows into."""
        moved = self.at >= 0
        node = self.layout.keep_of[self.family.origin]
        node[moved] = self.family.moves.seat[self.at[moved]]
        return node

    def staff(self) -> Ints:
        """Return the movable people at each seat in the plan."""
        return np.bincount(self.destination(), minlength=self.layout.seats)

    def kept(self) -> Ints:
        """Return the people who stay at each keep node's seat."""
        stayed = self.family.origin[self.at < 0]
        counts: Ints = np.bincount(stayed, minlength=self.layout.seats)
        chosen: Ints = counts[self.layout.keep_seat]
        return chosen

    def group_flow(self) -> Ints:
        """Return the movable people in each group."""
        staff = self.staff()
        return np.array(
            [staff[list(group.seats)].sum() for group in self.family.groups], np.int64
        )

    def keeps_bounds(self) -> bool:
        """Tell whether the plan is within all bounds and on living arcs."""
        staff, kept, flow = self.staff(), self.kept(), self.group_flow()
        moved = self.at >= 0
        return bool(
            (staff >= self.low).all()
            and (staff <= self.high).all()
            and (kept >= self.keep_low).all()
            and (kept <= self.keep_high).all()
            and (flow >= self.group_low).all()
            and (flow <= self.group_high).all()
            and self.move[self.at[moved]].all()
            and self.stay[~moved].all()
        )


def start(
    family: Family, *, floor: Ints | None = None, compiled: bool = kernel.AVAILABLE
) -> State:
    """
    Return the whole network with everybody where they sit today.

    ``floor`` is the least staff of each seat (fixed people included); by default
    min(minimum, present): a transfer never takes a seat below its minimum, nor
    further below it. The plan of the state may break a floor that is above today.
    """
    seats, place = family.seats, layout(family)
    least = np.minimum(seats.minimum, seats.present) if floor is None else floor
    there = family.movable
    people = len(family.people)
    reach = there + np.bincount(family.moves.seat, minlength=len(seats))
    high = [
        people if most is None else max(0, max(most, now) - fixed)
        for most, now, fixed in zip(
            seats.maximum, seats.present.tolist(), seats.fixed.tolist(), strict=True
        )
    ]
    keeps = place.keep_seat
    leave = np.array([seats.may_leave[at] for at in keeps], np.int64)
    caps = [
        max(group.maximum, int(seats.present[list(group.seats)].sum()))
        - int(seats.fixed[list(group.seats)].sum())
        for group in family.groups
    ]
    stay = np.ones(people, np.bool_)
    stay[list(family.leave)] = False
    return State(
        family=family,
        layout=place,
        stay=stay,
        move=np.ones(len(family.moves), np.bool_),
        low=np.maximum(0, least - seats.fixed),
        high=np.minimum(reach, np.array(high, np.int64)),
        keep_low=np.maximum(0, there[keeps] - leave),
        keep_high=there[keeps],
        group_low=np.zeros(len(caps), np.int64),
        group_high=np.array(caps, np.int64),
        at=np.full(people, -1),
        compiled=compiled,
    )


def slot_cost(state: State, cost: Cost, staff: Ints) -> Ints:
    """Return the cost of the ``staff``-th movable person (1, 2, …) at each seat."""
    column = np.clip(state.family.seats.fixed + staff - 1, 0, cost.slot.shape[1] - 1)
    prices: Ints = cost.slot[np.arange(state.layout.seats), column]
    return prices


def value(state: State, cost: Cost) -> int:
    """Return what the plan costs: moves made, and all people at the seats from one."""
    used = state.at[state.at >= 0]
    filled = state.family.seats.fixed + state.staff()
    width = cost.slot.shape[1]
    sums = np.concatenate(
        [np.zeros((state.layout.seats, 1), np.int64), cost.slot.cumsum(axis=1)], axis=1
    )
    seats = sums[np.arange(state.layout.seats), np.minimum(filled, width)]
    beyond = np.maximum(filled - width, 0) * cost.slot[:, -1]
    return cost.base + int(cost.move[used].sum() + seats.sum() + beyond.sum())


def _paid(state: State, cost: Cost) -> Ints:
    """Return what each person's move costs; staying costs nothing."""
    moved = state.at >= 0
    paid = np.zeros(len(state.at), cost.move.dtype)
    paid[moved] = cost.move[state.at[moved]]
    return paid


def residual(state: State, cost: Cost) -> Ints:
    """Return the shortest arc between any two nodes of the residual small graph."""
    nodes = state.layout.nodes
    tail, head, length = residual_arcs(state, cost)
    arcs = np.full((nodes, nodes), FAR, length.dtype)
    if length.dtype == object:  # costs beyond 64 bits: no arc is farther than any path
        arcs[:] = int(FAR) + 2 * nodes * int(np.abs(length).max(initial=0))
    np.minimum.at(arcs, (tail, head), length)
    np.fill_diagonal(arcs, np.minimum(arcs.diagonal(), 0))
    return arcs


def residual_arcs(state: State, cost: Cost) -> tuple[Ints, Ints, Ints]:
    """
    Return tail, head and length of each arc along which the plan may still change.

    Somebody at u who may go to v is an arc u → v; a seat that may take one more, or
    give one, is an arc to or from the node above. The arcs depend on the state alone,
    only their lengths on the cost.
    """
    place, family = state.layout, state.family
    paid, head = _paid(state, cost), state.head()
    live, back = changes(state)
    person = family.moves.person[live]
    parts = [
        (head[person], family.moves.seat[live], cost.move[live] - paid[person]),
        (head[back], place.keep_of[family.origin[back]], -paid[back]),
        *_between(state, cost),
    ]
    tail, to, length = (np.concatenate(column) for column in zip(*parts, strict=True))
    return tail, to, length


def changes(state: State) -> tuple[Ints, Ints]:
    """Return the moves that could be made instead, and the movers who could stay."""
    live = np.flatnonzero(state.move)
    other = state.at[state.family.moves.person[live]] != live
    return live[other], np.flatnonzero(state.stay & (state.at >= 0))


def _between(state: State, cost: Cost) -> Iterator[tuple[Ints, Ints, Ints]]:
    place = state.layout
    staff, kept, flow = state.staff(), state.kept(), state.group_flow()
    seat = np.arange(place.seats)
    above = place.parent[: place.seats]
    more = staff < state.high
    yield seat[more], above[more], slot_cost(state, cost, staff + 1)[more]
    less = staff > state.low
    dropped = slot_cost(state, cost, np.maximum(staff, 1))
    yield above[less], seat[less], -dropped[less]
    keep = place.seats + np.arange(len(place.keep_seat))
    yield from _free(keep, place.keep_seat, kept, state.keep_low, state.keep_high)
    group = place.group_first + np.arange(len(flow))
    above = place.parent[group]
    yield from _free(group, above, flow, state.group_low, state.group_high)


def _free(
    tail: Ints, head: Ints, flow: Ints, low: Ints, high: Ints
) -> Iterator[tuple[Ints, Ints, Ints]]:
    more, less = flow < high, flow > low
    yield tail[more], head[more], np.zeros(int(more.sum()), np.int64)
    yield head[less], tail[less], np.zeros(int(less.sum()), np.int64)


def potentials(arcs: Ints) -> Ints | None:
    """
    Return the shortest distances from a source before every node (so all <= 0).

    None when a cycle is negative: the plan is not optimal for this cost.
    """
    distance = np.zeros(len(arcs), arcs.dtype)
    for _ in range(len(arcs) + 1):
        nearer = np.minimum(distance, (distance[:, None] + arcs).min(axis=0))
        if (nearer == distance).all():
            return distance
        distance = nearer
    return None


def freeze(state: State, cost: Cost, potential: Ints) -> None:
    """
    Keep only what is optimal: complementary slackness, arc by arc.

    An arc with non-zero reduced cost stays at its bound in every optimum, so what is
    left is exactly the optimal face.
    """
    place, family = state.layout, state.family
    paid = _paid(state, cost)
    own = potential[state.head()] - paid
    used = np.zeros(len(family.moves), np.bool_)
    used[state.at[state.at >= 0]] = True
    person = family.moves.person
    reduced = cost.move + own[person] - potential[family.moves.seat]
    state.move &= used | (reduced <= 0)
    home = own - potential[place.keep_of[family.origin]]
    state.stay &= (state.at < 0) | (home <= 0)
    _freeze_seats(state, cost, potential)
    keep = place.seats + np.arange(len(place.keep_seat))
    gap = potential[keep] - potential[place.keep_seat]
    _fix(state.keep_low, state.keep_high, state.kept(), gap != 0)
    group = place.group_first + np.arange(len(family.groups))
    gap = potential[group] - potential[place.parent[group]]
    _fix(state.group_low, state.group_high, state.group_flow(), gap != 0)


def _freeze_seats(state: State, cost: Cost, potential: Ints) -> None:
    """Raise ``low`` over the slots that must be filled, lower ``high`` likewise."""
    place = state.layout
    gap = potential[: place.seats] - potential[place.parent[: place.seats]]
    # slot costs do not fall, so the slots with a negative reduced cost come first
    reduced = cost.slot + gap[:, None]
    width = cost.slot.shape[1]
    must = (reduced < 0).sum(axis=1)
    may = (reduced <= 0).sum(axis=1)
    fixed = state.family.seats.fixed
    filled = np.where(must == width, state.high, must - fixed)
    most = np.where(may == width, state.high, may - fixed)
    state.low = np.minimum(np.maximum(state.low, filled), state.high)
    state.high = np.maximum(np.minimum(state.high, most), state.low)


def _fix(low: Ints, high: Ints, flow: Ints, tight: Flags) -> None:
    low[tight] = flow[tight]
    high[tight] = flow[tight]
