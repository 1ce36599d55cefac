"""Propose another text in a signed decree; approve or refuse it, as another person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.document import words
from seimbang_web.accounts.models import one_being
from seimbang_web.audit.actions import record
from seimbang_web.decisions.amendments.check import (
    Wanted,
    hindrance,
    in_chain,
    lapsed,
)
from seimbang_web.decisions.amendments.standing import Field, texts
from seimbang_web.decisions.dossier.guards import concerns, conflicts_of
from seimbang_web.decisions.models import Amendment, Entry
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.lib.act import ActError

Outcome = Amendment.Outcome


@transaction.atomic
def propose_amendment(
    *,
    letter: Letter,
    entry: Entry,
    field: Field,
    new: str,
    effective_on: date | None,
    why: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Amendment:
    """
    Propose another text in the row of a person; of a TMT the day makes the text.

    :raises ActError: when it may not be changed so, the actor is concerned, no reason
        is given, or the same text is being changed already.
    """
    row = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if found := concerns(actor, entry.proposal, day):
        raise ActError(found[0].words)
    if not why.strip():
        raise ActError(_("Write the reason: the decree of change names it."))
    _not_twice(row, entry, field)
    new = tmt(row, effective_on) if field == Field.TMT else new.strip()
    old = texts(row, entry).get(field, "")
    at = effective_on if field == Field.TMT else None
    if words_ := hindrance(Wanted(row, entry, field, new, at), old, day):
        raise ActError(words_)
    made = Amendment.objects.create(
        letter=row,
        entry=entry,
        field=field,
        old=old,
        new=new,
        effective_on=at,
        why=why.strip(),
        proposed_by=actor,
        proposed_at=now,
    )
    content = {"letter": row.pk, "entry": entry.pk, "effective_on": at}
    _told("propose", made, actor, now, **content)
    return made


def tmt(letter: Letter, on: date | None) -> str:
    """Return a TMT as it stands in a decree; empty: no day was chosen."""
    if on is None:
        return ""
    return words.day(on) if letter.kind == Kind.SINGLE else words.short_day(on)


def _not_twice(letter: Letter, entry: Entry, field: Field) -> None:
    rows = letter.amendments.filter(entry=entry, field=field)
    if rows.filter(outcome=Outcome.WAITS).exists() or in_chain(letter, entry, field):
        raise ActError(
            _("A change of this text is on its way already: go on with that one.")
        )


@transaction.atomic
def decide_amendment(
    *,
    amendment: Amendment,
    approved: bool,
    remark: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Amendment:
    """
    Approve a proposed change, or refuse it with a reason; never one's own.

    :raises ActError: when it is decided, the actor proposed it or is concerned, it may
        not be changed so any more, or it is refused without a reason.
    """
    row = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if row.outcome != Outcome.WAITS:
        raise ActError(_("Somebody decided on this change already: look at it again."))
    if why := "" if not approved else lapsed(row, day):
        raise ActError(why)
    if found := hindrances(actor, row, day):
        raise ActError(" ".join(found))
    if not approved and not remark.strip():
        raise ActError(_("Write the reason."))
    row.outcome = Outcome.APPROVED if approved else Outcome.REFUSED
    row.remark, row.decided_by, row.decided_at = remark.strip(), actor, now
    row.save(update_fields=["outcome", "remark", "decided_by", "decided_at"])
    _told("decide", row, actor, now, outcome=row.outcome)
    return row


def hindrances(actor: Any, amendment: Amendment, day: date) -> list[str]:
    """Return what keeps a user from deciding on a change (S1, S2, S8)."""
    found = []
    if one_being(actor, amendment.proposed_by_id):
        found.append(_("You proposed this change: another person decides on it."))
    return [*found, *(one.words for one in conflicts_of(actor, amendment.entry, day))]


def _told(act: str, row: Amendment, actor: Any, now: datetime, **content: Any) -> None:
    """Record an act; names and numbers of people stay out of the record of acts."""
    record(
        actor=actor,
        act=f"amendment.{act}",
        subject=f"amendment:{row.pk}",
        now=now,
        content={"field": row.field, **content},
    )
