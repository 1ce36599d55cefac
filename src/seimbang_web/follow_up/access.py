"""Who sees and does what after the decree: by both units; one answer for no."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.models import Role
from seimbang_web.accounts.rights import Rights
from seimbang_web.follow_up.models import Talk, Task, TaskRule, Track, Who
from seimbang_web.organisation.access import units_in
from seimbang_web.proposals.models import Support

Row = TypeVar("Row", bound=Model)
OLD, NEW = "proposal__from_unit__in", "proposal__to_unit__in"
SIDES = {"follow_up.start": (NEW,), "follow_up.release": (OLD,)}  # others: both


def tracks_visible_to(rights: Rights, act: str = "follow_up.read") -> QuerySet[Track]:
    """
    Return the moves on which the person may do ``act``.

    The old unit sends the person, the new one states the start.
    """
    rows = Track.objects.select_related(
        "letter",
        "proposal__person",
        "proposal__from_unit__agency",
        "proposal__to_unit__agency",
        "proposal__from_job",
        "proposal__to_job",
        "proposal__after__person",
        "proposal__after__to_unit",
    )
    reach = rights.reach(act)
    if reach.everything:
        return rows
    within, units = Q(pk=None), units_in(reach)
    if reach.units:
        for side in SIDES.get(act, (OLD, NEW)):
            within |= Q(**{side: units})
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


def tasks_of(rights: Rights) -> QuerySet[Task]:
    """Return the tasks that the person may finish: the office all, others theirs."""
    rows = Task.objects.defer("proof").select_related(
        "track__proposal__person",
        "track__proposal__from_unit",
        "track__proposal__to_unit",
    )
    reach = rights.reach("follow_up.task")
    return rows if reach.everything else rows.filter(theirs(rights))


def theirs(rights: Rights) -> Q:
    """Return which tasks are the person's own work, by role and unit."""
    reach = rights.reach("follow_up.task")
    found, units = Q(pk=None), units_in(reach)
    if Role.OPERATOR in rights.roles:
        found |= Q(who=Who.OFFICE)
    if Role.HEAD in rights.roles:
        found |= Q(who=Who.OLD) & Q(**{f"track__{OLD}": units})
        found |= Q(who=Who.NEW) & Q(**{f"track__{NEW}": units})
    if Role.SECTOR in rights.roles:
        found |= Q(who=Who.AGENCY) & Q(**{f"track__{NEW}": units})
    if rights.user.person_id:
        own = Q(track__proposal__person=rights.user.person_id)
        found = (found & ~own) | (Q(who=Who.PERSON) & own)
    return found


def task_for(rights: Rights, pk: int) -> Task:
    """
    Return the task that the person may finish, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    return _found(tasks_of(rights).filter(pk=pk).first())


def proof_for(rights: Rights, pk: int) -> Task:
    """
    Return a task with its proof, checked.

    :raises Http404: when there is no proof or it is out of reach.
    """
    within = tracks_visible_to(rights, "follow_up.proof")
    rows = Task.objects.filter(pk=pk, track__in=within).exclude(proof_type="")
    return _found(rows.select_related("track__proposal").first())


def talk_for(rights: Rights, pk: int, act: str) -> Talk:
    """
    Return the talk, checked by its move.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = Talk.objects.filter(pk=pk, track__in=tracks_visible_to(rights, act))
    return _found(rows.select_related("track__proposal__person").first())


def support_for(rights: Rights, track: Track, pk: int) -> Support:
    """
    Return the help that was promised in the proposal of a move, checked.

    :raises Http404: when it is not of this move, or the person may not give it.
    """
    if not rights.may("support.answer"):
        raise Http404
    rows = Support.objects.filter(proposal=track.proposal_id, pk=pk)
    return _found(rows.select_related("proposal").first())


def rule_for(pk: int) -> TaskRule:
    """
    Return a row of the table of tasks that is in force.

    :raises Http404: when it is not there, or another one is in force.
    """
    return _found(TaskRule.objects.filter(pk=pk, until=None).first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
