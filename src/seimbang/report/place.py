"""Where places lie on a schematic map: degrees → points of a picture."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seimbang.language import text
from seimbang.report.content import Content, Unit
from seimbang.report.html import Safe, tag

WIDTH = 400
MARGIN = 34
LETTER = 6.4  # width of a letter of a label
LINE = 6  # half the height of its line
RISE = 4  # of its middle above its foot
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
    margin: int

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return x and y in the picture, rounded for the same bytes everywhere."""
        x = self.margin + (longitude - self.west) * self.shrink * self.scale
        y = self.margin + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)

    def bar(self) -> Safe:
        """Return a scale bar of a round length."""
        per_km = self.scale / KM_PER_DEGREE
        km = max((km for km in BARS_KM if km * per_km <= WIDTH / 4), default=1)
        x, y = 12, self.height - 10
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


def frame(points: Sequence[tuple[float, float]], margin: int = MARGIN) -> Frame | None:
    """Return the frame around (latitude, longitude) points; None without any."""
    if not points:
        return None
    north = max(latitude for latitude, _ in points)
    south = min(latitude for latitude, _ in points)
    west = min(longitude for _, longitude in points)
    east = max(longitude for _, longitude in points)
    shrink = math.cos(math.radians((north + south) / 2))
    wide = max((east - west) * shrink, (north - south) / 2, 0.01)
    scale = (WIDTH - 2 * margin) / wide
    height = round((north - south) * scale) + 2 * margin
    return Frame(west, north, shrink, scale, height, margin)


def districts(content: Content) -> dict[str, tuple[float, float]]:
    """Return the middle of the units of each district, latitude and longitude."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for unit, latitude, longitude in placed(content):
        points[unit.district].append((latitude, longitude))
    return {
        name: (
            sum(latitude for latitude, _ in found) / len(found),
            sum(longitude for _, longitude in found) / len(found),
        )
        for name, found in sorted(points.items())
    }


def labels(
    middles: Mapping[str, tuple[float, float]],
    shifts: Sequence[float],
    radius: float = 0,
) -> Safe:
    """
    Return the names of the districts, at the first of ``shifts`` that keeps them apart.

    ``middles`` are points of the picture, ``shifts`` downward distances from them.
    Circles of ``radius`` around the middles are kept free.
    """
    put = [(x, y, radius, radius) for x, y in middles.values() if radius]
    words = []
    for name, (x, y) in sorted(middles.items(), key=lambda item: item[1][::-1]):
        half = len(name) * LETTER / 2
        x = min(max(x, half + 4), WIDTH - half - 4)
        free = (
            y + shift
            for shift in shifts
            if not any(
                abs(x - left) < half + width
                and abs(y + shift - RISE - top) < LINE + high
                for left, top, width, high in put
            )
        )
        line = next(free, y + shifts[0])
        put.append((x, line - RISE, half, LINE))
        words.append(
            tag("text", name, x=round(x, 1), y=round(line, 1), text_anchor="middle")
        )
    return tag("g", *words, class_="labels")


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
