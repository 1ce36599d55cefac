"""The hard limits of the round: what each demands, and what the plan uses of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from seimbang.language import Text, text
from seimbang.report.content import Content
from seimbang.report.html import Safe, table, tag
from seimbang.report.number import number
from seimbang.report.sheet import Cell, Column

LIMITS = text("Limits")
COLUMNS = (
    Column(text("Limit"), 70),
    Column(text("Allowed"), 18),
    Column(text("Used"), 18),
    Column(text("Left"), 18),
)
COUNTED = ("max_moves", "budget", "move_cap", "group")  # one row, up to a number

FOLDED = {
    "together": text("{number} couples or groups move into one zone, or stay"),
    "replacement": text("{number} posts that pinned people leave after replacement"),
}
GOALS = {
    "nobody": text("posts with a minimum and nobody there"),
    "minimum": text("people below the legal minimum"),
    "shortage": text("shortage, evenly spread"),
    "leximin": text("the worst provided posts"),
    "compulsory": text("moves by need of the organisation"),
    "deviation": text("changes against the accepted plan"),
    "wishes": text("wishes granted"),
    "travel": text("added minutes of travel"),
    "worst_travel": text("people with the longest added travel"),
    "misfit": text("training needed"),
    "regression": text("steps back in the career"),
    "order": text("the stated order among equals"),
}


def there(content: Content) -> bool:
    """Tell whether the round has limits that tie moves together."""
    return bool(content.record["limits"]) or content.record["longest_chain"] is not None


def rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield each limit with what is allowed, used and left; no number where none is."""
    for limit in content.record["limits"]:
        row = limit["rows"][0]
        if limit["kind"] in COUNTED:
            used = row["activity"]
            left = None if used is None else row["high"] - used
            yield limit["words"], row["high"], used, left
        else:
            yield limit["words"], None, _kept(limit), None
    longest = content.record["longest_chain"]
    if longest is not None:
        words = text("at most {number} moves follow one another", number=longest)
        steps = [move.record["step"] for move in content.moves]
        used = max(steps, default=0) if content.made else None
        yield words, longest, used, None if used is None else longest - used


def _kept(limit: Mapping[str, Any]) -> Text | None:
    known = limit["rows"][0]["activity"] is not None
    return text("kept") if known else None


def limits(content: Content) -> Iterator[object]:
    """Yield the finding, then the limits as a table; couples and pins only counted."""
    listed = [cells for cells in rows(content) if cells[1] is not None]
    full = sum(cells[3] == 0 for cells in listed)
    yield text(
        "{number} limits hold for the whole round; {full} are used up.",
        number=number(len(listed)),
        full=number(full),
    )
    words = list(gaps(content))
    if words:
        yield tag("ul", *(tag("li", one) for one in words), class_="findings")
    yield table(
        text("What each limit allows, and what the plan uses of it"),
        [column.heading for column in COLUMNS],
        ([_cell(cell) for cell in cells] for cells in (*listed, *_folded(content))),
        right=frozenset({1, 2, 3}),
    )


def _folded(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield the limits about persons as numbers: the page tells no family."""
    kinds = Counter(limit["kind"] for limit in content.record["limits"])
    kept = text("kept") if content.made else None
    for kind, words in FOLDED.items():
        if kinds[kind]:
            yield Text(words.message, (("number", kinds[kind]),)), None, kept, None


def _cell(cell: Cell) -> object:
    if cell is None:
        return Safe("–")
    return number(cell) if isinstance(cell, int) else cell


def gaps(content: Content) -> Iterator[Text]:
    """Yield for each goal not proved how much better another plan may be."""
    for gap in content.record["gaps"]:
        better = gap["value"] - ceil(Fraction(*gap["bound"]))
        exact = Fraction(better, gap["scale"])
        yield text(
            "Not proved best: {goal}; at most {better} better.",
            goal=GOALS[gap["goal"]],
            better=number(exact, 2, trim=True),
        )
