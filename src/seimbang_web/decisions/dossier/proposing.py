"""Who had a hand in what a dossier proposes (S1): kept with it, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seimbang_web.decisions.models import Dossier, Objection, Proposer
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.proposals.models import Proposal

PINS = (Pin.Kind.MUST, Pin.Kind.NEVER, Pin.Kind.CLOSED)  # a lock to stay moves nobody


def proposers_of(
    dossier: Dossier, proposals: Sequence[Proposal]
) -> dict[int, Proposer.Part]:
    """Return the users and the part each had first."""
    found = {dossier.made_by_id: Proposer.Part.MADE}
    for user, part in _hands(dossier, proposals):
        found.setdefault(user, part)
    return found


def _hands(
    dossier: Dossier, proposals: Sequence[Proposal]
) -> Iterator[tuple[int, Proposer.Part]]:
    if dossier.parent is not None:
        for one in dossier.parent.proposers.all():
            yield one.user_id, Proposer.Part(one.part)
    if dossier.plan is not None:
        yield from _of_plan(dossier.plan)
    for proposal in proposals:
        yield proposal.opened_by_id, Proposer.Part.OPENED
        if proposal.case is not None:
            yield proposal.case.registered_by_id, Proposer.Part.OPENED


def _of_plan(plan: Plan) -> Iterator[tuple[int, Proposer.Part]]:
    """
    Yield who asked for a plan, chose it and locked people in it.

    A plan that an upheld objection asked for has no such person: it follows by itself.
    """
    upheld = Objection.objects.filter(replan=plan).values_list("decided_by", flat=True)
    if plan.asked_by_id is not None and plan.asked_by_id not in set(upheld):
        yield plan.asked_by_id, Proposer.Part.ASKED
    for choice in plan.choices.all():
        yield choice.made_by_id, Proposer.Part.CHOSE
    for pin in plan.round.pins.filter(kind__in=PINS):
        yield pin.made_by_id, Proposer.Part.PINNED
