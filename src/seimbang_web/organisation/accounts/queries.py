"""How many of a unit's people can come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from seimbang_web.accounts.many import NO_PASSWORD
from seimbang_web.accounts.models import Role
from seimbang_web.organisation.models import Person, Unit

WAITING = Q(
    user__grants__role=Role.ASN,
    user__grants__approved_at=None,
    user__grants__ended_by=None,
)
OUTSIDE = Q(user__is_active=True, user__password__startswith=NO_PASSWORD)


@dataclass(frozen=True)
class Line:
    """A unit or an agency: its people, and how far their accounts are."""

    unit: Unit
    people: int
    accounts: int
    waiting: int  # proposed, not approved
    outside: int  # may come in, and has no password yet

    @property
    def without(self) -> int:
        """Return how many have no account."""
        return self.people - self.accounts


def people_of(unit: Unit) -> QuerySet[Person]:
    """Return the people of a unit, of an agency with all its units."""
    within = Q(unit=unit) | Q(unit__agency=unit)
    return Person.objects.filter(within, present=True).order_by("name", "pk")


def agencies() -> list[Line]:
    """Return the agencies, and units without one, with all their people."""
    return _lines(Person.objects.annotate(top=Coalesce("unit__agency", "unit")))


def units_of(agency: Unit) -> list[Line]:
    """Return the units of an agency, itself among them."""
    return _lines(people_of(agency).order_by().annotate(top=F("unit")))


def _lines(people: QuerySet[Person]) -> list[Line]:
    rows: Any = people.filter(present=True)
    rows = (
        rows.values("top")
        .annotate(
            people=Count("pk", distinct=True),
            accounts=Count("user", distinct=True),
            waiting=Count("user", filter=WAITING, distinct=True),
            outside=Count("user", filter=OUTSIDE, distinct=True),
        )
        .order_by("top")
    )
    counted = {one.pop("top"): one for one in rows}
    units = Unit.objects.filter(pk__in=counted).order_by("name")
    return [Line(unit, **counted[unit.pk]) for unit in units]


def of(lines: Iterable[Line]) -> tuple[int, int]:
    """Return how many people there are, and how many have an account."""
    told = list(lines)
    return sum(one.people for one in told), sum(one.accounts for one in told)
