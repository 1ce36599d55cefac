"""Who sees which cases: by the unit left and the units asked for; one answer for no."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.cases.models import Case, Consent
from seimbang_web.organisation.access import units_in
from seimbang_web.organisation.models import Unit


def cases_visible_to(rights: Rights, act: str = "case.read") -> QuerySet[Case]:
    """Return the cases on which the person may do ``act``."""
    reach = rights.reach(act)
    rows = Case.objects.select_related("person", "from_unit", "from_job")
    if reach.everything:
        return rows
    units = units_in(reach)
    mine = Q(from_unit__in=units) | Q(wishes__unit__in=units)
    return rows.filter(pk__in=Case.objects.filter(mine).values("pk"))


def case_for(rights: Rights, pk: int, act: str = "case.read") -> Case:
    """
    Return the case, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    case = cases_visible_to(rights, act).filter(pk=pk).first()
    if case is None:
        raise Http404
    return case


def sides_of(rights: Rights, case: Case) -> list[tuple[Consent.Side, Unit]]:
    """Return the consents that the person may give: side and unit."""
    reach = rights.reach("case.consent")
    units = units_in(reach)
    sides = [(Consent.Side.RELEASE, case.from_unit)]
    sides += [
        (Consent.Side.RECEIVE, wish.unit) for wish in case.wishes.select_related("unit")
    ]
    within = set(
        units.filter(pk__in=[unit.pk for _, unit in sides]).values_list("pk", flat=True)
    )
    return [(side, unit) for side, unit in sides if unit.pk in within]
