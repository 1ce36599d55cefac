"""What the heads say: consent to release and to receive, conditions, cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.actions import keep_order
from seimbang_web.proposals.models import Proposal, State, UnitInput
from seimbang_web.proposals.queries import may_respond

Answer = UnitInput.Answer
WRITTEN = (Answer.IF, Answer.NO)


@dataclass(frozen=True)
class View:
    """What the head of one unit says."""

    answer: str
    condition: str = ""
    cover: str = ""


@transaction.atomic
def give_input(
    *,
    proposal: Proposal,
    side: UnitInput.Side,
    unit: Unit,
    view: View,
    actor: Any,
    now: datetime,
    day: date,
) -> UnitInput:
    """
    Keep what a unit says; the last answer counts.

    "After the replacement has come" lets the person wait for whoever comes.

    :raises ActError: after the last day, without the condition or reason, or when the
        actor is the person of the proposal.
    """
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    _guard(row, side, view, actor, day)
    given = UnitInput.objects.create(
        proposal=row,
        side=side,
        unit=unit,
        answer=view.answer,
        condition=view.condition.strip(),
        cover=view.cover.strip(),
        given_by=actor,
        given_at=now,
    )
    keep_order(day=day)
    record(
        actor=actor,
        act="unit_input.give",
        subject=f"proposal:{row.pk}",
        now=now,
        content={
            "side": side.value,
            "unit": unit.pk,
            "answer": view.answer,
        },
    )
    return given


def _guard(
    proposal: Proposal, side: UnitInput.Side, view: View, actor: Any, day: date
) -> None:
    if actor.person_id == proposal.person_id:
        raise ActError(_("Somebody else speaks for the unit: it is about you."))
    if proposal.state != State.OPEN:
        raise ActError(_("This proposal was decided or withdrawn meanwhile: reload."))
    if not may_respond(proposal, day):
        raise ActError(
            _("The last day is past: the verifier can open the answers again.")
        )
    if view.answer not in Answer.values:
        raise ActError(_("Choose your answer."))
    if view.answer == Answer.AFTER and side == UnitInput.Side.RECEIVE:
        raise ActError(_("Only the unit that is left waits for a replacement."))
    if view.answer in WRITTEN and not view.condition.strip():
        raise ActError(_("Write the condition, or why not."))
