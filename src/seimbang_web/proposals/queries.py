"""Read proposals: what the person and the heads said, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import (
    Offer,
    Proposal,
    Response,
    State,
    Support,
    UnitInput,
)


def response_of(proposal: Proposal) -> Response | None:
    """Return the response that counts, the last one; None: not answered yet."""
    return proposal.responses.select_related("given_by").order_by("-pk").first()


@dataclass(frozen=True)
class Heard:
    """What one unit is asked, and the last answer; None: none yet."""

    side: UnitInput.Side
    unit: Unit
    answer: UnitInput | None

    @property
    def agrees(self) -> bool:
        """Tell whether the unit agrees, on a condition or without."""
        return self.answer is not None and self.answer.answer != UnitInput.Answer.NO


def inputs_of(proposal: Proposal) -> list[Heard]:
    """Return what the heads of the unit left and of the new unit say, in this order."""
    last = {
        (one.side, one.unit_id): one
        for one in proposal.inputs.select_related("given_by").order_by("pk")
    }
    ends = (
        (UnitInput.Side.RELEASE, proposal.from_unit),
        (UnitInput.Side.RECEIVE, proposal.to_unit),
    )
    return [Heard(side, unit, last.get((side.value, unit.pk))) for side, unit in ends]


def may_respond(proposal: Proposal, day: date) -> bool:
    """Tell whether an answer is still taken on ``day``, the last one included."""
    return proposal.state == State.OPEN and day <= proposal.respond_until


def offers() -> Offer:
    """Return which help the region gives; before the first setting: none."""
    return Offer.objects.order_by("-pk").first() or Offer(kinds=[])


def kinds_offered() -> list[Support.Kind]:
    """Return the kinds of help that the region gives, in their order."""
    held = set(offers().kinds)
    return [kind for kind in Support.Kind if kind.value in held]
