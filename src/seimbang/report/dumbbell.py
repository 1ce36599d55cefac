"""Before ○ → after ● of the posts with the largest gaps, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from seimbang.language import Text, text
from seimbang.report.content import Content, Seat
from seimbang.report.html import Safe, drawing, join, table, tag
from seimbang.report.number import number, signed

SHORT_SHOWN = 20
OVER_SHOWN = 10
HEIGHT = 22
MIDDLE = HEIGHT // 2
EDGE = 4  # percent kept free on both sides
NEAR = 0.12  # of the axis: an end so near to 0 has no label


def worst(content: Content) -> tuple[list[Seat], list[Seat]]:
    """Return the seats that lack most, and those that have most too many, today."""
    order = sorted(
        content.measured,
        key=lambda seat: (seat.gap_before, seat.gap_after, seat.unit.name, seat.job),
    )
    short = [seat for seat in order if seat.gap_before < 0][:SHORT_SHOWN]
    over = [seat for seat in reversed(order) if seat.gap_before > 0][:OVER_SHOWN]
    return short, over


def finding(content: Content) -> Text:
    """Return what the picture says."""
    short, _ = worst(content)
    if not short:
        return text("No measured post lacks people.")
    return text(
        "Of the {number} posts that lack most, {better} get people; {whole} then have "
        "enough.",
        number=len(short),
        better=sum(seat.gap_after > seat.gap_before for seat in short),
        whole=sum(seat.gap_after >= 0 for seat in short),
    )


def dumbbells(content: Content) -> Safe:
    """Return the table with a dumbbell in each row, all on one scale."""
    short, over = worst(content)
    seats = [*short, *over]
    scale = _Scale(seats)
    return table(
        text("Posts with the largest gaps, worst first: before ○ and after ●"),
        [
            text("Unit and job"),
            tag("span", text("Gap to the need (people)"), scale.axis()),
            text("Need"),
            text("Before"),
            text("After"),
            text("What is to be done"),
        ],
        (
            (
                join([tag("span", seat.unit.name, class_="who"), seat.job]),
                scale.picture(seat),
                "" if seat.whole is None else number(seat.whole),
                number(seat.before),
                number(seat.after),
                seat.advice,
            )
            for seat in seats
        ),
        right=frozenset({2, 3, 4}),
        class_="dumbbells",
    )


class _Scale:
    """Places on one horizontal axis, in percent of the picture's width."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        gaps = [gap for seat in seats for gap in (seat.gap_before, seat.gap_after)]
        self.low = min([-1, *gaps])
        self.high = max([1, *gaps])

    def at(self, gap: int) -> str:
        share = (gap - self.low) / (self.high - self.low)
        return f"{EDGE + share * (100 - 2 * EDGE):.1f}%"

    def axis(self) -> Safe:
        """Return the ends and the middle of the scale."""
        marks = [
            tag("text", words, x=self.at(gap), y="11", text_anchor=anchor)
            for gap, anchor, words in (
                (self.low, "start", signed(self.low)),
                (0, "middle", "0"),
                (self.high, "end", signed(self.high)),
            )
            if gap == 0 or abs(gap) > NEAR * (self.high - self.low)
        ]
        return drawing(
            text(
                "Scale from {low} to {high} people; 0 is the need",
                low=signed(self.low),
                high=signed(self.high),
            ),
            *marks,
            width="100%",
            height="14",
            class_="axis",
        )

    def picture(self, seat: Seat) -> Safe:
        before, after = self.at(seat.gap_before), self.at(seat.gap_after)
        zero = self.at(0)
        kind = "short" if seat.gap_after < 0 else "over" if seat.gap_after else "enough"
        return drawing(
            text(
                "Gap {before} before, {after} after",
                before=signed(seat.gap_before),
                after=signed(seat.gap_after),
            ),
            tag("line", x1=zero, x2=zero, y1="0", y2=str(HEIGHT), class_="zero"),
            tag(
                "line", x1=before, x2=after, y1=MIDDLE, y2=MIDDLE, class_="bar " + kind
            ),
            tag("circle", cx=after, cy=MIDDLE, r="4", class_="after " + kind),
            tag("circle", cx=before, cy=MIDDLE, r="6", class_="before"),
            width="100%",
            height=str(HEIGHT),
            class_="dumbbell",
        )
