"""How many posts lack or have too many people, before and after, as bars in a table."""

from __future__ import annotations

from collections import Counter

from seimbang.language import Text, text
from seimbang.report.content import Content
from seimbang.report.html import Safe, drawing, table, tag
from seimbang.report.number import number

WIDEST = 4  # gaps of so many people and more share a row
HEIGHT = 26


def counts(content: Content) -> list[tuple[int, int, int]]:
    """Return (gap, posts before, posts after); the ends hold all beyond them."""
    before = Counter(_bin(seat.gap_before) for seat in content.measured)
    after = Counter(_bin(seat.gap_after) for seat in content.measured)
    return [(gap, before[gap], after[gap]) for gap in range(-WIDEST, WIDEST + 1)]


def _bin(gap: int) -> int:
    return max(-WIDEST, min(WIDEST, gap))


def finding(content: Content) -> Text:
    """Return what the picture says."""
    found = counts(content)
    _, before, after = found[WIDEST]
    if after > before:
        return text(
            "Posts with exactly what they need rise from {before} to {after} of {all}.",
            before=number(before),
            after=number(after),
            all=number(len(content.measured)),
        )
    return text(
        "Posts with exactly what they need: {before} before, {after} after, of {all}.",
        before=number(before),
        after=number(after),
        all=number(len(content.measured)),
    )


def histogram(content: Content) -> Safe:
    """Return the table: a row a gap, with both bars on one scale."""
    found = counts(content)
    most = max(1, *(max(before, after) for _, before, after in found))
    return table(
        text("Posts by gap to the need, before and after"),
        [text("Gap"), text("Number of posts"), text("Before"), text("After")],
        (
            (words(gap), _bars(gap, before, after, most), number(before), number(after))
            for gap, before, after in found
        ),
        right=frozenset({2, 3}),
        class_="histogram",
    )


def words(gap: int) -> Text:
    """Return a gap as what it asks for."""
    if gap == 0:
        return text("Enough")
    last = abs(gap) == WIDEST
    if gap < 0 and last:
        return text("Needs {number} or more", number=-gap)
    if gap < 0:
        return text("Needs {number}", number=-gap)
    if last:
        return text("{number} or more too many", number=gap)
    return text("{number} too many", number=gap)


def _bars(gap: int, before: int, after: int, most: int) -> Safe:
    kind = "short" if gap < 0 else "over" if gap else "enough"

    def bar(count: int, y: int, class_: str) -> Safe:
        width = f"{97 * count / most:.1f}%"
        return tag("rect", x="1", y=y, width=width, height=10, class_=class_)

    return drawing(
        text(
            "{before} posts before, {after} after",
            before=number(before),
            after=number(after),
        ),
        bar(before, 2, "before"),
        bar(after, 14, "after " + kind),
        width="100%",
        height=str(HEIGHT),
        class_="bars",
    )
