"""
The bound that a few integers prove, computed in integers alone.

Side rows and the values of earlier goals are priced (Lagrange), conservation at every
node of the small graph by a potential; then every arc is chosen alone within its
bounds. Any integers give a valid bound, so nothing has to be trusted
(docs/explanation/certificate.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from seimbang.plan.problem import Flags, Ints
from seimbang.plan.side.web import Goal, Rows, Web

SAFE = 2**60  # costs below it fit 64 bits, sums of a few of them too


@dataclass(frozen=True)
class Dual:
    """
    Multipliers × ``denominator``: of side ``rows``, ``earlier`` goals, and nodes.

    A row's is >= 0 where its high bound is meant, <= 0 where its low one is.
    """

    denominator: int
    rows: tuple[int, ...]
    earlier: tuple[int, ...]
    potentials: tuple[int, ...]

    def plus(self, weight: int, other: Dual, place: int) -> Dual:
        """Return this with ``weight`` × the proof of the earlier goal ``place``."""
        earlier = list(self.earlier)
        earlier[place] += weight * other.denominator
        for at, one in enumerate(other.earlier):
            earlier[at] += weight * one
        return Dual(
            self.denominator,
            _sum(self.rows, weight, other.rows),
            tuple(earlier),
            _sum(self.potentials, weight, other.potentials),
        )


def _sum(
    some: tuple[int, ...], weight: int, others: tuple[int, ...]
) -> tuple[int, ...]:
    return tuple(one + weight * other for one, other in zip(some, others, strict=True))


@dataclass(frozen=True)
class Bound:
    """
    ``numerator`` / denominator of the dual is below every plan.

    ``excess`` of a move: a plan that makes it costs that much more than the bound, at
    least (same denominator; meaningless for moves not alive).
    """

    numerator: int
    denominator: int
    excess: Any

    @property
    def value(self) -> int:
        """Return the least integer that a plan can cost."""
        return -(-self.numerator // self.denominator)


def bound(
    net: Web,
    rows: Rows,
    goal: Goal,
    earlier: Sequence[tuple[Goal, int]],
    dual: Dual,
    alive: Flags,
) -> Bound:
    """Return the bound on ``goal`` that ``dual`` proves over the moves ``alive``."""
    multiplier = np.array(dual.rows, object)
    entries = np.flatnonzero((multiplier != 0)[rows.row])
    priced = multiplier[rows.row[entries]] * rows.factor[entries]
    kind = _kind(net, rows.move[entries], priced, goal, earlier, dual)
    weights = [(goal, dual.denominator)] + [
        (one, weight)
        for (one, _), weight in zip(earlier, dual.earlier, strict=True)
        if weight
    ]
    price = np.zeros(net.moves, kind)
    for one, weight in weights:
        price += one.move.astype(kind) * weight
    np.add.at(price, rows.move[entries], priced.astype(kind))
    node = np.array(dual.potentials, kind)
    price = price - node[net.head]
    least, best = _choices(net, price, node, alive)
    total = least + _seats(net, weights, node, kind) + _tree(net, node)
    for multiplier_, low, high in zip(dual.rows, rows.low, rows.high, strict=True):
        if multiplier_:
            total -= multiplier_ * (high if multiplier_ > 0 else low)  # type: ignore[operator]
    for (_, reached), weight in zip(earlier, dual.earlier, strict=True):
        total -= weight * reached
    return Bound(total, dual.denominator, price - best[net.person])


def _choices(net: Web, price: Any, node: Any, alive: Flags) -> tuple[int, Any]:
    """Return the sum of everybody's cheapest way, and the cheapest of each."""
    far = int(abs(price).max(initial=0)) + int(abs(node).max(initial=0)) + 1
    stay = np.where(net.stay, -node[net.home], far)
    padded = np.append(np.where(alive, price, far), far).astype(price.dtype)
    least = np.minimum.reduceat(padded, net.first[:-1]) if net.people else stay
    least = np.where(np.diff(net.first) > 0, least, far)
    best = np.minimum(stay, least)
    return _total(best), best


def _seats(net: Web, weights: Sequence[tuple[Goal, int]], node: Any, kind: Any) -> int:
    """Return the sum over seats of the cheapest staff within its bounds."""
    width = max(one.slot.shape[1] for one, _ in weights)
    slot = np.zeros((len(net.seat), width), kind)
    for one, weight in weights:
        more = ((0, 0), (0, width - one.slot.shape[1]))
        slot += np.pad(one.slot.astype(kind), more, mode="edge") * weight
    step = node[net.seat] - node[net.above]
    cheap = (slot + step[:, None] < 0).sum(axis=1)
    most = np.where(cheap == width, net.high, cheap - net.fixed)
    staff = np.minimum(np.maximum(most, net.low), net.high)
    filled = net.fixed + staff
    within = np.arange(width) < filled[:, None]
    beyond = np.maximum(filled - width, 0)
    return (
        _total(np.where(within, slot, 0))
        + _products(beyond, slot[:, -1])
        + _products(staff, step)
    )


def _tree(net: Web, node: Any) -> int:
    """Return what keep and group arcs and the root cost at least."""
    keep = node[net.keep] - node[net.keep_seat]
    group = node[net.group] - node[net.group_above]
    return (
        _products(np.where(keep > 0, net.keep_low, net.keep_high), keep)
        + _products(np.where(group > 0, net.group_low, net.group_high), group)
        + _products(np.diff(net.first_person), node[net.root])
    )


def _total(numbers: Any) -> int:
    """Return the sum, whatever its length."""
    if np.abs(numbers.astype(np.float64)).sum() < 4 * SAFE:
        return int(numbers.sum())
    return sum(map(int, numbers.ravel().tolist()))


def _products(some: Any, others: Any) -> int:
    """Return the sum of products, whatever its length."""
    if np.abs(some * others.astype(np.float64)).sum() < 4 * SAFE:
        return int((some * others).sum())
    pairs = zip(some.tolist(), others.tolist(), strict=True)
    return sum(int(one) * int(other) for one, other in pairs)


def _kind(
    net: Web,
    moves: Ints,
    priced: Any,
    goal: Goal,
    earlier: Sequence[tuple[Goal, int]],
    dual: Dual,
) -> Any:
    """Return int64 where the cost of no move or slot can leave it, else object."""
    price = dual.denominator * goal.widest + sum(
        weight * one.widest
        for (one, _), weight in zip(earlier, dual.earlier, strict=True)
    )
    sizes = np.abs(priced.astype(np.float64))
    rows = np.bincount(moves, weights=sizes, minlength=net.moves).max(initial=0.0)
    node = max(map(abs, dual.potentials), default=0)
    return np.int64 if price + float(rows) + 2 * node < SAFE else object
