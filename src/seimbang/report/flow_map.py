"""The map of moves: arrows between districts, a number in each, and the same table."""

from __future__ import annotations

import math
from collections import Counter

from seimbang.language import Text, text
from seimbang.report.content import Content
from seimbang.report.html import Safe, drawing, table, tag
from seimbang.report.number import number
from seimbang.report.place import WIDTH, districts, frame, labels

MOST = 24  # arrows; more are left to the table
AROUND = 48  # free around the districts
RADIUS = 13
BEND = 0.16


def flows(content: Content) -> Counter[tuple[str, str]]:
    """Return the moves from district to district."""
    return Counter(
        (move.origin.district, move.target.district) for move in content.moves
    )


def finding(content: Content) -> Text:
    """Return what the map says."""
    found = flows(content)
    inside = sum(count for (origin, target), count in found.items() if origin == target)
    return text(
        "{inside} of {all} moves stay within their district; {across} cross to "
        "another.",
        inside=number(inside),
        all=number(found.total()),
        across=number(found.total() - inside),
    )


def flow_map(content: Content) -> Safe | None:
    """
    Return the picture: a circle a district, an arrow a direction with moves.

    None when no place is known.
    """
    found, places = flows(content), districts(content)
    where = frame(list(places.values()), AROUND)
    if where is None:
        return None
    middles = {name: where.at(*at) for name, at in places.items()}
    across = sorted(
        (
            (count, pair)
            for pair, count in found.items()
            if pair[0] != pair[1] and set(pair) <= set(middles)
        ),
        key=lambda flow: (-flow[0], flow[1]),
    )[:MOST]
    most = max((count for count, _ in across), default=1)
    return drawing(
        text("Map of the moves between districts"),
        *(_arrow(middles[a], middles[b], n, most) for n, (a, b) in reversed(across)),
        *(_circle(at, found[(name, name)]) for name, at in middles.items()),
        labels(middles, (RADIUS + 12, -RADIUS - 5, RADIUS + 25, -RADIUS - 18), RADIUS),
        where.bar(),
        about=finding(content),
        viewBox=f"0 0 {WIDTH} {where.height}",
        class_="map flows",
    )


def _circle(at: tuple[float, float], inside: int) -> Safe:
    x, y = at
    return tag(
        "g",
        tag("circle", cx=x, cy=y, r=RADIUS),
        tag("text", number(inside), x=x, y=y + 4, text_anchor="middle"),
        class_="inside",
    )


def _arrow(
    origin: tuple[float, float], target: tuple[float, float], count: int, most: int
) -> Safe:
    """Return a bent arrow, so that both directions of a pair are apart."""
    (x1, y1), (x2, y2) = origin, target
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    along, side = ((x2 - x1) / length, (y2 - y1) / length), BEND * length
    bend = ((x1 + x2) / 2 - along[1] * side, (y1 + y2) / 2 + along[0] * side)
    back = math.hypot(x2 - bend[0], y2 - bend[1]) or 1.0
    heading = ((x2 - bend[0]) / back, (y2 - bend[1]) / back)
    tip = (x2 - heading[0] * (RADIUS + 2), y2 - heading[1] * (RADIUS + 2))
    width = round(1 + 4 * count / most, 1)
    size = 4 + width
    wing = (-heading[1] * size * 0.6, heading[0] * size * 0.6)
    foot = (tip[0] - heading[0] * size, tip[1] - heading[1] * size)
    corners = (tip, _plus(foot, wing, 1), _plus(foot, wing, -1))
    label = (
        (x1 + 2 * bend[0] + x2) / 4 - along[1] * 6,
        (y1 + 2 * bend[1] + y2) / 4 + along[0] * 6,
    )
    return tag(
        "g",
        tag(
            "path",
            d=f"M{x1} {y1}Q{bend[0]:.1f} {bend[1]:.1f} {foot[0]:.1f} {foot[1]:.1f}",
            stroke_width=width,
        ),
        tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)),
        tag(
            "text",
            number(count),
            x=f"{label[0]:.1f}",
            y=f"{label[1] + 3:.1f}",
            text_anchor="middle",
        ),
        class_="flow",
    )


def _plus(
    point: tuple[float, float], by: tuple[float, float], times: int
) -> tuple[float, float]:
    return point[0] + times * by[0], point[1] + times * by[1]


def flow_table(content: Content) -> Safe:
    """Return the same numbers: origin by row, target by column."""
    found = flows(content)
    names = sorted({name for pair in found for name in pair})
    return table(
        text("Moves from district (row) to district (column)"),
        [text("From"), *names, text("Total")],
        (
            (
                origin,
                *(
                    number(found[(origin, target)]) if found[(origin, target)] else "·"
                    for target in names
                ),
                number(sum(found[(origin, target)] for target in names)),
            )
            for origin in names
        ),
        right=frozenset(range(1, len(names) + 2)),
    )
