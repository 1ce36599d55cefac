"""Questions and answers of person and office; talks of person and head."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.models import Dialogue, Message, Proposal


@transaction.atomic
def write_message(
    *, proposal: Proposal, text: str, actor: Any, now: datetime
) -> Message:
    """
    Keep a question of the person or an answer of the office.

    :raises ActError: when nothing is written.
    """
    if not text.strip():
        raise ActError(_("Write something first."))
    own = actor.person_id == proposal.person_id
    message = Message.objects.create(
        proposal=proposal,
        text=text.strip(),
        from_person=own,
        made_by=actor,
        made_at=now,
    )
    record(
        actor=actor,
        act="message.ask" if own else "message.answer",
        subject=f"proposal:{proposal.pk}",
        now=now,
    )
    return message


@transaction.atomic
def record_dialogue(
    *,
    proposal: Proposal,
    held_on: date,
    said: str,
    agreed: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Dialogue:
    """
    Keep what head and person said and agreed; the other one confirms it.

    :raises ActError: for a day to come, or without what was said.
    """
    if held_on > day:
        raise ActError(_("The talk is of a later day: record it when it was held."))
    if not said.strip():
        raise ActError(_("Write what was said."))
    talk = Dialogue.objects.create(
        proposal=proposal,
        held_on=held_on,
        said=said.strip(),
        agreed=agreed.strip(),
        recorded_by=actor,
        recorded_at=now,
    )
    record(
        actor=actor,
        act="dialogue.record",
        subject=f"proposal:{proposal.pk}",
        now=now,
        content={"held_on": held_on},
    )
    return talk


@transaction.atomic
def confirm_dialogue(*, talk: Dialogue, remark: str, actor: Any, now: datetime) -> None:
    """
    Keep that the other one has read the record, and what is missing in it.

    :raises ActError: when the same side wrote it, or it is confirmed already.
    """
    if not is_other(talk, actor):
        raise ActError(_("The other one confirms what you wrote."))
    changed = Dialogue.objects.filter(pk=talk.pk, confirmed_by=None).update(
        confirmed_by=actor, confirmed_at=now, remark=remark.strip()
    )
    if not changed:
        raise ActError(_("This talk is confirmed already."))
    record(
        actor=actor,
        act="dialogue.confirm",
        subject=f"proposal:{talk.proposal_id}",
        now=now,
        content={"remark": bool(remark.strip())},
    )


def is_other(talk: Dialogue, actor: Any) -> bool:
    """Tell whether the reader is the other side of a recorded talk."""
    person = talk.proposal.person_id
    return bool((talk.recorded_by.person_id == person) != (actor.person_id == person))
