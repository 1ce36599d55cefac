"""Who reads a session of the team; one answer for no."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.models import Entry, Seat, Session


def sessions_visible_to(rights: Rights, act: str = "session.read") -> QuerySet[Session]:
    """Return the sessions on which the person may do ``act``."""
    rows = Session.objects.select_related("dossier__round", "dossier__plan")
    return rows if rights.reach(act).everything else rows.none()


def session_for(rights: Rights, pk: int, act: str = "session.read") -> Session:
    """
    Return the session, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    session = sessions_visible_to(rights, act).filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def entry_for(
    rights: Rights, pk: int, order: int, act: str = "session.read"
) -> tuple[Session, Entry]:
    """
    Return a session and the entry of its dossier with that number, checked.

    :raises Http404: when one is not there or out of reach: one answer for all.
    """
    session = session_for(rights, pk, act)
    rows = session.dossier.entries.select_related(
        "proposal__person",
        "proposal__from_unit",
        "proposal__to_unit",
        "proposal__from_job",
        "proposal__to_job",
        "proposal__move__plan",
        "proposal__case",
    )
    entry = rows.filter(order=order).first()
    if entry is None:
        raise Http404
    return session, entry


def seat_for(rights: Rights, session: Session, pk: int) -> Seat:
    """
    Return a seat of the session: one's own, or any for who leads.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = session.seats.select_related("user")
    if not rights.may("session.lead"):
        rows = rows.filter(user=rights.user)
    seat = rows.filter(pk=pk).first()
    if seat is None:
        raise Http404
    return seat
