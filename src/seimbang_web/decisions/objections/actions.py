"""File an objection, withdraw it, read it, prepare and make the decision on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.decisions.models import Objection
from seimbang_web.decisions.objections.days import ANSWER, Decree, decree_of, term
from seimbang_web.decisions.objections.guards import not_concerned
from seimbang_web.decisions.objections.preview import as_json, preview
from seimbang_web.decisions.objections.replan import ask_replan, keep_in_place
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.lib.confidence import opened, seal
from seimbang_web.proposals.actions import withdraw_proposal
from seimbang_web.proposals.models import Proposal, ReceiptRegister, Response
from seimbang_web.proposals.models import State as Proposed

SERIES = "K"
Outcome, Stage = Objection.Outcome, Objection.Stage
FINAL = (Outcome.UPHELD, Outcome.REFUSED, Outcome.LATE)


@transaction.atomic
def file_objection(
    *,
    proposal: Proposal,
    reasons: Sequence[str],
    told: str,
    assisted: bool = False,
    actor: Any,
    now: datetime,
    day: date,
) -> Objection:
    """
    Keep an objection with its number, after the last day as too late.

    ``assisted``: an officer enters it in the person's presence.

    :raises ActError: when it is not the person's, nothing can be objected to now, one
        is open or was decided, or no reason is given.
    """
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not assisted and actor.person_id != row.person_id:
        raise ActError(_("Only the person objects, or an officer in their presence."))
    known = [one for one in Response.Reason.values if one in set(reasons)]
    if not known:
        raise ActError(_("Choose at least one reason."))
    stage, decree = _stage(row)
    _not_twice(row, stage)
    filing = decree.term if decree else None
    late = filing is not None and filing.past(day)
    made = Objection.objects.create(
        proposal=row,
        stage=stage,
        year=day.year,
        number=_next_number(day.year),
        reasons=known,
        told=seal(told),
        filed_on=day,
        due_on=term(ANSWER, day).last,
        decree=decree.letter if decree else None,
        received_on=decree.received_on if decree else None,
        file_until=filing.last if filing else None,
        assisted=assisted,
        outcome=Outcome.LATE if late else Outcome.WAITS,
        filed_by=actor,
        filed_at=now,
    )
    record(
        actor=actor,
        act="objection.file",
        subject=f"objection:{made.pk}",
        now=now,
        content={
            "receipt": made.receipt,
            "proposal": row.pk,
            "stage": stage.value,
            "assisted": assisted,
            "late": late,
            "due_on": made.due_on,
        },
    )
    return made


def _stage(proposal: Proposal) -> tuple[Objection.Stage, Decree | None]:
    """Return what is objected to now, or say why nothing can be."""
    if proposal.state == Proposed.OPEN:
        return Stage.BEFORE, None
    decree = decree_of(proposal)
    if proposal.state in (Proposed.DECIDED, Proposed.DONE):
        if decree is not None:
            return Stage.AFTER, decree
        told = _("It is decided; the decree is being written. Object when you have it.")
        raise ActError(told)
    raise ActError(
        _("This proposal is not carried out: there is nothing to object to.")
    )


def _not_twice(proposal: Proposal, stage: Objection.Stage) -> None:
    rows = proposal.objections.filter(stage=stage)
    other = rows.filter(outcome=Outcome.WAITS).first()
    if other is not None:
        told = _("Your objection {receipt} is open: it will be answered.")
        raise ActError(told.format(receipt=other.receipt))
    other = rows.filter(outcome__in=FINAL).first()
    if other is not None:
        told = _("{receipt} was answered: at this stage one objection is heard.")
        raise ActError(told.format(receipt=other.receipt))


def _next_number(year: int) -> int:
    """Return the next number; its row stays locked until the act is whole."""
    register = ReceiptRegister.objects
    register.get_or_create(series=SERIES, year=year)
    register.filter(series=SERIES, year=year).update(last=F("last") + 1)
    return register.get(series=SERIES, year=year).last


@transaction.atomic
def withdraw_objection(*, objection: Objection, actor: Any, now: datetime) -> None:
    """
    Withdraw an open objection; its number stays.

    :raises ActError: when it was decided or withdrawn meanwhile.
    """
    changed = Objection.objects.filter(pk=objection.pk, outcome=Outcome.WAITS).update(
        outcome=Outcome.WITHDRAWN, version=F("version") + 1
    )
    if not changed:
        raise ActError(_("This objection is not open any more."))
    record(
        actor=actor,
        act="objection.withdraw",
        subject=f"objection:{objection.pk}",
        now=now,
        content={"receipt": objection.receipt},
    )


@transaction.atomic
def read_told(*, objection: Objection, actor: Any, now: datetime) -> str:
    """Return what was told in confidence; that it was read is recorded."""
    record(
        actor=actor,
        act="objection.read",
        subject=f"objection:{objection.pk}",
        now=now,
        content={"receipt": objection.receipt},
    )
    return opened(objection.told)


@transaction.atomic
def advise_objection(
    *,
    objection: Objection,
    version: int,
    considered: str,
    actor: Any,
    now: datetime,
    day: date,
) -> None:
    """
    Prepare the decision: what is considered, and what upholding would change.

    :raises ActError: when it is decided, or the officer is concerned.
    :raises StaleError: when somebody else changed it meanwhile.
    """
    row = _open(objection, version)
    not_concerned(actor, row, day)
    if not considered.strip():
        raise ActError(_("Write what is to be considered."))
    row.considered = considered.strip()
    row.preview = as_json(preview(row.proposal, day))
    _kept(row, "considered", "preview")
    record(
        actor=actor,
        act="objection.advise",
        subject=f"objection:{row.pk}",
        now=now,
        content={"receipt": row.receipt, "considered": row.considered},
    )


@transaction.atomic
def decide_objection(
    *,
    objection: Objection,
    version: int,
    upheld: bool,
    considered: str,
    why: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Objection:
    """
    Decide on an open objection.

    Upheld before the decision: the proposal is withdrawn, the person is locked to stay
    and a plan with the least change is asked for. Upheld after the decree: a decree of
    change follows.

    :raises ActError: when it is decided, the authority is concerned, or the sentence
        why is missing.
    :raises StaleError: when somebody else changed it meanwhile.
    """
    row = _open(objection, version)
    not_concerned(actor, row, day)
    if not considered.strip() or not why.strip():
        raise ActError(_("Write what was considered and why you decide so."))
    row.considered, row.why = considered.strip(), why.strip()
    row.preview = as_json(preview(row.proposal, day))
    row.outcome = Outcome.UPHELD if upheld else Outcome.REFUSED
    row.decided_by, row.decided_at = actor, now
    _kept(row, "considered", "why", "preview", "outcome", "decided_by", "decided_at")
    record(
        actor=actor,
        act="objection.decide",
        subject=f"objection:{row.pk}",
        now=now,
        content={
            "receipt": row.receipt,
            "outcome": row.outcome,
            "considered": row.considered,
            "why": row.why,
        },
    )
    if upheld and row.stage == Stage.BEFORE:
        told = _("Objection {receipt} was upheld.").format(receipt=row.receipt)
        withdraw_proposal(proposal=row.proposal, why=told, actor=actor, now=now)
        keep_in_place(objection=row, why=told, actor=actor, now=now)
        ask_replan(objection=row, actor=actor, now=now)
    return row


@transaction.atomic
def suspend_decree(
    *, objection: Objection, actor: Any, now: datetime, day: date
) -> None:
    """
    Stop the decree until the objection is decided; it does not stop by itself.

    :raises ActError: when no decree is objected to, it is stopped, or it is decided.
    """
    not_concerned(actor, objection, day)
    changed = Objection.objects.filter(
        pk=objection.pk, stage=Stage.AFTER, outcome=Outcome.WAITS, suspends=False
    ).update(suspends=True, version=F("version") + 1)
    if not changed:
        raise ActError(_("There is no decree to be stopped by this objection now."))
    record(
        actor=actor,
        act="objection.suspend",
        subject=f"objection:{objection.pk}",
        now=now,
        content={"receipt": objection.receipt, "decree": objection.decree_id},
    )


def _open(objection: Objection, version: int) -> Objection:
    """Return the objection, its row locked, open, and as the person saw it."""
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.outcome != Outcome.WAITS:
        raise ActError(_("This objection is not open any more."))
    if row.version != version:
        field = str(_("What is considered"))
        raise StaleError(
            _("This objection was changed while you had it open: look at it again."),
            mine={field: objection.considered},
            theirs={field: row.considered},
        )
    return row


def _kept(row: Objection, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
