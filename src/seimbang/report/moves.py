"""
The moves: a table for the page, and rows for the workbook with their reasons.

The page has names, never NIP, health or family; the workbook is the office's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from seimbang.explain.home import UNIT
from seimbang.explain.words import of_move
from seimbang.explain.words.move import FLAGS, met, of_open, waived, without_data
from seimbang.language import Text, text
from seimbang.model.tables import STATUSES
from seimbang.report import finding
from seimbang.report.content import Content, Move
from seimbang.report.data import TITLES
from seimbang.report.html import Safe, join, table, tag
from seimbang.report.number import number
from seimbang.report.sheet import Cell, Column

MOVES = text("Moves")
LICENCE = "R19"
STATUS = {code: words for words, code in STATUSES.items()}
PRIVATE = frozenset({"R16"})  # the spouse: told by the reasons, when it matters


def moving(content: Content) -> Text:
    """Return what the moves cost those who go."""
    return finding.travel(content)


def about_homes(content: Content) -> list[Text]:
    """Return what ≈ stands for, when the table has one."""
    if not any(move.home in HOMES and move.home != UNIT for move in content.moves):
        return []
    return [
        text(
            "≈: the home is taken as the middle of its village or district. The place "
            "each was counted from is in plan.xlsx."
        )
    ]


def move_table(content: Content) -> Safe:
    """Return every move, chain after chain."""
    return table(
        text(
            "Every move; the reasons are in plan.xlsx, sheet {sheet}",
            sheet=MOVES,
        ),
        [
            text("Step"),
            text("Name and job"),
            text("From"),
            text("To"),
            text("By"),
            text("Journey from home"),
        ],
        (
            (
                f"{number(move.record['chain'])}.{move.record['step']}",
                person(content, move),
                move.origin.name,
                move.target.name,
                basis(move),
                journey(move),
            )
            for move in content.moves
        ),
        class_="moves",
    )


def person(content: Content, move: Move) -> Safe:
    """Return the name, the job, and what must be ready before service begins."""
    parts = [tag("span", move.name, class_="who"), job(move)]
    if LICENCE in move.flags:
        parts.append(tag("span", text("new SIP needed"), class_="note"))
    if move.training:
        words = text("training: {training}", training="; ".join(move.training))
        parts.append(tag("span", words, class_="note"))
    for words in open_rules(content, move):
        parts.append(tag("span", words, class_="note open"))
    return join(parts)


def open_rules(content: Content, move: Move) -> Iterator[Text]:
    """Yield, in few words, the rules a move passes without meeting them."""
    found = content.reasons_of.get(move.record["person_id"])
    unknown = without_data(found) if found else []
    lifted = waived(found) if found else []
    if unknown:
        yield text("without data: {rules}", rules=", ".join(unknown))
    if lifted:
        yield text("by waiver: {rules}", rules=", ".join(lifted))


def job(move: Move) -> str:
    """Return the job, or both when the move changes it."""
    if move.from_job == move.to_job:
        return move.to_job
    return f"{move.from_job} → {move.to_job}"


def basis(move: Move) -> Text:
    """Return whether the move is by wish or by need."""
    if move.voluntary:
        return text("wish {number}", number=move.record["rank"])
    return text("need of the organisation")


HOMES = {  # what stood for the home, where its own place is not known
    "village": text("middle of the village"),
    "district": text("middle of the district"),
    "regency": text("middle of the regency"),
    "place": text("place entered as home"),
    UNIT: text("not known: from the present unit"),
}


def journey(move: Move) -> Text:
    """Return the way to work before and after; ≈ when the home is a middle."""
    if move.record["km"] is None:
        return text("way not known: no coordinates")
    if move.home == UNIT:
        return text(
            "home not known; {after} minutes, {km} km from the present unit",
            after=number(move.record["minutes_after"]),
            km=number(tenths(move.record["km"]), 1),
        )
    return text(
        "{about}{before} → {after} minutes, {km} km",
        about="≈ " if move.home in HOMES else "",
        before=number(move.record["minutes_before"]),
        after=number(move.record["minutes_after"]),
        km=number(tenths(move.record["km"]), 1),
    )


def tenths(km: float) -> Fraction:
    """Return kilometres to one decimal, exactly as they are shown."""
    return Fraction(round(10 * km), 10)


def move_columns() -> list[Column]:
    """Return the columns of the sheet of moves."""
    return [
        Column(text("Chain"), 10),
        Column(text("Step"), 8),
        Column(text("Name"), 24),
        Column(text("NIP"), 19),
        Column(text("From"), 24),
        Column(text("To"), 24),
        Column(text("Job"), 24),
        Column(text("By"), 13),
        Column(text("Minutes before"), 8),
        Column(text("Minutes after"), 8),
        Column(text("Km"), 8),
        Column(text("Let through, not met"), 13),
        Column(text("Why"), 80),
        Column(text("To look at"), 60),
        Column(text("Training"), 40),
        Column(text("Rules met"), 80),
        Column(text("Added minutes"), 9),
        Column(text("Home counted from"), 24),
        Column(text("Person"), 10),
        Column(text("Status"), 8),
    ]


PRINTED = 12  # columns that go on paper; the rest would make them too small


def move_rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a move, chain after chain."""
    for move in content.moves:
        record = move.record
        found = content.reasons_of.get(record["person_id"])
        yield (
            record["chain"],
            record["step"],
            move.name,
            move.nip,
            move.origin.name,
            move.target.name,
            job(move),
            basis(move),
            record["minutes_before"],
            record["minutes_after"],
            None if record["km"] is None else tenths(record["km"]),
            "; ".join(map(str, open_rules(content, move))),
            why(content, move),
            _flags(content, move),
            "; ".join(move.training),
            ", ".join(met(found)) if found else None,
            record["added"],
            HOMES.get(move.home),
            record["person_id"],
            STATUS.get(move.status, move.status),
        )


def why(content: Content, move: Move) -> Text:
    """Return what the move does at both ends, in one sentence."""
    places = [
        content.seat[(move.origin.id, move.record["from_job"])],
        content.seat[(move.target.id, move.record["to_job"])],
    ]
    return text(
        "From {origin} ({origin_before} → {origin_after}, need {origin_need}) to "
        "{target} ({target_before} → {target_after}, need {target_need}).",
        origin=move.origin.name,
        target=move.target.name,
        **{
            f"{end}_{name}": value
            for end, seat in zip(("origin", "target"), places, strict=True)
            for name, value in (
                ("before", number(seat.before)),
                ("after", number(seat.after)),
                ("need", number(seat.need or 0, 2, trim=True)),
            )
        },
    )


def reason_columns() -> list[Column]:
    """Return the columns of the sheet of reasons in full."""
    return [
        Column(text("Chain"), 10),
        Column(text("Step"), 8),
        Column(text("Name"), 26),
        Column(text("Person"), 10),
        Column(text("Reasons in full"), 130),
    ]


def reason_rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield the reasons of each move; none without reasons.json."""
    for move in content.moves:
        person = move.record["person_id"]
        found = content.reasons_of.get(person)
        if found is not None:
            words = " ".join(str(one) for one in of_move(content.reasons, found))
            yield move.record["chain"], move.record["step"], move.name, person, words


def _flags(content: Content, move: Move) -> str:
    """Return what to look at before deciding."""
    found = content.reasons_of.get(move.record["person_id"])
    if found is None:
        return "; ".join(str(TITLES[key]) for key in move.flags if key not in PRIVATE)
    flags = (FLAGS[key] for key in found["flags"])
    return " ".join(map(str, (*of_open(content.reasons, found), *flags)))
