"""
What every plan of linked families costs at least: a bound that trusts nothing.

Conservation at each node, the rows of the limits and the earlier goals are priced, by
potentials and multipliers. Whatever these are, the cheapest choice of each arc alone
then costs no more than any plan that keeps all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeGuard

import numpy as np

from seimbang.verify.claim import LinkedGoal
from seimbang.verify.goals import Costs, Slots
from seimbang.verify.limit import Row, Term
from seimbang.verify.network import STAYS, Network
from seimbang.verify.report import refuse
from seimbang.verify.shape import Array

SAFE = 2**62  # what sums in 64 bits stay below


@dataclass(frozen=True)
class Part:
    """One of the linked families, and where the rows of all limits name it."""

    net: Network
    table: Slots
    terms: Sequence[tuple[int, Term]]  # the row of each, and what it says of here


def bound(
    parts: Sequence[Part],
    prices: Sequence[Sequence[Costs]],
    values: Sequence[int],
    claim: LinkedGoal,
    rows: Sequence[Row],
) -> Fraction:
    """
    Return the bound that the multipliers and potentials of ``claim`` prove.

    ``prices`` are the costs of the earlier goals and then of this one, each by part;
    ``values`` what the plan costs in the earlier ones.
    """
    _signs(claim, rows)
    weights = [*claim.earlier, claim.denominator]
    total = 0
    for at, part in enumerate(parts):
        own = [(w, priced[at]) for w, priced in zip(weights, prices, strict=True)]
        total += _part(part, own, claim.rows, claim.potentials[at])
    for price, row in zip(claim.rows, rows, strict=True):
        side = row.high if price > 0 else row.low
        if price and side is not None:
            total -= price * side
    total -= sum(w * v for w, v in zip(claim.earlier, values, strict=True))
    return Fraction(total, claim.denominator)


def _signs(claim: LinkedGoal, rows: Sequence[Row]) -> None:
    """Refuse a multiplier on a side where its row is not bounded."""
    for at, (price, row) in enumerate(zip(claim.rows, rows, strict=True)):
        if (price > 0 and row.high is None) or (price < 0 and row.low is None):
            raise refuse(
                "The multiplier of row {row} is on a side that is not bounded.", row=at
            )


def _part(
    part: Part,
    own: Sequence[tuple[int, Costs]],
    prices: Sequence[int],
    potentials: Array,
) -> int:
    """Return the cheapest choice of each arc of a family alone, added up."""
    net, flows = part.net, part.net.tree
    if len(potentials) != flows.root + 1:
        raise refuse(
            "{family}: expected {expected} potentials, found {found}.",
            family=net.family.name,
            expected=flows.root + 1,
            found=len(potentials),
        )
    high = _size(potentials)
    moves = _moves(part, own, prices, high)
    slots = _slots(part, own, high)
    if object in (moves.dtype, slots.dtype):
        potentials = potentials.astype(object)
    return (
        _people(net, moves, potentials)
        + _seats(part, slots, potentials)
        + _tree(net, potentials)
    )


def _moves(
    part: Part,
    own: Sequence[tuple[int, Costs]],
    prices: Sequence[int],
    high: int,
) -> Array:
    """Return D × cost + what earlier goals and rows add, for each move."""
    priced = [(w, costs.moves) for w, costs in own if _counts(costs.moves, w)]
    terms = [(prices[row], term) for row, term in part.terms]
    terms = [(price, term) for price, term in terms if _counts(term.factor, price)]
    most = 2 * high
    most += sum(weight * _size(costs) for weight, costs in priced)
    most += sum(abs(price) * _size(term.factor) for price, term in terms)
    found: Array = np.zeros(len(part.net.family.seat), dtype=_kind(most))
    for weight, costs in priced:
        found += _times(weight, costs, found)
    for price, term in terms:
        found[term.move] += _times(price, term.factor, found)
    return found


def _slots(part: Part, own: Sequence[tuple[int, Costs]], high: int) -> Array:
    """Return D × cost + what earlier goals add, for each slot."""
    priced = [(w, costs.slots) for w, costs in own if _counts(costs.slots, w)]
    most = sum(weight * _size(costs) for weight, costs in priced)
    units = int(part.net.seat_high.max(initial=0))
    found: Array = np.zeros(
        len(part.table.seat),
        dtype=_kind(most * (len(part.table.seat) + 1) + 2 * high * (units + 1)),
    )
    for weight, costs in priced:
        found += _times(weight, costs, found)
    return found


def _people(net: Network, moves: Array, potentials: Array) -> int:
    """Return Σ over people of the cheapest place, less the potential of its node."""
    family, keep = net.family, net.tree.keep
    home = np.where(keep == STAYS, np.arange(len(keep)), keep)
    best = -potentials[home[family.at]]
    ways = (moves - potentials[family.seat])[net.move_alive]
    dearest = max(_size(best), _size(ways)) + 1  # no way of a person is this dear
    best[~net.stay_alive] = dearest
    np.minimum.at(best, family.owner[net.move_alive], ways)
    return sum(best.tolist())


def _seats(part: Part, slots: Array, potentials: Array) -> int:
    """Return Σ over seats of the cheapest number of people within its bounds."""
    net, table = part.net, part.table
    fixed = net.family.seats.fixed
    first = np.cumsum(table.top) - table.top  # the first slot of each seat
    filled = np.concatenate([np.zeros(1, dtype=slots.dtype), np.cumsum(slots)])
    slope = potentials[: len(fixed)] - potentials[net.tree.seat_parent]

    def price(units: Array) -> Array:
        staff = np.minimum(fixed + units, table.top)
        cost: Array = filled[first + staff] - filled[first] + units * slope
        return cost

    best = np.minimum(price(net.seat_low), price(net.seat_high))
    unit = table.staff - fixed[table.seat]
    inside = (unit > net.seat_low[table.seat]) & (unit < net.seat_high[table.seat])
    seat = table.seat[inside]
    ways = filled[first[seat] + table.staff[inside]] - filled[first[seat]]
    np.minimum.at(best, seat, ways + unit[inside] * slope[seat])
    return sum(best.tolist())


def _tree(net: Network, potentials: Array) -> int:
    """Return the cheapest flow of keep and group arcs, and what the root takes in."""
    flows = net.tree
    kept = np.flatnonzero(flows.keep != STAYS)
    groups = np.arange(len(flows.group_parent)) + flows.root - len(flows.group_parent)
    keep = potentials[flows.keep[kept]] - potentials[kept]
    climb = potentials[groups] - potentials[flows.group_parent]
    ways = (
        (keep, net.keep_low[kept], net.keep_high[kept]),
        (climb, net.group_low, net.group_high),
    )
    total = len(net.family.people) * int(potentials[flows.root])
    for slope, low, high in ways:
        both = zip(slope.tolist(), low.tolist(), high.tolist(), strict=True)
        total += sum(min(s * least, s * most) for s, least, most in both)
    return total


def _counts(numbers: Array | None, weight: int) -> TypeGuard[Array]:
    """Tell whether weight × numbers is anything but 0."""
    return weight != 0 and numbers is not None and _size(numbers) > 0


def _size(numbers: Array) -> int:
    """Return the largest of ``numbers``, in size."""
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0


def _kind(most: int) -> type:
    return np.int64 if most < SAFE else object


def _times(weight: int, numbers: Array, like: Array) -> Array:
    """Return ``weight`` × ``numbers``, in integers of any length where ``like`` is."""
    if like.dtype == object:
        numbers = numbers.astype(object)
    found: Array = numbers * weight
    return found
