"""The last day to answer moves: after an outage, or for a recorded reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.outreach.extend import Moved
from seimbang_web.proposals.models import Extension, Proposal, State


def extend_proposals(
    moved_day: Callable[[date], date], actor: Any, now: datetime
) -> list[Moved]:
    """Move the last days that an outage fell upon (outreach tells of it)."""
    found = []
    for row in Proposal.objects.select_for_update().filter(state=State.OPEN):
        was = row.respond_until
        until = moved_day(was)
        if until != was:
            _extend(row, until, _("The service was down."), actor, now)
            found.append(Moved(f"proposal:{row.pk}", was, until))
    return found


@transaction.atomic
def reopen(
    *,
    proposal: Proposal,
    until: date,
    why: str,
    actor: Any,
    now: datetime,
    day: date,
) -> None:
    """
    Take answers again until a later day, for a recorded reason.

    :raises ActError: without a reason, for a past or earlier day, or when the proposal
        is not open any more.
    """
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != State.OPEN:
        raise ActError(_("This proposal was decided or withdrawn meanwhile: reload."))
    if until < day or until <= row.respond_until:
        raise ActError(_("Choose a day later than the present last day."))
    if not why.strip():
        raise ActError(_("Write the reason: it is recorded."))
    _extend(row, until, why.strip(), actor, now)
    record(
        actor=actor,
        act="proposal.reopen",
        subject=f"proposal:{row.pk}",
        now=now,
        content={"until": until, "why": why.strip()},
    )


def _extend(row: Proposal, until: date, why: str, actor: Any, now: datetime) -> None:
    Extension.objects.create(
        proposal=row, until=until, why=why, made_by=actor, made_at=now
    )
    Proposal.objects.filter(pk=row.pk).update(
        respond_until=until, version=F("version") + 1
    )
