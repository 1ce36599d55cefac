"""
A bare transfer problem: units, staff, allowed moves with costs, couples, a cap.

The policy of this format: total shortage → squares of (need − staff) → number of moves
→ cost; ``min_left`` is hard. Couples stay together and the cap holds, or the answer is
UNSUPPORTED: the relaxation is solved, and proved when it keeps them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.language import Text, text
from seimbang.plan.bare_shape import problems
from seimbang.plan.exact import settle_wide
from seimbang.plan.flow import optimise
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import InfeasibleError, settle
from seimbang.plan.network import State, start
from seimbang.plan.problem import Family, Ints, Moves, Seats

SEARCH_LIMIT = 2_000  # plans tried to keep couples together, before giving up
_APART = text("The best plans without couples separate a couple.")
_GIVEN_UP = text("No best plan that keeps all couples was found in time.")


class Status(StrEnum):
    """How the search ended."""

    OPTIMAL = "OPTIMAL"
    INFEASIBLE = "INFEASIBLE"
    TIME_LIMIT = "TIME_LIMIT"
    UNSUPPORTED = "UNSUPPORTED"


@dataclass(frozen=True)
class Objective:
    """Total shortage, squares of (need − staff), moves and their cost; exact."""

    shortage: Fraction
    squares: Fraction
    moves: int
    cost: Fraction


@dataclass(frozen=True)
class Answer:
    """
    What came out; ``assignment`` maps staff ids to unit ids, for everybody.

    UNSUPPORTED carries the ``objective`` of the relaxation: a bound, not a plan.
    """

    status: Status
    objective: Objective | None = None
    assignment: Mapping[str, Any] | None = None
    reason: Text | None = None


class BareProblemError(ValueError):
    """The problem is not well formed; ``problems`` says where and why, all at once."""

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def exact(number: int | float | str) -> Fraction:
    """Return the decimal that was written: 0.1 is one tenth."""
    return Fraction(str(number))


def solve(problem: Mapping[str, Any]) -> Answer:
    """
    Return the best plan of a bare problem.

    :raises BareProblemError: when the problem is not well formed.
    """
    wrong = list(problems(problem))
    if wrong:
        raise BareProblemError(wrong)
    family, costs, floor = _family(problem)
    state = start(family, floor=floor)
    try:
        for cost in costs:
            settle(state, cost)
        settle_wide(state, _money(problem))
    except InfeasibleError:
        return Answer(
            Status.INFEASIBLE,
            reason=text("No plan leaves every unit its min_left."),
        )
    cap = problem.get("max_moves")
    objective = _objective(problem, state)
    if cap is not None and objective.moves > cap:
        reason = text(
            "The cap of {cap} moves binds: the best plan without it needs {moves}.",
            cap=cap,
            moves=objective.moves,
        )
        return Answer(Status.UNSUPPORTED, objective, reason=reason)
    together = _together(state, list(_couples(problem)), _zones(problem))
    if not together:
        reason = _APART if together is False else _GIVEN_UP
        return Answer(Status.UNSUPPORTED, objective, reason=reason)
    units = [unit["id"] for unit in problem["units"]]
    there = state.destination()
    assignment = {
        str(person["id"]): units[there[at]]
        for at, person in enumerate(problem["staff"])
    }
    return Answer(Status.OPTIMAL, _objective(problem, state), assignment)


def _family(problem: Mapping[str, Any]) -> tuple[Family, list[Cost], Ints]:
    units, staff = problem["units"], problem["staff"]
    index = {str(unit["id"]): at for at, unit in enumerate(units)}
    needs = [exact(unit["need"]) for unit in units]
    origin = np.array([index[str(person["origin"])] for person in staff], np.int64)
    arcs = [sorted(index[unit] for unit in person["moves"]) for person in staff]
    flat = [arc for row in arcs for arc in row]
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
    family = Family(
        "bare",
        _seats(units, needs, origin),
        tuple(map(str, range(len(staff)))),
        origin,
        moves,
    )
    floor = np.array(
        [math.ceil(exact(unit.get("min_left") or 0)) for unit in units], np.int64
    )
    return family, _costs(needs, len(staff), len(flat)), floor


def _seats(units: Sequence[Any], needs: list[Fraction], origin: Ints) -> Seats:
    number = len(units)
    nothing = np.zeros(number, np.int64)
    return Seats(
        id=tuple(str(unit["id"]) for unit in units),
        need=tuple(needs),
        minimum=nothing,
        maximum=(None,) * number,
        weight=nothing + 1,
        present=np.bincount(origin, minlength=number).astype(np.int64),
        others=nothing,
        fixed=nothing,
        may_leave=(None,) * number,
    )


def _costs(needs: list[Fraction], people: int, moves: int) -> list[Cost]:
    """
    Return shortage, squares and number of moves in integers.

    Only the order of slot costs matters: a plan is optimal when no simple cycle is
    negative, and one that fills a slot and empties another costs the difference of
    these two. So their ranks stand for the exact costs, whatever their decimals.
    """
    unit = math.lcm(1, *(need.denominator for need in needs))
    whole = [int(need * unit) for need in needs]
    wide = max([*whole, people * unit, unit]) >= 2**60
    scaled = np.array(whole, object if wide else np.int64).reshape(-1, 1)
    staff = np.arange(people + 1, dtype=scaled.dtype) * unit
    short = np.diff(np.maximum(0, scaled - staff), axis=1)
    squares = 2 * (staff[:-1] - scaled) + unit  # one more person; divided by unit
    none = np.zeros(moves, np.int64)
    return [
        Cost("shortage", none, _ranks(short)),
        Cost("squares", none, _ranks(squares)),
        Cost("moves", none + 1, np.zeros((len(needs), 1), np.int64)),
    ]


def _ranks(costs: Any) -> Ints:
    """Return the place of each cost among the different ones, from 0."""
    if costs.size == 0:
        return np.zeros((len(costs), 1), np.int64)
    _, place = np.unique(costs, return_inverse=True)
    ranks: Ints = place.reshape(costs.shape).astype(np.int64)
    return ranks


def _money(problem: Mapping[str, Any]) -> list[int]:
    """Return the exact cost of each move on one denominator, in the family's order."""
    index = {str(unit["id"]): at for at, unit in enumerate(problem["units"])}
    paid = [
        exact(cost)
        for person in problem["staff"]
        for _, cost in sorted(
            (index[unit], cost) for unit, cost in person["moves"].items()
        )
    ]
    money = math.lcm(1, *(cost.denominator for cost in paid))
    return [int(cost * money) for cost in paid]


