"""Who reaches which dossiers: agencies those with own cases; one answer for no."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.organisation.access import units_in


def dossiers_visible_to(rights: Rights, act: str = "dossier.read") -> QuerySet[Dossier]:
    """Return the dossiers on which the person may do ``act``."""
    reach = rights.reach(act)
    rows = Dossier.objects.select_related("round", "plan", "made_by").defer("content")
    if reach.everything:
        return rows
    return rows.filter(pk__in=_entries(rights, act).values("dossier"))


def entries_visible_to(
    rights: Rights, dossier: Dossier, act: str = "dossier.read"
) -> QuerySet[Entry]:
    """Return the entries of a dossier that the person may read: of own units only."""
    return _entries(rights, act).filter(dossier=dossier)


def _entries(rights: Rights, act: str) -> QuerySet[Entry]:
    reach = rights.reach(act)
    rows = Entry.objects.select_related(
        "dossier", "proposal__person", "proposal__from_unit", "proposal__to_unit",
        "proposal__from_job", "proposal__to_job", "proposal__case",
    ).defer("dossier__content")  # fmt: skip
    if reach.everything:
        return rows
    units = units_in(reach)
    return rows.filter(
        Q(proposal__from_unit__in=units) | Q(proposal__to_unit__in=units)
    )


def dossier_for(rights: Rights, pk: int, act: str = "dossier.read") -> Dossier:
    """
    Return the dossier, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    dossier = dossiers_visible_to(rights, act).filter(pk=pk).first()
    if dossier is None:
        raise Http404
    return dossier


def entry_for(rights: Rights, pk: int, act: str = "dossier.read") -> Entry:
    """
    Return an entry with its dossier, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    entry = _entries(rights, act).filter(pk=pk).first()
    if entry is None:
        raise Http404
    return entry
