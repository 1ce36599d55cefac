"""Accepted edits that wait for the plan to be made anew, and what they do together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.plan.measure import Measure, measure_of
from seimbang.plan.network import start
from seimbang.plan.problem import Ints
from seimbang.plan.stored import move_to
from seimbang.whatif.bound import broken, broken_limits
from seimbang.whatif.folder import Folder, NoEditError
from seimbang.whatif.loss import STAYS
from seimbang_web.desk.effects import exact, words_of_bound
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.plans.pins import KINDS
from seimbang_web.plans.store import whatif_of

Key = tuple[str, str | None, str | None]
SUMMED = ("nobody", "below", "missing", "shortage", "compulsory", "moves", "travel")


@dataclass(frozen=True)
class Waits:
    """
    What has been decided since the plan: pins put, pins that ended.

    ``by_person``: all open pins, by person; ``by_unit``: those that close a unit.
    """

    put: tuple[Pin, ...]
    ended: tuple[Mapping[str, Any], ...]
    by_person: Mapping[int, tuple[Pin, ...]]
    by_unit: Mapping[int, Pin]

    def __len__(self) -> int:
        return len(self.put) + len(self.ended)


@dataclass(frozen=True)
class Gauge:
    """
    The measures of the whole plan: nobody moves, the plan, with the edits that wait.

    ``edited`` is None where nothing waits. ``broken``: bounds and limits that the
    edits break when nothing else changes.
    """

    today: Mapping[str, Fraction]
    plan: Mapping[str, Fraction]
    edited: Mapping[str, Fraction] | None
    broken: tuple[str, ...]


def waits(plan: Plan) -> Waits:
    """Return what has been decided by hand since ``plan`` was asked for."""
    pins = plan.round.pins.filter(ended_at=None)
    rows = list(pins.select_related("person", "unit", "made_by").order_by("pk"))
    known = {_key(row): row for row in plan.inputs["pins"]}
    open_ = {_key_of(pin): pin for pin in rows}
    people: dict[int, list[Pin]] = {}
    for pin in rows:
        if pin.person_id is not None:
            people.setdefault(pin.person_id, []).append(pin)
    return Waits(
        put=tuple(pin for key, pin in open_.items() if key not in known),
        ended=tuple(row for key, row in known.items() if key not in open_),
        by_person={person: tuple(found) for person, found in people.items()},
        by_unit={
            pin.unit_id: pin for pin in rows if pin.person_id is None and pin.unit_id
        },
    )


def _key(row: Mapping[str, Any]) -> Key:
    return row["kind"], row["person_id"], row["unit_id"]


def _key_of(pin: Pin) -> Key:
    person = None if pin.person is None else pin.person.ref
    unit = None if pin.unit is None else pin.unit.code
    return KINDS[Pin.Kind(pin.kind)], person, unit


def gauge(plan: Plan, waiting: Waits) -> Gauge:
    """Return how the plan stands, and how with the edits when nothing else changes."""
    summary = plan.summary or {}
    today = {name: exact(summary["no_transfer"][name]) for name in SUMMED}
    base = {name: exact(summary["plan"][name]) for name in SUMMED}
    if not waiting.put:
        return Gauge(today, base, None, ())
    folder = whatif_of(plan)
    changed = dict(_changed(folder, waiting.put))
    edited, told = dict(base), []
    for number, at in changed.items():
        before = _measured(folder, number, folder.solutions[number].at)
        after = _measured(folder, number, at)
        for name in SUMMED:
            edited[name] += getattr(after, name) - getattr(before, name)
        state = replace(start(folder.problem.families[number]), at=at)
        told += [words_of_bound(folder, one) for one in broken(state)]
    plans = {number: one.at for number, one in enumerate(folder.solutions)}
    told += broken_limits(folder.problem, plans | changed)
    return Gauge(today, base, edited, tuple(told))


def _measured(folder: Folder, number: int, at: Ints) -> Measure:
    return measure_of(folder.problem.families[number], at, folder.problem.wish_ranks)


def _changed(folder: Folder, pins: Sequence[Pin]) -> Iterator[tuple[int, Ints]]:
    """Yield the families in which pins change the plan, with who goes where then."""
    plans: dict[int, Ints] = {}
    for pin in pins:
        for number, person, move in _steps(folder, pin):
            at = plans.setdefault(number, folder.solutions[number].at.copy())
            at[person] = move
    for number, at in plans.items():
        if (at != folder.solutions[number].at).any():
            yield number, at


def _steps(folder: Folder, pin: Pin) -> Iterator[tuple[int, int, int]]:
    """Yield family, person and move (−1: stays) of each person a pin changes."""
    seats = _seats(folder, pin)
    if pin.person is None:
        for number, seat in seats:
            one = folder.solutions[number]
            going = np.flatnonzero(one.at >= 0)
            for person in going[one.family.moves.seat[one.at[going]] == seat].tolist():
                yield number, person, STAYS
        return
    try:
        place = folder.place(pin.person.ref)
    except NoEditError:
        return
    if place is None:
        return
    family, at = (
        folder.problem.families[place.family],
        folder.solutions[place.family].at,
    )
    there = [seat for number, seat in seats if number == place.family]
    used = int(at[place.person])
    if pin.kind == Pin.Kind.MUST:
        moves = [move_to(family, place.person, seat) for seat in there]
        moves = [move for move in moves if move >= 0]
        if moves and used not in moves:
            yield place.family, place.person, moves[0]
    elif pin.kind == Pin.Kind.STAYS or (used >= 0 and family.moves.seat[used] in there):
        yield place.family, place.person, STAYS


def _seats(folder: Folder, pin: Pin) -> list[tuple[int, int]]:
    if pin.unit is None:
        return []
    return folder.units.get(pin.unit.code, [])
