"""Read proposals: what the person and the heads said, what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals import listing
from seimbang_web.proposals.models import (
    ALIVE,
    Draft,
    Offer,
    Proposal,
    Response,
    State,
    Support,
    UnitInput,
)


def response_of(proposal: Proposal) -> Response | None:
    """Return the response that counts, the last one; None: not answered yet."""
    return responses_of([proposal]).get(proposal.pk)


def responses_of(proposals: Sequence[Proposal]) -> dict[int, Response]:
    """Return the response that counts of each proposal (id) that was answered."""
    rows = Response.objects.filter(proposal__in=proposals).select_related("given_by")
    return {one.proposal_id: one for one in rows.order_by("pk")}


@dataclass(frozen=True)
class Said:
    """
    What a person says to a proposal; ``told`` is confidential.

    ``support``: kinds of help asked for with it.
    """

    answer: str
    reasons: Sequence[str] = ()
    condition: str = ""
    told: str = ""
    support: Sequence[str] = ()


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
    return heard_of([proposal])[proposal.pk]


def heard_of(proposals: Sequence[Proposal]) -> dict[int, list[Heard]]:
    """Return what the heads of both units say of each proposal (id)."""
    rows = UnitInput.objects.filter(proposal__in=proposals).select_related("given_by")
    last = {
        (one.proposal_id, one.side, one.unit_id): one for one in rows.order_by("pk")
    }
    return {
        one.pk: [
            Heard(side, unit, last.get((one.pk, side.value, unit.pk)))
            for side, unit in (
                (UnitInput.Side.RELEASE, one.from_unit),
                (UnitInput.Side.RECEIVE, one.to_unit),
            )
        ]
        for one in proposals
    }


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


def kinds_to_ask(proposal: Proposal) -> list[tuple[str, str]]:
    """Return the help that the person may still ask for, as choices."""
    asked = set(proposal.supports.values_list("kind", flat=True))
    weeks = offers().weeks
    return [
        (one.value, named(one, weeks))
        for one in kinds_offered()
        if one.value not in asked
    ]


def named(kind: Support.Kind, weeks: int) -> str:
    """Return a kind of help in words."""
    if kind == Support.Kind.TRANSITION:
        words = ngettext(
            "%(weeks)s week of transition", "%(weeks)s weeks of transition", weeks
        )
        return words % {"weeks": weeks}
    return str(kind.label)


def draft_of(proposal: Proposal) -> Said | None:
    """Return the choices not sent yet; None: there are none."""
    draft = Draft.objects.filter(proposal=proposal).first()
    return None if draft is None else Said(**draft.content)


def newest_own(rights: Rights) -> Proposal | None:
    """Return the proposal for the person: the one alive, else the last one."""
    if rights.user.person_id is None:
        return None
    rows = Proposal.objects.filter(person=rights.user.person_id)
    rows = rows.select_related(
        "person", "from_unit", "from_job", "to_unit", "to_job", "round", "case", "after"
    )
    return rows.filter(state__in=ALIVE).first() or rows.order_by("-pk").first()


def reasons_seen(rights: Rights, response: Response | None) -> list[str]:
    """Return the categories of the reasons, to those who may know them."""
    if response is None or not response.reasons:
        return []
    return response.reasons_in_words if rights.may("response.category") else []


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of the proposals waits for this person."""
    return listing.waiting_for(rights)
