"""Relief in words: what relief.json says, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from seimbang.language import Text, current, text
from seimbang.law.standing import standing
from seimbang.relief.option import HOURS, LESSONS, MERGE, SHARE, SHIFT

Relief = Mapping[str, Any]

KINDS = {
    HOURS: text("Hours at a second school"),
    SHIFT: text("Tasks to another job"),
    SHARE: text("One person at two places"),
    MERGE: text("Classes joined"),
}
CANNOT = {
    "minimum": text(
        "The legal minimum asks for people of the place's own: the posts to request "
        "stay."
    ),
    "rooms": text("Whether the rooms are large enough is not in the data."),
    "decision": text("No regulation was found for it: the region has to decide."),
    "licence": text("A licence (SIP) holds for one place: a second one is needed."),
}


@dataclass(frozen=True)
class Amount:
    """A ratio, spoken with at most two decimals, in the language's own way."""

    value: Fraction

    def __str__(self) -> str:
        words = f"{float(round(self.value, 2)):.2f}".rstrip("0").rstrip(".")
        return words.replace(".", ",") if current() == "id" else words


def amount(pair: Sequence[int]) -> Amount:
    """Return the amount of a ratio of the file."""
    return Amount(Fraction(pair[0], pair[1]))


def of_option(relief: Relief, option: Mapping[str, Any]) -> list[Text]:
    """Return what is done, what it brings, what it cannot do, and on what basis."""
    return [
        *_done(relief, option),
        effect(option),
        *(CANNOT[code] for code in option["cannot"]),
        *_basis(relief, option["law"]),
    ]


def effect(option: Mapping[str, Any]) -> Text:
    """Return what is missing before and after, in hours or people."""
    before, after = amount(option["gap"]), amount(option["gap_after"])
    if option["unit"] == LESSONS:
        return text(
            "Missing: {before} lesson hours a week, then {after}.",
            before=before,
            after=after,
        )
    return text("Missing: {before} people, then {after}.", before=before, after=after)


def done(relief: Relief, option: Mapping[str, Any]) -> str:
    """Return what is done, in one line."""
    return " ".join(map(str, _done(relief, option)))


def _done(relief: Relief, option: Mapping[str, Any]) -> Iterator[Text]:
    if option["kind"] == MERGE:
        for join in option["facts"]["joins"]:
            yield _join(join, option["facts"]["limit"])
    for helper in option["helpers"]:
        if option["kind"] == HOURS:
            yield _teaches(relief, option, helper)
        elif option["kind"] == SHARE:
            yield _shares(relief, option, helper)
        else:
            yield _takes(relief, option, helper)
        if helper["trip"] is not None:
            yield trip(helper["trip"])


def _join(join: Mapping[str, Any], limit: int) -> Text:
    grades = " + ".join(map(str, join["grades"]))
    return text(
        "Grade {grades}: {pupils} pupils in {after} classes instead of {before} (at "
        "most {limit} pupils a class).",
        grades=grades,
        pupils=join["pupils"],
        after=join["after"],
        before=join["before"],
        limit=limit,
    )


def _teaches(
    relief: Relief, option: Mapping[str, Any], helper: Mapping[str, Any]
) -> Text:
    return text(
        "{person} of {unit} teaches {hours} lesson hours a week here besides: {had} "
        "become {has} (the law: {least} to {most}).",
        person=helper["person_id"],
        unit=unit(relief, helper["unit_id"]),
        hours=amount(helper["gives"]),
        had=amount(helper["had"]),
        has=amount(helper["has"]),
        least=option["facts"]["least"],
        most=option["facts"]["most"],
    )


def _shares(
    relief: Relief, option: Mapping[str, Any], helper: Mapping[str, Any]
) -> Text:
    return text(
        "{person} of {unit} works here {percent} % of the week; {has} of {had} people "
        "stay there, {need} are needed.",
        person=helper["person_id"] or text("One person"),
        unit=unit(relief, helper["unit_id"]),
        percent=option["facts"]["percent"],
        has=amount(helper["has"]),
        had=amount(helper["had"]),
        need=amount(helper["need"]),
    )


def _takes(
    relief: Relief, option: Mapping[str, Any], helper: Mapping[str, Any]
) -> Text:
    names = "; ".join(task["task"] for task in option["facts"]["tasks"])
    return text(
        "{job} takes over: {tasks} ({size} people of work); then {need} are needed "
        "there, {has} are there.",
        job=job(relief, helper["job_id"]),
        tasks=names,
        size=amount(helper["gives"]),
        need=amount(helper["need"]),
        has=amount(helper["has"]),
    )


def trip(of: Mapping[str, Any]) -> Text:
    """Return what the way costs, in time and (where known) money."""
    words: dict[str, Any] = {
        "days": of["days"],
        "minutes": of["minutes"],
        "before": of["minutes_before"],
        "week": of["minutes_week"],
    }
    if of["rupiah_week"] is None:
        return text(
            "{days} days a week, {minutes} minutes one way ({before} to the own "
            "place): {week} minutes a week.",
            **words,
        )
    return text(
        "{days} days a week, {minutes} minutes one way ({before} to the own place): "
        "{week} minutes and Rp{rupiah} a week.",
        **words,
        rupiah=_thousands(of["rupiah_week"]),
    )


def _thousands(value: int) -> str:
    words = f"{value:,}"
    return words.replace(",", ".") if current() == "id" else words


def _basis(relief: Relief, keys: Sequence[str]) -> Iterator[Text]:
    """Yield each basis of the law, with how far it may be relied on."""
    cited = {one["key"]: one for one in relief["citations"]}
    places = {(cited[key]["title"], cited[key]["at"]): cited[key] for key in keys}
    for (title, at), citation in places.items():
        where, words = f"{title}, {at}", standing(citation)
        if words is None:
            yield text("Basis: {basis}", basis=where)
        else:
            yield text("Basis: {where} ({standing})", where=where, standing=words)


def replaced(move: Mapping[str, Any], option: Mapping[str, Any]) -> Text:
    """Return the transfer beside what could replace it."""
    if option["replaces"]:
        return text(
            "People moved: 1, then 0. Added travel: {move} minutes a week by the "
            "transfer, {relief} without it.",
            move=move["added_week"],
            relief=option["added_week"],
        )
    return text("The transfer is not replaced wholly.")


def missing(one: Mapping[str, Any]) -> Text:
    """Return which column is missing, for which relief, how often."""
    return text(
        "{kind}: column {column} of sheet {sheet} is empty for {number}.",
        kind=KINDS[one["kind"]],
        column=one["column"],
        sheet=one["sheet"],
        number=one["number"],
    )


def total(relief: Relief) -> Text:
    """Return how much relief there is, and what it leaves to request."""
    found = relief["summary"]
    return text(
        "Of {short} short posts, {relieved} can be helped without a transfer, {closed} "
        "of them wholly. Posts to request: {posts}, then {after}.",
        short=found["short"],
        relieved=found["relieved"],
        closed=found["closed"],
        posts=found["posts"],
        after=found["posts_after"],
    )


def unit(relief: Relief, unit_id: str) -> str:
    """Return the name of a unit."""
    return str(relief["units"].get(unit_id, unit_id))


def job(relief: Relief, job_id: str) -> str:
    """Return the name of a job."""
    return str(relief["jobs"].get(job_id, job_id))
