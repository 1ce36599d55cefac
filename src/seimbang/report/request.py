"""Whole posts that no transfer can fill: what to request, and why nobody comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from seimbang.language import Text, text
from seimbang.report.content import Content, Seat
from seimbang.report.html import Safe, join, table, tag
from seimbang.report.number import number

SHOWN = 40

KINDS = {
    "closed": text("The place is closed or filled in another lane"),
    "establishment": text(
        "The establishment (formasi) of the place is full: have it raised"
    ),
    "group_cap": text("A cap of the region is reached"),
    "no_surplus": text("Nobody to spare in this family of jobs"),
    "policy": text("The policy moves nobody for this"),
    "as_short": text("Moving the spare part of a post would leave as much lacking"),
    "limit": text("The share that may leave one place is used up"),
    "no_wish": text("People to spare, but none wished for this place"),
    "out_of_reach": text("People to spare live too far away"),
    "unfit": text("Certificate or education of people to spare does not fit"),
    "held": text("People to spare are held by rules or missing data"),
}


def reason(content: Content, seat: Seat) -> Text | str:
    """Return why nobody comes to a seat; empty when the reasons do not say."""
    kind = content.short.get((seat.unit.id, seat.job_id))
    return KINDS.get(kind, "") if kind else ""


def by_job(content: Content) -> list[tuple[str, int, int, Counter[str]]]:
    """Return (job, posts, units, reasons by posts), most posts first."""
    posts: Counter[str] = Counter()
    units: Counter[str] = Counter()
    why: dict[str, Counter[str]] = {}
    for seat in content.unmet:
        posts[seat.job] -= seat.gap_after
        units[seat.job] += 1
        words = str(reason(content, seat))
        if words:
            why.setdefault(seat.job, Counter())[words] -= seat.gap_after
    order = sorted(posts, key=lambda job: (-posts[job], job))
    return [(job, posts[job], units[job], why.get(job, Counter())) for job in order]


def requests(content: Content) -> Iterator[Safe]:
    """Yield the tables: by job, then the posts that lack most."""
    if not content.unmet:
        return
    yield table(
        text("Posts to request, by job"),
        [
            text("Job"),
            text("Posts"),
            text("Units"),
            text("To spare"),
            text("Main reason"),
        ],
        (
            (job, number(posts), number(units), _spare(content, job), _main(why))
            for job, posts, units, why in by_job(content)
        ),
        right=frozenset({1, 2, 3}),
        class_="requests",
    )
    yield tag(
        "p",
        text(
            "“To spare”: people above the need that are left in all places together. "
            "Where they are fewer than the posts, no transfer can fill these, whatever "
            "holds the people to spare."
        ),
        class_="note",
    )
    yield tag("h3", text("Where most are missing"))
    yield table(
        text(
            "The {shown} of {all} posts of units that lack most; all are in plan.xlsx",
            shown=number(min(SHOWN, len(content.unmet))),
            all=number(len(content.unmet)),
        ),
        [
            text("Unit"),
            text("Need"),
            text("After"),
            text("Request"),
            text("Why nobody comes"),
        ],
        (
            (
                join([tag("span", seat.unit.name, class_="who"), seat.unit.district]),
                number(seat.whole or 0),
                number(seat.after),
                f"{number(-seat.gap_after)} {seat.job}",
                reason(content, seat),
            )
            for seat in content.unmet[:SHOWN]
        ),
        right=frozenset({1, 2}),
        class_="requests",
    )


def _spare(content: Content, job: str) -> str:
    """Return the people above the need after the plan, in the job's family."""
    families = {seat.family for seat in content.unmet if seat.job == job}
    accounts = content.reasons.get("families", ())
    spare = [one["spare"] for one in accounts if one["family"] in families]
    return number(sum(spare)) if spare else "–"


def _main(why: Counter[str]) -> str:
    if not why:
        return ""
    words, count = min(why.items(), key=lambda item: (-item[1], item[0]))
    return str(text("{reason} ({count} posts)", reason=words, count=number(count)))
