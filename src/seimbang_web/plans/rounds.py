"""Acts on rounds: open one, change its days, choose the plan to be discussed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.plans.models import Choice, Plan, Round

Days = Mapping[str, date | None]


@transaction.atomic
def open_round(
    *, name: str, day: date, deadlines: Days, actor: Any, now: datetime, today: date
) -> Round:
    """
    Open a round for the law of ``day``; the one before is closed. Return it.

    :raises ActError: when a round of that name is open.
    """
    before = list(Round.objects.select_for_update().filter(closed_on=None))
    if any(one.name == name for one in before):
        raise ActError(_("A round of that name is open already."))
    Round.objects.filter(closed_on=None).update(closed_on=today)
    made = Round.objects.create(
        name=name, day=day, opened_on=today, deadlines=_kept(deadlines)
    )
    record(
        actor=actor,
        act="round.open",
        subject=f"round:{made.pk}",
        now=now,
        content={
            "day": day,
            "deadlines": made.deadlines,
            "closed": [one.pk for one in before],
        },
    )
    return made


@transaction.atomic
def set_deadlines(
    *, round: Round, base: int, deadlines: Days, actor: Any, now: datetime
) -> Round:
    """
    Change the days of a round, if it is still the version ``base``; return it.

    :raises StaleError: when somebody changed them meanwhile.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    kept = _kept(deadlines)
    if held.version != base:
        changed = {
            step
            for step in {*kept, *held.deadlines}
            if kept.get(step) != held.deadlines.get(step)
        }
        raise StaleError(
            _("Somebody changed the days of this round meanwhile."),
            mine={step: _said(kept.get(step)) for step in changed},
            theirs={step: _said(held.deadlines.get(step)) for step in changed},
        )
    before = held.deadlines
    held.deadlines, held.version = kept, held.version + 1
    held.save(update_fields=["deadlines", "version"])
    record(
        actor=actor,
        act="round.deadlines",
        subject=f"round:{held.pk}",
        now=now,
        content={"before": before, "after": kept},
    )
    return held


@transaction.atomic
def choose(*, plan: Plan, why: str, actor: Any, now: datetime) -> Choice:
    """
    Choose the plan to be discussed; return the choice.

    :raises ActError: when it is chosen already, is no plan, or its round is closed.
    """
    held = Round.objects.select_for_update().get(pk=plan.round_id)
    if held.closed_on is not None:
        raise ActError(_("The round is closed."))
    if plan.status not in ("OPTIMAL", "TIME_LIMIT"):
        raise ActError(_("There is no plan yet that could be chosen."))
    last = held.choices.order_by("-pk").first()
    if last is not None and last.plan_id == plan.pk:
        told = _("{plan} is chosen already, by {who}.")
        raise ActError(told.format(plan=plan.name, who=last.made_by))
    if not why.strip():
        raise ActError(_("Write the reason: people will ask for it."))
    made = Choice.objects.create(
        round=held, plan=plan, why=why.strip(), made_by=actor, made_at=now
    )
    record(
        actor=actor,
        act="plan.choose",
        subject=f"plan:{plan.pk}",
        now=now,
        content={
            "why": made.why,
            "digest": plan.digest,
            "instead": last and last.plan_id,
        },
    )
    return made


def _kept(deadlines: Days) -> dict[str, str]:
    return {step: day.isoformat() for step, day in deadlines.items() if day}


def _said(day: str | None) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else "–"
