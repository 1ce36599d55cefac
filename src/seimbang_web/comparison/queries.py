"""Read what a comparison needs: plans to tick, those ticked, curve, jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.plan.comparison import FEWEST, MOST
from seimbang.plan.extreme import EXTREMES
from seimbang.report.curve import Curve, chosen, headings, spoken
from seimbang.report.number import number
from seimbang_web.comparison import burden, convert, criteria, pictures
from seimbang_web.comparison.actions import EXTREMES_KIND, FRONTIER_KIND, last_job
from seimbang_web.comparison.criteria import EXTREME, LETTERS, NOBODY, Entry
from seimbang_web.comparison.models import Extreme, Frontier
from seimbang_web.jobs.models import Job
from seimbang_web.plans.models import Plan, Round
from seimbang_web.workloads.actions import spoken as speak

MADE = ("OPTIMAL", "TIME_LIMIT")
LISTED = 60  # plans of a round to tick


@dataclass(frozen=True)
class Tick:
    """One that can be ticked: its value, its name, what is to be known of it."""

    value: str
    name: str
    about: str
    moves: int | None
    shortage: Any
    on: bool


@dataclass(frozen=True)
class Offer:
    """All that can be compared in a round, and whether extremes are there."""

    round: Round | None
    ticks: tuple[Tick, ...]
    base: Plan | None  # on whose ground extremes are reckoned
    extremes_missing: bool
    job: Job | None


@dataclass(frozen=True)
class Compared:
    """What the page shows of those ticked; ``refused``: why it is not shown."""

    entries: tuple[Entry, ...] = ()
    refused: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    shown: criteria.Shown | None = None
    burden: burden.Burden | None = None


def made_plans(round: Round | None = None) -> QuerySet[Plan]:
    """Return the plans that hold moves, last first."""
    rows = Plan.objects.filter(status__in=MADE).select_related("version", "local")
    rows = rows.defer("version__content")
    return rows if round is None else rows.filter(round=round)


def offer(ticked: Sequence[str]) -> Offer:
    """Return what can be ticked in the round of the first plan, or in the last."""
    numbers = [int(one) for one in ticked if one.isdecimal()]
    first = made_plans().filter(pk__in=numbers[:1]).first()
    round = Round.objects.filter(pk=first.round_id).first() if first else None
    round = round or Round.objects.filter(plans__status__in=MADE).first()
    plans = list(made_plans(round)[:LISTED]) if round else []
    base = first or (plans[0] if plans else None)
    there = list(_extremes(base)) if base else []
    ticks = [_tick_of_plan(plan, ticked) for plan in plans]
    if plans:
        ticks.append(
            Tick(
                NOBODY,
                _("No transfer"),
                _("Everybody stays; what every plan is measured against."),
                0,
                plans[0].summary["no_transfer"]["shortage"]
                if plans[0].summary
                else None,
                NOBODY in ticked,
            )
        )
    ticks += [_tick_of_extreme(one, ticked) for one in there]
    return Offer(
        round=round,
        ticks=tuple(ticks),
        base=base,
        extremes_missing=base is not None and len(there) < len(EXTREMES),
        job=last_job(EXTREMES_KIND, base) if base else None,
    )


def _extremes(plan: Plan) -> QuerySet[Extreme]:
    rows = Extreme.objects.filter(ground=convert.ground_of(plan)).defer("record")
    return rows.filter(status__in=MADE).select_related("version")


def _tick_of_plan(plan: Plan, ticked: Sequence[str]) -> Tick:
    figures = plan.summary["plan"] if plan.summary else {}
    about = _("Policy {policy}, data version {version}").format(
        policy=plan.policy, version=plan.version.number
    )
    return Tick(
        str(plan.pk),
        plan.name,
        about,
        figures.get("moves"),
        figures.get("shortage"),
        str(plan.pk) in ticked,
    )


def _tick_of_extreme(one: Extreme, ticked: Sequence[str]) -> Tick:
    figures = convert.record_of_extreme(one)["summary"]["plan"]
    value = f"{EXTREME}{one.pk}"
    return Tick(
        value,
        name_of(one),
        _("Policy {policy}").format(policy=one.policy),
        figures["moves"],
        figures["shortage"],
        value in ticked,
    )


def name_of(extreme: Extreme) -> str:
    """Return what an extreme is called: "Best: least shortage"."""
    return _("Best: {criterion}").format(criterion=EXTREMES[extreme.policy])


def entries_of(ticked: Iterable[str]) -> tuple[Entry, ...]:
    """Return those ticked, plans first, each once; what is not there is left out."""
    wanted = list(dict.fromkeys(ticked))
    plans = made_plans().filter(pk__in=[int(one) for one in wanted if one.isdecimal()])
    numbers = [one.removeprefix(EXTREME) for one in wanted if one.startswith(EXTREME)]
    best = Extreme.objects.filter(
        pk__in=[int(one) for one in numbers if one.isdecimal()]
    )
    best = best.select_related("version").defer("record", "version__content")
    found = [_of_plan(one) for one in sorted(plans, key=lambda one: one.pk)]
    found += [_of_extreme(one) for one in best if one.status in MADE]
    if NOBODY in wanted and found:
        found.append(criteria.nobody_moves(found[0]))
    marked = [
        replace(one, letter=letter, other=_ground(one) != _ground(found[0]))
        for one, letter in zip(found, LETTERS, strict=False)
    ]
    return tuple(marked) if len(found) <= MOST else tuple(found)


def _ground(entry: Entry) -> tuple[Any, ...]:
    return criteria.grounds(entry)


def _of_plan(plan: Plan) -> Entry:
    return Entry(
        tick=str(plan.pk),
        name=plan.name,
        kind="plan",
        record=convert.record_of(plan),
        version=plan.version,
        local=plan.local,
        day=plan.day,
        plan=plan,
    )


def _of_extreme(extreme: Extreme) -> Entry:
    record = convert.record_of_extreme(extreme)
    return Entry(
        tick=f"{EXTREME}{extreme.pk}",
        name=name_of(extreme),
        kind="extreme",
        record=record,
        version=extreme.version,
        local=extreme.local,
        day=date.fromisoformat(record["day"]),
    )


def compared(ticked: Sequence[str], *, mixed: bool) -> Compared:
    """Return the comparison of those ticked; ``mixed``: of different data too."""
    if not ticked:
        return Compared()
    entries = entries_of(ticked)
    if not FEWEST <= len(entries) <= MOST:
        told = _("Tick {fewest} to {most}; {number} are ticked.")
        words = told.format(fewest=FEWEST, most=MOST, number=len(entries))
        return Compared(refused=(words,))
    other = tuple(criteria.refusal(entries))
    if other and not mixed:
        return Compared(entries=entries, mixed=other)
    return Compared(
        entries=entries,
        mixed=other,
        shown=criteria.shown(entries),
        burden=burden.burden(entries),
    )


@dataclass(frozen=True)
class Step:
    """One row of the curve's table, and what the next move buys."""

    amount: int
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CurveShown:
    """The curve as a page shows it; without a picture it is not reckoned yet."""

    plan: Plan
    job: Job | None
    picture: SafeString | None = None
    finding: str = ""
    remarks: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    next: tuple[str, ...] = ()
    asked: Step | None = None
    first: int = 0
    last: int = 0


