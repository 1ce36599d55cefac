"""Read emergency accesses: what runs, what was opened, what waits for a review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from seimbang_web.accounts.models import EmergencyAccess, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.lib.waiting import Waiting

EMERGENCY = "emergency"  # of the session in which it was taken: there alone it holds


@dataclass(frozen=True)
class Opened:
    """One page that was opened: when, which, where."""

    at: datetime
    page: str
    path: str


def running_of(user: User, now: datetime) -> EmergencyAccess | None:
    """Return the emergency access of ``user`` that runs at ``now``."""
    rows = EmergencyAccess.objects.select_related("user")
    return rows.filter(user=user, ended_at=None, since__lte=now, until__gt=now).first()


def accesses() -> QuerySet[EmergencyAccess]:
    """Return all of them, the last first."""
    rows = EmergencyAccess.objects.select_related("user", "ended_by")
    return rows.prefetch_related("reviews__by").order_by("-since", "-pk")


def opened(access: EmergencyAccess) -> Iterator[Opened]:
    """Yield the pages that were opened under it, as the ledger has them."""
    rows = Entry.objects.filter(act="emergency.page", subject=f"emergency:{access.pk}")
    for row in rows.select_related("content").order_by("seq"):
        told = row.content.content if hasattr(row, "content") else {}
        yield Opened(row.at, told.get("page", ""), told.get("path", ""))


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the emergency accesses that the person has not reviewed."""
    if not rights.may("emergency.review"):
        return []
    count = EmergencyAccess.objects.exclude(reviews__by=rights.user).count()
    if not count:
        return []
    words = ngettext(
        "Look at %(count)s emergency access",
        "Look at %(count)s emergency accesses",
        count,
    )
    told = words % {"count": count}
    return [Waiting(told, reverse("emergency-list"), count, rights.day)]
