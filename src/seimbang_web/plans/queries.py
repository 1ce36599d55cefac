"""Read rounds, plans, pins and choices, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.jobs.models import Job as Work
from seimbang_web.jobs.models import State
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Choice, Move, Pin, Plan, Round
from seimbang_web.plans.recompute import RECOMPUTE
from seimbang_web.regulations.queries import local_version

STEPS: Mapping[str, Any] = {  # of a round, in their order
    "data": _("Data checked and applied"),
    "measure": _("Workload measured"),
    "listen": _("Wishes collected"),
    "plan": _("Plan chosen"),
    "decide": _("Decision"),
    "support": _("Start of work"),
}
STANDINGS: Mapping[str, tuple[Any, str]] = {  # words, tone
    "queued": (_("waits"), ""),
    "running": (_("is being calculated"), ""),
    "cancelled": (_("stopped"), ""),
    "failed": (_("failed"), "bad"),
    "OPTIMAL": (_("proved best"), "good"),
    "TIME_LIMIT": (_("not proved best"), "warn"),
    "INFEASIBLE": (_("no plan: limits clash"), "bad"),
    "UNSUPPORTED": (_("no plan: policy and limits do not fit"), "bad"),
}


@dataclass(frozen=True)
class Line:
    """A plan in a list."""

    plan: Plan
    words: Any
    tone: str
    moves: int | None
    missing: Any  # exact ratio
    chosen: bool


def open_round() -> Round | None:
    """Return the round that is open; None: none."""
    return Round.objects.filter(closed_on=None).first()


def rounds() -> QuerySet[Round]:
    """Return all rounds with the number of their plans, the last first."""
    return Round.objects.annotate(number=Count("plans"))


def deadlines(round: Round) -> list[tuple[str, Any, date]]:
    """Return the steps of a round that have a day: key, words, day."""
    return [
        (key, words, date.fromisoformat(round.deadlines[key]))
        for key, words in STEPS.items()
        if round.deadlines.get(key)
    ]


def plans_of(round: Round) -> QuerySet[Plan]:
    """Return the plans of a round with who asked and the job, the last first."""
    rows = round.plans.select_related("asked_by", "work", "version", "local")
    return rows.defer("version__content", "problems", "findings", "local__content")


def lines(round: Round) -> list[Line]:
    """Return the plans of a round as the list shows them."""
    choice = chosen(round)
    return [line(plan, choice) for plan in plans_of(round)]


def line(plan: Plan, choice: Choice | None) -> Line:
    """Return one plan as the list shows it."""
    words, tone = standing(plan)
    made = (plan.summary or {}).get("plan") or {}
    return Line(
        plan=plan,
        words=words,
        tone=tone,
        moves=made.get("moves"),
        missing=made.get("missing"),
        chosen=choice is not None and choice.plan_id == plan.pk,
    )


def standing(plan: Plan) -> tuple[Any, str]:
    """Return where a plan stands, in words, with its tone."""
    if plan.status:
        return STANDINGS[plan.status]
    return STANDINGS[plan.work.state if plan.work else State.QUEUED]


def chosen(round: Round) -> Choice | None:
    """Return the choice that counts in a round; None: none yet."""
    rows = round.choices.select_related("plan", "made_by").defer("plan__problems")
    return rows.order_by("-pk").first()


def newer(plan: Plan) -> list[Any]:
    """Return what has changed since the plan's data and parameters, in words."""
    found: list[Any] = []
    last = current()
    if last is not None and last.pk != plan.version_id:
        found.append(_("The data changed since this plan was asked for."))
    local = local_version(plan.day)
    if (local and local.pk) != plan.local_id:
        found.append(_("The local parameters changed since this plan was asked for."))
    return found


@dataclass(frozen=True)
class Ways:
    """Who comes to a unit and who leaves it in a plan."""

    arriving: list[Move]
    leaving: list[Move]


def ways(plan: Plan, unit: Unit) -> Ways:
    """Return the moves into and out of a unit; within it they stand in both."""
    rows = plan.moves.filter(Q(from_unit=unit) | Q(to_unit=unit)).select_related(
        "person", "from_unit", "to_unit", "from_job", "to_job"
    )
    moves = list(rows.order_by("to_job__name", "person__name"))
    return Ways(
        arriving=[one for one in moves if one.to_unit_id == unit.pk],
        leaving=[one for one in moves if one.from_unit_id == unit.pk],
    )


def pins_of(round: Round, *, ended: bool = False) -> QuerySet[Pin]:
    """Return the pins of a round that hold; with ``ended`` those that have ended."""
    rows = round.pins.filter(ended_at__isnull=not ended)
    return rows.select_related(
        "person__unit", "person__job", "unit", "made_by", "ended_by"
    ).order_by("-pk")


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of the plans waits for this person."""
    round = open_round()
    found: list[Waiting] = []
    if round is None or not rights.may("plan.choose"):
        return found
    days = {key: day for key, _words, day in deadlines(round)}
    counted = {"OPTIMAL", "TIME_LIMIT"}
    made = round.plans.filter(status__in=counted).count()
    busy = round.plans.filter(work__state__in=(State.QUEUED, State.RUNNING))
    mine = busy.filter(asked_by=rights.user).count()
    due = days.get("plan")
    if mine:
        words = _("Your plans are being calculated")
        found.append(Waiting(words, reverse("plan-list"), mine, due, "waiting"))
    if made and chosen(round) is None:
        words = _("Choose the plan to be discussed")
        found.append(Waiting(words, reverse("plan-list"), made, due))
    elif not made and not mine:
        words = _("Calculate a plan for this round")
        found.append(Waiting(words, reverse("plan-new"), 1, due))
    return found


def checks_of(plan: Plan) -> QuerySet[Work]:
    """Return the jobs that computed a plan again, the last first."""
    return Work.objects.filter(kind=RECOMPUTE, argument__plan=plan.pk)
