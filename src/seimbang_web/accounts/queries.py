"""Read users, what they were granted, and what waits for the second person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.emergency.queries import waiting_for as emergency
from seimbang_web.accounts.models import Capability, Grant, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.waiting import Waiting

PROPOSED = Q(approved_at=None, ended_by=None)


@dataclass(frozen=True)
class Held:
    """A grant and its state: proposed, held, later, ended or refused."""

    grant: Grant
    state: str
    capabilities: str


def users(role: str = "") -> QuerySet[User]:
    """Return the users with their grants, those with something proposed first."""
    proposed = Count(
        "grants", filter=Q(grants__approved_at=None, grants__ended_by=None)
    )
    grants = Grant.objects.select_related("unit").order_by("pk")
    rows = User.objects.annotate(
        proposed=proposed,
        factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
    )
    if role:
        rows = rows.filter(grants__role=role).distinct()
    return rows.prefetch_related(Prefetch("grants", grants)).order_by(
        "-proposed", "username"
    )


def held(user: User, day: date) -> Iterator[Held]:
    """Yield the grants of a user, the last first."""
    rows = user.grants.select_related(
        "unit", "proposed_by", "approved_by", "ended_by"
    ).order_by("-pk")
    for grant in rows:
        words = [str(Capability(one).label) for one in grant.capabilities]
        yield Held(grant, _state(grant, day), ", ".join(words))


def _state(grant: Grant, day: date) -> str:
    if grant.open:
        return "proposed"
    if grant.approved_at is None:
        return "refused"
    if grant.in_force(day):
        return "held"
    return "later" if grant.since > day and grant.ended_by_id is None else "ended"


def has_factor(user: User) -> bool:
    """Tell whether the user has a second factor."""
    return bool(Authenticator.objects.filter(user=user).exists())


def proposals() -> QuerySet[Grant]:
    """Return the roles that wait for the second person."""
    return Grant.objects.filter(PROPOSED)


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the roles to approve, and the emergency accesses to look at."""
    if not rights.may("user.approve"):
        return emergency(rights)
    count = (
        proposals().exclude(proposed_by=rights.user).exclude(user=rights.user).count()
    )
    words = _("Approve proposed roles")
    found = [Waiting(words, reverse("user-list"), count)] if count else []
    return found + emergency(rights)
