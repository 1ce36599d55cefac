"""Take, end and review an emergency access: alone, but never unseen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.emergency.queries import running_of
from seimbang_web.accounts.models import EmergencyAccess, EmergencyReview, Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError

LASTS = timedelta(minutes=60)
NEVER = frozenset({Role.TECHNICIAN, Role.AUDITOR, Role.PROTECTION})


@transaction.atomic
def take_emergency(
    *, scope: str, reason: str, rights: Rights, now: datetime
) -> EmergencyAccess:
    """
    Open what ``scope`` names for an hour; auditor and protection officer are told.

    :raises ActError: for those who watch or keep the machine, without a reason, or
        while another one runs.
    """
    actor = User.objects.select_for_update().get(pk=rights.user.pk)
    if rights.roles & NEVER:
        raise ActError(
            _("Who watches, or keeps the machine, takes no emergency access.")
        )
    if not rights.may("emergency.take"):
        raise ActError(_("Your role takes no emergency access: ask a verifier."))
    if not reason.strip():
        raise ActError(_("Write why it cannot wait: auditors read it."))
    if running_of(actor, now):
        raise ActError(_("An emergency access of yours runs already."))
    for over in EmergencyAccess.objects.filter(user=actor, ended_at=None):
        EmergencyAccess.objects.filter(pk=over.pk).update(ended_at=over.until)
    access = EmergencyAccess.objects.create(
        user=actor, scope=scope, reason=reason.strip(), since=now, until=now + LASTS
    )
    told = {"scope": scope, "reason": access.reason, "until": access.until}
    record(
        actor=actor, act="emergency.take", subject=_named(access), now=now, content=told
    )
    return access


@transaction.atomic
def end_emergency(*, access: EmergencyAccess, actor: User, now: datetime) -> None:
    """
    End it before its hour is over; twice ends it once.

    :raises ActError: when it is over.
    """
    running = EmergencyAccess.objects.filter(pk=access.pk, ended_at=None, until__gt=now)
    if not running.update(ended_at=now, ended_by=actor):
        raise ActError(_("This emergency access is over already."))
    record(actor=actor, act="emergency.end", subject=_named(access), now=now)


@transaction.atomic
def review_emergency(
    *, access: EmergencyAccess, found: str, actor: User, now: datetime
) -> None:
    """
    Keep what an auditor or the protection officer found; each of them once.

    :raises ActError: while it runs, without words, or a second time.
    """
    row = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    if row.runs(now):
        raise ActError(_("It still runs: review it when it is over, or end it now."))
    if not found.strip():
        raise ActError(_("Write what you found: whether the reason holds."))
    if row.reviews.filter(by=actor).exists():
        raise ActError(_("You have reviewed this emergency access already."))
    EmergencyReview.objects.create(access=row, by=actor, at=now, found=found.strip())
    record(
        actor=actor,
        act="emergency.review",
        subject=_named(row),
        now=now,
        content={"found": found.strip()},
    )


@transaction.atomic
def record_page(
    *, access: EmergencyAccess, page: str, path: str, now: datetime
) -> None:
    """Keep that a page is opened while it runs: before it is shown."""
    record(
        actor=access.user,
        act="emergency.page",
        subject=_named(access),
        now=now,
        content={"page": page, "path": path},
    )


def _named(access: EmergencyAccess) -> str:
    return f"emergency:{access.pk}"