def _objective(problem: Mapping[str, Any], state: State) -> Objective:
    needs = [exact(unit["need"]) for unit in problem["units"]]
    gaps = [need - int(x) for need, x in zip(needs, state.staff(), strict=True)]
    there = state.destination()
    cost = Fraction(0)
    for at, person in enumerate(problem["staff"]):
        if there[at] != state.family.origin[at]:
            cost += exact(person["moves"][str(problem["units"][there[at]]["id"])])
    return Objective(
        shortage=sum((max(gap, Fraction(0)) for gap in gaps), Fraction(0)),
        squares=sum((gap * gap for gap in gaps), Fraction(0)),
        moves=int((state.at >= 0).sum()),
        cost=cost,
    )


def _couples(problem: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    index = {str(person["id"]): at for at, person in enumerate(problem["staff"])}
    for one, other in problem.get("couples") or []:
        yield index[str(one)], index[str(other)]


def _zones(problem: Mapping[str, Any]) -> list[Any]:
    return [unit.get("zone") for unit in problem["units"]]


def _together(
    state: State, couples: list[tuple[int, int]], zones: list[Any]
) -> bool | None:
    """
    Put a best plan that keeps all couples into ``state``; tell whether there is one.

    None: given up after :data:`SEARCH_LIMIT` plans.

    Searches the optimal face: a separated couple either stays, or moves to one zone.
    """
    names = sorted({str(zone) for zone in zones})
    of_move = np.array(
        [names.index(str(zones[seat])) for seat in state.family.moves.seat]
    )
    pending = [(state.stay.copy(), state.move.copy())]
    nothing = Cost(
        "feasible",
        np.zeros(len(state.family.moves), np.int64),
        np.zeros((len(zones), 1), np.int64),
    )
    for _ in range(SEARCH_LIMIT):
        if not pending:
            return False
        state.stay, state.move = pending.pop()
        if not state.keeps_bounds() and not optimise(state, nothing):
            continue
        apart = next((pair for pair in couples if _apart(state, pair, of_move)), None)
        if apart is None:
            return True
        pending.extend(_ways_together(state, apart, of_move, len(names)))
    return None


def _apart(state: State, pair: tuple[int, int], zone: Ints) -> bool:
    one, other = state.at[pair[0]], state.at[pair[1]]
    if one < 0 or other < 0:
        return bool(one >= 0 or other >= 0)
    return bool(zone[one] != zone[other])


def _ways_together(
    state: State, pair: tuple[int, int], zone: Ints, zones: int
) -> Iterator[tuple[Any, Any]]:
    theirs = np.isin(state.family.moves.person, pair)
    if state.stay[list(pair)].all():
        yield state.stay.copy(), state.move & ~theirs
    for one in range(zones):
        stay = state.stay.copy()
        stay[list(pair)] = False
        yield stay, state.move & (~theirs | (zone == one))
