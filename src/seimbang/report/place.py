"""Where places lie on a schematic map: degrees → points of a picture."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from seimbang.language import text
from seimbang.report.content import Content, Unit
from seimbang.report.html import Safe, tag

WIDTH = 400
MARGIN = 34
KM_PER_DEGREE = 111.2
BARS_KM = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True)
class Frame:
    """The part of the earth that is drawn, equal scale in both directions."""

    west: float
    north: float
    shrink: float  # of a degree of longitude against one of latitude
    scale: float  # points a degree of latitude
    height: int

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return x and y in the picture, rounded for the same bytes everywhere."""
        x = MARGIN + (longitude - self.west) * self.shrink * self.scale
        y = MARGIN + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)

    def bar(self) -> Safe:
        """Return a scale bar of a round length."""
        per_km = self.scale / KM_PER_DEGREE
        km = max((km for km in BARS_KM if km * per_km <= WIDTH / 4), default=1)
        x, y = MARGIN / 2, self.height - 10
        return tag(
            "g",
            tag("line", x1=x, x2=round(x + km * per_km, 1), y1=y, y2=y),
            tag("text", f"{km} km", x=x, y=y - 5),
            class_="scale",
        )


def placed(content: Content) -> list[tuple[Unit, float, float]]:
    """Return the units whose place is known, with latitude and longitude."""
    return [
        (unit, unit.latitude, unit.longitude)
        for unit in content.units.values()
        if unit.latitude is not None and unit.longitude is not None
    ]


def frame(content: Content) -> Frame | None:
    """Return the frame around all places; None when none is known."""
    places = placed(content)
    if not places:
        return None
    north = max(latitude for _, latitude, _ in places)
    south = min(latitude for _, latitude, _ in places)
    west = min(longitude for _, _, longitude in places)
    east = max(longitude for _, _, longitude in places)
    shrink = math.cos(math.radians((north + south) / 2))
    wide = max((east - west) * shrink, (north - south) / 2, 0.01)
    scale = (WIDTH - 2 * MARGIN) / wide
    height = round((north - south) * scale) + 2 * MARGIN
    return Frame(west, north, shrink, scale, height)


def districts(content: Content, where: Frame) -> Mapping[str, tuple[float, float]]:
    """Return the middle of the units of each district, in the picture."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for unit, latitude, longitude in placed(content):
        points[unit.district].append(where.at(latitude, longitude))
    return {
        name: (
            round(sum(x for x, _ in found) / len(found), 1),
            round(sum(y for _, y in found) / len(found), 1),
        )
        for name, found in sorted(points.items())
    }


def labels(middles: Mapping[str, tuple[float, float]], *, below: float) -> Safe:
    """Return the names of the districts, ``below`` their middles."""
    return tag(
        "g",
        *(
            tag("text", name, x=x, y=round(y + below, 1), text_anchor="middle")
            for name, (x, y) in middles.items()
        ),
        class_="labels",
    )


def legend(parts: list[tuple[Safe, object]]) -> Safe:
    """Return a legend in words: each mark with what it says."""
    return tag(
        "ul",
        *(
            tag(
                "li",
                tag(
                    "svg",
                    mark,
                    width="16",
                    height="16",
                    viewBox="-8 -8 16 16",
                    aria_hidden="true",
                ),
                " ",
                words,
            )
            for mark, words in parts
        ),
        class_="legend",
        aria_label=text("Legend"),
    )
