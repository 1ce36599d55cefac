"""The key figures: no transfer, this plan, and moving one person at a time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from seimbang.language import Text, text
from seimbang.report.content import Content
from seimbang.report.html import Safe, table, tag
from seimbang.report.number import number

COLUMNS = {
    "no_transfer": text("Without transfers"),
    "plan": text("This plan"),
    "greedy": text("One at a time"),
}

MEASURES = {
    "missing": text("People missing (sum of all gaps)"),
    "nobody": text("Posts with a minimum and nobody at all"),
    "below": text("Posts below the minimum"),
    "short_by_half": text("Posts that lack half of the need or more"),
    "short_seats": text("Posts below their exact need"),
    "compulsory": text("Moves by need of the organisation"),
    "voluntary": text("Moves by wish"),
    "travel": text("Added travel, all movers (minutes, one way)"),
    "worst_travel": text("Longest added travel of one person (minutes)"),
}

TRAVEL = ("travel", "worst_travel")
CARDS = ("missing", "nobody", "below")


def rows(content: Content) -> Iterator[tuple[Text, list[Fraction | int]]]:
    """Yield each measure with its value per column of :func:`columns`."""
    known = any(move.record["km"] is not None for move in content.moves)
    for name, words in MEASURES.items():
        if name in TRAVEL and content.moves and not known:
            continue
        yield words, [_value(content.summary[key], name) for key in columns(content)]


def columns(content: Content) -> list[str]:
    """Return the columns there are; a plan that is not there has none."""
    return [key for key in COLUMNS if key in content.summary]


def _value(measures: Any, name: str) -> Fraction | int:
    if name == "voluntary":
        return int(measures["moves"] - measures["compulsory"])
    value = measures[name]
    return Fraction(*value) if isinstance(value, list) else int(value)


def spoken(value: Fraction | int) -> str:
    """Return a figure: whole, or to one decimal when it is a ratio."""
    return number(value, 1, trim=True) if isinstance(value, Fraction) else number(value)


def cards(content: Content) -> Safe:
    """Return the figures that matter most, large: before → after."""
    before, after = content.summary["no_transfer"], content.summary["plan"]
    return tag(
        "ul",
        *(
            tag(
                "li",
                tag("span", MEASURES[name], class_="what"),
                tag(
                    "span",
                    tag("span", spoken(_value(before, name)), class_="was"),
                    tag("span", " → ", class_="arrow"),
                    tag("strong", spoken(_value(after, name))),
                    class_="change",
                ),
            )
            for name in CARDS
        ),
        class_="cards",
    )


def figures(content: Content) -> Safe:
    """Return the table of all figures."""
    names = columns(content)
    return table(
        text("The plan beside no transfer and beside moving one person at a time"),
        [text("Measure"), *(COLUMNS[name] for name in names)],
        ((words, *map(spoken, values)) for words, values in rows(content)),
        right=frozenset(range(1, len(names) + 1)),
        class_="figures",
    )
