"""Which letters of proposals may be drafted, by whom, and where a page offers them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.cases.models import Kind as Asked
from seimbang_web.cases.models import Lane
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.organisation.access import units_in
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Round
from seimbang_web.proposals.models import Proposal, State, UnitInput
from seimbang_web.proposals.queries import Heard

ACT = "letter.draft"
DIGITS = 17  # of an id that the database takes


@dataclass(frozen=True)
class Offer:
    """A letter that a page offers: there already, or to be drafted; ``count``: rows."""

    kind: Kind
    subject: str
    letter: Letter | None
    may_draft: bool
    unit: Unit
    count: int = 1


def consent_reach(rights: Rights, subject: str) -> UnitInput:
    """
    Return what a head said, of which this person drafts the consent.

    :raises Http404: when it is not there or out of reach.
    """
    (pk,) = _numbers(subject, "input", 1)
    within = units_in(rights.reach(ACT))
    found = UnitInput.objects.filter(pk=pk, unit__in=within).first()
    if found is None:
        raise Http404
    return found


def usul_reach(rights: Rights, subject: str) -> Unit:
    """
    Return the agency whose usul this person drafts.

    :raises Http404: when the record is not there, needs none, or is out of reach.
    """
    if subject.startswith("proposal:"):
        (pk,) = _numbers(subject, "proposal", 1)
        rows = Proposal.objects.filter(case__kind=Asked.OWN).exclude(lane=Lane.INSIDE)
        found = rows.select_related("from_unit__agency").filter(pk=pk).first()
        agency = _agency(found) if found else None
    else:
        round_, pk = _numbers(subject, "usul", 2)
        known = Round.objects.filter(pk=round_).exists()
        agency = Unit.objects.filter(pk=pk, agency=None).first() if known else None
    within = units_in(rights.reach(ACT))
    if agency is None or not within.filter(pk=agency.pk).exists():
        raise Http404
    return agency


def _numbers(subject: str, kind: str, count: int) -> list[int]:
    of, *numbers = subject.split(":")
    plain = all(one.isdecimal() and len(one) <= DIGITS for one in numbers)
    if of != kind or len(numbers) != count or not plain:
        raise Http404
    return [int(one) for one in numbers]


def _agency(proposal: Proposal) -> Unit:
    return proposal.from_unit.agency or proposal.from_unit


def consent_offer(rights: Rights, given: UnitInput | None) -> Offer | None:
    """Return the consent of what a head said; None: nothing was said."""
    if given is None:
        return None
    return _offer(rights, Kind.CONSENT, f"input:{given.pk}", given.unit)


def consent_offers(rights: Rights, heard: list[Heard]) -> list[Offer]:
    """Return the consents of both units that are written or may be drafted."""
    offers = [consent_offer(rights, one.answer) for one in heard]
    return [one for one in offers if one and (one.letter or one.may_draft)]


def usul_offer(rights: Rights, proposal: Proposal) -> Offer | None:
    """Return the usul of a single case; None: it came with one, or needs none."""
    case = proposal.case
    if case is None or case.kind != Asked.OWN or proposal.lane == Lane.INSIDE:
        return None
    agency = _agency(proposal)
    return _offer(rights, Kind.USUL, f"proposal:{proposal.pk}", agency)


def usul_offers(rights: Rights) -> list[Offer]:
    """Return the usul of every agency within reach that people leave in a round."""
    rows = Proposal.objects.filter(state=State.OPEN, case=None)
    rows = rows.exclude(lane=Lane.INSIDE).select_related("from_unit__agency")
    count = Counter((one.round_id, _agency(one)) for one in rows)
    within = set(units_in(rights.reach(ACT)).values_list("pk", flat=True))
    return [
        _offer(rights, Kind.USUL, f"usul:{round_}:{agency.pk}", agency, number)
        for (round_, agency), number in sorted(
            count.items(), key=lambda one: one[0][1].name
        )
        if agency.pk in within
    ]


def _offer(
    rights: Rights, kind: Kind, subject: str, unit: Unit, count: int = 1
) -> Offer:
    rows = Letter.objects.filter(kind=kind, subject=subject)
    letter = rows.exclude(state=LetterState.VOID).first()
    may = letter is None and rights.may(ACT)
    if may:
        may = units_in(rights.reach(ACT)).filter(pk=unit.pk).exists()
    return Offer(kind, subject, letter, may, unit, count)
