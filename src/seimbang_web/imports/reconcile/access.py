"""Get a comparison or a difference and check the right, in one call."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.imports.models import Difference, Reconciliation


def reconciliation_for(
    rights: Rights, pk: int, act: str = "reconcile.read"
) -> Reconciliation:
    """
    Return the comparison with its import, without the import's proposal.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    rows = Reconciliation.objects.select_related(
        "source__work", "source__uploaded_by"
    ).defer("source__proposal")
    found = rows.filter(pk=pk).first() if rights.reach(act).everything else None
    if found is None:
        raise Http404
    return found


def difference_for(
    rights: Rights, pk: int, act: str = "reconcile.settle"
) -> Difference:
    """
    Return the difference with its person.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    rows = Difference.objects.select_related(
        "person__unit", "version", "settled_by", "reconciliation__source"
    ).defer("reconciliation__source__proposal", "version__content")
    found = rows.filter(pk=pk).first() if rights.reach(act).everything else None
    if found is None:
        raise Http404
    return found
