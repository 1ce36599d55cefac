"""The findings: one sentence each, with the figures it stands on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from seimbang.explain.home import UNIT
from seimbang.explain.words.common import title
from seimbang.explain.words.move import waived, without_data
from seimbang.language import Text, text
from seimbang.report import limit
from seimbang.report.content import Content, Seat
from seimbang.report.number import number

JOBS_TOLD = 3
LARGE_NEED = 4  # where a job needs so many somewhere, a gap of one is no finding
WIDE = 3
FAR_KM = 30  # farther is told where the region sets no limit


def proof(content: Content) -> Text:
    """Return what is proved of the plan."""
    if not content.made:
        return text("There is no plan: {reason}", reason=content.record["reason"])
    if not content.optimal:
        return text(
            "Not proved best: time ran out. {gaps}",
            gaps=" ".join(str(words) for words in limit.gaps(content)),
        )
    return text(
        "Proved best: no other plan within the same limits does better by the ordered "
        "goals of policy {policy}.",
        policy=content.plan.policy.name,
    )


def status(content: Content) -> Text:
    """Return the status of the plan in a word or two."""
    if content.optimal:
        return text("proved best")
    if content.made:
        return text("not proved best ({status})", status=content.record["status"])
    return text("no plan ({status})", status=content.record["status"])


def policy(content: Content) -> Text:
    """Return the policy with its version."""
    found = content.plan.policy
    return text("{name} (version {version})", name=found.name, version=found.version)


def findings(content: Content) -> list[Text]:
    """Return what a reader must know, the most important first."""
    if not content.made:
        return [proof(content)]
    return [
        shortage(content),
        *counts_only(content),
        *let_through(content),
        *_nobody(content),
        *jobs(content),
        requests(content),
        travel(content),
        *far(content),
        *homes(content),
        unmeasured(content),
    ]


def shortage(content: Content) -> Text:
    """Return what the plan betters first, with how many moves."""
    before, after = content.summary["no_transfer"], content.summary["plan"]
    missing = [_figure(one["missing"]) for one in (before, after)]
    if not after["moves"]:
        return text(
            "No move makes it better: {missing} people are missing.",
            missing=missing[0],
        )
    facts = {
        "moves": number(after["moves"]),
        "voluntary": number(after["moves"] - after["compulsory"]),
    }
    for name, words in BETTER.items():
        was, now = _figure(before[name]), _figure(after[name])
        if was != now and _plain(after[name]) < _plain(before[name]):
            falls = _filled(words, was, now)
            if name == "missing":
                return text("{plan} {falls}.", plan=_moved(facts), falls=falls)
            return text(
                "{plan} {falls}; people missing stay {missing}.",
                plan=_moved(facts),
                falls=falls,
                missing=missing[1],
            )
    return text(
        "{plan} people missing stay {missing}.", plan=_moved(facts), missing=missing[1]
    )


BETTER = {  # what a plan may better, the most telling first
    "missing": text("the people missing fall from {before} to {after}"),
    "nobody": text(
        "posts with a minimum where nobody at all is present fall from {before} to "
        "{after}"
    ),
    "below": text("posts below the minimum fall from {before} to {after}"),
    "short_by_half": text(
        "posts that lack half of the need or more fall from {before} to {after}"
    ),
    "shortage": text(
        "the spread of the shortage (sum of shortage²/need) falls from {before} to "
        "{after}"
    ),
}


def _filled(words: Text, before: str, after: str) -> Text:
    return Text(words.message, (("before", before), ("after", after)))


def _moved(facts: Mapping[str, str]) -> Text:
    return text("With {moves} moves, {voluntary} of them by wish,", **facts)


def _plain(value: Any) -> Fraction:
    return Fraction(*value) if isinstance(value, list) else Fraction(value)


def _figure(value: Any) -> str:
    return number(_plain(value), 1, trim=True)


def counts_only(content: Content) -> Iterator[Text]:
    """Yield what a plan made from head counts cannot know."""
    if content.plan.snapshot.head_count_mode:
        yield text(
            "The data are numbers of people without names: rules about persons were "
            "not looked at. Read the plan as how many, not as who."
        )


def let_through(content: Content) -> Iterator[Text]:
    """Yield how many move although a rule is not known, or lifted by a waiver."""
    moves, unknown, lifted = content.reasons.get("moves", ()), [], []
    for move in moves:
        unknown += [without_data(move)] if without_data(move) else []
        lifted += [waived(move)] if waived(move) else []
    if unknown:
        yield text(
            "{people} of the {moves} people who move are let through without data "
            "({basis}): {rules}. Check each before a decree.",
            people=number(len(unknown)),
            moves=number(len(moves)),
            basis=content.plan.local.sources["unknown_passes"],
            rules=_tally(content, unknown),
        )
    if lifted:
        yield text(
            "{people} of the {moves} people who move have a rule lifted by a written "
            "waiver: {rules}. Look at each before a decree.",
            people=number(len(lifted)),
            moves=number(len(moves)),
            rules=_tally(content, lifted),
        )


def _tally(content: Content, rules: list[list[str]]) -> str:
    count = Counter(rule for one in rules for rule in one)
    return "; ".join(
        str(
            text(
                "{title} ({rule}): {people} people",
                title=title(content.reasons, rule),
                rule=rule,
                people=number(people),
            )
        )
        for rule, people in count.most_common()
    )


def _nobody(content: Content) -> Iterator[Text]:
    """Yield the posts nobody serves and those below a minimum, where there are any."""
    before, after = content.summary["no_transfer"], content.summary["plan"]
    for name, (words, same) in LEAST.items():
        told = words if after[name] < before[name] else same
        if before[name]:
            yield _filled(told, number(before[name]), number(after[name]))


LEAST = {  # what is told where it falls, and where it does not
    "nobody": (
        text(
            "Posts with a minimum where nobody at all is present fall from {before} to "
            "{after}."
        ),
        text(
            "Posts with a minimum where nobody at all is present: {before} today, "
            "{after} after the plan."
        ),
    ),
    "below": (
        text("Posts below the minimum fall from {before} to {after}."),
        text("Posts below the minimum: {before} today, {after} after the plan."),
    ),
}


def jobs(content: Content) -> list[Text]:
    """Return one sentence for each of the jobs that lack most today."""
    seats: dict[str, list[Seat]] = defaultdict(list)
    for seat in content.measured:
        seats[seat.job].append(seat)
    worst = sorted(
        seats, key=lambda job: (sum(min(0, s.gap_before) for s in seats[job]), job)
    )
    short = (job for job in worst if any(seat.gap_before < 0 for seat in seats[job]))
    return [
        _job(job, seats[job]) for job, _ in zip(short, range(JOBS_TOLD), strict=False)
    ]


def _job(job: str, seats: list[Seat]) -> Text:
    before = -sum(min(0, seat.gap_before) for seat in seats)
    after = -sum(min(0, seat.gap_after) for seat in seats)
    if before == after:
        return text(
            "{job}: {number} people are missing today and after the plan, then in "
            "{units} units.",
            job=job,
            number=number(after),
            units=number(sum(seat.gap_after < 0 for seat in seats)),
        )
    least = WIDE if max(seat.whole or 0 for seat in seats) >= LARGE_NEED else 1
    return text(
        "{job}: {before} people are missing today, {after} after the plan; of {units} "
        "units, {wide} lack {least} or more today, {wide_after} after it.",
        job=job,
        before=number(before),
        after=number(after),
        units=number(len(seats)),
        least=least,
        wide=number(sum(seat.gap_before <= -least for seat in seats)),
        wide_after=number(sum(seat.gap_after <= -least for seat in seats)),
    )


def requests(content: Content) -> Text:
    """Return how many whole posts remain to be asked for."""
    if not content.unmet:
        return text("After the plan no whole post is missing.")
    return text(
        "{posts} whole posts in {seats} jobs of units are still missing after the plan "
        "(official rounding): request formasi.",
        posts=number(-sum(seat.gap_after for seat in content.unmet)),
        seats=number(len(content.unmet)),
    )


def travel(content: Content) -> Text:
    """Return what the moves cost the people who travel."""
    known = [move for move in content.moves if move.record["km"] is not None]
    if content.moves and not known:
        return text("How far people would travel is not known: no coordinates.")
    added = [move.record["added"] for move in known]
    longer = [minutes for minutes in added if minutes > 0]
    if not longer:
        return text("Nobody travels longer than today.")
    return text(
        "{longer} of {moves} people travel longer than today, {most} minutes at most; "
        "{average} minutes on average.",
        longer=number(len(longer)),
        moves=number(len(added)),
        most=number(max(longer)),
        average=number(Fraction(sum(longer), len(longer))),
    )


def far(content: Content) -> Iterator[Text]:
    """Yield how many moves by need go far, where the region sets no limit."""
    km = [move.record["km"] for move in content.by_need]
    long = [one for one in km if one is not None and one > FAR_KM]
    if long and content.limit_km is None:
        yield text(
            "{long} of {all} people moved by need of the organisation would work more "
            "than {limit} km from home (from the present unit where the home is not "
            "known), {most} km at most: the region sets no limit of distance.",
            long=number(len(long)),
            all=number(len(km)),
            limit=FAR_KM,
            most=number(Fraction(round(10 * max(long)), 10), 1, trim=True),
        )


def homes(content: Content) -> Iterator[Text]:
    """Yield how many who move have no home on record."""
    unknown = sum(move.home == UNIT for move in content.moves)
    if unknown and not content.plan.snapshot.head_count_mode:
        yield text(
            "Where {unknown} of the {moves} people who move live is not known: their "
            "way is counted from the present unit.",
            unknown=number(unknown),
            moves=number(len(content.moves)),
        )


def unmeasured(content: Content) -> Text:
    """Return how much of the regency is not measured."""
    open_seats = [seat for seat in content.seats if seat.whole is None]
    if not open_seats:
        return text("Every post is measured.")
    return text(
        "{seats} of {all} posts with {people} people are not measured: they neither "
        "give nor receive; {units} of {of} units are not measured at all.",
        seats=number(len(open_seats)),
        all=number(len(content.seats)),
        people=number(sum(seat.before for seat in open_seats)),
        units=number(len(content.unmeasured_units)),
        of=number(len(content.units)),
    )
