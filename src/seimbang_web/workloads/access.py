"""Which reports a person sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.access import units_visible_to
from seimbang_web.workloads.models import Barrier, Report


def reports_visible_to(rights: Rights) -> QuerySet[Report]:
    """Return the reports on the units of the person, and those the person made."""
    units = units_visible_to(rights, "unit.report")
    rows = Report.objects.filter(Q(unit__in=units) | Q(made_by=rights.user))
    return rows.select_related("unit", "made_by", "answered_by")


def report_for(rights: Rights, pk: int) -> Report:
    """
    Return the report, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    report = reports_visible_to(rights).filter(pk=pk).first()
    if report is None:
        raise Http404
    return report


def barrier_for(pk: int) -> Barrier:
    """
    Return the barrier; who reads imports reads all of them.

    :raises Http404: when it is not there.
    """
    rows = Barrier.objects.select_related("made_by", "decided_by", "version")
    barrier = rows.defer("ways", "version__content").filter(pk=pk).first()
    if barrier is None:
        raise Http404
    return barrier
