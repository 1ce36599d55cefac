"""What each goal costs per unit of flow, and its measure, both exact."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from seimbang.verify.network import Network
from seimbang.verify.problem import NONE, Family
from seimbang.verify.report import refuse
from seimbang.verify.shape import Array, exact

MOST_SLOTS = 10**7


@dataclass(frozen=True)
class Slots:
    """
    The slots of all seats, from the first person (``staff`` 1) to where costs end.

    Beyond ``top`` of a seat every further slot costs 0, whatever the goal.
    """

    seat: Array
    staff: Array  # the slot takes the seat from staff - 1 to staff people
    top: Array  # per seat


@dataclass(frozen=True)
class Costs:
    """The costs of a goal: per move, and per slot; None: all 0."""

    moves: Array | None = None
    slots: Array | None = None


def slots(net: Network) -> Slots:
    """Return the slots whose cost may differ from 0; refuse more than can be held."""
    seats = net.family.seats
    ends = [
        max(-(-need.numerator // need.denominator) if need else 0, minimum, 1)
        for need, minimum in zip(seats.need, seats.minimum.tolist(), strict=True)
    ]
    reached = (seats.fixed + net.seat_high).tolist()
    tops = [min(end, high) for end, high in zip(ends, reached, strict=True)]
    if sum(tops) > MOST_SLOTS:
        raise refuse("{family}: too many slots.", family=net.family.name)
    top = np.array(tops, dtype=np.int64)
    seat = np.repeat(np.arange(len(tops)), top)
    start = np.repeat(np.cumsum(top) - top, top)
    return Slots(seat, np.arange(len(seat)) - start + 1, top)


def nobody(net: Network, table: Slots) -> Costs:
    """Return −1 on the first person at a seat that has nobody of any status."""
    first = _lonely(net)[table.seat] & (table.staff == 1)
    return Costs(slots=-first.astype(np.int64))


def nobody_value(net: Network) -> int:
    """Return the number of needed seats without anybody."""
    return int((_lonely(net) & (net.staff == 0)).sum())


def minimum(net: Network, table: Slots) -> Costs:
    """Return −weight on each slot up to the minimum."""
    seats = net.family.seats
    below = table.staff <= seats.minimum[table.seat]
    return Costs(slots=np.where(below, -seats.weight[table.seat], 0))


def minimum_value(net: Network) -> int:
    """Return Σ weight × max(0, minimum − staff)."""
    seats = net.family.seats
    lacking = np.maximum(0, seats.minimum - net.staff).tolist()
    return sum(
        weight * lack
        for weight, lack in zip(seats.weight.tolist(), lacking, strict=True)
    )


@dataclass(frozen=True)
class Shortage:
    """The slot costs of the shortage at a scale, and where they are rounded."""

    costs: Array
    rounded: Array  # per slot: scale × marginal is not an integer


def shortage(net: Network, table: Slots, scale: int) -> Shortage:
    """Return floor(scale × (m(x) − m(x−1)) + 1/2), m(x) = max(0, need − x)² / need."""
    costs: list[int] = []
    rounded: list[bool] = []
    for need, top in zip(net.family.seats.need, table.top.tolist(), strict=True):
        if not need:
            costs.extend([0] * top)
            rounded.extend([False] * top)
            continue
        p, q = need.numerator, need.denominator
        lacks = [max(0, p - q * staff) ** 2 for staff in range(top + 1)]
        for before, after in pairwise(lacks):
            scaled = scale * (after - before)
            costs.append((2 * scaled + p * q) // (2 * p * q))
            rounded.append(scaled % (p * q) != 0)
    return Shortage(exact(costs), np.array(rounded, dtype=bool))


def shortage_value(net: Network) -> Fraction:
    """Return Σ max(0, need − staff)² / need over the seats with a need above 0."""
    total = Fraction(0)
    for need, staff in zip(net.family.seats.need, net.staff.tolist(), strict=True):
        if need and need > staff:
            total += (need - staff) ** 2 / need
    return total


def exact_everywhere(family: Family, scale: int) -> bool:
    """Tell whether scale × every marginal, for any number of staff, is an integer."""
    for need in family.seats.need:
        if not need:
            continue
        p, q = need.numerator, need.denominator
        whole, rest = divmod(p, q)
        if (whole and scale % p) or scale * rest * rest % (p * q):
            return False
    return True


def above(net: Network, table: Slots, level: Fraction) -> Costs:
    """Return −1 on the slot that lifts staff / need above ``level``."""
    last = [
        min(int(level * need), MOST_SLOTS) if need else NONE
        for need in net.family.seats.need
    ]
    lifts = table.staff == np.array(last, dtype=np.int64)[table.seat] + 1
    return Costs(slots=-lifts.astype(np.int64))


def above_value(net: Network, level: Fraction) -> int:
    """Return minus the number of seats whose staff / need is above ``level``."""
    pairs = zip(net.family.seats.need, net.staff.tolist(), strict=True)
    return -len([need for need, staff in pairs if need and staff > level * need])


def deviation(family: Family) -> Array:
    """
    Return what each move departs from an accepted plan.

    1 for a person whom that plan keeps, −1 for the move it makes, 0 for another one.
    """
    if family.reference is None:  # nobody is listed
        return np.zeros(len(family.seat), dtype=np.int64)
    accepted = family.reference[family.owner]
    keeps = accepted == family.at[family.owner]
    found: Array = np.where(keeps, 1, np.where(family.seat == accepted, -1, 0))
    return found


def order(family: Family, seed: str) -> Array:
    """Return a hash of seed, person and seat for each move, below 2^30."""
    people = _hashes(seed, family.people)
    seats = _hashes(seed, family.seats.id)
    mixed = people[family.owner] + seats[family.seat]  # mod 2^64
    mixed = mixed + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    costs: Array = (mixed >> np.uint64(34)).astype(np.int64)
    return costs


def _hashes(seed: str, names: list[str]) -> Array:
    digests = [
        hashlib.blake2b(f"{seed}|{name}".encode(), digest_size=8).digest()
        for name in names
    ]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _lonely(net: Network) -> Array:
    seats = net.family.seats
    measured = np.array([need is not None for need in seats.need], dtype=bool)
    lonely: Array = measured & (seats.minimum >= 1) & (seats.others == 0)
    return lonely
