"""Pictures of a comparison, drawn on the server: strips, and the curve with plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.report.curve import Curve, nice
from seimbang.report.html import Safe, drawing, tag
from seimbang.report.number import number
from seimbang_web.lib.picture import shown

STRIP, SIDE, RADIUS = 360, 16, 12
WIDTH, HEIGHT = 480, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 20, 30, 48
TICKS = 5

Point = tuple[str, Fraction, bool]  # letter, value, whether it is the best


def strip(name: str, about: str, points: Sequence[Point]) -> SafeString:
    """Return a line from the least to the most, a dot with its letter a plan."""
    values = [value for _letter, value, _best in points]
    least, most = min(values), max(values)
    places = list(_places(points, least, most))
    height = 56 + 2 * RADIUS * max(level for *_, level in places)
    axis = height - 30
    shapes = [tag("line", x1=SIDE, x2=STRIP - SIDE, y1=axis, y2=axis, class_="axis")]
    for value, end, anchor in (
        (least, SIDE, "start"),
        *([(most, STRIP - SIDE, "end")] if most > least else []),
    ):
        words = number(value, 1, trim=True)
        shapes.append(tag("text", words, x=end, y=height - 6, text_anchor=anchor))
    for letter, best, x, level in places:
        y = axis - 2 * RADIUS * level
        kind = "dot best" if best else "dot"
        shapes.append(tag("circle", cx=f"{x:.1f}", cy=y, r=RADIUS - 1, class_=kind))
        shapes.append(
            tag(
                "text",
                letter,
                x=f"{x:.1f}",
                y=y + 5,
                text_anchor="middle",
                class_=f"letter{' best' if best else ''}",
            )
        )
    view = f"0 0 {STRIP} {height}"
    return shown(drawing(name, *shapes, about=about, viewBox=view, class_="strip"))


def _places(
    points: Sequence[Point], least: Fraction, most: Fraction
) -> Iterator[tuple[str, bool, float, int]]:
    """Yield where each dot stands; those that would cover one another are stacked."""
    taken: list[tuple[float, int]] = []
    for letter, value, best in points:
        share = float((value - least) / (most - least)) if most > least else 0.0
        x = SIDE + RADIUS + share * (STRIP - 2 * SIDE - 2 * RADIUS)
        levels = {level for other, level in taken if abs(other - x) < 2 * RADIUS}
        level = next(one for one in range(len(points)) if one not in levels)
        taken.append((x, level))
        yield letter, best, x, level


def curve(
    found: Curve, plans: Sequence[tuple[str, int, Fraction]], asked: int | None
) -> SafeString:
    """
    Return the spread of the shortage by number of moves, and where the plans lie.

    ``plans``: letter, moves and spread; ``asked``: a number of moves to mark.
    """
    last = max(found.rows[-1].amount, *(moves for _, moves, _ in plans), 1)
    highest = max(one.shortage for one in found.sums)
    highest = max(highest, *(spread for *_, spread in plans))
    step = nice(Fraction(highest, TICKS)) if highest else 1
    axes = _Axes(last, max(step, -(-int(highest) // step) * step))
    shapes = [*axes.draw(step), *_line(found, axes)]
    if asked is not None:
        x = axes.x(min(asked, last))
        shapes.append(tag("line", x1=x, x2=x, y1=TOP, y2=axes.bottom, class_="asked"))
    for letter, moves, spread in plans:
        x, y = axes.x(moves), axes.y(spread)
        shapes.append(tag("circle", cx=x, cy=y, r=RADIUS - 1, class_="dot best"))
        shapes.append(
            tag(
                "text",
                letter,
                x=x,
                y=y + 5,
                text_anchor="middle",
                class_="letter best",
            )
        )
    view = f"0 0 {WIDTH} {HEIGHT}"
    title = _("Spread of the shortage by number of moves")
    return shown(drawing(title, *shapes, viewBox=view, class_="curve"))


class _Axes:
    """Both scales of the curve, from zero on."""

    def __init__(self, last: int, most: int) -> None:
        self.last, self.most = last, most
        self.bottom = HEIGHT - BOTTOM

    def x(self, amount: int) -> float:
        return round(LEFT + amount / self.last * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: Fraction) -> float:
        share = float(value / self.most)
        return round(self.bottom - share * (self.bottom - TOP), 1)

    def draw(self, step: int) -> Iterator[Safe]:
        """Yield the grid, its numbers, and what the axes count."""
        for value in range(0, self.most + 1, step):
            y = self.y(Fraction(value))
            yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid")
            yield tag("text", number(value), x=LEFT - 8, y=y + 4, text_anchor="end")
        wide = nice(Fraction(self.last, TICKS))
        for amount in range(0, self.last + 1, wide):
            yield tag(
                "text",
                number(amount),
                x=self.x(amount),
                y=self.bottom + 18,
                text_anchor="middle",
            )
        yield tag("text", _("spread of the shortage"), x=8, y=16, class_="head")
        yield tag(
            "text",
            _("moves (at most)"),
            x=WIDTH - RIGHT,
            y=HEIGHT - 6,
            text_anchor="end",
            class_="head",
        )


def _line(found: Curve, axes: _Axes) -> Iterator[Safe]:
    places = [
        (axes.x(row.amount), axes.y(sums.shortage))
        for row, sums in zip(found.rows, found.sums, strict=True)
    ]
    whole = [*places, (axes.x(axes.last), places[-1][1])]
    path = "L".join(f"{x} {y}" for x, y in whole)
    yield tag("path", d=f"M{path}", class_="line")
    if found.knee is not None:
        x = axes.x(found.knee)
        yield tag("line", x1=x, x2=x, y1=TOP, y2=axes.bottom, class_="knee")
        words = _("80 %% of the gain at %(knee)s") % {"knee": number(found.knee)}
        yield tag("text", words, x=x + 6, y=TOP + 12)
