"""An upheld objection and the plan: the person stays, with the least change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.decisions.dossier.actions import new_edition
from seimbang_web.decisions.models import Dossier, Objection
from seimbang_web.lib.act import ActError
from seimbang_web.plans.actions import ask_again
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.plans.pinning import add_pin, end_pins
from seimbang_web.plans.rounds import choose
from seimbang_web.proposals.actions import open_proposals
from seimbang_web.proposals.models import Proposal


def plan_of(proposal: Proposal) -> Plan | None:
    """Return the plan that is to be made anew: the dossier's, else the move's."""
    dossier = dossier_of(proposal)
    if dossier is not None and dossier.plan is not None:
        return dossier.plan
    return proposal.move.plan if proposal.move else None


def dossier_of(proposal: Proposal) -> Dossier | None:
    """Return the newest version of the dossier a proposal stands in; None: in none."""
    entry = proposal.entries.select_related("dossier").order_by("-pk").first()
    if entry is None:
        return None
    rows = Dossier.objects.filter(number=entry.dossier.number)
    return rows.order_by("-edition").select_related("plan").first()


def keep_in_place(*, objection: Objection, why: str, actor: Any, now: datetime) -> None:
    """Lock the person to stay in the round; a lock to go somewhere ends."""
    proposal = objection.proposal
    if proposal.round is None:
        return
    pins = proposal.round.pins.filter(person=proposal.person, ended_at=None)
    must = list(pins.filter(kind=Pin.Kind.MUST).values_list("pk", flat=True))
    if must:
        end_pins(round=proposal.round, pins=must, actor=actor, now=now)
    if not pins.filter(kind=Pin.Kind.STAYS).exists():
        add_pin(
            round=proposal.round,
            kind=Pin.Kind.STAYS,
            person=proposal.person,
            unit=None,
            why=why,
            actor=actor,
            now=now,
        )


@transaction.atomic
def ask_replan(*, objection: Objection, actor: Any, now: datetime) -> Plan | None:
    """
    Ask for the plan with the least change in which the person stays.

    One plan answers all objections of a round that were upheld and wait for one. None:
    the proposal comes from no plan, or one person asked for too many; then the planner
    asks from the page.
    """
    plan = plan_of(objection.proposal)
    if plan is None or "plan" not in (plan.summary or {}):
        return None
    name = _("{plan} without {receipt}")
    try:
        made = ask_again(
            plan=plan,
            name=name.format(plan=plan.name, receipt=objection.receipt)[:100],
            keep="moves",
            actor=actor,
            now=now,
        )
    except ActError:
        return None
    rows = Objection.objects.filter(
        stage=Objection.Stage.BEFORE,
        outcome=Objection.Outcome.UPHELD,
        proposal__round=plan.round,
    )
    for row in rows:
        if not taken(row):
            Objection.objects.filter(pk=row.pk).update(replan=made)
    return made


def taken(objection: Objection) -> bool:
    """Tell whether the plan made anew was chosen: nothing waits for it any more."""
    return objection.replan is not None and objection.replan.choices.exists()


@transaction.atomic
def take_replan(
    *,
    objection: Objection,
    respond_until: date,
    actor: Any,
    now: datetime,
    day: date,
) -> Dossier | None:
    """
    Choose the plan made anew, propose what is new in it, renew the dossier.

    Proposals whose move is the same stay as they were heard; people who are new in the
    plan are heard first and come into a later dossier. None: there is no dossier yet,
    or nothing of it is left.

    :raises ActError: when the plan is not there yet, or was taken.
    """
    plan = objection.replan
    if plan is None or plan.solved_at is None:
        raise ActError(_("The plan made anew is not ready yet: look again later."))
    if taken(objection):
        raise ActError(_("This plan was taken over already."))
    dossier = dossier_of(objection.proposal)
    why = _("Objection {receipt} was upheld.").format(receipt=objection.receipt)
    choose(plan=plan, why=why, actor=actor, now=now)
    opened = open_proposals(
        plan=plan, respond_until=respond_until, actor=actor, now=now, day=day
    )
    record(
        actor=actor,
        act="objection.replan",
        subject=f"objection:{objection.pk}",
        now=now,
        content={
            "plan": plan.pk,
            "kept": len(opened.kept),
            "new": len(opened.new),
            "withdrawn": len(opened.withdrawn),
        },
    )
    if dossier is None:
        return None
    dossier.refresh_from_db()
    held = set(dossier.entries.values_list("proposal_id", flat=True))
    kept = [one for one in opened.kept if one.pk in held]
    if not kept:
        return None
    return new_edition(
        dossier=dossier, proposals=kept, plan=plan, actor=actor, now=now, day=day
    )
