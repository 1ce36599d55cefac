"""What helps without a transfer: a section of the page and a sheet of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from seimbang.language import Text, text
from seimbang.relief import words
from seimbang.report.content import Content
from seimbang.report.html import Safe, join, table, tag
from seimbang.report.number import number
from seimbang.report.sheet import Cell, Column

SHEET = text("Without a transfer")
SHOWN = 30


def there(content: Content) -> bool:
    """Tell whether relief was looked for and anything is short."""
    return bool(content.relief.get("seats"))


def finding(content: Content) -> Text:
    """Return how much relief there is."""
    return words.total(content.relief)


def relief(content: Content) -> Iterator[Safe]:
    """Yield the kinds, the places helped most, the transfers replaced, what lacks."""
    found = content.relief
    yield tag(
        "p",
        text(
            "Each is a possibility that the data show, for the units and the people to "
            "agree on. Nobody's time is given twice. All are in plan.xlsx, sheet "
            "{sheet}.",
            sheet=SHEET,
        ),
        class_="note",
    )
    helped = [seat for seat in found["seats"] if seat["options"]]
    if helped:
        yield _kinds(found, helped)
        yield _places(found, helped)
    replaced = [
        (move, option)
        for move in found["moves"]
        for option in move["options"]
        if option["replaces"]
    ]
    if replaced:
        yield _replaced(content, replaced)
    if found["missing"]:
        yield tag("ul", *(tag("li", words.missing(one)) for one in found["missing"]))


def _kinds(found: Mapping[str, Any], helped: list[Mapping[str, Any]]) -> Safe:
    seats, posts = Counter[str](), Counter[str]()
    for seat in helped:
        kind = seat["options"][0]["kind"]
        seats[kind] += 1
        posts[kind] += seat["posts"] - seat["posts_after"]
    return table(
        text("Short posts that can be helped, by what helps most"),
        [text("Without a transfer"), text("Short posts"), text("Fewer to request")],
        (
            (name, number(seats[kind]), number(posts[kind]))
            for kind, name in words.KINDS.items()
            if seats[kind]
        ),
        right=frozenset({1, 2}),
    )


def _places(found: Mapping[str, Any], helped: list[Mapping[str, Any]]) -> Safe:
    def worst(seat: Mapping[str, Any]) -> tuple[Fraction, str, str]:
        short, need = words.amount(seat["short"]), words.amount(seat["need"])
        return -short.value / need.value, seat["unit_id"], seat["job_id"]

    first = sorted(helped, key=worst)[:SHOWN]
    return table(
        text(
            "The {shown} of {all} that lack most of their need",
            shown=number(len(first)),
            all=number(len(helped)),
        ),
        [
            text("Unit"),
            text("Missing"),
            text("Then"),
            text("Posts to request"),
            text("Without a transfer"),
        ],
        (
            (
                _who(found, seat["unit_id"], seat["job_id"]),
                words.amount(seat["short"]),
                words.amount(seat["short_after"]),
                f"{number(seat['posts'])} → {number(seat['posts_after'])}",
                _told(found, seat["options"][0]),
            )
            for seat in first
        ),
        right=frozenset({1, 2, 3}),
    )


def _told(found: Mapping[str, Any], option: Mapping[str, Any]) -> Safe:
    name = tag("span", words.KINDS[option["kind"]], class_="who")
    cannot = [words.CANNOT[code] for code in option["cannot"]]
    return join([name, words.done(found, option), *cannot])


def _who(found: Mapping[str, Any], unit_id: str, job_id: str) -> Safe:
    place = tag("span", words.unit(found, unit_id), class_="who")
    return join([place, words.job(found, job_id)])


def _replaced(
    content: Content, replaced: list[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> Safe:
    found = content.relief
    return table(
        text("Transfers of the plan that something else could replace"),
        [
            text("Name"),
            text("To"),
            text("Minutes a week added by the transfer"),
            text("Without it"),
            text("Without a transfer"),
        ],
        (
            (
                _name(content, move),
                _who(found, move["to_unit"], move["to_job"]),
                number(move["added_week"]),
                number(option["added_week"]),
                _told(found, option),
            )
            for move, option in replaced[:SHOWN]
        ),
        right=frozenset({2, 3}),
    )


def _name(content: Content, move: Mapping[str, Any]) -> str:
    if content.plan.snapshot.head_count_mode:
        return str(move["person_id"])
    return content.person(move["person_id"])[0]


COLUMNS = (
    Column(text("Unit"), 30),
    Column(text("Job"), 28),
    Column(text("Instead of moving"), 13),
    Column(text("Without a transfer"), 24),
    Column(text("Missing"), 10),
    Column(text("Then"), 10),
    Column(text("Measured in"), 12),
    Column(text("Minutes a week"), 10),
    Column(text("Added minutes a week"), 10),
    Column(text("Rupiah a week"), 12),
    Column(text("Posts to request"), 10),
    Column(text("Posts then"), 10),
    Column(text("In full"), 110),
)
MEASURES = {
    "lesson_hours": text("lesson hours a week"),
    "people": text("people"),
}


def rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield a row an option: of the short posts, then beside the transfers."""
    found = content.relief
    for seat in found.get("seats", ()):
        posts = (seat["posts"], seat["posts_after"])
        for option in seat["options"]:
            told = " ".join(map(str, words.of_option(found, option)))
            place = (seat["unit_id"], seat["job_id"])
            yield _row(found, place, None, option, posts, told)
    for move in found.get("moves", ()):
        for option in move["options"]:
            told = " ".join(
                map(
                    str,
                    [
                        *words.of_option(found, option),
                        words.replaced(move, option),
                    ],
                )
            )
            place = (move["to_unit"], move["to_job"])
            yield _row(found, place, move["person_id"], option, (None, None), told)


def _row(
    found: Mapping[str, Any],
    place: tuple[str, str],
    person_id: str | None,
    option: Mapping[str, Any],
    posts: tuple[int | None, int | None],
    told: str,
) -> tuple[Cell, ...]:
    return (
        words.unit(found, place[0]),
        words.job(found, place[1]),
        person_id,
        words.KINDS[option["kind"]],
        words.amount(option["gap"]).value,
        words.amount(option["gap_after"]).value,
        MEASURES[option["unit"]],
        option["minutes_week"],
        option["added_week"],
        option["rupiah_week"],
        *posts,
        told,
    )
