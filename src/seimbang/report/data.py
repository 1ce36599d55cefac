"""Why not more moves, what is not measured, and what is wrong with the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from seimbang.explain.words.common import heading
from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity
from seimbang.report.content import Content, Unit
from seimbang.report.finding import unmeasured
from seimbang.report.html import Safe, table, tag
from seimbang.report.number import number
from seimbang.rules import RULES

SEVERITIES = {
    Severity.ERROR: text("must be mended"),
    Severity.WARNING: text("warning"),
    Severity.NOTE: text("note"),
}
SHOWN = 60
FEW = text("fewer than 5")
TITLES = {rule.key: rule.title for rule in RULES}


def spoken(count: int | None) -> object:
    """Return a count of people; None stands for a few that are not told."""
    return FEW if count is None else number(count)


def gates(content: Content) -> list[tuple[Text, Any, Any, Any]]:
    """Return (rule, people lost by need, by wish, by it alone), most first."""
    return [
        (TITLES[one["rule"]], one["compulsory"], one["voluntary"], one["alone"])
        for one in content.whole.get("gates", ())
    ]


def columns(content: Content) -> list[tuple[str, Any, Any]]:
    """Return (heading of the column, people lost, by it alone), most first."""
    return [
        (one["header"], one["people"], one["alone"])
        for one in content.whole.get("columns", ())
    ]


def few(content: Content) -> Iterator[object]:
    """Yield the finding, then people lost per gate and per missing column."""
    people = content.whole.get("people")
    if people is None:
        yield text("What holds people is told in reasons.json.")
        return
    yield text(
        "Of {counted} people counted, {movable} could move; after the plan {spare} sit "
        "where there are people to spare, and {free} of these are free to go.",
        counted=spoken(people["counted"]),
        movable=spoken(people["movable"]),
        spare=spoken(people["at_spare"]),
        free=spoken(people["free_at_spare"]),
    )
    if not gates(content):
        yield tag("p", text("No rule holds anybody."))
        return
    yield tag(
        "p",
        text(
            "One person may be held by several rules; “by this alone” counts those "
            "whom nothing else holds."
        ),
        class_="note",
    )
    yield table(
        text("People who may not be moved, by rule"),
        [
            text("Rule"),
            text("Not by need"),
            text("Not by wish"),
            text("By this alone"),
        ],
        ((title, *map(spoken, counts)) for title, *counts in gates(content)),
        right=frozenset({1, 2, 3}),
    )
    if columns(content):
        yield table(
            text("Fill these in: people held only because something is not known"),
            [text("Missing column"), text("People"), text("By this alone")],
            ((header, *map(spoken, counts)) for header, *counts in columns(content)),
            right=frozenset({1, 2}),
        )
    if fills(content):
        yield table(
            text("What to fill in first: people whom nothing but these columns hold"),
            [text("Columns filled in together"), text("Columns"), text("People freed")],
            (
                (names, number(several), text("up to {people}", people=number(people)))
                for names, several, people in fills(content)
            ),
            right=frozenset({1, 2}),
        )


def fills(content: Content) -> list[tuple[str, int, int]]:
    """Return (columns together, their number, people they would free at most)."""
    return [
        (
            " + ".join(heading(content.reasons, name) for name in one["columns"]),
            len(one["columns"]),
            one["people"],
        )
        for one in content.whole.get("fill", ())
    ]


def trouble(content: Content) -> Iterator[object]:
    """Yield the finding, the units not measured, and the problems by kind."""
    yield unmeasured(content)
    yield from _offices(content)
    found = kinds(content)
    if found:
        yield table(
            text("Problems of the data by kind; each one is in plan.xlsx"),
            [text("Where"), text("Expected"), text("What to do"), text("Number")],
            (
                (where(one), _masked(one.expected), _masked(one.todo), number(count))
                for one, count in found
            ),
            right=frozenset({3}),
        )
    else:
        yield tag("p", text("No problem was found in the data."))


def _offices(content: Content) -> Iterator[Safe]:
    people: Counter[str] = Counter()
    for seat in content.seats:
        people[seat.unit.id] += seat.before

    def name(unit: Unit) -> tuple[str, str]:
        return unit.name, unit.id

    units = sorted(content.unmeasured_units, key=name)
    if units:
        yield table(
            text(
                "Units not measured at all ({shown} of {all}): enter tasks, or a need "
                "with its source",
                shown=number(min(SHOWN, len(units))),
                all=number(len(units)),
            ),
            [text("Unit"), text("District"), text("People")],
            (
                (unit.name, unit.district, number(people[unit.id]))
                for unit in units[:SHOWN]
            ),
            right=frozenset({2}),
        )


def kinds(content: Content) -> list[tuple[Problem, int]]:
    """Return one problem of each kind and place with their number, worst first."""
    first: dict[tuple[Any, ...], Problem] = {}
    count: Counter[tuple[Any, ...]] = Counter()
    for one in content.problems:
        key = (one.severity, one.code, one.sheet, one.column)
        first.setdefault(key, one)
        count[key] += 1
    weight = list(SEVERITIES)
    order = sorted(first, key=lambda key: (weight.index(key[0]), -count[key]))
    return [(first[key], count[key]) for key in order]


def where(problem: Problem) -> str:
    """Return the sheet and column of a problem, and how much it weighs."""
    place = ", ".join(part for part in (problem.sheet, problem.column) if part)
    words = str(SEVERITIES[problem.severity])
    return f"{place} ({words})" if place else words


def _masked(words: Text) -> str:
    """Return words without any long number: it could be somebody's NIP."""
    return re.sub(r"\d{14,}", "…", str(words))
