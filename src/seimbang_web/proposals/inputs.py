"""What heads are asked: each unit's side of each move, and its effect there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.access import units_in
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import ALIVE, Proposal, State, UnitInput

Side = UnitInput.Side


@dataclass(frozen=True)
class Asked:
    """One side of a proposal. ``responded``: that there is an answer, never which."""

    proposal: Proposal
    side: UnitInput.Side
    unit: Unit
    answer: UnitInput | None
    responded: bool
    waits: bool


def asked_of(rights: Rights) -> list[Asked]:
    """Return what the person is asked for their units, what waits first."""
    units = set(units_in(rights.reach("unit_input.write")).values_list("pk", flat=True))
    rows = Proposal.objects.filter(
        Q(from_unit__in=units) | Q(to_unit__in=units), state__in=ALIVE
    ).select_related("person", "from_unit", "to_unit", "from_job", "to_job")
    proposals = list(rows.order_by("from_unit__name", "person__name"))
    last = _answers(proposals)
    answered = set(
        Proposal.objects.filter(pk__in=[one.pk for one in proposals])
        .exclude(responses=None)
        .values_list("pk", flat=True)
    )
    found = []
    for one in proposals:
        for side, unit in ((Side.RELEASE, one.from_unit), (Side.RECEIVE, one.to_unit)):
            if unit.pk not in units:
                continue
            answer = last.get((one.pk, side.value))
            open_ = one.state == State.OPEN and rights.day <= one.respond_until
            own = one.person_id == rights.user.person_id
            waits = answer is None and open_ and not own
            found.append(Asked(one, side, unit, answer, one.pk in answered, waits))
    return sorted(found, key=lambda one: not one.waits)


def _answers(proposals: list[Proposal]) -> dict[tuple[int, str], UnitInput]:
    rows = UnitInput.objects.filter(proposal__in=[one.pk for one in proposals])
    return {(one.proposal_id, one.side): one for one in rows.order_by("pk")}
