"""
The network alone, without side rows: often its optimum already keeps them.

Each family goes from goal to goal on its own optimal face, as without limits
(:mod:`seimbang.plan.lexicographic`). As soon as the limits cost something, what is
left of the network's optima is of no more use.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from seimbang.plan.flow import OutOfRangeError
from seimbang.plan.lexicographic import settle
from seimbang.plan.network import State
from seimbang.plan.problem import Ints
from seimbang.plan.side.bound import Dual
from seimbang.plan.side.web import Goal, Web


class Relaxation:
    """The families' own optima, as long as the limits cost nothing."""

    def __init__(self, states: Sequence[State], net: Web, rows: int) -> None:
        self.states = states
        self.net = net
        self.rows = rows
        self.holds = True

    def settle(self, goal: Goal, earlier: int) -> tuple[int, Dual] | None:
        """
        Return the value of the network's optimum and its potentials; None: not known.

        :raises InfeasibleError: when no plan keeps the bounds of the network.
        """
        if not self.holds or goal.move.dtype == object or goal.slot.dtype == object:
            self.holds = False
            return None
        try:
            proofs = [
                settle(state, cost)
                for state, cost in zip(self.states, goal.costs, strict=True)
            ]
        except OutOfRangeError:
            self.holds = False
            return None
        node = np.concatenate([proof.potentials for proof in proofs])
        dual = Dual(
            1,
            (0,) * self.rows,
            (0,) * earlier,
            tuple(int(one) for one in node),
        )
        return sum(proof.value for proof in proofs), dual

    def plan(self) -> Ints:
        """Return the plan of all families, flat."""
        parts = [
            np.where(state.at >= 0, state.at + begin, -1)
            for state, begin in zip(self.states, self.net.first_move, strict=False)
        ]
        return np.concatenate(parts)
