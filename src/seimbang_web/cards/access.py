"""Who sees the card of a move, and how much of the person."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.models import IncomeTable
from seimbang_web.cards.rules import Sight
from seimbang_web.organisation.access import people_visible_to, units_in
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Choice, Move


def moves_visible_to(rights: Rights, act: str = "card.read") -> QuerySet[Move]:
    """
    Return the moves whose cards the person may read.

    Heads and agencies: from and to their units, of chosen plans, never of drafts.
    """
    reach = rights.reach(act)
    rows = Move.objects.select_related(
        "plan__round", "plan__version", "plan__local", "person", "from_unit", "to_unit",
        "from_job", "to_job",
    )  # fmt: skip
    if reach.everything:
        return rows
    units = units_in(reach)
    rows = rows.filter(plan__in=chosen_plans())
    return rows.filter(Q(from_unit__in=units) | Q(to_unit__in=units))


def chosen_plans() -> list[int]:
    """Return the plans that rounds now discuss: the last choice of each."""
    last = Choice.objects.order_by("round", "pk").values_list("round", "plan")
    return list(dict(last).values())


def move_for(rights: Rights, pk: int) -> Move:
    """
    Return the move, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    move = moves_visible_to(rights).filter(pk=pk).first()
    if move is None:
        raise Http404
    return move


def sight_of(rights: Rights, person: Person) -> Sight:
    """Return how much of a person the reader may see beside the move."""
    return Sight(
        private=_reaches(rights, "private.read", person),
        coarse=_reaches(rights, "coarse.read", person),
    )


def _reaches(rights: Rights, act: str, person: Person) -> bool:
    reach = rights.reach(act)
    if reach.everything:
        return True
    if (
        reach.cases
        and Move.objects.filter(plan__in=chosen_plans(), person=person).exists()
    ):
        return True  # the case is before the team; drafts are not
    return people_visible_to(rights, act).filter(pk=person.pk).exists()


def income_table_for(pk: int) -> IncomeTable:
    """
    Return a table of incomes.

    :raises Http404: when it is not there.
    """
    table = IncomeTable.objects.filter(pk=pk).first()
    if table is None:
        raise Http404
    return table
