"""A user declares a relative among the civil servants, and so steps aside (S2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.decisions.models import Relative
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person


@transaction.atomic
def declare_relative(*, person: Person, actor: Any, now: datetime) -> Relative:
    """
    Keep that a civil servant is a relative of the actor; it is not taken back.

    :raises ActError: for oneself.
    """
    if actor.person_id == person.pk:
        raise ActError(_("This is yourself: your own case is left out anyway."))
    row, new = Relative.objects.get_or_create(
        user=actor, person=person, defaults={"declared_at": now}
    )
    if new:
        record(
            actor=actor,
            act="relative.declare",
            subject=f"person:{person.pk}",
            now=now,
            content={},
        )
    return row
