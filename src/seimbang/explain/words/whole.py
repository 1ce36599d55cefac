"""Why so few moves, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from seimbang.explain.words.common import Reasons, heading, people, title
from seimbang.language import Text, text

MOST = 6  # gates told in a sentence; the rest are in the data


def of_whole(reasons: Reasons) -> list[Text]:
    """Return what holds people and places over the whole, most first."""
    return list(_sentences(reasons))


def _sentences(reasons: Reasons) -> Iterator[Text]:
    if reasons["reason"]:
        yield Text("{reason}", (("reason", reasons["reason"]),))
    whole = reasons["whole"]
    staff, seats, families = whole["people"], whole["seats"], whole["families"]
    yield text(
        "Of {counted} people {moves} move: {voluntary} by wish, {compulsory} by need "
        "of the organisation.",
        **{name: staff[name] for name in ("moves", "counted", "voluntary")},
        compulsory=staff["compulsory"],
    )
    if staff["safe"] + staff["measure_first"]:
        yield text(
            "Moves that are safe: {safe}; to measure first: {measure_first}.",
            safe=staff["safe"],
            measure_first=staff["measure_first"],
        )
    yield text(
        "Posts below their exact need, be it by less than one person, of {all}: "
        "{short} before the plan, {after} after it.",
        short=seats["short_before"],
        all=seats["all"],
        after=seats["short_after"],
    )
    yield text(
        "Families of jobs short somewhere after the plan: {number}; with nobody to "
        "spare anywhere: {without}.",
        number=families["short"],
        without=families["short_without_spare"],
    )
    yield text(
        "People who after the plan sit where there are whole people to spare: "
        "{number}; free to move: {free}, of them in families of jobs that are short "
        "nowhere: {unneeded}.",
        number=staff["at_spare"],
        free=staff["free_at_spare"],
        unneeded=staff["free_unneeded"],
    )
    if seats["unmeasured"]:
        yield text(
            "Posts to measure first: {number}; people there, who may not go: {people}.",
            number=seats["unmeasured"],
            people=seats["unmeasured_people"],
        )
    yield from _lost(reasons)
    if families["posts"]:
        yield text("Whole posts that stay missing: {number}.", number=families["posts"])


def _lost(reasons: Reasons) -> Iterator[Text]:
    for gate in reasons["whole"]["gates"][:MOST]:
        yield text(
            "Held by {title} ({rule}): {people} people; by this alone: {alone}.",
            title=title(reasons, gate["rule"]),
            rule=gate["rule"],
            people=people(gate["compulsory"]),
            alone=people(gate["alone"]),
        )
    for column in reasons["whole"]["columns"][:MOST]:
        yield text(
            "To complete, {header}: {people} people; held by this alone: {alone}.",
            header=column["header"],
            people=column["people"],
            alone=column["alone"],
        )
    yield from (of_fill(reasons, fill) for fill in reasons["whole"]["fill"])


def of_fill(reasons: Reasons, fill: Mapping[str, Any]) -> Text:
    """Return how many people filling a set of columns in would free."""
    return text(
        "With {columns} filled in ({number} columns), up to {people} people more are "
        "free of every rule.",
        number=len(fill["columns"]),
        people=fill["people"],
        columns=", ".join(heading(reasons, name) for name in fill["columns"]),
    )
