"""
Complementary slackness, goal after goal.

A plan is the best of those left when there are potentials under which no arc alive
could lower the cost: an arc with room has a reduced cost >= 0, an arc with flow above
its lower bound one <= 0. What has another sign is then frozen: exactly the plans that
are as good are left for the next goal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seimbang.verify.goals import Costs, Slots
from seimbang.verify.network import STAYS, Network
from seimbang.verify.report import refuse
from seimbang.verify.shape import Array


@dataclass(frozen=True)
class _Reduced:
    """The reduced costs of a goal on every kind of arc."""

    moves: Array
    stays: Array
    keeps: Array  # per seat with a keep node
    groups: Array
    slots: Array
    tails: Array  # per seat: every slot beyond the table


def prove(net: Network, table: Slots, costs: Costs, potentials: Array) -> None:
    """Check one goal by its potentials, then freeze what may not change any more."""
    if len(potentials) != net.tree.root + 1:
        raise refuse(
            "{family}: expected {expected} potentials, found {found}.",
            family=net.family.name,
            expected=net.tree.root + 1,
            found=len(potentials),
        )
    if any(cost is not None and cost.dtype == object for cost in (costs.slots,)):
        potentials = potentials.astype(object)
    reduced = _reduced(net, table, costs, potentials)
    _check_people(net, reduced)
    _check_tree(net, reduced)
    _check_slots(net, table, reduced)
    _freeze_slots(net, table, reduced)
    _freeze_arcs(net, reduced)


def remove_moves(net: Network, gone: Array) -> None:
    """Take moves out of the network; refuse when the plan uses one."""
    if gone[net.taken].any():
        raise refuse(
            "{family}: a move of the plan is longer than the threshold.",
            family=net.family.name,
        )
    net.move_alive &= ~gone


def _reduced(net: Network, table: Slots, costs: Costs, potentials: Array) -> _Reduced:
    family, flows = net.family, net.tree
    move_costs = np.zeros(1, dtype=np.int64) if costs.moves is None else costs.moves
    slot_costs = np.zeros(1, dtype=np.int64) if costs.slots is None else costs.slots
    home = np.where(flows.keep == STAYS, np.arange(len(flows.keep)), flows.keep)
    stay_head = potentials[home[family.at]]
    person = stay_head.copy()
    moving = net.used != STAYS
    used_cost = 0 if costs.moves is None else costs.moves[net.taken]
    person[moving] = potentials[family.seat[net.taken]] - used_cost
    kept = np.flatnonzero(flows.keep != STAYS)
    groups = np.arange(len(flows.group_parent)) + flows.root - len(flows.group_parent)
    climb = potentials[: len(flows.keep)] - potentials[flows.seat_parent]
    return _Reduced(
        moves=move_costs + person[family.owner] - potentials[family.seat],
        stays=person - stay_head,
        keeps=potentials[flows.keep[kept]] - potentials[kept],
        groups=potentials[groups] - potentials[flows.group_parent],
        slots=slot_costs + climb[table.seat],
        tails=climb,
    )


def _check_people(net: Network, reduced: _Reduced) -> None:
    family = net.family
    better = np.flatnonzero(net.move_alive & (reduced.moves < 0))
    if better.size:
        raise refuse(
            "{family}: the proof fails at the move of {person} to {seat}.",
            family=family.name,
            person=family.people[int(family.owner[better[0]])],
            seat=family.seats.id[int(family.seat[better[0]])],
        )
    better = np.flatnonzero(net.stay_alive & (reduced.stays < 0))
    if better.size:
        raise refuse(
            "{family}: the proof fails at the present seat of {person}.",
            family=family.name,
            person=family.people[int(better[0])],
        )


def _check_tree(net: Network, reduced: _Reduced) -> None:
    kept = np.flatnonzero(net.tree.keep != STAYS)
    _refuse_arc(
        net,
        (net.stayers < net.keep_high)[kept] & (reduced.keeps < 0)
        | (net.stayers > net.keep_low)[kept] & (reduced.keeps > 0),
        [f"keep {net.family.seats.id[at]}" for at in kept.tolist()],
    )
    _refuse_arc(
        net,
        (net.group_flow < net.group_high) & (reduced.groups < 0)
        | (net.group_flow > net.group_low) & (reduced.groups > 0),
        [group.name for group in net.family.groups],
    )


def _check_slots(net: Network, table: Slots, reduced: _Reduced) -> None:
    unit = table.staff - net.family.seats.fixed[table.seat]
    flow = net.flow[table.seat]
    alive = (unit > net.seat_low[table.seat]) & (unit <= net.seat_high[table.seat])
    wrong = alive & np.where(unit <= flow, reduced.slots > 0, reduced.slots < 0)
    bad = np.zeros(len(net.flow), dtype=bool)
    bad[table.seat[wrong]] = True
    base = _table_end(net, table)
    bad |= (net.flow > base) & (reduced.tails > 0)
    bad |= (net.seat_high > np.maximum(net.flow, base)) & (reduced.tails < 0)
    _refuse_arc(net, bad, net.family.seats.id)


def _freeze_slots(net: Network, table: Slots, reduced: _Reduced) -> None:
    unit = table.staff - net.family.seats.fixed[table.seat]
    alive = (unit > net.seat_low[table.seat]) & (unit <= net.seat_high[table.seat])
    base = _table_end(net, table)
    tail = net.seat_high > base
    low = np.where(tail & (reduced.tails < 0), net.seat_high, net.seat_low)
    high = np.where(tail & (reduced.tails > 0), base, net.seat_high)
    full, empty = alive & (reduced.slots < 0), alive & (reduced.slots > 0)
    np.maximum.at(low, table.seat[full], unit[full])
    np.minimum.at(high, table.seat[empty], unit[empty] - 1)
    net.seat_low, net.seat_high = low, high


def _freeze_arcs(net: Network, reduced: _Reduced) -> None:
    unused = np.ones(len(net.move_alive), dtype=bool)
    unused[net.taken] = False
    net.move_alive &= ~(unused & (reduced.moves > 0))
    net.stay_alive &= ~((net.used != STAYS) & (reduced.stays > 0))
    kept = np.flatnonzero(net.tree.keep != STAYS)
    held = kept[reduced.keeps != 0]
    net.keep_low[held] = net.keep_high[held] = net.stayers[held]
    fixed = reduced.groups != 0
    net.group_low[fixed] = net.group_high[fixed] = net.group_flow[fixed]


def _table_end(net: Network, table: Slots) -> Array:
    """Return the last unit of flow in the table, never below the lower bound."""
    end: Array = np.maximum(net.seat_low, table.top - net.family.seats.fixed)
    return end


def _refuse_arc(net: Network, wrong: Array, names: list[str]) -> None:
    found = np.flatnonzero(wrong)
    if found.size:
        raise refuse(
            "{family}: the proof fails at {place}.",
            family=net.family.name,
            place=names[int(found[0])],
        )
