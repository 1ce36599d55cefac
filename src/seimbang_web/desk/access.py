"""Who may use the desk: get and check in one call."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.access import sight_of
from seimbang_web.cards.rules import Sight
from seimbang_web.organisation.models import Person
from seimbang_web.plans.access import plan_for
from seimbang_web.plans.models import Move, Plan


def made_for(rights: Rights, pk: int, act: str = "plan.read") -> Plan:
    """
    Return a plan that holds moves, checked.

    :raises Http404: when it is not there, holds none or is out of reach.
    """
    plan = plan_for(rights, pk, act)
    if not made(plan):
        raise Http404
    return plan


def made(plan: Plan) -> bool:
    """Tell whether a plan holds moves, or says that nobody has to move."""
    return plan.summary is not None and "plan" in plan.summary


def move_for(rights: Rights, pk: int, act: str = "plan.read") -> Move:
    """
    Return a move with its plan, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = Move.objects.select_related(
        "person__unit", "person__job", "from_unit", "to_unit", "from_job", "to_job"
    )
    move = rows.filter(pk=pk).first()
    if move is None:
        raise Http404
    move.plan = made_for(rights, move.plan_id, act)
    return move


def sights(rights: Rights, people: Iterable[Person]) -> dict[int, Sight]:
    """Return how much of each person may be shown when rules are told."""
    return {person.pk: sight_of(rights, person) for person in people}
