"""A session of the team: call it, seat its members, open it, vote, advise, close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import User, accounts_of
from seimbang_web.audit.actions import record
from seimbang_web.decisions.dossier.guards import conflicts_in, proposed
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.models import (
    Dossier,
    Entry,
    Recusal,
    Seat,
    Session,
    State,
)
from seimbang_web.decisions.team.count import attendance
from seimbang_web.lib.act import ActError

TEAM = "team"  # the step of every procedure at which the team advises


@dataclass(frozen=True)
class Place:
    """Who sits in the session, and as what."""

    user: User
    post: str
    chair: bool = False
    secretary: bool = False
    substitute_for: str = ""


@transaction.atomic
def call_session(
    *,
    dossier: Dossier,
    held_on: date,
    starts_at: time | None,
    place: str,
    basis: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Session:
    """
    Call the team together on a dossier that stands at its step.

    :raises ActError: when it does not, the day is past, a session is open already, or
        the actor made the dossier (S1).
    """
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    step = here(row)
    if row.state != State.OPEN or step is None or step.key != TEAM:
        raise ActError(_("This dossier does not stand at the team now."))
    if proposed(actor, row):
        raise ActError(_("Who proposed a dossier does not lead its session (S1)."))
    if held_on < day:
        raise ActError(_("The day of the session is past: choose today or later."))
    if row.sessions.filter(closed_at=None).exists():
        raise ActError(_("A session on this dossier is called already: go on there."))
    session = Session.objects.create(
        dossier=row,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        basis=basis,
        called_by=actor,
        called_at=now,
    )
    recorded(session, "session.call", actor, now, held_on=held_on, dossier=row.pk)
    return session


@transaction.atomic
def arrange_seats(
    *, session: Session, places: Sequence[Place], actor: Any, now: datetime
) -> None:
    """
    Seat the members; substitutes may still come until the session is closed.

    Whoever may not act on an entry is recused from it at once (S2).

    :raises ActError: without one chair and another one as secretary, when a member is
        seated twice, proposed the dossier, or voted and would lose the seat.
    """
    row = locked(session)
    _check_places(row, places)
    wanted = {place.user.pk for place in places}
    if row.votes.exclude(user__in=wanted).exists():
        raise ActError(_("Who has voted keeps the seat: mark them absent instead."))
    row.seats.exclude(user__in=wanted).delete()
    for place in places:
        Seat.objects.update_or_create(
            session=row,
            user=place.user,
            defaults={
                "post": place.post,
                "chair": place.chair,
                "secretary": place.secretary,
                "substitute_for": place.substitute_for,
            },
        )
    found = find_recusals(row, now)
    recorded(
        row,
        "session.seats",
        actor,
        now,
        seats=[
            {
                "user": place.user.pk,
                "post": place.post,
                "chair": place.chair,
                "secretary": place.secretary,
                "substitute_for": place.substitute_for,
            }
            for place in places
        ],
        recused=found,
    )


def _check_places(session: Session, places: Sequence[Place]) -> None:
    seated = {place.user.pk for place in places}
    others = [accounts_of(place.user).filter(pk__in=seated) for place in places]
    if len(seated) < len(places) or any(one.count() > 1 for one in others):
        raise ActError(_("A member is seated twice: keep one seat."))
    chairs = [place for place in places if place.chair]
    secretaries = [place for place in places if place.secretary]
    if len(chairs) != 1 or len(secretaries) != 1 or chairs == secretaries:
        raise ActError(_("Name one chair, and another member as secretary."))
    for place in places:
        if proposed(place.user, session.dossier):
            raise ActError(
                _("%(name)s proposed this dossier and has no seat here (S1).")
                % {"name": place.user}
            )
        if not place.post.strip():
            raise ActError(
                _("Write the office that %(name)s holds.") % {"name": place.user}
            )


def find_recusals(session: Session, now: datetime) -> int:
    """Recuse members from the entries on which they may not act; return how many."""
    entries = list(session.dossier.entries.select_related("proposal"))
    count = 0
    for seat in session.seats.select_related("user"):
        found = conflicts_in(seat.user, session.dossier, entries, session.held_on)
        for entry, conflicts in found.items():
            _row, new = Recusal.objects.get_or_create(
                session=session,
                entry_id=entry,
                user=seat.user,
                defaults={"found": conflicts[0].key, "made_at": now},
            )
            count += new
    return count


def locked(session: Session) -> Session:
    """
    Return the session, its row locked.

    :raises ActError: when it is closed.
    """
    row = Session.objects.select_for_update().get(pk=session.pk)
    if row.closed_at is not None:
        raise ActError(_("The session is closed: nothing in it changes any more."))
    return row


def leader(session: Session, actor: Any) -> None:
    """
    Let chair and secretary pass.

    :raises ActError: for everybody else.
    """
    seats = session.seats.filter(user=actor)
    if not any(seat.chair or seat.secretary for seat in seats):
        raise ActError(_("Only the chair or the secretary of this session does that."))


@transaction.atomic
def open_session(*, session: Session, actor: Any, now: datetime, day: date) -> None:
    """
    Open the session, once, on its day or later.

    :raises ActError: before its day, without a quorum, or by another than its leaders.
    """
    row = locked(session)
    leader(row, actor)
    if row.opened_at is not None:
        raise ActError(_("The session is open already: reload the page."))
    if day < row.held_on:
        raise ActError(_("The session is called for a later day: open it then."))
    if not attendance(row).enough:
        raise ActError(_("No quorum: mark more members as present, or postpone it."))
    find_recusals(row, now)
    row.opened_at = now
    row.save(update_fields=["opened_at"])
    recorded(row, "session.open", actor, now)


@transaction.atomic
def mark_presence(*, seat: Seat, present: bool, actor: Any, now: datetime) -> None:
    """
    Keep that a member came or left: the member says so, or chair or secretary.

    :raises ActError: when the session is closed, or somebody else says it.
    """
    row = locked(seat.session)
    if seat.user_id != actor.pk:
        leader(row, actor)
    if Seat.objects.filter(pk=seat.pk).exclude(present=present).update(present=present):
        recorded(
            row, "session.presence", actor, now, seat=seat.user_id, present=present
        )


@transaction.atomic
def read_entry(*, session: Session, entry: Entry, actor: Any, now: datetime) -> None:
    """Record that somebody opened an entry, which shows a personal file."""
    record(
        actor=actor,
        act="person.read",
        subject=f"proposal:{entry.proposal_id}",
        now=now,
        content={"session": session.pk},
    )


def recorded(
    session: Session, act: str, actor: Any, now: datetime, **content: Any
) -> None:
    """Keep what was done in a session."""
    record(
        actor=actor,
        act=act,
        subject=f"session:{session.pk}",
        now=now,
        content=content,
    )
