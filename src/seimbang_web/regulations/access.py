"""Get and check in one call; the law and the region's choices are open to all."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.regulations.models import LocalVersion, PolicyVersion


def local_for(rights: Rights, pk: int, act: str = "law.read") -> LocalVersion:
    """
    Return a version of the region's parameters, checked.

    :raises Http404: when there is none, or the person may not.
    """
    people = ("proposed_by", "approved_by", "refused_by", "base")
    row = LocalVersion.objects.select_related(*people).filter(pk=pk).first()
    if row is None or not rights.may(act):
        raise Http404
    return row


def policy_for(rights: Rights, pk: int, act: str = "law.read") -> PolicyVersion:
    """
    Return a version of an own policy, checked.

    :raises Http404: when there is none, or the person may not.
    """
    people = ("proposed_by", "approved_by", "refused_by", "base")
    row = PolicyVersion.objects.select_related(*people).filter(pk=pk).first()
    if row is None or not rights.may(act):
        raise Http404
    return row
