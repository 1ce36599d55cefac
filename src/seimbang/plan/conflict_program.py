"""
Which limits must be let go of, when some are to hold: one small integer program.

Columns: the moves, staying for those who must go, and a slack for each limit that may
be let go of. HiGHS works in floats; what is broken is counted again in integers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from seimbang.plan.highs import run, solver
from seimbang.plan.network import State, start
from seimbang.plan.problem import Family, Ints, Problem

if TYPE_CHECKING:
    from seimbang.plan.conflict import Names, Part

FREE = 1e30  # HiGHS: infinite
NEAR = 1e-6  # a float this near to an integer stands for it
HALF = 0.5  # rows are sums of integers: half a unit of room lets nothing new in


@dataclass(frozen=True)
class Line:
    """``low`` <= Σ factor × move <= ``high``, a row of a part (None: of a person)."""

    part: Part | None
    move: Ints
    factor: Ints
    low: int | None = None
    high: int | None = None


class Program:
    """The families and limits of a component, each part of it held or let go."""

    def __init__(
        self,
        problem: Problem,
        families: Sequence[int],
        limits: Sequence[int],
        parts: Sequence[Part],
    ) -> None:
        self.parts = tuple(parts)
        self.families = [problem.families[at] for at in families]
        sizes = [len(family.moves) for family in self.families]
        self.first = dict(zip(families, np.cumsum([0, *sizes]).tolist(), strict=False))
        self.moves = sum(sizes)
        self.lines = [
            *(line for at in families for line in self._people(problem, at)),
            *(line for part in parts for line in self._line(problem, part)),
        ]
        self.solver = self._solver(whole=False)
        self._whole: Any = None  # the integer program, when it is needed

    def broken(self, held: Names) -> Names | None:
        """
        Return the parts broken when ``held`` hold and as little as possible breaks.

        None: ``held`` cannot hold together.
        """
        high = np.array([0.0 if part in held else FREE for part in self.slack])
        made = self._solved(self.solver, high)
        if made is not None and not self._keeps(made, held):
            if self._whole is None:
                self._whole = self._solver(whole=True)
            made = self._solved(self._whole, high)
        if made is None:
            return None
        return frozenset(self._unkept(np.rint(made).astype(np.int64)))

    def _solved(self, solver: Any, high: Any) -> Any:
        """Return the moves of a best solution; None: there is no solution."""
        columns = np.arange(self.moves, self.moves + len(high), dtype=np.int32)
        solver.changeColsBounds(len(columns), columns, np.zeros(len(columns)), high)
        if run(solver) != "Optimal":
            return None
        return np.array(solver.getSolution().col_value[: self.moves])

    def _keeps(self, made: Any, held: Names) -> bool:
        """Tell whether a solution of the linear program is a plan that holds them."""
        rounded = np.rint(made)
        if len(made) and np.abs(made - rounded).max() > NEAR:
            return False
        return not held & set(self._unkept(rounded.astype(np.int64)))

    def _unkept(self, made: Ints) -> Iterator[Part]:
        """Yield the parts that a plan breaks, counted in integers."""
        for line in self.lines:
            total = int((made[line.move] * line.factor).sum())
            low = total if line.low is None else line.low
            high = total if line.high is None else line.high
            if line.part is not None and not low <= total <= high:
                yield line.part

    def _people(self, problem: Problem, at: int) -> Iterator[Line]:
        """Yield that each person makes at most one move."""
        first = problem.families[at].moves.first
        for begin, end in pairwise(first.tolist()):
            if end - begin > 1:
                yield self._sum(None, np.arange(begin, end) + self.first[at], high=1)

    def _line(self, problem: Problem, part: Part) -> Iterator[Line]:
        """Yield the rows that a part is."""
        if part.kind == "limit":
            yield from self._limit(problem, part)
            return
        at, number = part.at
        family, begin = problem.families[at], self.first[at]
        state = start(family)
        if part.kind == "must_go":
            first, last = family.moves.first[number : number + 2]
            yield self._sum(part, np.arange(first, last) + begin, low=1)
        elif part.kind == "leaving":
            out = np.flatnonzero(family.origin[family.moves.person] == number)
            most = min(
                int(family.movable[number]), _number(family.seats.may_leave, number)
            )
            yield self._sum(part, out + begin, high=most)
        else:
            yield self._staff(family, state, part, begin)

    def _staff(self, family: Family, state: State, part: Part, begin: int) -> Line:
        """Return the bound of the people at a seat or in a group."""
        number = part.at[1]
        grouped = part.kind == "group"
        seats = list(family.groups[number].seats) if grouped else [number]
        inside = np.zeros(len(family.seats), np.int64)
        inside[seats] = 1
        moves = family.moves
        change = inside[moves.seat] - inside[family.origin[moves.person]]
        move = np.flatnonzero(change)
        there = int(family.movable[seats].sum())
        low = high = None
        if grouped:
            high = int(state.group_high[number]) - there
        elif part.kind == "floor":
            low = int(state.low[number]) - there
        else:
            most = max(
                _number(family.seats.maximum, number), int(family.seats.present[number])
            )
            high = most - int(family.seats.present[number])
        return Line(part, move + begin, change[move], low, high)

    def _limit(self, problem: Problem, part: Part) -> Iterator[Line]:
        for row in problem.limits[part.at[1]].rows:
            moves, factors = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
            for term in row.terms:
                every = np.arange(len(problem.families[term.family].moves))
                move = every if term.move is None else term.move
                one = np.ones(len(move), np.int64)
                moves.append(move + self.first[term.family])
                factors.append(one if term.factor is None else term.factor)
            yield Line(
                part, np.concatenate(moves), np.concatenate(factors), row.low, row.high
            )

    def _sum(
        self,
        part: Part | None,
        move: Ints,
        *,
        low: int | None = None,
        high: int | None = None,
    ) -> Line:
        return Line(part, move, np.ones(len(move), np.int64), low, high)

    def _solver(self, *, whole: bool) -> Any:
        """Return the solver with all rows; slacks stand after the moves."""
        program = solver()
        program.setOptionValue("random_seed", 1)
        self.slack: list[Part] = []
        column, row, factor = [], [], []
        low, high = [], []
        for at, line in enumerate(self.lines):
            scale = max(1, int(np.abs(line.factor).max(initial=1)))
            room = HALF if scale > 1 else 0.0
            column.append(line.move)
            row.append(np.full(len(line.move), at))
            factor.append(line.factor / scale)
            low.append(-FREE if line.low is None else (line.low - room) / scale)
            high.append(FREE if line.high is None else (line.high + room) / scale)
            if line.part is None:
                continue
            for sign, bound in ((1.0, line.low), (-1.0, line.high)):
                if bound is not None:
                    column.append(np.array([self.moves + len(self.slack)]))
                    row.append(np.array([at]))
                    factor.append(np.array([sign]))
                    self.slack.append(line.part)
        width = self.moves + len(self.slack)
        places = np.concatenate([np.zeros(0, np.int64), *row])
        entry = np.concatenate([np.zeros(0, np.int64), *column])
        order = np.argsort(entry, kind="stable")
        begin = np.searchsorted(entry[order], np.arange(width))
        program.addRows(len(low), np.array(low), np.array(high), 0, [], [], [])
        program.addCols(
            width,
            np.append(np.zeros(self.moves), np.ones(len(self.slack))),
            np.zeros(width),
            np.append(np.ones(self.moves), np.full(len(self.slack), FREE)),
            len(entry),
            begin.astype(np.int32),
            places[order].astype(np.int32),
            np.concatenate([np.zeros(0), *factor])[order],
        )
        if whole:
            every = np.arange(self.moves, dtype=np.int32)
            program.changeColsIntegrality(
                self.moves, every, np.ones(self.moves, np.uint8)
            )
        return program


def _number(bounds: Sequence[int | None], at: int) -> int:
    """Return a bound that is there."""
    bound = bounds[at]
    assert bound is not None, "a part is a bound that is there"
    return bound
