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
from seimbang.plan.flow import optimise
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import InfeasibleError, settle
from seimbang.plan.network import State, start
from seimbang.plan.problem import Family, Ints, Moves, Seats

SEARCH_LIMIT = 2_000  # plans tried to keep couples together, before giving up


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
    if not _together(state, list(_couples(problem)), _zones(problem)):
        reason = text("The best plans without couples separate a couple.")
        return Answer(Status.UNSUPPORTED, objective, reason=reason)
    units = [unit["id"] for unit in problem["units"]]
    there = state.destination()
    assignment = {
        str(person["id"]): units[there[at]]
        for at, person in enumerate(problem["staff"])
    }
    return Answer(Status.OPTIMAL, _objective(problem, state), assignment)


def problems(problem: Mapping[str, Any]) -> Iterator[Text]:
    """Yield all that is wrong with the shape of a bare problem."""
    if not isinstance(problem, Mapping):
        yield text("Expected an object with units and staff.")
        return
    for name in ("units", "staff"):
        if not isinstance(problem.get(name), list):
            yield text("Expected a list {name}.", name=name)
            return
    units = [str(unit.get("id")) for unit in problem["units"]]
    people = [str(person.get("id")) for person in problem["staff"]]
    for name, ids in (("units", units), ("staff", people)):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice or "None" in ids:
            yield text(
                "Expected an id of its own in each of {name}: {ids}.",
                name=name,
                ids=", ".join(twice) or "id",
            )
    for at, unit in enumerate(problem["units"]):
        yield from _number(unit, "need", f"units[{at}]", required=True)
        yield from _number(unit, "min_left", f"units[{at}]", required=False)
    known = set(units)
    for at, person in enumerate(problem["staff"]):
        yield from _person(person, known, f"staff[{at}]")
    yield from _side_rows(problem, set(people))


def _side_rows(problem: Mapping[str, Any], people: set[str]) -> Iterator[Text]:
    for at, couple in enumerate(problem.get("couples") or []):
        if len(couple) != 2 or not {str(one) for one in couple} <= people:
            yield text("Expected two staff ids in {place}.", place=f"couples[{at}]")
    cap = problem.get("max_moves")
    if cap is not None and (not isinstance(cap, int) or cap < 0):
        yield text("Expected max_moves >= 0, got {cap}.", cap=cap)


def _number(
    row: Mapping[str, Any], name: str, place: str, *, required: bool
) -> Iterator[Text]:
    found = row.get(name, None if required else 0)
    if (
        isinstance(found, bool)
        or not isinstance(found, int | float)
        or not math.isfinite(found)
        or found < 0
    ):
        yield text(
            "Expected {name} >= 0 in {place}, got {found}.",
            name=name,
            place=place,
            found=found,
        )


def _person(person: Mapping[str, Any], units: set[str], place: str) -> Iterator[Text]:
    origin = str(person.get("origin"))
    if origin not in units:
        yield text(
            "Expected a unit as origin in {place}, got {found}.",
            place=place,
            found=origin,
        )
    moves = person.get("moves")
    if not isinstance(moves, Mapping):
        yield text("Expected an object moves in {place}.", place=place)
        return
    for target in moves:
        if target not in units or target == origin:
            yield text(
                "Expected another unit in {place}.moves, got {found}.",
                place=place,
                found=target,
            )
        yield from _number(moves, target, f"{place}.moves", required=True)


def _family(problem: Mapping[str, Any]) -> tuple[Family, list[Cost], Ints]:
    units, staff = problem["units"], problem["staff"]
    index = {str(unit["id"]): at for at, unit in enumerate(units)}
    needs = [exact(unit["need"]) for unit in units]
    origin = np.array([index[str(person["origin"])] for person in staff], np.int64)
    arcs = [
        sorted((index[unit], exact(cost)) for unit, cost in person["moves"].items())
        for person in staff
    ]
    flat = [arc for row in arcs for arc in row]
    empty = np.zeros(len(flat), np.int64)
    moves = Moves(
        first=np.cumsum([0, *(len(row) for row in arcs)]),
        seat=np.array([seat for seat, _ in flat], np.int64),
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
        [math.ceil(exact(unit.get("min_left", 0))) for unit in units], np.int64
    )
    return family, _costs(needs, [cost for _, cost in flat], len(staff)), floor


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


def _costs(needs: list[Fraction], paid: list[Fraction], people: int) -> list[Cost]:
    """Return the four goals in integers: all needs on one denominator."""
    unit = math.lcm(1, *(need.denominator for need in needs))
    scaled = np.array([[int(need * unit)] for need in needs], np.int64)
    staff = np.arange(max(people, 1) + 1) * unit
    short = np.maximum(0, scaled - staff)
    squares = (scaled - staff) ** 2
    money = math.lcm(1, *(cost.denominator for cost in paid))
    none = np.zeros(len(paid), np.int64)
    slots = np.zeros((len(needs), 1), np.int64)
    return [
        Cost("shortage", none, np.diff(short, axis=1), scale=unit),
        Cost("squares", none, np.diff(squares, axis=1), scale=unit**2),
        Cost("moves", none + 1, slots),
        Cost(
            "cost",
            np.array([int(cost * money) for cost in paid], np.int64),
            slots,
            scale=money,
        ),
    ]


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


def _together(state: State, couples: list[tuple[int, int]], zones: list[Any]) -> bool:
    """
    Put a best plan that keeps all couples into ``state``; tell whether there is one.

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
    return False


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
