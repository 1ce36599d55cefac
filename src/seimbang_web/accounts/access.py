"""Get a user or a grant and check the right, in one call."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.models import Grant, User
from seimbang_web.accounts.rights import Rights


def user_for(rights: Rights, pk: int, act: str = "user.read") -> User:
    """
    Return the user.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    user = User.objects.select_related("person").filter(pk=pk).first()
    if user is None or not rights.reach(act).everything:
        raise Http404
    return user


def grant_for(rights: Rights, pk: int, act: str) -> Grant:
    """
    Return the grant.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    rows = Grant.objects.select_related("user", "unit")
    grant = rows.filter(pk=pk).first()
    if grant is None or not rights.reach(act).everything:
        raise Http404
    return grant
