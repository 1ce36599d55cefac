"""Acts of the planner: ask for a plan, choose one to be discussed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

import seimbang
from seimbang.law import LocalFileError
from seimbang.plan import UnknownPolicyError
from seimbang.whatif.replan import KEEP
from seimbang_web.audit.actions import record
from seimbang_web.jobs.actions import ask
from seimbang_web.jobs.models import Job as Work
from seimbang_web.jobs.models import State
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.queries import current
from seimbang_web.plans.given import Inputs, Scope, no_scope
from seimbang_web.plans.inputs import added
from seimbang_web.plans.jobs import SOLVE
from seimbang_web.plans.models import Plan, Round
from seimbang_web.plans.pins import rows_of
from seimbang_web.plans.queries import checks_of
from seimbang_web.plans.recompute import RECOMPUTE
from seimbang_web.regulations.queries import (
    local_of,
    local_version,
    policy_of,
    policy_versions,
)

WAITING = 5  # plans of one person that may wait


@dataclass(frozen=True)
class Wanted:
    """What a planner asks for; ``options`` replace local parameters for this plan."""

    name: str
    policy: str
    scope: Scope = field(default_factory=no_scope)
    options: Mapping[str, int] = field(default_factory=dict)
    time_limit: float | None = None
    parent: Plan | None = None


@transaction.atomic
def ask_plan(*, round: Round, wanted: Wanted, actor: Any, now: datetime) -> Plan:
    """
    Queue the solver for a new plan of ``round``; return the plan, not solved yet.

    :raises ActError: when there are no data, too many plans wait, or a limit cannot be.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    version = current()
    if version is None:
        raise ActError(_("There are no data yet: import them first."))
    not_too_many(actor)
    local = local_version(held.day)
    try:
        policy_of(wanted.policy, held.day)
        local_of(local).changed(wanted.options)
    except (LocalFileError, UnknownPolicyError) as wrong:
        raise ActError(str(wrong)) from wrong
    own = policy_versions(held.day).get(wanted.policy)
    last = held.plans.aggregate(last=Max("number"))["last"] or 0
    plan = Plan.objects.create(
        round=held,
        number=last + 1,
        name=wanted.name or _("Plan {number}").format(number=last + 1),
        parent=wanted.parent,
        version=version,
        local=local,
        day=held.day,
        policy=wanted.policy,
        policy_content=None if own is None else {"yaml": own.content},
        inputs=Inputs(
            scope=wanted.scope,
            options=dict(wanted.options),
            time_limit=wanted.time_limit,
            pins=rows_of(held, version),
            added=added(held),
        ),
        core=seimbang.__version__,
        asked_by=actor,
        asked_at=now,
    )
    plan.work = ask(kind=SOLVE, argument={"plan": plan.pk}, actor=actor, now=now)
    plan.save(update_fields=["work"])
    record(
        actor=actor,
        act="plan.ask",
        subject=f"plan:{plan.pk}",
        now=now,
        content={"policy": plan.policy, "version": version.number} | _asked(wanted),
    )
    return plan


@transaction.atomic
def ask_again(*, plan: Plan, name: str, keep: str, actor: Any, now: datetime) -> Plan:
    """
    Queue the plan made anew from ``plan`` with the pins open now; return it, unsolved.

    :raises ActError: when ``plan`` has no moves to keep, or too many plans wait.
    """
    if keep not in KEEP:
        raise ValueError(f"Expected keep of {KEEP}, got {keep!r}.")
    held = Round.objects.select_for_update().get(pk=plan.round_id)
    if plan.summary is None or "plan" not in plan.summary:
        raise ActError(_("This plan has no moves that could be kept."))
    not_too_many(actor)
    number = (held.plans.aggregate(last=Max("number"))["last"] or 0) + 1
    pins = rows_of(held, plan.version)
    made = Plan.objects.create(
        round=held,
        number=number,
        name=name or _("Plan {number}").format(number=number),
        parent=plan,
        version=plan.version,
        local=plan.local,
        day=plan.day,
        policy=plan.policy,
        policy_content=plan.policy_content,
        inputs={**plan.inputs, "pins": pins, "added": added(held), "keep": keep},
        core=seimbang.__version__,
        asked_by=actor,
        asked_at=now,
    )
    made.work = ask(kind=SOLVE, argument={"plan": made.pk}, actor=actor, now=now)
    made.save(update_fields=["work"])
    record(
        actor=actor,
        act="plan.again",
        subject=f"plan:{made.pk}",
        now=now,
        content={"parent": plan.pk, "keep": keep, "pins": len(pins)},
    )
    return made


def _asked(wanted: Wanted) -> dict[str, Any]:
    return {
        "scope": wanted.scope,
        "options": dict(wanted.options),
        "time_limit": wanted.time_limit,
    }


def not_too_many(actor: Any) -> None:
    """
    Refuse one plan more than may wait.

    :raises ActError: when so many of the person wait or run already.
    """
    open_ = (State.QUEUED, State.RUNNING)
    mine = Plan.objects.filter(asked_by=actor, work__state__in=open_)
    if mine.count() >= WAITING:
        told = _("{number} of your plans wait already: cancel one, or wait for it.")
        raise ActError(told.format(number=WAITING))


@transaction.atomic
def ask_recompute(*, plan: Plan, actor: Any, now: datetime) -> Work:
    """
    Queue a computation of ``plan`` to be compared with what was kept; return the job.

    :raises ActError: when there is nothing to compare, or one is under way.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.solved_at is None:
        raise ActError(_("This plan is not calculated yet."))
    if checks_of(plan).filter(state__in=(State.QUEUED, State.RUNNING)).exists():
        raise ActError(_("This plan is being computed again already."))
    work = ask(kind=RECOMPUTE, argument={"plan": plan.pk}, actor=actor, now=now)
    record(
        actor=actor,
        act="plan.verify",
        subject=f"plan:{plan.pk}",
        now=now,
        content={"job": work.pk},
    )
    return work
