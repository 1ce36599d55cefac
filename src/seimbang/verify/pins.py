"""
The pins of a plan made anew: what was settled by hand beside the data.

A pin only takes away: moves that the data allow, or staying. What it takes is not
weighed in the proof, so a reader is told how many pins there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from seimbang.verify.report import refuse
from seimbang.verify.shape import Array, items, record, words

if TYPE_CHECKING:  # the files alone are checked without the tables
    import polars as pl

    from seimbang.verify.facts import Facts

_FIELDS = ("kind", "person_id", "unit_id", "job_id")
_STAYS = ("stays", "drop")
_PLACED = ("must_go", "not_to")


@dataclass(frozen=True)
class Pin:
    """One pin; ``job_id`` None: any post of the unit."""

    kind: str
    person_id: str | None
    unit_id: str | None
    job_id: str | None


def pins(value: Any) -> tuple[Pin, ...]:
    """Return the pins that the JSON ``value`` lists."""
    return tuple(
        _pin(one, f"plan.pins[{at}]") for at, one in enumerate(items(value, "pins"))
    )


def _pin(value: Any, where: str) -> Pin:
    entry = record(value, where, _FIELDS)
    kind = words(entry["kind"], where)
    person, unit, job = (
        None if entry[name] is None else words(entry[name], where)
        for name in _FIELDS[1:]
    )
    named = (person is not None, unit is not None)
    wanted = {
        **dict.fromkeys(_STAYS, (True, False)),
        **dict.fromkeys(_PLACED, (True, True)),
        "unit_closed": (False, True),
    }
    if wanted.get(kind) != named:
        raise refuse("{where}: expected a pin of a known kind.", where=where)
    return Pin(kind, person, unit, job)


def taken(listed: Sequence[Pin], known: Facts, people: Array, seats: Array) -> Array:
    """Return which of the pairs people × seats (rows of the data) pins take away."""
    names = known.eligibility.people["person_id"].to_numpy()[people]
    gone = np.zeros((len(people), len(seats)), np.bool_)
    for pin in listed:
        there = _there(pin, known.positions[seats.tolist()])
        if pin.kind == "unit_closed":
            gone |= there[None, :]
            continue
        column = {"must_go": ~there, "not_to": there}.get(pin.kind, there | True)
        gone |= (names == pin.person_id)[:, None] & column[None, :]
    return gone


def sent(listed: Sequence[Pin], known: Facts) -> set[str]:
    """Return the people whom pins send away from their present seat."""
    people = known.eligibility.people["person_id"].to_list()
    seat = dict(zip(people, known.eligibility.seat_rows.tolist(), strict=True))
    found = set()
    for pin in listed:
        row = seat.get(pin.person_id, -1)
        home = row >= 0 and bool(_there(pin, known.positions[[row]])[0])
        if pin.kind == "must_go" or (pin.kind == "not_to" and home):
            found.add(str(pin.person_id))
    return found


def _there(pin: Pin, positions: pl.DataFrame) -> Array:
    """Return which positions the place of a pin means."""
    there = [
        unit == pin.unit_id and pin.job_id in (None, job)
        for unit, job in positions.select("unit_id", "job_id").iter_rows()
    ]
    return np.array(there, np.bool_)
