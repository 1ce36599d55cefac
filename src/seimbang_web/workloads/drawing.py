"""The map: districts in five classes by colour, pattern and words, units by shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seimbang.report.html import Safe, tag
from seimbang.report.place import WIDTH, Frame, frame, labels
from seimbang.report.unit_map import SHAPES
from seimbang_web.workloads.outline import Polygon, Ring
from seimbang_web.workloads.words import NAMES

PATTERNS = {  # over the colour, so that colour is never alone
    "short-many": "M0 0L6 6M-1.5 4.5L1.5 7.5M4.5 -1.5L7.5 1.5",
    "short-few": "M0 3L6 3",
    "over-few": "M3 0L3 6",
    "over-many": "M0 6L6 0M-1.5 1.5L1.5 -1.5M4.5 7.5L7.5 4.5",
}
SHIFTS = (4.0, 18.0, -10.0, 32.0, -24.0)


@dataclass(frozen=True)
class District:
    """A district on the map: ``words`` say what it needs, ``url`` filters by it."""

    name: str
    kind: str
    words: str
    url: str
    polygons: Sequence[Polygon]


@dataclass(frozen=True)
class Mark:
    """A unit on the map."""

    name: str
    kind: str
    latitude: float
    longitude: float
    url: str


def picture(districts: Sequence[District], marks: Sequence[Mark]) -> SafeString:
    """Return the map; empty when no place is known."""
    where = _frame(districts, marks)
    if where is None:
        return SafeString("")
    order = list(NAMES)[::-1]
    inside = sorted(marks, key=lambda mark: (order.index(mark.kind), mark.name))
    drawn = tag(
        "svg",
        tag("defs", *(_pattern(name) for name in PATTERNS)),
        *(_district(one, where) for one in districts if one.polygons),
        tag("g", *(_mark(mark, where) for mark in inside), class_="marks"),
        labels(_middles(districts, where), SHIFTS),
        where.bar(),
        viewBox=f"0 0 {WIDTH} {where.height}",
        class_="map",
        role="group",
        aria_label=_("Map of the districts and units"),
    )
    return mark_safe(drawn)


def _frame(districts: Sequence[District], marks: Sequence[Mark]) -> Frame | None:
    points = [(mark.latitude, mark.longitude) for mark in marks]
    points += [
        (latitude, longitude)
        for one in districts
        for polygon in one.polygons
        for longitude, latitude in polygon[0]
    ]
    return frame(points, margin=16)


def _pattern(name: str) -> Safe:
    return tag(
        "pattern",
        tag("path", d=PATTERNS[name]),
        id=f"pattern-{name}",
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
        class_="pattern",
    )


def _district(one: District, where: Frame) -> Safe:
    path = "".join(_path(ring, where) for polygon in one.polygons for ring in polygon)
    over = (
        tag("path", d=path, fill=f"url(#pattern-{one.kind})", fill_rule="evenodd")
        if one.kind in PATTERNS
        else ""
    )
    return tag(
        "a",
        tag("title", f"{one.name}: {one.words}"),
        tag("path", d=path, class_=f"area {one.kind}", fill_rule="evenodd"),
        over,
        href=one.url,
        aria_label=f"{one.name}: {one.words}",
    )


def _path(ring: Ring, where: Frame) -> str:
    corners = (where.at(latitude, longitude) for longitude, latitude in ring[:-1])
    return f"M{'L'.join(f'{x:g} {y:g}' for x, y in corners)}Z"


def _mark(mark: Mark, where: Frame) -> Safe:
    x, y = where.at(mark.latitude, mark.longitude)
    shape = tag(
        "path",
        tag("title", f"{mark.name}: {NAMES[mark.kind]}"),
        d=SHAPES[mark.kind],
        transform=f"translate({x:g} {y:g})",
        class_=mark.kind,
    )
    return tag("a", shape, href=mark.url, tabindex="-1")


def _middles(
    districts: Sequence[District], where: Frame
) -> Mapping[str, tuple[float, float]]:
    """Return where the names stand: the middle of the largest part."""
    found = {}
    for one in districts:
        if one.polygons:
            ring = max((polygon[0] for polygon in one.polygons), key=_extent)
            points = [where.at(y, x) for x, y in ring]
            xs, ys = zip(*points, strict=True)
            found[one.name] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return found


def _extent(ring: Sequence[Sequence[float]]) -> float:
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
