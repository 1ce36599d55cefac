"""What people call a unit: kept beside its name, for search."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import StaleError
from seimbang_web.organisation.models import Unit


@transaction.atomic
def set_nicknames(
    *, unit: Unit, nicknames: str, before: str, actor: Any, now: datetime
) -> None:
    """
    Keep the nicknames of a unit, comma between; ``before`` is what the form showed.

    :raises StaleError: when somebody changed them meanwhile.
    """
    nicknames = ", ".join(filter(None, (one.strip() for one in nicknames.split(","))))
    rows = Unit.objects.filter(pk=unit.pk, nicknames=before)
    if not rows.update(nicknames=nicknames):
        theirs = Unit.objects.get(pk=unit.pk).nicknames
        raise StaleError(
            _("Somebody changed the nicknames while you wrote."),
            mine={"nicknames": nicknames},
            theirs={"nicknames": theirs},
        )
    record(
        actor=actor,
        act="unit.nickname",
        subject=f"unit:{unit.pk}",
        now=now,
        content={"before": before, "after": nicknames},
    )
