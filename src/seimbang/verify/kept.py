"""Does the plan keep what ties its moves together: limits, and the longest chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from seimbang.verify.limit import Limit, Row, rows
from seimbang.verify.network import Network
from seimbang.verify.report import refuse
from seimbang.verify.shape import Array


def limits(found: Sequence[Limit], nets: Mapping[int, Network]) -> None:
    """Refuse a plan that breaks a limit; ``nets`` are the families by their place."""
    sums = activities(found, nets)
    for limit in found:
        for row in limit.rows:
            total = next(sums)
            if (row.low is not None and total < row.low) or (
                row.high is not None and total > row.high
            ):
                raise refuse(
                    "Limit {name} is broken: {total}, allowed {low} to {high}.",
                    name=limit.name,
                    total=total,
                    low="−∞" if row.low is None else row.low,
                    high="∞" if row.high is None else row.high,
                )


def activities(found: Sequence[Limit], nets: Mapping[int, Network]) -> Iterator[int]:
    """Yield what the plan adds up to in each row of all limits."""
    used = {at: _used(net) for at, net in nets.items()}
    return (_activity(row, used) for row in rows(found))


def longest_chain(most: int, nets: Sequence[Network]) -> None:
    """Refuse more than ``most`` moves each into the seat that the next leaves."""
    for net in nets:
        length = _longest(net)
        if length is None or length > most:
            raise refuse(
                "{family}: {length} moves follow one another, allowed {most}.",
                family=net.family.name,
                length="∞" if length is None else length,
                most=most,
            )


def _used(net: Network) -> Array:
    used = np.zeros(len(net.family.seat), dtype=bool)
    used[net.taken] = True
    return used


def _activity(row: Row, used: Mapping[int, Array]) -> int:
    return sum(
        sum(term.factor[used[term.family][term.move]].tolist()) for term in row.terms
    )


def _longest(net: Network) -> int | None:
    """Return the most moves that follow one another; None: in a circle, without end."""
    family = net.family
    ways: dict[int, list[int]] = defaultdict(list)
    arriving: dict[int, int] = defaultdict(int)
    for at in net.taken.tolist():
        start, end = int(family.at[family.owner[at]]), int(family.seat[at])
        ways[start].append(end)
        arriving[end] += 1
    longest: dict[int, int] = defaultdict(int)  # the most moves that end at a seat
    ready = [seat for seat in ways if not arriving[seat]]
    followed = 0
    while ready:
        seat = ready.pop()
        for end in ways[seat]:
            followed += 1
            longest[end] = max(longest[end], longest[seat] + 1)
            arriving[end] -= 1
            if not arriving[end]:
                ready.append(end)
    if followed < len(net.taken):
        return None
    return max(longest.values(), default=0)
