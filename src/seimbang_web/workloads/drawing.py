"""The map: districts in five classes by colour, pattern and words, units by shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.report.html import Safe, tag
from seimbang.report.place import WIDTH, Frame, frame, labels
from seimbang.report.unit_map import SHAPES
from seimbang_web.lib.picture import shown
from seimbang_web.workloads.outline import Polygon, Ring
from seimbang_web.workloads.words import NAMES, UNMEASURED

PATTERNS = {  # over the colour, so that colour is never alone
    "short-many": "M0 0L6 6M-1.5 4.5L1.5 7.5M4.5 -1.5L7.5 1.5",
    "short-few": "M0 3L6 3",
    "enough": "",
    "over-few": "M3 0L3 6",
    "over-many": "M0 6L6 0M-1.5 1.5L1.5 -1.5M4.5 7.5L7.5 4.5",
    UNMEASURED: "",
}
LINKED = 100  # more units than these are small, without links: their list has them
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


@dataclass(frozen=True)
class River:
    """A river with its crossings, all longitude first."""

    name: str
    lines: Sequence[Sequence[Sequence[float]]]
    crossings: Sequence[tuple[str, Sequence[float]]]


def picture(
    districts: Sequence[District], marks: Sequence[Mark], rivers: Sequence[River] = ()
) -> SafeString:
    """Return the map; empty when no place is known."""
    where = _frame(districts, marks)
    if where is None:
        return shown(Safe(""))
    order = list(NAMES)[::-1]
    inside = sorted(marks, key=lambda mark: (order.index(mark.kind), mark.name))
    drawn = tag(
        "svg",
        tag("defs", *map(_pattern, PATTERNS), *_shapes(small=len(marks) > LINKED)),
        *(_district(one, where) for one in districts if one.polygons),
        tag("g", *_waters(rivers, where), class_="rivers"),
        tag(
            "g",
            *(_mark(mark, where, linked=len(marks) <= LINKED) for mark in inside),
            class_="marks",
        ),
        labels(_middles(districts, where), SHIFTS),
        where.bar(),
        viewBox=f"0 0 {WIDTH} {where.height}",
        class_="map",
        role="group",
        aria_label=_("Map of the districts and units"),
    )
    return shown(drawn)


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
        tag("rect", width="6", height="6", class_=name),
        tag("path", d=PATTERNS[name]),
        id=f"area-{name}",
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
        class_="pattern",
    )


def _shapes(*, small: bool) -> Iterator[Safe]:
    size = "scale(0.7)" if small else None
    for name in NAMES:
        d = SHAPES[name]
        yield tag("path", d=d, id=f"mark-{name}", transform=size, class_=name)


def _district(one: District, where: Frame) -> Safe:
    path = "".join(_path(ring, where) for polygon in one.polygons for ring in polygon)
    words = f"{one.name}: {one.words}"
    area = tag(
        "path",
        tag("title", words),
        d=path,
        fill=f"url(#area-{one.kind})",
        fill_rule="evenodd",
        class_="area",
    )
    return tag("a", area, href=one.url, aria_label=words)


def _waters(rivers: Sequence[River], where: Frame) -> Iterator[Safe]:
    """Yield the rivers and their crossings."""
    for river in rivers:
        for line in river.lines:
            points = " ".join(
                f"{x:g},{y:g}" for x, y in (where.at(*at[::-1]) for at in line)
            )
            yield tag(
                "polyline", tag("title", river.name), points=points, class_="river"
            )
        for name, (longitude, latitude) in river.crossings:
            x, y = where.at(latitude, longitude)
            yield tag(
                "circle", tag("title", name), cx=x, cy=y, r="3", class_="crossing"
            )


def _path(ring: Ring, where: Frame) -> str:
    corners = (where.at(latitude, longitude) for longitude, latitude in ring[:-1])
    return f"M{'L'.join(f'{x:.0f} {y:.0f}' for x, y in corners)}Z"


def _mark(mark: Mark, where: Frame, *, linked: bool) -> Safe:
    x, y = where.at(mark.latitude, mark.longitude)
    title = tag("title", mark.name)
    shape = tag("use", title, href=f"#mark-{mark.kind}", x=f"{x:g}", y=f"{y:g}")
    return tag("a", shape, href=mark.url, tabindex="-1") if linked else shape


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
