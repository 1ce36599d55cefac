"""Help for who moves: offered by the region, asked for, answered, given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.decide.calendar import working_day
from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.models import ALIVE, Offer, Proposal, Support
from seimbang_web.proposals.queries import kinds_offered, offers


@transaction.atomic
def set_offers(
    *, kinds: Sequence[str], weeks: int, days: int, actor: Any, now: datetime
) -> Offer:
    """Keep which kinds of help the region gives from now on."""
    offer = Offer.objects.create(
        kinds=[kind.value for kind in Support.Kind if kind.value in set(kinds)],
        weeks=weeks,
        days=days,
        set_by=actor,
        set_at=now,
    )
    record(
        actor=actor,
        act="support.offer",
        subject=f"offer:{offer.pk}",
        now=now,
        content={"kinds": offer.kinds, "weeks": weeks, "days": days},
    )
    return offer


@transaction.atomic
def ask_support(
    *, proposal: Proposal, kind: str, actor: Any, now: datetime, day: date
) -> Support:
    """
    Keep a request for help with the day by which it is answered; once a kind.

    :raises ActError: when the region does not give it, or the proposal is over.
    """
    if proposal.state not in ALIVE:
        raise ActError(_("This proposal was decided or withdrawn meanwhile: reload."))
    if kind not in kinds_offered():
        raise ActError(_("The region does not give this help now."))
    support, new = Support.objects.get_or_create(
        proposal=proposal,
        kind=kind,
        defaults={"asked_at": now, "due_on": working_day(day, offers().days)},
    )
    if new:
        record(
            actor=actor,
            act="support.ask",
            subject=f"proposal:{proposal.pk}",
            now=now,
            content={"kind": kind},
        )
    return support


@transaction.atomic
def answer_support(
    *, support: Support, granted: bool, why: str, actor: Any, now: datetime
) -> None:
    """
    Say whether the help is given; a refusal has its reason.

    :raises ActError: without reason for a refusal, when it is answered already, or to
        oneself.
    """
    _not_own(support, actor)
    if not granted and not why.strip():
        raise ActError(_("Write the reason: the person will read it."))
    answer = Support.Answer.GRANTED if granted else Support.Answer.REFUSED
    changed = Support.objects.filter(pk=support.pk, answer=Support.Answer.ASKED).update(
        answer=answer, why=why.strip(), answered_by=actor, answered_at=now
    )
    if not changed:
        raise ActError(_("Somebody answered this request meanwhile: read the answer."))
    record(
        actor=actor,
        act="support.answer",
        subject=f"proposal:{support.proposal_id}",
        now=now,
        content={"kind": support.kind, "answer": answer.value, "why": why.strip()},
    )


@transaction.atomic
def finish_support(*, support: Support, actor: Any, now: datetime) -> None:
    """
    Keep that the help was given.

    :raises ActError: when it was not granted, or is done already.
    """
    _not_own(support, actor)
    changed = Support.objects.filter(
        pk=support.pk, answer=Support.Answer.GRANTED
    ).update(answer=Support.Answer.DONE, done_at=now)
    if not changed:
        raise ActError(_("This help was not granted, or is given already."))
    record(
        actor=actor,
        act="support.done",
        subject=f"proposal:{support.proposal_id}",
        now=now,
        content={"kind": support.kind},
    )


def _not_own(support: Support, actor: Any) -> None:
    if actor.person_id == support.proposal.person_id:
        raise ActError(_("Nobody answers a request of their own."))
