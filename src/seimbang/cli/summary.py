"""The figures of a plan beside no transfer and the greedy peer, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import click

from seimbang import language
from seimbang.language import Text, text

COLUMNS = ("no_transfer", "plan", "greedy")

HEADINGS = {
    "no_transfer": text("no transfer"),
    "plan": text("plan"),
    "greedy": text("greedy"),
}


def rows(
    summary: Mapping[str, Mapping[str, Any]], *, ways_known: bool
) -> Iterator[tuple[Text, list[str]]]:
    """Yield what is measured, with one cell per column; travel where it is known."""
    columns = [summary[name] for name in COLUMNS if name in summary]

    def cells(name: str) -> list[str]:
        return [_number(column[name]) for column in columns]

    yield text("missing people (sum of the gaps)"), cells("missing")
    yield (
        text("seats with a minimum where nobody of the profession is"),
        cells("nobody"),
    )
    yield text("seats below the legal minimum"), cells("below")
    yield text("seats that lack half of the need or more"), cells("short_by_half")
    yield text("spread of the shortage (sum of shortage²/need)"), cells("shortage")
    yield text("compulsory moves"), cells("compulsory")
    yield (
        text("voluntary moves"),
        [str(column["moves"] - column["compulsory"]) for column in columns],
    )
    if not ways_known:
        return
    yield text("added travel (minutes a day, one way, all movers)"), cells("travel")
    yield text("largest added travel of one person (minutes)"), cells("worst_travel")


def _number(value: Any) -> str:
    """Return an integer as it is, a ratio to one decimal (half up)."""
    if isinstance(value, list):
        tenths = int(Fraction(*value) * 10 + Fraction(1, 2))
        comma = "," if language.current() == "id" else "."
        return f"{tenths // 10}{comma}{tenths % 10}"
    return str(value)


def show(record: Mapping[str, Any]) -> None:
    """Print the figures of plan.json as a table."""
    summary, moves = record["summary"], record["moves"]
    known = not moves or any(move["km"] is not None for move in moves)
    lines = [(str(words), cells) for words, cells in rows(summary, ways_known=known)]
    names = [str(HEADINGS[name]) for name in COLUMNS if name in summary]
    width = max(len(words) for words, _ in lines)
    sizes = [
        max(len(name), *(len(cells[at]) for _, cells in lines))
        for at, name in enumerate(names)
    ]
    for words, cells in [("", names), *lines]:
        numbers = "  ".join(
            cell.rjust(size) for cell, size in zip(cells, sizes, strict=True)
        )
        click.echo(f"{words.ljust(width)}  {numbers}")
