"""Who sees which requests: one's own, or all; one answer for no."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.imports.models import Correction
from seimbang_web.organisation.models import Person


def corrections_visible_to(
    rights: Rights, act: str = "correction.read"
) -> QuerySet[Correction]:
    """Return the requests on which the person may do ``act``."""
    reach = rights.reach(act)
    rows = Correction.objects.select_related("person__unit", "person__job")
    if reach.everything:
        return rows
    if reach.own and rights.user.person_id:
        return rows.filter(person=rights.user.person_id)
    return rows.none()


def correction_for(rights: Rights, pk: int, act: str = "correction.read") -> Correction:
    """
    Return the request, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = corrections_visible_to(rights, act).select_related("answered_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def oneself(rights: Rights) -> Person:
    """
    Return the civil servant that the user is.

    :raises Http404: when the user is none.
    """
    pk = rights.user.person_id
    rows = Person.objects.select_related("unit", "job").filter(present=True)
    person = None if pk is None else rows.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person
