"""The picture of a frontier: one curve a measure, as SVG for a page or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from seimbang.language import Text, text
from seimbang.plan.tally import Tally
from seimbang.report.curve import Curve, curve_table, finding, gap, nice, remarks
from seimbang.report.html import Safe, drawing, tag
from seimbang.report.number import number

WIDTH, PANEL, GAP = 400, 170, 46
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 24, 40
TICKS = 4
STYLE = """
svg{background:#fff}text{font:11px "Noto Sans",system-ui,"Liberation Sans",sans-serif;
fill:#1d2426}.frame{stroke:#c9d0cf;fill:none}.grid{stroke:#e6eae8}.curve{fill:none;
stroke-width:2;stroke-linejoin:round}.shortage{stroke:#12505b}.nobody{stroke:#a63d0a}
.below{stroke:#1f4f94;stroke-dasharray:5 3}.plan{fill:#1d2426;stroke:#fff}
.mark{stroke:#4a5558;stroke-dasharray:2 3}.open{fill:#12505b;fill-opacity:.18}
.head{font-weight:600}
"""


@dataclass(frozen=True)
class Line:
    """A measure to draw: its class, its name, its value in a tally."""

    kind: str
    name: Text
    of: Callable[[Tally], Fraction]


SUBJECT = text("What each further move buys")
SPREAD = Line(
    "shortage",
    text("Spread of the shortage (sum of shortage²/need)"),
    lambda tally: tally.shortage,
)
NOBODY = Line("nobody", text("nobody there"), lambda tally: Fraction(tally.nobody))
BELOW = Line("below", text("below the minimum"), lambda tally: Fraction(tally.below))


@dataclass(frozen=True)
class Panel:
    """A place for lines: its top edge, its heading, and the scales of both axes."""

    top: int
    heading: Text
    lines: tuple[Line, ...]
    first: int
    last: int
    most: int
    step: int

    def x(self, amount: int) -> float:
        share = (amount - self.first) / max(1, self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: Fraction) -> float:
        return round(self.top + PANEL - float(value / self.most) * PANEL, 1)


def plot(curve: Curve, *, alone: bool = False) -> Safe:
    """Return the picture; ``alone``: a file of its own, with its style."""
    panels = list(_panels(curve))
    height = panels[-1].top + PANEL + BOTTOM
    parts = [part for panel in panels for part in _panel(curve, panel)]
    axis = (
        text("added minutes (at most)")
        if curve.found.minutes
        else text("moves (at most)")
    )
    parts.append(
        tag(
            "text",
            axis,
            x=(LEFT + WIDTH - RIGHT) / 2,
            y=height - 6,
            text_anchor="middle",
        )
    )
    if alone:
        parts.insert(0, tag("style", Safe(STYLE)))
    return drawing(
        SUBJECT,
        *parts,
        about=finding(curve),
        xmlns="http://www.w3.org/2000/svg" if alone else None,
        viewBox=f"0 0 {WIDTH} {height}",
        class_="frontier",
    )


def _panels(curve: Curve) -> Iterator[Panel]:
    first, last = curve.rows[0].amount, curve.rows[-1].amount
    if curve.plan is not None:
        last = max(last, curve.plan[0])
    top = TOP
    for heading, lines in (
        (SPREAD.name, (SPREAD,)),
        (text("Posts with a minimum"), (NOBODY, BELOW)),
    ):
        highest = max(line.of(one) for line in lines for one in curve.sums)
        if highest > 0:
            step = nice(Fraction(highest, TICKS))
            most = -(-highest // step) * step
            yield Panel(top, heading, lines, first, last, int(most), step)
            top += PANEL + GAP


def _panel(curve: Curve, panel: Panel) -> Iterator[Safe]:
    yield tag("text", panel.heading, x=LEFT, y=panel.top - 9, class_="head")
    yield from _axes(panel)
    if curve.knee is not None and panel.lines[0] is SPREAD:
        yield from _knee(curve, panel)
    for line in panel.lines:
        yield from _line(curve, panel, line)


def _axes(panel: Panel) -> Iterator[Safe]:
    left, right, bottom = LEFT, WIDTH - RIGHT, panel.top + PANEL
    for value in range(0, panel.most + 1, panel.step):
        y = panel.y(Fraction(value))
        yield tag("line", x1=left, x2=right, y1=y, y2=y, class_="grid")
        yield tag("text", number(value), x=left - 6, y=y + 4, text_anchor="end")
    step = nice(Fraction(max(1, panel.last - panel.first), TICKS + 1))
    for amount in range(-(-panel.first // step) * step, panel.last + 1, step):
        x = panel.x(amount)
        yield tag("line", x1=x, x2=x, y1=bottom, y2=bottom + 4, class_="frame")
        yield tag("text", number(amount), x=x, y=bottom + 16, text_anchor="middle")
    yield tag("path", d=f"M{left} {panel.top}V{bottom}H{right}", class_="frame")


def _knee(curve: Curve, panel: Panel) -> Iterator[Safe]:
    """Yield the line where most is done, with its words on the emptier side."""
    assert curve.knee is not None
    x = panel.x(curve.knee)
    yield tag("line", x1=x, x2=x, y1=panel.top, y2=panel.top + PANEL, class_="mark")
    words = text("80 % at {knee}", knee=number(curve.knee))
    yield tag("text", words, x=x + 5, y=panel.top + 12)


def _line(curve: Curve, panel: Panel, line: Line) -> Iterator[Safe]:
    places = [
        (panel.x(row.amount), panel.y(line.of(one)))
        for row, one in zip(curve.rows, curve.sums, strict=True)
    ]
    if line is SPREAD and curve.open:
        yield _gap(curve, panel, places)
    end = panel.x(panel.last)
    path = "L".join(f"{x} {y}" for x, y in [*places, (end, places[-1][1])])
    yield tag("path", d=f"M{path}", class_=f"curve {line.kind}")
    if line is not SPREAD:
        yield from _label(curve, panel, line)
    if curve.plan is not None:
        amount, tally = curve.plan
        x, y = panel.x(amount), panel.y(line.of(tally))
        yield tag("circle", cx=x, cy=y, r=4.5, class_="plan")
        if line is SPREAD:
            words = text("the plan ({amount})", amount=number(amount))
            yield tag("text", words, x=x - 7, y=y - 9, text_anchor="end")


def _label(curve: Curve, panel: Panel, line: Line) -> Iterator[Safe]:
    """Yield the name of a line at a third of the way, above or under it."""
    at = len(curve.rows) // 3
    value = line.of(curve.sums[at])
    upper = value == max(one.of(curve.sums[at]) for one in panel.lines)
    y = panel.y(value) + (-7 if upper else 15)
    yield tag("text", line.name, x=panel.x(curve.rows[at].amount), y=y)


def _gap(curve: Curve, panel: Panel, places: Sequence[tuple[float, float]]) -> Safe:
    """Return the area between the curve and what is proved."""
    lower = [
        panel.y(one.shortage - (gap(curve, at) or 0))
        for at, one in enumerate(curve.sums)
    ]
    back = [(x, y) for (x, _), y in zip(places, lower, strict=True)][::-1]
    path = "L".join(f"{x} {y}" for x, y in [*places, *back])
    return tag("path", d=f"M{path}Z", class_="open")


def told(curve: Curve) -> Iterator[object]:
    """Yield the finding, then what goes below it on a page."""
    yield finding(curve)
    for words in remarks(curve):
        yield tag("p", words)
    if len(curve.rows) > 1:
        note = text(
            "The curve is the best there is with so many moves; ● is this plan. Every "
            "number of moves is in plan.xlsx."
        )
        yield tag("p", note, class_="note")
        yield tag("figure", plot(curve), class_="plot")
        yield curve_table(curve)
