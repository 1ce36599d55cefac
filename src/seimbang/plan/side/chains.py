"""Chains of moves, each into the seat that the next person leaves."""

from __future__ import annotations

import numpy as np

from seimbang.plan.problem import Ints
from seimbang.plan.side.web import Web


def too_long(net: Web, plan: Ints, longest: int | None) -> Ints:
    """
    Return the moves of ``plan`` that lie on a chain of more than ``longest`` moves.

    A cycle has no end, so it is too long.
    """
    used = plan[plan >= 0]
    if longest is None or len(used) == 0:
        return used[:0]
    tail, head = net.origin[net.person[used]], net.head[used]
    before = _steps(tail, head, longest)
    after = _steps(head, tail, longest)
    return used[before[tail] + 1 + after[head] > longest]


def _steps(tail: Ints, head: Ints, longest: int) -> Ints:
    """Return the most arcs that may end at each node; more than ``longest``: many."""
    most = np.zeros(int(max(tail.max(), head.max())) + 1, np.int64)
    for _ in range(longest + 1):
        longer = most.copy()
        np.maximum.at(longer, head, most[tail] + 1)
        if (longer == most).all():
            break
        most = longer
    return most
