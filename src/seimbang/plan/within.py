"""
The best plan with exactly so many moves, where no price of a move reaches it.

One row more than a flow, so a small integer program: HiGHS on what the duals of the
neighbouring edge leave. An arc whose reduced cost alone exceeds what may still be
gained is in no better plan (the bound holds with the row, as its price is in it), so
nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seimbang.plan.balance import Vector
from seimbang.plan.goal import Cost
from seimbang.plan.highs import run, solver
from seimbang.plan.hull import copied
from seimbang.plan.network import State, potentials, residual, value
from seimbang.plan.problem import Ints

STAY = -1
FAR = 10**15


class UndecidedError(Exception):
    """The solver ended without a proof."""


@dataclass(frozen=True)
class Class:
    """People who sit at one seat and have the same options; −1 is to stay."""

    origin: int
    options: tuple[int, ...]
    people: tuple[int, ...]


def narrowed(state: State, optimal: Ints, priced: Cost, gain: int) -> State:
    """
    Return ``state`` without what no plan has that costs at most ``gain`` more.

    The plan ``optimal`` has the least cost ``priced`` there is.
    """
    alive = copied(state)
    alive.at = optimal.copy()
    dual = potentials(residual(alive, priced))
    assert dual is not None, "the plan of an edge is optimal for its price"
    family, place = alive.family, alive.layout
    own = dual[alive.head()]
    moved = alive.at >= 0
    own[moved] -= priced.move[alive.at[moved]]
    reduced = priced.move + own[family.moves.person] - dual[family.moves.seat]
    alive.move &= reduced <= gain
    alive.stay &= own - dual[place.keep_of[family.origin]] <= gain
    seats = np.arange(place.seats)
    over = priced.slot + (dual[seats] - dual[place.parent[seats]])[:, None]
    width, fixed = over.shape[1], family.seats.fixed
    must, may = (over < -gain).sum(axis=1), (over <= gain).sum(axis=1)
    filled = np.where(must == width, alive.low, must - fixed)
    most = np.where(may == width, alive.high, may - fixed)
    alive.low = np.minimum(np.maximum(alive.low, filled), alive.high)
    alive.high = np.maximum(alive.low, np.minimum(alive.high, most))
    return alive


def best_with(
    state: State, costs: Sequence[Cost], amount: int, above: Vector
) -> Ints | None:
    """
    Return the best plan of ``state`` with exactly ``amount`` moves.

    None when no plan is better than the values ``above`` of ``costs``, in their order.

    :raises UndecidedError: when the solver ends without a proof.
    """
    model = _Model(state)
    model.count_moves(amount)
    return model.lexicographic(costs, above)


class _Model:
    """The integer program: how many of a class do what, and the slots they fill."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.classes = _classes(state)
        self.option: dict[tuple[int, int], int] = {}
        self.slots: list[tuple[int, int, int]] = []  # seat, its column, variable
        self.solver = solver()
        for name, chosen in (
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),
            ("mip_feasibility_tolerance", 1e-9),
            ("primal_feasibility_tolerance", 1e-9),
        ):
            self.solver.setOptionValue(name, chosen)
        self.columns = 0
        into: dict[int, dict[int, int]] = defaultdict(dict)
        stays: dict[int, dict[int, int]] = defaultdict(dict)
        for at, group in enumerate(self.classes):
            row = {}
            for seat in group.options:
                made = self._column(len(group.people), whole=True)
                self.option[at, seat] = made
                row[made] = 1
                into[group.origin if seat == STAY else seat][made] = 1
                if seat == STAY:
                    stays[group.origin][made] = 1
            self._row(row, len(group.people), len(group.people))
        self._tree(into, stays)

    def _tree(
        self, into: dict[int, dict[int, int]], stays: dict[int, dict[int, int]]
    ) -> None:
        """Bound what comes to each seat and group, and who stays at each seat."""
        state, fixed = self.state, self.state.family.seats.fixed
        for seat in range(state.layout.seats):
            row = dict(into[seat])
            for staff in range(int(state.low[seat]), int(state.high[seat])):
                made = self._column(1, whole=False)
                self.slots.append((seat, int(fixed[seat]) + staff, made))
                row[made] = -1
            self._row(row, int(state.low[seat]), int(state.low[seat]))
        for at, seat in enumerate(state.layout.keep_seat.tolist()):
            low, high = int(state.keep_low[at]), int(state.keep_high[at])
            self._row(stays[seat], low, high)
        for at, cap in enumerate(state.family.groups):
            row = {made: 1 for seat in cap.seats for made in into[seat]}
            self._row(row, int(state.group_low[at]), int(state.group_high[at]))

    def _column(self, most: int, *, whole: bool) -> int:
        self.solver.addCol(0.0, 0.0, float(most), 0, np.zeros(0, np.int32), np.zeros(0))
        made, self.columns = self.columns, self.columns + 1
        if whole:
            import highspy

            self.solver.changeColIntegrality(made, highspy.HighsVarType.kInteger)
        return made

    def _row(self, row: dict[int, int], low: int, high: int) -> None:
        index = np.array(list(row), np.int32)
        factor = np.array(list(row.values()), np.float64)
        self.solver.addRow(float(low), float(high), len(row), index, factor)

    def count_moves(self, amount: int) -> None:
        """Ask for exactly ``amount`` moves."""
        row = {made: 1 for (_, seat), made in self.option.items() if seat != STAY}
        self._row(row, amount, amount)

    def lexicographic(self, costs: Sequence[Cost], above: Vector) -> Ints | None:
        """Minimise one cost after the other; None when it does not go below above."""
        better = False
        for at, cost in enumerate(costs):
            prices = {
                made: _price(cost, seat, column) for seat, column, made in self.slots
            }
            if not self._minimise(prices):
                return None
            plan = self._plan()
            found = _worth(self.state, cost, plan)
            if not better:
                if found > above[at]:
                    return None
                better = found < above[at]
            if at + 1 < len(costs):
                self._row(prices, -FAR, self._activity(prices))
        return plan if better else None

    def _minimise(self, prices: dict[int, int]) -> bool:
        every = np.zeros(self.columns)
        every[list(prices)] = list(prices.values())
        index = np.arange(self.columns, dtype=np.int32)
        self.solver.changeColsCost(self.columns, index, every)
        status = run(self.solver)
        if status not in ("Optimal", "Infeasible"):
            raise UndecidedError(status)
        return status == "Optimal"

    def _activity(self, prices: dict[int, int]) -> int:
        values = self.solver.getSolution().col_value
        return sum(one * round(values[made]) for made, one in prices.items())

    def _plan(self) -> Ints:
        """Return the move of each person, as many of a class as the program says."""
        family, values = self.state.family, self.solver.getSolution().col_value
        plan = np.full(len(family.people), STAY, np.int64)
        first = family.moves.first
        for at, group in enumerate(self.classes):
            waiting = list(group.people)
            for seat in group.options:
                for _ in range(round(values[self.option[at, seat]])):
                    person = waiting.pop()
                    if seat != STAY:
                        theirs = family.moves.seat[first[person] : first[person + 1]]
                        plan[person] = first[person] + np.searchsorted(theirs, seat)
        return plan


def _classes(state: State) -> list[Class]:
    """Return the people by origin and living options."""
    family, first = state.family, state.family.moves.first
    groups: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for person, origin in enumerate(family.origin.tolist()):
        theirs = slice(first[person], first[person + 1])
        seats = family.moves.seat[theirs][state.move[theirs]].tolist()
        options = (*([STAY] if state.stay[person] else []), *seats)
        groups[origin, options].append(person)
    return [Class(*key, tuple(people)) for key, people in groups.items()]


def _price(cost: Cost, seat: int, column: int) -> int:
    return int(cost.slot[seat, min(column, cost.slot.shape[1] - 1)])


def _worth(state: State, cost: Cost, plan: Ints) -> int:
    there = copied(state)
    there.at = plan
    return value(there, cost)