def curve_of(
    plan: Plan, entries: Sequence[Entry] = (), asked: int | None = None
) -> CurveShown:
    """Return the curve of a plan's problem with the plans of ``entries`` on it."""
    digest = convert.record_of(plan)["problem_sha256"]
    row = Frontier.objects.filter(problem=digest).first()
    job = last_job(FRONTIER_KIND, plan)
    if row is None:
        return CurveShown(plan, job)
    curve = convert.curve_of(row.content)
    points = [(one.letter, one.moves, one.shortage) for one in entries]
    places = chosen(curve)
    return CurveShown(
        plan=plan,
        job=job,
        picture=pictures.curve(curve, points, asked),
        finding=speak(row.content["finding"]),
        remarks=tuple(speak(one) for one in row.content["remarks"]),
        heads=tuple(str(words) for words in headings(curve).values()),
        steps=tuple(_step(curve, at) for at in places),
        next=tuple(_next(curve, one) for one in entries),
        asked=None if asked is None else _step(curve, _row(curve, asked)),
        first=curve.rows[0].amount,
        last=curve.rows[-1].amount,
    )


def _row(curve: Curve, amount: int) -> int:
    """Return the row of at most ``amount`` moves."""
    first = curve.rows[0].amount
    return max(0, min(amount - first, len(curve.rows) - 1))


def _step(curve: Curve, at: int) -> Step:
    heads = map(str, headings(curve).values())
    return Step(
        curve.rows[at].amount, tuple(zip(heads, spoken(curve, at), strict=True))
    )


def _next(curve: Curve, entry: Entry) -> str:
    """Return how far a plan lies above the curve, and what one further move buys."""
    at = _row(curve, entry.moves)
    above = entry.shortage - curve.sums[at].shortage
    further = spoken(curve, at)[-1]
    told = _(
        "{letter} ({name}), {moves} moves: the spread is {above} above the curve. One "
        "further move on the curve: {further}."
    )
    if above <= 0:
        told = _(
            "{letter} ({name}), {moves} moves: on the curve or below it. One further "
            "move: {further}."
        )
    return told.format(
        letter=entry.letter,
        name=entry.name,
        moves=number(entry.moves),
        above=number(Fraction(above), 2, trim=True),
        further=further,
    )
