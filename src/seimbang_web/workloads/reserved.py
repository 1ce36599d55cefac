"""
Seats that a signed decree reserves until the person has started there.

A room above appends its function to :data:`PROVIDERS` when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

Seat = tuple[str, str]  # codes of unit and job


@dataclass(frozen=True, order=True)
class Reserved:
    """
    Who comes to a seat and has not started: ``person`` is the data's own id.

    ``since``: the day of the decree; ``effective_on``: the TMT.
    """

    person: str
    name: str
    left: Seat
    seat: Seat
    since: date
    effective_on: date


PROVIDERS: list[Callable[[], Iterable[Reserved]]] = []


def reserved() -> tuple[Reserved, ...]:
    """Return all reserved seats, each person once, in a fixed order."""
    return tuple(sorted(one for provide in PROVIDERS for one in provide()))


def reserved_at(unit: str) -> dict[str, list[Reserved]]:
    """Return the seats reserved in a unit (code), by code of the job."""
    found: dict[str, list[Reserved]] = {}
    for one in reserved():
        if one.seat[0] == unit:
            found.setdefault(one.seat[1], []).append(one)
    return found
