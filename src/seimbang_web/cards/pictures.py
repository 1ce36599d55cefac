"""Where things stand in the pictures: people of two units, two points on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seimbang_web.cards.facts import Place
from seimbang_web.organisation.models import Unit

LEFT, RIGHT = 8, 312  # of a dumbbell, in a view box of 320
WIDTH, HEIGHT, MARGIN = 320, 150, 34  # of a map


@dataclass(frozen=True)
class Dumbbell:
    """Before ○ → after ● on one scale; ``need`` is a line, "" where not measured."""

    place: Place
    before: str
    after: str
    need: str
    kind: str  # short, enough


def dumbbell(place: Place, most: int) -> Dumbbell:
    """Return the picture of a place on the scale 0 … ``most``."""

    def at(number: int) -> str:
        return f"{LEFT + (RIGHT - LEFT) * number / max(1, most):.1f}"

    return Dumbbell(
        place=place,
        before=at(place.before),
        after=at(place.after),
        need="" if place.rounded is None else at(place.rounded),
        kind="short" if place.lacks else "enough",
    )


def scale(places: Sequence[Place]) -> int:
    """Return the end of one scale for all of ``places``."""
    return max(
        (max(one.before, one.after, one.rounded or 0) for one in places), default=1
    )


@dataclass(frozen=True)
class Mark:
    """A unit on the map, and where its word stands."""

    x: str
    y: str
    text_y: str
    anchor: str


@dataclass(frozen=True)
class Map:
    """Two units, north up, both axes on one scale."""

    here: Mark
    there: Mark


def two_points(here: Unit, there: Unit) -> Map | None:
    """Return the map of two units; None: the place of one is not known."""
    known = [
        (one.longitude, one.latitude)
        for one in (here, there)
        if one.longitude is not None and one.latitude is not None
    ]
    if len(known) < 2:
        return None
    (x1, y1), (x2, y2) = known
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    span = max(abs(x1 - x2) / wide, abs(y1 - y2) / high) or 1.0

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            WIDTH / 2 + (x - (x1 + x2) / 2) / span,
            HEIGHT / 2 - (y - (y1 + y2) / 2) / span,
        )

    first, second = at(x1, y1), at(x2, y2)
    return Map(
        here=_mark(*first, upper=first[1] <= second[1]),
        there=_mark(*second, upper=second[1] < first[1]),
    )


def _mark(x: float, y: float, *, upper: bool) -> Mark:
    return Mark(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        text_y=f"{y - 12 if upper else y + 22:.1f}",
        anchor="start" if x < WIDTH / 2 else "end",
    )
