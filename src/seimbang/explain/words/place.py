"""A place that stays short, in words: what it needs, why nobody comes, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from seimbang.explain.words.common import (
    Amount,
    Line,
    Reasons,
    job,
    need,
    person,
    state,
    tally,
    unit,
)
from seimbang.explain.words.wish import LOSSES
from seimbang.language import Text, text
from seimbang.rules.words import spoken

Short = Mapping[str, Any]

WHY: dict[str, Text] = {
    "closed": text("It receives nobody by the planner ({detail})."),
    "establishment": text(
        "Its establishment of {detail} is full: have it raised before more can come."
    ),
    "group_cap": text("The limit {detail} of the region is reached."),
    "no_surplus": text("No place has anybody to spare in this family of jobs."),
    "policy": text("The policy {detail} moves nobody for this."),
    "as_short": text(
        "To spare elsewhere by whole posts: {at_spare}; by the exact need nobody: to "
        "move one would leave as much lacking there."
    ),
    "limit": text("As many as may leave one place in one round do so already."),
    "no_wish": text(
        "To spare elsewhere, free to move, but without a wish for this place: {wish}."
    ),
    "out_of_reach": text(
        "To spare elsewhere: {at_spare}; free to move, but living farther than "
        "{detail} km away: {far}."
    ),
    "unfit": text(
        "To spare elsewhere: {at_spare}; free to move, but not fit for this job or "
        "place: {unfit}."
    ),
    "held": text("To spare elsewhere: {at_spare}; all of them are held by rules."),
}

BETTER: dict[str | None, Text] = {
    "deviation": text(
        "people treated otherwise than in the accepted plan: {amount} fewer"
    ),
    "nobody": text("places with a minimum and nobody at all: {amount} fewer"),
    "minimum": text("people missing to the legal minimum: {amount} fewer"),
    "shortage": text("shortage is smaller or more even (its measure: {amount} less)"),
    "leximin": text("the places with the lowest share of their need are better off"),
    "compulsory": text("people moved by need of the organisation: {amount} fewer"),
    "wishes": text("granted wishes of rank {rank}: {amount} more"),
    "travel": text("minutes of travel: {amount} fewer"),
}


def of_short(reasons: Reasons, short: Short) -> list[Text]:
    """Return the sentences of a seat that stays short."""
    return [
        text(
            "{unit} {state} (need {need}, {before} today, {after} after the plan).",
            unit=unit(reasons, short["unit_id"]),
            state=state(reasons, short, short["after"]),
            need=need(short),
            before=short["before"],
            after=short["after"],
        ),
        text(
            WHY[short["kind"]].message,
            **{name: short[name] for name in ("at_spare", "wish", "far", "unfit")},
            detail=spoken(short["detail"]),
        ),
        *_held(reasons, short),
        *_todo(reasons, short),
    ]


def _held(reasons: Reasons, short: Short) -> Iterator[Text]:
    """Yield what the place gives, and what holds those it might get."""
    if short["after"] < short["before"]:
        yield text("It gives to places that lack more.")
    account = next(
        one for one in reasons["families"] if one["family"] == short["family"]
    )
    if short["at_spare"] and account["held"]:
        rules = tally(reasons, account["held"])
        yield text("What holds people to spare: {rules}.", rules=rules)
    if short["at_spare"] and account["missing"]:
        yield _complete(reasons, account)


def _todo(reasons: Reasons, short: Short) -> Iterator[Text]:
    if short["after"] < short["minimum"]:
        number = short["minimum"]
        yield text("It stays below the legal minimum of {number}.", number=number)
    if short["posts"] and short["kind"] != "closed":
        yield text(
            "Request posts of {job} (formasi): {number}.",
            number=short["posts"],
            job=job(reasons, short["job_id"]),
        )


def of_worth(reasons: Reasons, job_id: str, worth: Mapping[str, Any]) -> list[Text]:
    """Return what one more and one fewer in a job of a unit would change."""
    name = job(reasons, job_id)
    found = []
    if worth["more"] is not None:
        found.append(
            text(
                "One more {job} would change: {changes}.",
                job=name,
                changes=of_changes(worth["more"]),
            )
        )
    if worth["fewer"] is not None:
        found.append(
            text(
                "One {job} fewer would change: {changes}.",
                job=name,
                changes=of_changes(worth["fewer"]),
            )
        )
    return found


def of_changes(changes: Sequence[Sequence[Any]]) -> Text:
    """Return the first goal that changes, for the better or the worse."""
    if not changes:
        return text("nothing")
    goal, rank, (number, parts) = changes[0]
    told = BETTER if number < 0 else LOSSES
    size = Amount(Fraction(abs(number), parts))
    return text(told[goal].message, amount=size, rank=rank)


def _complete(reasons: Reasons, account: Mapping[str, Any]) -> Text:
    return text(
        "Complete the data of people to spare: {columns}.",
        columns=", ".join(
            f"{reasons['columns'].get(name, name)} ({number})"
            for name, number in account["missing"]
        ),
    )


def _moves(reasons: Reasons, unit_id: str) -> Iterator[Line]:
    """Yield who comes and who goes: the job, the other unit, the person, on what."""
    for move in reasons["moves"]:
        facts = {
            "job": job(reasons, move["target"]["job_id"]),
            "person": person(move),
            "basis": basis(move),
        }
        origin, target = move["origin"]["unit_id"], move["target"]["unit_id"]
        if target == unit_id:
            other = unit(reasons, origin)
            words = text(
                "Comes: {job}, from {other} ({person}, {basis}).", other=other, **facts
            )
            yield Line("moves", words)
        if origin == unit_id:
            other = unit(reasons, target)
            words = text(
                "Goes: {job}, to {other} ({person}, {basis}).", other=other, **facts
            )
            yield Line("moves", words)


def basis(move: Mapping[str, Any]) -> Text:
    """Return on what a move stands: the person's wish or the organisation's need."""
    if move["voluntary"]:
        return text("by wish {rank}", rank=move["rank"])
    return text("by need of the organisation")


def of_unit(reasons: Reasons, unit_id: str) -> list[Line]:
    """Return what the plan does with a unit, and what stays short in it."""
    coming = sum(one["target"]["unit_id"] == unit_id for one in reasons["moves"])
    going = sum(one["origin"]["unit_id"] == unit_id for one in reasons["moves"])
    lines = [
        Line(
            "unit",
            text(
                "{unit}: {coming} come and {going} go by this plan.",
                unit=unit(reasons, unit_id),
                coming=coming,
                going=going,
            ),
        )
    ]
    lines += sorted(_moves(reasons, unit_id), key=lambda line: str(line.sentence))
    short = [one for one in reasons["short"] if one["unit_id"] == unit_id]
    whole = [one for one in short if one["posts"]]
    if not whole:
        words = text("No measured post of this unit lacks a whole person.")
        lines.append(Line("short", words))
    lines += [Line("short", words) for one in whole for words in of_short(reasons, one)]
    part = [job(reasons, one["job_id"]) for one in short if not one["posts"]]
    if part:
        words = text("Less than one person is lacking: {jobs}.", jobs=", ".join(part))
        lines.append(Line("short", words))
    return lines
