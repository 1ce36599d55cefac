"""What a bare problem must look like: all that is wrong with it, at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from seimbang.language import Text, text


def problems(problem: Any) -> Iterator[Text]:
    """Yield all that is wrong with the shape of a bare problem."""
    if not isinstance(problem, Mapping):
        yield text("Expected an object with units and staff.")
        return
    if "units" not in problem and isinstance(problem.get("instances"), list):
        yield text(
            "Expected one problem, found a list of {number} instances: give one of "
            "them.",
            number=len(problem["instances"]),
        )
        return
    broken = list(_lists(problem))
    if broken:
        yield from broken
        return
    yield from _ids(problem["units"], "units")
    yield from _ids(problem["staff"], "staff")
    for at, unit in enumerate(problem["units"]):
        yield from _number(unit.get("need"), "need", f"units[{at}]")
        if unit.get("min_left") is not None:
            yield from _number(unit["min_left"], "min_left", f"units[{at}]")
    known = {str(unit.get("id")) for unit in problem["units"]}
    for at, person in enumerate(problem["staff"]):
        yield from _person(person, known, f"staff[{at}]")
    yield from _side_rows(problem)


def _lists(problem: Mapping[str, Any]) -> Iterator[Text]:
    """Yield what keeps the rows of the problem from being looked at."""
    for name in ("units", "staff"):
        rows = problem.get(name)
        if not isinstance(rows, list):
            yield text("Expected a list {name}.", name=name)
            continue
        for at, row in enumerate(rows):
            if not isinstance(row, Mapping):
                yield text("Expected an object in {place}.", place=f"{name}[{at}]")


def _ids(rows: Sequence[Mapping[str, Any]], name: str) -> Iterator[Text]:
    counts = Counter(str(row.get("id")) for row in rows)
    twice = sorted(one for one, number in counts.items() if number > 1)
    odd = any(
        isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | int)
        for row in rows
    )
    if twice or odd:
        yield text(
            "Expected an id of its own in each of {name}: {ids}.",
            name=name,
            ids=", ".join(twice) or "id",
        )


def _number(found: Any, name: str, place: str) -> Iterator[Text]:
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
    for target, cost in moves.items():
        if target not in units or target == origin:
            yield text(
                "Expected another unit in {place}.moves, got {found}.",
                place=place,
                found=target,
            )
        yield from _number(cost, target, f"{place}.moves")


def _side_rows(problem: Mapping[str, Any]) -> Iterator[Text]:
    people = {str(person.get("id")) for person in problem["staff"]}
    couples = problem.get("couples") or []
    if not isinstance(couples, list):
        yield text("Expected a list {name}.", name="couples")
        return
    for at, couple in enumerate(couples):
        pair = couple if isinstance(couple, list) else []
        if len(pair) != 2 or not {str(one) for one in pair} <= people:
            yield text("Expected two staff ids in {place}.", place=f"couples[{at}]")
    cap = problem.get("max_moves")
    if cap is not None and (
        isinstance(cap, bool) or not isinstance(cap, int) or cap < 0
    ):
        yield text("Expected max_moves >= 0, got {cap}.", cap=cap)
