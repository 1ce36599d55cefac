"""Pictures drawn on the server: need and people of two units, two points on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seimbang.report.html import drawing, tag
from seimbang_web.cards.facts import Place

LEFT, RIGHT, MIDDLE = 8, 312, 16
WIDTH, HEIGHT, MARGIN = 320, 150, 34


def dumbbell(place: Place, most: int) -> SafeString:
    """Return before ○ → after ● on the scale 0 … ``most``; the need is a line."""

    def at(number: int) -> str:
        return f"{LEFT + (RIGHT - LEFT) * number / max(1, most):.1f}"

    kind = "short" if place.lacks else "enough"
    shapes = [tag("line", x1=LEFT, x2=RIGHT, y1=MIDDLE, y2=MIDDLE, class_="axis")]
    if place.rounded is not None:
        need = at(place.rounded)
        shapes.append(tag("line", x1=need, x2=need, y1=3, y2=29, class_="need"))
    shapes += [
        tag(
            "line",
            x1=at(place.before),
            x2=at(place.after),
            y1=MIDDLE,
            y2=MIDDLE,
            class_=f"change {kind}",
        ),
        tag("circle", cx=at(place.before), cy=MIDDLE, r=7, class_="before"),
        tag("circle", cx=at(place.after), cy=MIDDLE, r=6, class_=f"after {kind}"),
    ]
    told = _("%(unit)s: %(before)s before, %(after)s after, need %(need)s") % {
        "unit": place.unit,
        "before": place.before,
        "after": place.after,
        "need": "–" if place.rounded is None else place.rounded,
    }
    return _svg(drawing(told, *shapes, viewBox="0 0 320 32", class_="dumbbell"))


def scale(places: Sequence[Place]) -> int:
    """Return the end of one scale for all of ``places``."""
    return max(
        (max(one.before, one.after, one.rounded or 0) for one in places), default=1
    )


@dataclass(frozen=True)
class Point:
    """A unit on the map."""

    name: str
    latitude: float | None
    longitude: float | None


def two_points(here: Point, there: Point) -> SafeString:
    """Return a map of two points, north up, both axes on one scale; "": unknown."""
    known = [
        (one.longitude, one.latitude)
        for one in (here, there)
        if one.longitude is not None and one.latitude is not None
    ]
    if len(known) < 2:
        return mark_safe("")
    (x1, y1), (x2, y2) = known
    span = max(
        abs(x1 - x2) / (WIDTH - 2 * MARGIN), abs(y1 - y2) / (HEIGHT - 2 * MARGIN)
    )
    span = span or 1.0
    mid_x, mid_y = (x1 + x2) / 2, (y1 + y2) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return WIDTH / 2 + (x - mid_x) / span, HEIGHT / 2 - (y - mid_y) / span

    (ax, ay), (bx, by) = at(x1, y1), at(x2, y2)
    return _svg(
        drawing(
            _("%(here)s to %(there)s, north is up")
            % {"here": here.name, "there": there.name},
            tag("line", x1=f"{ax:.1f}", y1=f"{ay:.1f}", x2=f"{bx:.1f}", y2=f"{by:.1f}"),
            _mark(ax, ay, _("from"), "from", upper=ay <= by),
            _mark(bx, by, _("to"), "to", upper=by < ay),
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            class_="two-points",
        )
    )


def _mark(x: float, y: float, word: str, kind: str, *, upper: bool) -> str:
    side = "start" if x < WIDTH / 2 else "end"
    return tag(
        "g",
        tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=7),
        tag(
            "text",
            word,
            x=f"{x:.1f}",
            y=f"{y - 12 if upper else y + 22:.1f}",
            text_anchor=side,
        ),
        class_=kind,
    )


def _svg(markup: str) -> SafeString:
    return mark_safe(markup)  # every text in it was escaped by report.html
