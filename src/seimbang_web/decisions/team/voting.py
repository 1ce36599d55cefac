"""Acts on one entry in a session, and the end of the session."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.decisions.dossier.actions import finish_step
from seimbang_web.decisions.dossier.guards import RELATIVE, conflicts_of
from seimbang_web.decisions.dossier.relatives import declare_relative
from seimbang_web.decisions.models import (
    Advice,
    Entry,
    Recusal,
    Seat,
    Session,
    State,
    Vote,
)
from seimbang_web.decisions.team.actions import (
    TEAM,
    find_recusals,
    leader,
    locked,
    recorded,
)
from seimbang_web.decisions.team.count import Tally, attendance, tallies, tally
from seimbang_web.decisions.team.objection import objected
from seimbang_web.lib.act import ActError


@transaction.atomic
def recuse(
    *,
    session: Session,
    entry: Entry,
    relative: bool,
    why: str,
    actor: Any,
    now: datetime,
) -> None:
    """
    Step aside for one entry; a vote given on it before no longer counts.

    ``relative``: the person is a relative: that holds for every other entry, session
    and decision on the same person too (S2).

    :raises ActError: when the session is closed, or the actor has no seat in it.
    """
    row = locked(session)
    _seat(row, actor)
    if not relative and not why.strip():
        raise ActError(_("Write why you step aside: it stands in the minutes."))
    if relative:
        declare_relative(person=entry.proposal.person, actor=actor, now=now)
    Recusal.objects.get_or_create(
        session=row,
        entry=entry,
        user=actor,
        defaults={
            "found": RELATIVE if relative else "",
            "why": why.strip(),
            "made_at": now,
        },
    )
    find_recusals(row, now)
    recorded(row, "session.recuse", actor, now, entry=entry.pk, relative=relative)


def _seat(session: Session, actor: Any) -> Seat:
    seat = session.seats.filter(user=actor).first()
    if seat is None:
        raise ActError(_("You have no seat in this session: ask its secretary."))
    return seat


@transaction.atomic
def cast_vote(
    *,
    session: Session,
    entry: Entry,
    choice: Vote.Choice,
    digest: str,
    actor: Any,
    now: datetime,
) -> None:
    """
    Vote on an entry; until the session is closed the last vote of a member counts.

    ``digest``: of the dossier as the member saw it.

    :raises ActError: when the session is not going on, has lost its quorum, shows
        another dossier than was seen, or the member steps aside or is not there.
    """
    row = locked(session)
    going_on(row, digest)
    if conflicts_of(actor, entry, row.held_on):
        find_recusals(row, now)
    may_vote(row, actor)
    if row.recusals.filter(entry=entry, user=actor).exists():
        raise ActError(_("You step aside for this case: you do not vote on it (S2)."))
    last = row.votes.filter(entry=entry, user=actor).last()
    if last is not None and last.choice == choice:
        return
    Vote.objects.create(
        session=row,
        entry=entry,
        user=actor,
        choice=choice,
        digest=digest,
        cast_at=now,
    )
    recorded(
        row, "session.vote", actor, now, entry=entry.pk, choice=choice, digest=digest
    )


def may_vote(session: Session, actor: Any) -> None:
    """
    Let members pass who sit in a session with a quorum.

    :raises ActError: for everybody else, and while the quorum is lost.
    """
    if not _seat(session, actor).present:
        raise ActError(_("You are not marked as present: say first that you are here."))
    if not attendance(session).enough:
        raise ActError(
            _("The quorum is lost: the session pauses. The votes so far are kept.")
        )


def going_on(session: Session, digest: str) -> None:
    """
    Let pass while the session goes on over the dossier that was seen.

    :raises ActError: before it was opened, and when the dossier is another one.
    """
    if session.opened_at is None:
        raise ActError(_("The session is not open yet: its chair opens it."))
    dossier = session.dossier
    if dossier.state != State.OPEN or dossier.digest != digest:
        raise ActError(
            _("The dossier is not the one you saw any more: reload and look again.")
        )


@transaction.atomic
def record_advice(
    *,
    session: Session,
    entry: Entry,
    condition: str,
    considered: str,
    digest: str,
    actor: Any,
    now: datetime,
) -> Advice:
    """
    Record what the votes recommend of an entry, with its condition.

    ``considered``: what was said of an objection; needed where there is one.

    :raises ActError: by another than chair or secretary, before enough members voted,
        or without what was considered on an objection.
    """
    row = locked(session)
    if row.recusals.filter(entry=entry, user=actor).exists():
        raise ActError(_("You step aside for this case: another member records it."))
    if not may_record(row, entry, actor):
        raise ActError(_("The chair or the secretary of this session records that."))
    going_on(row, digest)
    counted = tally(row, entry)
    if not counted.ready:
        raise ActError(str(counted.reason))
    if objected([entry.proposal]) and not considered.strip():
        raise ActError(_("Write what was considered on the objection."))
    advice, _new = Advice.objects.update_or_create(
        session=row,
        entry=entry,
        defaults={
            "choice": counted.choice,
            "condition": condition.strip(),
            "considered": considered.strip(),
            "made_at": now,
        },
    )
    recorded(
        row,
        "session.advise",
        actor,
        now,
        entry=entry.pk,
        choice=advice.choice,
        condition=advice.condition,
        considered=advice.considered,
    )
    return advice


def may_record(session: Session, entry: Entry, user: Any) -> bool:
    """
    Tell whether a member records the recommendation: chair or secretary.

    Where both step aside, any other member who sits.
    """
    aside = set(session.recusals.filter(entry=entry).values_list("user", flat=True))
    seats = [seat for seat in session.seats.all() if seat.user_id not in aside]
    leaders = [seat for seat in seats if seat.chair or seat.secretary]
    return any(seat.user_id == user.pk for seat in leaders or seats)


@transaction.atomic
def close_session(
    *, session: Session, closing: str, actor: Any, now: datetime, day: date
) -> None:
    """
    Close the session; nothing in it changes any more, and the dossier goes on.

    Entries without a recommendation are postponed; then ``closing`` says why.

    :raises ActError: by another than chair or secretary, before it was opened, when a
        recommendation is not what the votes make, or the reason is missing.
    """
    row = locked(session)
    leader(row, actor)
    going_on(row, row.dossier.digest)
    counted = tallies(row, list(row.dossier.entries.order_by("order")))
    stale = [one.entry.order for one in counted if one.stale]
    if stale:
        raise ActError(
            _("Votes changed since: record the recommendation again, case %(cases)s.")
            % {"cases": ", ".join(map(str, stale))}
        )
    rest = [one for one in counted if one.noted is None]
    if rest and not closing.strip():
        raise ActError(
            _("%(count)s cases have no recommendation: write why they are postponed.")
            % {"count": len(rest)}
        )
    if len(rest) == len(counted):
        raise ActError(_("Record at least one recommendation before you close."))
    _postpone(row, rest, closing.strip(), now)
    row.closing, row.closed_at = closing.strip(), now
    row.save(update_fields=["closing", "closed_at"])
    recorded(
        row,
        "session.close",
        actor,
        now,
        digest=row.dossier.digest,
        advices=dict(row.advices.values_list("entry", "choice")),
    )
    finish_step(dossier=row.dossier, key=TEAM, actor=actor, now=now, day=day)


def _postpone(session: Session, rest: list[Tally], why: str, now: datetime) -> None:
    Advice.objects.bulk_create(
        Advice(
            session=session,
            entry=one.entry,
            choice=Advice.Choice.POSTPONE,
            considered=why,
            made_at=now,
        )
        for one in rest
    )
