"""
The linear or integer program of one goal, over some of the moves, in HiGHS.

Columns: runs of equally dear slots of each seat, then moves, as they are added (staying
is the slack of a person's row). Rows: people, seats, keep nodes, groups, earlier goals;
then those side rows that the moves at hand can break. HiGHS works in floats, so what
it says is only ever a proposal: plans and bounds are counted again in integers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from seimbang.plan.highs import run, solver
from seimbang.plan.problem import Ints
from seimbang.plan.side.bound import Dual
from seimbang.plan.side.slots import runs, slot_entries
from seimbang.plan.side.task import Task
from seimbang.plan.side.web import Goal, Rows

FREE = 1e30  # HiGHS: infinite
TOLERANCE = 1e-9
LARGE = 1000  # rows with larger factors are scaled
SLACK = 1e-8
BITS = 20  # of the largest cost in the solver: it fails on very large ones
SEED = 1


class Program:
    """A program that grows by moves; ``moves`` and ``rows`` tell those it has."""

    def __init__(self, task: Task, *, slack: float = SLACK) -> None:
        self.task = task
        self.side = task.rows
        self.slack = 0.0 if task.goal.soft else slack
        self.scale = _objective_scale(task.goal)
        self.solver = solver()
        for name, chosen in (
            ("threads", 1),
            ("random_seed", SEED),
            ("primal_feasibility_tolerance", TOLERANCE),
            ("dual_feasibility_tolerance", TOLERANCE),
            ("mip_feasibility_tolerance", TOLERANCE),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.99 / self.scale),
        ):
            self.solver.setOptionValue(name, chosen)
        self.moves = np.zeros(0, np.int64)
        self.rows = np.zeros(0, np.int64)
        net = task.net
        self.seat_row = net.people
        self.keep_row = self.seat_row + len(net.seat)
        self.group_row = self.keep_row + len(net.keep)
        self.earlier_row = self.group_row + len(net.group)
        self.side_row = self.earlier_row + len(task.earlier)
        self.row_at = np.full(len(task.rows), -1)
        self.row_scale = _row_scales(task.rows)
        self.earlier_scale = [max(1, one.widest) for one, _ in task.earlier]
        self.present = np.zeros(net.moves, np.bool_)
        self.column_at = np.full(net.moves, -1)
        self.columns = 0
        self._base()

    def _base(self) -> None:
        """Give the solver the rows that are always there, and the slots."""
        task, net = self.task, self.task.net
        run = runs(task)
        start = net.there - run.low
        low = [np.where(net.stay, -FREE, 1.0), start, np.full(len(net.keep), -FREE)]
        high = [np.ones(net.people), start, net.keep_high - net.keep_low]
        low.append(np.full(len(net.group), -FREE))
        high.append(
            net.group_high
            - np.array([run.low[inside].sum() for inside in net.group_seats], np.int64)
        )
        low.append(np.full(len(task.earlier), -FREE))
        rest = [
            (reached - paid) / scale + self.room(scale)
            for (_, reached), paid, scale in zip(
                task.earlier, run.paid[1:], self.earlier_scale, strict=True
            )
        ]
        high.append(np.array(rest, np.float64))
        self._add_rows(np.concatenate(low), np.concatenate(high), [], [], [])
        begin = (self.seat_row, self.group_row, self.earlier_row)
        column, row, factor = slot_entries(run, net, begin, self.earlier_scale)
        cost = np.array([float(one) for one in run.cost[0]]) / self.scale
        self.offset = run.paid[0]
        self._add_columns(cost, run.length.astype(np.float64), column, row, factor)

    def _add_rows(
        self, low: Any, high: Any, row: Any, column: Any, factor: Any
    ) -> None:
        """Add rows with entries, given in the order of the rows."""
        begin = np.searchsorted(np.asarray(row), np.arange(len(low)))
        self.solver.addRows(
            len(low),
            np.asarray(low, np.float64),
            np.asarray(high, np.float64),
            len(row),
            begin.astype(np.int32),
            np.asarray(column, np.int32),
            np.asarray(factor, np.float64),
        )

    def _add_columns(
        self, cost: Any, high: Any, column: Any, row: Any, factor: Any
    ) -> None:
        """Add columns from zero with entries, in any order."""
        sorted_ = np.argsort(column, kind="stable")
        begin = np.searchsorted(column[sorted_], np.arange(len(cost)))
        self.solver.addCols(
            len(cost),
            np.asarray(cost, np.float64),
            np.zeros(len(cost)),
            np.asarray(high, np.float64),
            len(row),
            begin.astype(np.int32),
            np.asarray(row[sorted_], np.int32),
            np.asarray(factor[sorted_], np.float64),
        )
        self.columns += len(cost)

    def add(self, moves: Ints) -> None:
        """Add ``moves`` that are not yet there, and the side rows they may break."""
        self.present[moves] = True
        self._add_side_rows()
        task, net = self.task, self.task.net
        number = np.arange(len(moves))
        capped = np.flatnonzero(net.home != net.origin)
        keep_of = np.full(net.people, -1)
        keep_of[capped] = np.searchsorted(net.keep, net.home[capped])
        person = net.person[moves]
        keep = keep_of[person]
        parts = [
            (number, person, np.ones(len(moves))),
            (
                number,
                self.seat_row + net.place[net.origin[person]],
                np.ones(len(moves)),
            ),
            (number, self.seat_row + net.place[net.head[moves]], -np.ones(len(moves))),
            (
                number[keep >= 0],
                self.keep_row + keep[keep >= 0],
                np.ones(int((keep >= 0).sum())),
            ),
        ]
        for at, (one, _) in enumerate(task.earlier):
            paid = one.move[moves].astype(np.float64) / self.earlier_scale[at]
            full = paid != 0
            parts.append(
                (
                    number[full],
                    np.full(int(full.sum()), self.earlier_row + at),
                    paid[full],
                )
            )
        where = np.full(net.moves, -1)
        where[moves] = number
        rows = self.side
        entry = np.flatnonzero((where[rows.move] >= 0) & (self.row_at[rows.row] >= 0))
        row = rows.row[entry]
        parts.append(
            (
                where[rows.move[entry]],
                self.row_at[row],
                rows.factor[entry] / self.row_scale[row],
            )
        )
        column, row, factor = (
            np.concatenate(list(part)) for part in zip(*parts, strict=True)
        )
        self.column_at[moves] = self.columns + number
        cost = task.goal.move[moves].astype(np.float64) / self.scale
        self._add_columns(cost, np.ones(len(moves)), column, row, factor)
        self.moves = np.concatenate([self.moves, moves])

    def cut(self, rows: Rows) -> None:
        """Add ``rows`` that no whole plan breaks, after the side rows of the task."""
        self.side = self.side.and_more(rows)
        self.row_at = np.append(self.row_at, np.full(len(rows), -1))
        self.row_scale = np.append(self.row_scale, _row_scales(rows))
        self._add_side_rows()

    def share(self, solution: Any) -> Any:
        """Return how much of each move a solution makes."""
        made = np.zeros(self.task.net.moves)
        made[self.moves] = np.array(solution.col_value)[self.column_at[self.moves]]
        return np.maximum(made, 0)

    def _add_side_rows(self) -> None:
        """Add the side rows that the moves present could break."""
        rows = self.side
        there = self.present[rows.move]
        most, least = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        np.add.at(most, rows.row[there], np.maximum(rows.factor[there], 0))
        np.add.at(least, rows.row[there], np.minimum(rows.factor[there], 0))
        new = [
            row
            for row in np.flatnonzero(self.row_at < 0).tolist()
            if _breakable(rows.low[row], rows.high[row], least[row], most[row])
        ]
        if not new:
            return
        fresh = np.array(new, np.int64)
        number = np.full(len(rows), -1)
        number[fresh] = np.arange(len(fresh))
        entry = np.flatnonzero(
            (number[rows.row] >= 0) & (self.column_at[rows.move] >= 0)
        )
        row = rows.row[entry]
        low = [self._side(rows.low[one], one, -1) for one in fresh.tolist()]
        high = [self._side(rows.high[one], one, 1) for one in fresh.tolist()]
        self._add_rows(
            low,
            high,
            number[row],
            self.column_at[rows.move[entry]],
            rows.factor[entry] / self.row_scale[row],
        )
        self.row_at[fresh] = self.side_row + len(self.rows) + np.arange(len(fresh))
        self.rows = np.concatenate([self.rows, fresh])
        if self.task.goal.soft:
            self._soften(fresh)

    def _side(self, most: int | None, row: int, sign: int) -> float:
        """Return a bound of a side row as the solver has it."""
        if most is None:
            return sign * FREE
        scale = int(self.row_scale[row])
        return float(most / scale + sign * self.room(scale))

    def room(self, scale: int) -> float:
        """
        Return by how much a row divided by ``scale`` is let out.

        Less than half a unit, so that no further plan fits; without it a plan that
        fits exactly might not, in floats.
        """
        return 0.0 if scale <= LARGE else min(0.5 / scale, self.slack)

    def _soften(self, rows: Ints) -> None:
        """Let ``rows`` be broken, at a price of one a unit."""
        number = np.arange(2 * len(rows))
        unit = 1 / self.row_scale[rows]
        self._add_columns(
            np.full(2 * len(rows), 1 / self.scale),
            np.full(2 * len(rows), FREE),
            number,
            np.tile(self.row_at[rows], 2),
            np.concatenate([-unit, unit]),
        )

    def keep_short(self, moves: Ints) -> None:
        """
        Let no chain of ``moves`` be longer than it may.

        Each seat has a level in [0, longest]; a move leads up by one at least. Levels
        need not be whole: more than ``longest`` steps up do not fit either way.
        """
        net, longest = self.task.net, self.task.longest
        assert longest is not None, "only asked for where chains have an end"
        tail = net.place[net.origin[net.person[moves]]]
        head = net.place[net.head[moves]]
        level = self.columns + np.arange(len(net.seat))
        none = np.zeros(0, np.int64)
        width = np.full(len(level), float(longest))
        self._add_columns(np.zeros(len(level)), width, none, none, none)
        row = np.repeat(np.arange(len(moves)), 3)
        column = np.stack([level[tail], level[head], self.column_at[moves]], axis=1)
        factor = np.tile([1.0, -1.0, longest + 1.0], len(moves))
        most = np.full(len(moves), float(longest))
        self._add_rows(np.full(len(moves), -FREE), most, row, column.ravel(), factor)

    def relax(self, seconds: float | None) -> Any:
        """Solve the linear program; return its solution, None when time ran out."""
        self._limit(seconds)
        return self.solver.getSolution() if run(self.solver) == "Optimal" else None

    def integral(self, seconds: float | None) -> tuple[str, Ints | None]:
        """
        Solve the integer program; return the status and the plan found, None without.

        It starts from no plan: HiGHS 1.16 may return a plan it was given as optimal
        where its own objective says that there is a better one.
        """
        integers = self.column_at[self.moves].astype(np.int32)
        kind = np.ones(len(integers), np.uint8)  # kInteger
        self.solver.changeColsIntegrality(len(integers), integers, kind)
        self._limit(seconds)
        status = run(self.solver)
        if self.solver.getInfo().primal_solution_status != 2:
            return status, None
        value = np.array(self.solver.getSolution().col_value)
        chosen = self.moves[value[integers] > 0.5]
        found = np.full(self.task.net.people, -1)
        found[self.task.net.person[chosen]] = chosen
        return status, found

    def _limit(self, seconds: float | None) -> None:
        if seconds is not None:
            spent = self.solver.getRunTime()
            self.solver.setOptionValue("time_limit", spent + max(seconds, 0.0))

    def dual(self, solution: Any, denominator: int) -> Dual:
        """Return the multipliers of a solved linear program in integers."""
        task, net = self.task, self.task.net
        price = np.array(solution.row_dual) * self.scale

        def whole(one: Any) -> Any:
            return np.rint(one * float(denominator))

        rows = np.zeros(len(self.side))
        rows[self.rows] = -price[self.row_at[self.rows]] / self.row_scale[self.rows]
        rows = whole(_signed(rows, self.side))
        if task.goal.soft:
            rows = np.clip(rows, -denominator, denominator)
        earlier = [
            max(0, round(-price[self.earlier_row + at] / scale * denominator))
            for at, scale in enumerate(self.earlier_scale)
        ]
        node = np.zeros(int(net.first_node[-1]))
        cap = whole(np.maximum(0, -price[self.group_row : self.earlier_row]))
        for at in reversed(range(len(net.group))):
            node[net.group[at]] = node[net.group_above[at]] - cap[at]
        node[net.seat] = -whole(price[self.seat_row : self.keep_row])
        kept = whole(np.maximum(0, -price[self.keep_row : self.group_row]))
        node[net.keep] = node[net.keep_seat] + kept
        return Dual(
            denominator,
            tuple(int(one) for one in rows),
            tuple(earlier),
            tuple(int(one) for one in node),
        )

    def value(self) -> float:
        """Return the value of the last solution."""
        found: float = self.solver.getInfo().objective_function_value
        return found * self.scale + self.offset


def _objective_scale(goal: Goal) -> int:
    """Return what costs are divided by so that floats hold them."""
    return 1 << max(0, goal.widest.bit_length() - BITS)


def _breakable(low: int | None, high: int | None, least: int, most: int) -> bool:
    return (high is not None and most > high) or (low is not None and least < low)


def _row_scales(rows: Rows) -> Ints:
    """Return what the factors of each row are divided by."""
    largest = np.zeros(len(rows), np.int64)
    np.maximum.at(largest, rows.row, np.abs(rows.factor))
    return np.where(largest > LARGE, largest, 1)


def _signed(price: Any, rows: Rows) -> Any:
    """Return the prices that have a bound to stand for."""
    no_low = np.array([low is None for low in rows.low], np.bool_)
    no_high = np.array([high is None for high in rows.high], np.bool_)
    price = np.where(no_low, np.maximum(price, 0), price)
    return np.where(no_high, np.minimum(price, 0), price)
