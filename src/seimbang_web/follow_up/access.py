"""Who sees which moves after the decree: by both units; one answer for no."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.follow_up.models import Task, Track
from seimbang_web.organisation.access import units_in


def tracks_visible_to(rights: Rights, act: str = "follow_up.read") -> QuerySet[Track]:
    """
    Return the moves on which the person may do ``act``.

    The start of work is stated by the head of the new unit only.
    """
    rows = Track.objects.select_related(
        "letter",
        "proposal__person",
        "proposal__from_unit",
        "proposal__to_unit",
        "proposal__to_unit__agency",
        "proposal__from_job",
        "proposal__to_job",
        "proposal__after__person",
    )
    reach = rights.reach(act)
    if reach.everything:
        return rows
    units = units_in(reach)
    within = Q(proposal__to_unit__in=units)
    if act != "follow_up.start":
        within |= Q(proposal__from_unit__in=units)
    if reach.own and rights.user.person_id:
        within |= Q(proposal__person=rights.user.person_id)
    return rows.filter(within)


def track_for(rights: Rights, pk: int, act: str = "follow_up.read") -> Track:
    """
    Return the move, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    track = tracks_visible_to(rights, act).filter(pk=pk).first()
    if track is None:
        raise Http404
    return track


def task_for(rights: Rights, pk: int, act: str = "follow_up.write") -> Task:
    """
    Return the task, checked by its move.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = Task.objects.select_related("track__proposal__person")
    task = rows.filter(pk=pk, track__in=tracks_visible_to(rights, act)).first()
    if task is None:
        raise Http404
    return task
