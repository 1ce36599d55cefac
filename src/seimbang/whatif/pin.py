"""
Pins: what an officer has settled by hand, kept by every plan that is made anew.

A pin only takes moves, or staying, away from the problem: what it leaves was lawful
before. The kinds are those of the sheet of pins, and *drop* for somebody who is out of
the round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from seimbang.language import Text, text
from seimbang.plan.limit import Limit, Term
from seimbang.plan.problem import Family, Flags, Moves, Problem
from seimbang.plan.stored import move_to
from seimbang.whatif.folder import Folder, NoEditError

KINDS = ("stays", "must_go", "not_to", "unit_closed", "drop")
_PLACED = ("must_go", "not_to")
_FIELDS = ("kind", "person_id", "unit_id", "job_id")


@dataclass(frozen=True)
class Pin:
    """
    One pin: ``stays`` and ``drop`` name a person, ``unit_closed`` a unit, the others
    both. ``job_id`` narrows a unit to one post; None: any post of the family there.

    :raises ValueError: when the kind is unknown or does not fit what is named.
    """

    kind: str
    person_id: str | None = None
    unit_id: str | None = None
    job_id: str | None = None

    def __post_init__(self) -> None:
        person = self.kind != "unit_closed"
        unit = self.kind in (*_PLACED, "unit_closed")
        named = (self.person_id is not None, self.unit_id is not None)
        if self.kind not in KINDS or named != (person, unit):
            raise ValueError(f"Expected a pin of {KINDS} with its person and unit.")

    def as_dict(self) -> dict[str, str | None]:
        """Return the pin as plan.json has it."""
        return {name: getattr(self, name) for name in _FIELDS}


def read_pins(path: Path) -> list[Pin]:
    """
    Return the pins of a YAML file: a list of mappings with kind, person_id, unit_id.

    :raises NoEditError: when the file has another form.
    """
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise NoEditError(
            text("{file} cannot be read: {why}", file=path.name, why=error)
        ) from error
    if not isinstance(rows, list):
        raise _misshapen(path, 1)
    return [_pin(path, number, row) for number, row in enumerate(rows, start=1)]


def _pin(path: Path, number: int, row: Any) -> Pin:
    if not isinstance(row, dict) or set(row) - set(_FIELDS):
        raise _misshapen(path, number)
    if not all(value is None or isinstance(value, str) for value in row.values()):
        raise _misshapen(path, number)
    try:
        return Pin(**{"kind": "", **row})
    except ValueError as error:
        raise _misshapen(path, number) from error


def _misshapen(path: Path, number: int) -> NoEditError:
    return NoEditError(
        text(
            "{file}, pin {number}: expected a list of pins, each with kind ({kinds}), "
            "person_id (not for unit_closed) and unit_id (not for stays and drop), all "
            "as text.",
            file=path.name,
            number=number,
            kinds=", ".join(KINDS),
        )
    )


def of_plan(plan: Mapping[str, Any]) -> list[Pin]:
    """Return the pins that plan.json lists."""
    return [Pin(**row) for row in plan.get("pins", ())]


@dataclass(frozen=True)
class Cut:
    """What pins leave of a family: moves, and who must not stay."""

    keep: Flags
    leave: set[int]

    @classmethod
    def none(cls, family: Family) -> Cut:
        """Return the cut that leaves everything."""
        return cls(np.ones(len(family.moves), np.bool_), set(family.leave))

    def settle(self, family: Family, person: int, moves: Sequence[int]) -> None:
        """Leave a person these ``moves`` only; none: the person stays."""
        first, last = family.moves.first[person : person + 2]
        self.keep[first:last] &= np.isin(np.arange(first, last), moves)
        if len(moves):
            self.leave.add(person)

    def family(self, family: Family) -> Family:
        """Return what is left of the family."""
        if self.keep.all() and len(self.leave) == len(family.leave):
            return family
        moves, people = family.moves, len(family.people)
        counts = np.bincount(moves.person[self.keep], minlength=people)
        left = {
            name: getattr(moves, name)[self.keep]
            for name in ("seat", "voluntary", "rank", "added", "misfit", "regression")
        }
        first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return replace(
            family, moves=Moves(first=first, **left), leave=tuple(sorted(self.leave))
        )


def cut(problem: Problem, cuts: Sequence[Cut]) -> Problem:
    """Return what ``cuts`` leave of a problem, one cut a family."""
    return replace(
        problem,
        families=tuple(
            one.family(family)
            for family, one in zip(problem.families, cuts, strict=True)
        ),
        limits=tuple(_limit(limit, cuts) for limit in problem.limits),
    )


def pinned(folder: Folder, pins: Sequence[Pin]) -> Problem:
    """
    Return the problem of ``folder`` with what ``pins`` leave of it.

    :raises NoEditError: when a pin speaks of somebody or something that is not there,
        or asks for a move that no rule allows.
    """
    cuts = [Cut.none(family) for family in folder.problem.families]
    for pin in pins:
        if pin.kind == "unit_closed":
            _close(folder, pin, cuts)
        else:
            _hold(folder, pin, cuts)
    return cut(folder.problem, cuts)


def touched(folder: Folder, pins: Iterable[Pin]) -> set[int]:
    """Return the numbers of the families that ``pins`` speak of."""
    found = set[int]()
    for pin in pins:
        if pin.unit_id is not None and pin.kind == "unit_closed":
            found |= {family for family, _ in folder.units.get(pin.unit_id, ())}
        elif pin.person_id is not None:
            place = folder.place(pin.person_id)
            found |= set() if place is None else {place.family}
    return found


def _close(folder: Folder, pin: Pin, cuts: Sequence[Cut]) -> None:
    for family, seat in folder.seats(str(pin.unit_id), pin.job_id):
        there = folder.problem.families[family].moves.seat == seat
        cuts[family].keep[there] = False


def _hold(folder: Folder, pin: Pin, cuts: Sequence[Cut]) -> None:
    place = folder.place(str(pin.person_id))
    seats = [] if pin.unit_id is None else folder.seats(pin.unit_id, pin.job_id)
    if place is None:
        if pin.kind == "must_go":
            raise no_move(pin)
        return  # who has no allowed move stays anyway
    family, one = folder.problem.families[place.family], cuts[place.family]
    if pin.kind in ("stays", "drop"):
        one.settle(family, place.person, ())
        return
    there = [seat for at, seat in seats if at == place.family]
    moves = [move_to(family, place.person, seat) for seat in there]
    moves = [move for move in moves if move >= 0]
    if pin.kind == "must_go":
        if not moves:
            raise no_move(pin)
        one.settle(family, place.person, moves)
        return
    one.keep[moves] = False
    if family.origin[place.person] in there:
        one.leave.add(place.person)


def no_move(pin: Pin) -> NoEditError:
    """Return the refusal of a pin to a place that no rule lets the person go to."""
    told: Text = text(
        "{person} has no allowed move to {unit}; a pin cannot allow what the rules "
        "forbid. `seimbang whatif` with --data names the rules.",
        person=pin.person_id,
        unit=pin.unit_id,
    )
    return NoEditError(told)


def _limit(limit: Limit, cuts: Sequence[Cut]) -> Limit:
    rows = (
        replace(row, terms=tuple(_term(term, cuts[term.family]) for term in row.terms))
        for row in limit.rows
    )
    return replace(limit, rows=tuple(rows))


def _term(term: Term, one: Cut) -> Term:
    """Return the part of a row with the moves that are left, under their numbers."""
    keep, number = one.keep, np.cumsum(one.keep) - 1
    if term.move is None:
        factor = None if term.factor is None else term.factor[keep]
        return replace(term, factor=factor)
    alive = keep[term.move]
    return replace(
        term,
        move=number[term.move[alive]],
        factor=None if term.factor is None else term.factor[alive],
    )
