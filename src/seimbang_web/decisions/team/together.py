"""The cases without an exception, in one act: a team of three judges hundreds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.decisions.exceptions import exceptions_of
from seimbang_web.decisions.models import Advice, Entry, Session, Vote
from seimbang_web.decisions.team.actions import (
    find_recusals,
    leader,
    locked,
    recorded,
)
from seimbang_web.decisions.team.count import Tally, tallies
from seimbang_web.decisions.team.objection import objected
from seimbang_web.decisions.team.queries import Agenda
from seimbang_web.decisions.team.voting import going_on, may_vote
from seimbang_web.lib.act import ActError


def plain(session: Session) -> list[Tally]:
    """Return the cases on which nothing is to be read first, counted."""
    rows = session.dossier.entries.select_related("proposal").order_by("order")
    return tallies(session, [one for one in rows if not exceptions_of(one).grave])


def to_vote(counted: Sequence[Tally], user: Any) -> list[Entry]:
    """Return the cases that the member may judge and has not voted on."""
    return [
        one.entry
        for one in counted
        if not one.is_recused(user.pk)
        and all(vote.user_id != user.pk for vote in one.votes)
    ]


def to_record(counted: Sequence[Tally], user: Any) -> list[Tally]:
    """Return the cases with enough votes whose recommendation is not recorded."""
    due = [
        one
        for one in counted
        if one.ready and not one.done and not one.is_recused(user.pk)
    ]
    against = objected([one.entry.proposal for one in due])
    return [one for one in due if one.entry.proposal_id not in against]


@transaction.atomic
def vote_together(
    *, session: Session, choice: Vote.Choice, digest: str, actor: Any, now: datetime
) -> int:
    """
    Vote alike on every case without an exception; return on how many.

    A vote given before stays; each case can still be judged by itself.

    :raises ActError: as for one vote, and when no such case is left.
    """
    row = locked(session)
    going_on(row, digest)
    find_recusals(row, now)
    may_vote(row, actor)
    entries = to_vote(plain(row), actor)
    if not entries:
        raise ActError(_("No case without an exception waits for your vote."))
    Vote.objects.bulk_create(
        Vote(
            session=row,
            entry=entry,
            user=actor,
            choice=choice,
            digest=digest,
            cast_at=now,
        )
        for entry in entries
    )
    cases = [entry.pk for entry in entries]
    recorded(
        row, "session.vote", actor, now, entries=cases, choice=choice, digest=digest
    )
    return len(entries)


@transaction.atomic
def advise_together(*, session: Session, digest: str, actor: Any, now: datetime) -> int:
    """
    Record what the votes make of every case without an exception; return how many.

    :raises ActError: by another than chair or secretary, and when no such case has
        enough votes.
    """
    row = locked(session)
    leader(row, actor)
    going_on(row, digest)
    counted = to_record(plain(row), actor)
    if not counted:
        raise ActError(_("No case without an exception has enough votes yet."))
    for one in counted:
        Advice.objects.update_or_create(
            session=row,
            entry=one.entry,
            defaults={"choice": one.choice, "made_at": now},
        )
    recorded(
        row,
        "session.advise",
        actor,
        now,
        choices={one.entry.pk: one.choice for one in counted},
    )
    return len(counted)


@dataclass(frozen=True)
class Rest:
    """On how many cases a reader can vote, and record, in one act."""

    votes: int
    advices: int


def rest(agenda: Agenda) -> Rest:
    """Return what of an agenda a reader can do in one act."""
    seat, user = agenda.seat, agenda.rights.user
    counted = [one.tally for one in agenda.lines if not one.exceptions.grave]
    if not agenda.running or agenda.paused or seat is None or not seat.present:
        return Rest(0, 0)
    return Rest(
        len(to_vote(counted, user)),
        len(to_record(counted, user)) if agenda.leads else 0,
    )
