"""One way to help a short place, with its effect, its cost and what it cannot do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from seimbang.relief.scene import Seat, SeatId, Way
from seimbang.workload.answer import half_up

HOURS, MERGE, SHARE, SHIFT = "hours", "merge", "share", "shift"
KINDS = (HOURS, SHIFT, SHARE, MERGE)  # the first that helps as much is taken

LESSONS, PEOPLE = "lesson_hours", "people"  # units


@dataclass(frozen=True)
class Trip:
    """
    Travel to the second place: days a week, and the way from home.

    ``price``: rupiah a km, None where the region entered none.
    """

    days: int
    way: Way
    price: int | None = None

    @property
    def minutes(self) -> int:
        """Minutes of travel a week on the days at the second place."""
        return self.days * 2 * self.way.minutes

    @property
    def added(self) -> int:
        """Minutes a week more than to the own place (0: not farther)."""
        return self.days * 2 * max(0, self.way.minutes - self.way.minutes_before)

    @property
    def rupiah(self) -> int | None:
        """Rupiah a week, halves up."""
        if self.price is None:
            return None
        return half_up(self.days * 2 * self.way.km * self.price)

    def as_dict(self) -> dict[str, Any]:
        return {
            "days": self.days,
            "minutes": self.way.minutes,
            "minutes_before": self.way.minutes_before,
            "km": pair(self.way.km),
            "minutes_week": self.minutes,
            "added_week": self.added,
            "rupiah_week": self.rupiah,
        }


@dataclass(frozen=True)
class Helper:
    """
    Who gives, and what is left there; amounts in the unit of the option.

    Lesson hours: ``had`` and ``has`` are the person's own week, ``need`` the least of
    the law. People: staff and need of the helping seat; ``has`` counts what is kept.
    """

    seat: SeatId
    gives: Fraction
    need: Fraction
    had: Fraction
    has: Fraction
    person_id: str | None = None
    trip: Trip | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "unit_id": self.seat[0],
            "job_id": self.seat[1],
            "person_id": self.person_id,
            "gives": pair(self.gives),
            "need": pair(self.need),
            "had": pair(self.had),
            "has": pair(self.has),
            "trip": None if self.trip is None else self.trip.as_dict(),
        }


@dataclass(frozen=True)
class Option:
    """
    Relief of one kind for one seat.

    ``unit``: lesson hours or people. ``need`` and ``had`` before; ``need_after`` and
    ``has`` with the relief. ``people``: how much of the gap in people it covers.
    ``facts``: what the kind tells besides. ``cannot``: codes of what it leaves undone.
    """

    kind: str
    unit: str
    need: Fraction
    had: Fraction
    need_after: Fraction
    has: Fraction
    people: Fraction
    law: tuple[str, ...]
    helpers: tuple[Helper, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    cannot: tuple[str, ...] = ()

    @property
    def gap(self) -> Fraction:
        """What is still missing with the relief."""
        return max(Fraction(0), self.need_after - self.has)

    def as_dict(self) -> dict[str, Any]:
        """Return the option as relief.json holds it; ratios as pairs."""
        trips = [one.trip for one in self.helpers if one.trip is not None]
        return {
            "kind": self.kind,
            "unit": self.unit,
            "need": pair(self.need),
            "had": pair(self.had),
            "gap": pair(max(Fraction(0), self.need - self.had)),
            "need_after": pair(self.need_after),
            "has": pair(self.has),
            "gap_after": pair(self.gap),
            "people": pair(self.people),
            "closes": self.gap == 0,
            "helpers": [one.as_dict() for one in self.helpers],
            "minutes_week": sum(trip.minutes for trip in trips),
            "added_week": sum(trip.added for trip in trips),
            "rupiah_week": _sum([trip.rupiah for trip in trips]),
            "facts": dict(self.facts),
            "cannot": list(self.cannot),
            "law": list(self.law),
        }


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def pair(value: Fraction) -> list[int]:
    """Return an exact ratio as JSON knows it."""
    return [value.numerator, value.denominator]


def unmet(seat: Seat, staff: int, need: Fraction | None = None) -> tuple[str, ...]:
    """
    Return the code when the place has fewer people of its own than the legal minimum.

    ``need``: what is needed with the relief, where the minimum falls with it.
    """
    least = Fraction(seat.minimum)
    if need is not None:
        least = min(least, need)
    return ("minimum",) if staff < least else ()
