"""A bare problem as a family of the planner: its seats, moves, exact costs and rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from seimbang.plan.goal import Cost
from seimbang.plan.network import State, start
from seimbang.plan.problem import Family, Ints, Moves, Seats
from seimbang.plan.side.web import Rows, rows_of

FLOATS = 2**40  # costs below it can be told apart in floats


@dataclass(frozen=True)
class Objective:
    """Total shortage, squares of (need − staff), moves and their cost; exact."""

    shortage: Fraction
    squares: Fraction
    moves: int
    cost: Fraction


def exact(number: int | float | str) -> Fraction:
    """Return the decimal that was written: 0.1 is one tenth."""
    return Fraction(str(number))


class BareModel:
    """
    A well-formed bare problem, made ready to be solved.

    ``floor`` is the least staff of each unit, ``prices`` the exact cost of each move on
    one denominator.
    """

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.problem = problem
        self.units: Sequence[Any] = problem["units"]
        self.staff: Sequence[Any] = problem["staff"]
        self.index = {str(unit["id"]): at for at, unit in enumerate(self.units)}
        self.needs = [exact(unit["need"]) for unit in self.units]
        self.cap: int | None = problem.get("max_moves")
        arcs = [
            sorted((self.index[unit], exact(cost)) for unit, cost in moves.items())
            for moves in (person["moves"] for person in self.staff)
        ]
        self.paid = [cost for row in arcs for _, cost in row]
        money = math.lcm(1, *(cost.denominator for cost in self.paid))
        self.prices = [int(cost * money) for cost in self.paid]
        self.family = self._family(arcs)
        self.floor = np.array(
            [math.ceil(exact(unit.get("min_left") or 0)) for unit in self.units],
            np.int64,
        )

    @cached_property
    def couples(self) -> list[tuple[int, int]]:
        """Return the couples as places among the staff."""
        person = {str(person["id"]): at for at, person in enumerate(self.staff)}
        return [
            (person[str(one)], person[str(other)])
            for one, other in self.problem.get("couples") or []
            if str(one) != str(other)
        ]

    @cached_property
    def zone(self) -> Any:
        """Return the zone that each move leads into."""
        zones = np.array([str(unit.get("zone")) for unit in self.units], object)
        return zones[self.family.moves.seat]

    def start(self) -> State:
        """Return the network with everybody where they sit."""
        return start(self.family, floor=self.floor)

    def _family(self, arcs: list[list[tuple[int, Fraction]]]) -> Family:
        origin = [self.index[str(person["origin"])] for person in self.staff]
        there = np.array(origin, np.int64)
        flat = [seat for row in arcs for seat, _ in row]
        empty = np.zeros(len(flat), np.int64)
        moves = Moves(
            first=np.cumsum([0, *(len(row) for row in arcs)]),
            seat=np.array(flat, np.int64),
            voluntary=empty.astype(np.bool_),
            rank=empty,
            added=empty,
            misfit=empty,
            regression=empty,
        )
        people = tuple(map(str, range(len(self.staff))))
        return Family("bare", self._seats(there), people, there, moves)

    def _seats(self, origin: Ints) -> Seats:
        number = len(self.units)
        nothing = np.zeros(number, np.int64)
        return Seats(
            id=tuple(str(unit["id"]) for unit in self.units),
            need=tuple(self.needs),
            minimum=nothing,
            maximum=(None,) * number,
            weight=nothing + 1,
            present=np.bincount(origin, minlength=number).astype(np.int64),
            others=nothing,
            fixed=nothing,
            may_leave=(None,) * number,
        )

    @cached_property
    def slots(self) -> tuple[Any, Any]:
        """
        Return what one more person changes in shortage and in squares, as integers.

        Each on a scale of its own; integers of any length where 64 bits are too few.
        """
        unit = math.lcm(1, *(need.denominator for need in self.needs))
        whole = [int(need * unit) for need in self.needs]
        people = len(self.staff)
        wide = max([*whole, people * unit, unit]) >= 2**58
        scaled = np.array(whole, object if wide else np.int64).reshape(-1, 1)
        staff = np.arange(people + 1, dtype=scaled.dtype) * unit
        short = np.diff(np.maximum(0, scaled - staff), axis=1)
        squares = 2 * (staff[:-1] - scaled) + unit
        return _coarse(short), _coarse(squares)

    def ranked(self) -> list[Cost]:
        """
        Return shortage, squares and number of moves for the network without rows.

        There only the order of slot costs matters: a plan is optimal when no simple
        cycle is negative, and one that fills a slot and empties another costs the
        difference of these two. So their ranks stand for the exact costs.
        """
        none = np.zeros(len(self.family.moves), np.int64)
        short, squares = self.slots
        return [
            Cost("shortage", none, _ranks(short)),
            Cost("squares", none, _ranks(squares)),
            self._number(),
        ]

    def costs(self) -> list[Cost]:
        """Return the exact costs of the four goals, in order."""
        none = np.zeros(len(self.family.moves), np.int64)
        short, squares = self.slots
        wide = max(self.prices, default=0) >= 2**58
        prices = np.array(self.prices, object if wide else np.int64)
        nothing = np.zeros((len(self.units), 1), np.int64)
        return [
            Cost("shortage", none, _columns(short)),
            Cost("squares", none, _columns(squares)),
            self._number(),
            Cost("cost", _coarse(prices), nothing),
        ]

    @cached_property
    def wide(self) -> bool:
        """Tell whether the costs have more digits than a solver in floats can hold."""
        parts = [part for cost in self.costs() for part in (cost.move, cost.slot)]
        return any(int(abs(part).max(initial=0)) >= FLOATS for part in parts)

    def _number(self) -> Cost:
        one = np.ones(len(self.family.moves), np.int64)
        return Cost("moves", one, np.zeros((len(self.units), 1), np.int64))

    def rows(self, cap: int | None) -> Rows:
        """Return the rows of couples, and of at most ``cap`` moves as the last one."""
        entries = list(self._couples())
        if cap is not None:
            every = np.arange(len(self.family.moves))
            entries.append((every, np.ones(len(every), np.int64), None, cap))
        return rows_of(entries)

    def _couples(self) -> Iterator[tuple[Any, Any, int | None, int | None]]:
        """Yield per couple and zone: as many of the one as of the other move there."""
        first = self.family.moves.first
        for couple in self.couples:
            mine, theirs = (np.arange(*first[who : who + 2]) for who in couple)
            both = np.concatenate([mine, theirs])
            sign = np.repeat([1, -1], [len(mine), len(theirs)])
            zone = self.zone[both]
            for name in sorted(set(zone)):
                yield both[zone == name], sign[zone == name], 0, 0

    def objective(self, state: State) -> Objective:
        """Return what the plan of ``state`` amounts to."""
        gaps = [
            need - int(x) for need, x in zip(self.needs, state.staff(), strict=True)
        ]
        used = state.at[state.at >= 0].tolist()
        return Objective(
            shortage=sum((max(gap, Fraction(0)) for gap in gaps), Fraction(0)),
            squares=sum((gap * gap for gap in gaps), Fraction(0)),
            moves=len(used),
            cost=sum((self.paid[move] for move in used), Fraction(0)),
        )

    def assignment(self, state: State) -> dict[str, Any]:
        """Return the unit of each person."""
        units = [unit["id"] for unit in self.units]
        return {
            str(person["id"]): units[seat]
            for person, seat in zip(self.staff, state.destination(), strict=True)
        }


def _columns(slots: Any) -> Any:
    """Return a table of at least one column."""
    return slots if slots.shape[1] else np.zeros((len(slots), 1), np.int64)


def _coarse(costs: Any) -> Any:
    """Return the costs divided by what divides them all, in 64 bits where they fit."""
    if costs.size == 0:
        return costs.astype(np.int64)
    common = math.gcd(*map(int, costs.ravel().tolist())) or 1
    costs = costs // common
    small = int(abs(costs).max()) < 2**58
    return costs.astype(np.int64) if small else costs


def _ranks(costs: Any) -> Ints:
    """Return the place of each cost among the different ones, from 0."""
    if costs.size == 0:
        return np.zeros((len(costs), 1), np.int64)
    _, place = np.unique(costs, return_inverse=True)
    ranks: Ints = place.reshape(costs.shape).astype(np.int64)
    return ranks
