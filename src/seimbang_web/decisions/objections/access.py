"""Who reaches which objections; one answer for no."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.models import Entry, Objection
from seimbang_web.proposals.access import own_proposal, proposal_for
from seimbang_web.proposals.models import Proposal, State


def objections_visible_to(
    rights: Rights, act: str = "objection.read"
) -> QuerySet[Objection]:
    """
    Return the objections on which the person may do ``act``.

    ``cases``: those of proposals that stand in a dossier.
    """
    reach = rights.reach(act)
    rows = Objection.objects.select_related(
        "proposal__person",
        "proposal__from_unit",
        "proposal__to_unit",
        "decree",
        "replan",
        "filed_by",
        "decided_by",
    )
    if reach.everything:
        return rows
    within = Q(pk__in=())
    if reach.cases:
        before = Q(proposal__in=Entry.objects.values("proposal"))
        within |= before & ~Q(proposal__state=State.WITHDRAWN)
    if reach.own and rights.user.person_id:
        within |= Q(proposal__person=rights.user.person_id)
    return rows.filter(within)


def objection_for(rights: Rights, pk: int, act: str = "objection.read") -> Objection:
    """
    Return the objection, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    found = objections_visible_to(rights, act).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def to_object(rights: Rights, pk: int, *, assisted: bool) -> Proposal:
    """
    Return the proposal that is objected to: the own one, or any at the counter.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    if assisted:
        return proposal_for(rights, pk, "objection.assist")
    return own_proposal(rights, pk, "objection.file")
