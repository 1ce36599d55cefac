"""The order of execution: who goes first, so that no place waits for anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from seimbang.language import Text, text
from seimbang.report.content import Content, Move
from seimbang.report.html import Safe, table, tag
from seimbang.report.number import number
from seimbang.report.sheet import Cell, Column

ORDER = text("Order of execution")
COLUMNS = (
    Column(text("Wave"), 10),
    Column(text("Chain"), 10),
    Column(text("Name"), 26),
    Column(text("Person"), 12),
    Column(text("From"), 28),
    Column(text("To"), 28),
    Column(text("When"), 60),
)


def rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield the moves wave after wave."""
    before = {
        (move.record["chain"], move.record["step"]): move.name for move in content.moves
    }
    for move in sorted(content.moves, key=_place):
        record = move.record
        yield (
            record["wave"],
            record["chain"],
            move.name,
            record["person_id"],
            move.origin.name,
            move.target.name,
            _when(move, before),
        )


def _place(move: Move) -> tuple[int, int, int]:
    record = move.record
    return record["wave"], record["chain"], record["step"]


def _when(move: Move, before: dict[tuple[int, int], str]) -> Text:
    record = move.record
    if record["closed"]:
        return text("exchange on one day with all of this chain")
    if record["after"] is None:
        return text("at once: nobody has to come first")
    return text(
        "when {name} has begun at {unit}",
        name=before[record["chain"], record["after"]],
        unit=move.origin.name,
    )


def order(content: Content) -> Iterator[Safe]:
    """Yield how many go in each wave, and how many exchange on one day."""
    waves: Counter[int] = Counter()
    exchanged = 0
    for move in content.moves:
        if move.record["closed"]:
            exchanged += 1
        else:
            waves[move.record["wave"]] += 1
    listed: list[tuple[object, object]] = [
        (number(wave), number(people)) for wave, people in sorted(waves.items())
    ]
    if exchanged:
        listed.append((text("exchange on one day"), number(exchanged)))
    yield tag(
        "p",
        text(
            "Nobody leaves before the replacement is there: a wave begins when the one "
            "before is at work. Every move is in plan.xlsx, sheet {sheet}.",
            sheet=ORDER,
        ),
        class_="note",
    )
    yield table(
        text("Order of execution: moves in each wave"),
        [text("Wave"), text("Moves")],
        listed,
        right=frozenset({1}),
    )
