"""
Who sees which units and people: one function for pages, lists, search, files.

Reading through a right reaches the unit of the grant and all units whose agency it is.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Reach, Rights
from seimbang_web.organisation.models import Person, Unit


def units_in(reach: Reach) -> QuerySet[Unit]:
    """Return the units that ``reach`` takes in."""
    if reach.everything:
        return Unit.objects.all()
    return Unit.objects.filter(Q(pk__in=reach.units) | Q(agency__in=reach.units))


def units_visible_to(rights: Rights, act: str = "unit.read") -> QuerySet[Unit]:
    """Return the units on which the person may do ``act``."""
    return units_in(rights.reach(act))


def people_visible_to(rights: Rights, act: str = "roster.read") -> QuerySet[Person]:
    """Return the people on whom the person may do ``act``; oneself where it says so."""
    reach = rights.reach(act)
    if reach.everything:
        return Person.objects.all()
    within = Q(unit__in=reach.units) | Q(unit__agency__in=reach.units)
    if reach.own and rights.user.person_id:
        within |= Q(pk=rights.user.person_id)
    return Person.objects.filter(within)


def unit_for(rights: Rights, pk: int, act: str = "unit.read") -> Unit:
    """
    Return the unit, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    unit = units_visible_to(rights, act).select_related("agency").filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit


def person_for(rights: Rights, pk: int, act: str = "roster.read") -> Person:
    """
    Return the person, checked.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    rows = people_visible_to(rights, act).select_related("unit", "job")
    person = rows.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def reaches(rights: Rights, person: Person, act: str) -> bool:
    """Tell whether the person of ``rights`` may do ``act`` on ``person``."""
    return people_visible_to(rights, act).filter(pk=person.pk).exists()
