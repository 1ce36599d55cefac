"""Get an emergency access and check the right, in one call."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.emergency.queries import accesses
from seimbang_web.accounts.models import EmergencyAccess
from seimbang_web.accounts.rights import Rights


def emergency_for(rights: Rights, pk: int, act: str) -> EmergencyAccess:
    """
    Return the emergency access.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    access, reach = accesses().filter(pk=pk).first(), rights.reach(act)
    if access is None:
        raise Http404
    if not reach.everything and not (reach.own and access.user_id == rights.user.pk):
        raise Http404
    return access
