"""Who reaches which proposals, and as what; one answer for no."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.access import units_in
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import (
    Dialogue,
    Proposal,
    Response,
    State,
    Support,
    UnitInput,
)

LEFT_ONLY = {  # what the head of the unit left does, never the head of the new one
    "response.assist",
    "dialogue.read",
    "dialogue.write",
}


def proposals_visible_to(
    rights: Rights, act: str = "proposal.read"
) -> QuerySet[Proposal]:
    """Return the proposals on which the person may do ``act``."""
    reach = rights.reach(act)
    rows = Proposal.objects.select_related(
        "person", "from_unit", "from_job", "to_unit", "to_job", "round", "case"
    )
    if reach.everything:
        return rows
    within = Q(pk__in=())
    if reach.cases:
        within |= ~Q(state=State.WITHDRAWN)
    if reach.units:
        units = units_in(reach)
        within |= Q(from_unit__in=units)
        if act not in LEFT_ONLY:
            within |= Q(to_unit__in=units)
    if reach.own and rights.user.person_id:
        within |= Q(person=rights.user.person_id)
    return rows.filter(within)


def proposal_for(rights: Rights, pk: int, act: str = "proposal.read") -> Proposal:
    """
    Return the proposal, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    found = proposals_visible_to(rights, act).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_proposal(rights: Rights, pk: int, act: str = "response.write") -> Proposal:
    """
    Return the person's own proposal, whatever other roles the person has.

    :raises Http404: when it is somebody else's, or not there.
    """
    found = proposal_for(rights, pk, act)
    if found.person_id != rights.user.person_id:
        raise Http404
    return found


def response_for(rights: Rights, pk: int, act: str = "response.read") -> Response:
    """
    Return a response with its proposal, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = Response.objects.filter(proposal__in=proposals_visible_to(rights, act))
    found = rows.select_related(
        "proposal__person", "proposal__to_unit", "proposal__round", "given_by"
    )
    response = found.filter(pk=pk).first()
    if response is None:
        raise Http404
    return response


def sides_of(rights: Rights, proposal: Proposal) -> list[tuple[UnitInput.Side, Unit]]:
    """Return the units of a proposal for which the person speaks: side and unit."""
    units = units_in(rights.reach("unit_input.write"))
    ends = [
        (UnitInput.Side.RELEASE, proposal.from_unit),
        (UnitInput.Side.RECEIVE, proposal.to_unit),
    ]
    mine = set(
        units.filter(pk__in=[unit.pk for _, unit in ends]).values_list("pk", flat=True)
    )
    return [(side, unit) for side, unit in ends if unit.pk in mine]


def support_for(rights: Rights, pk: int) -> Support:
    """
    Return a request for help that the person may answer, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    within = proposals_visible_to(rights, "support.answer")
    rows = Support.objects.filter(proposal__in=within).select_related(
        "proposal__person"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def dialogue_for(rights: Rights, pk: int, act: str = "dialogue.write") -> Dialogue:
    """
    Return the record of a talk, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = Dialogue.objects.filter(proposal__in=proposals_visible_to(rights, act))
    found = rows.select_related("proposal__person", "recorded_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
