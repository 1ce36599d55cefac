"""Steps that are over their last day: marked once, told to who stands above."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from seimbang_web.audit.actions import record
from seimbang_web.decisions.dossier.queries import overdue, procedure_of
from seimbang_web.decisions.models import Step


@transaction.atomic
def escalate(*, now: datetime, day: date) -> int:
    """Mark the steps whose last day is over, once each; tell who stands above."""
    count = 0
    for step in overdue(day).filter(escalated_at=None):
        told = procedure_of(step.dossier).step(step.key)
        count += Step.objects.filter(pk=step.pk, escalated_at=None).update(
            escalated_at=now
        )
        record(
            actor=None,
            act="dossier.late",
            subject=f"dossier:{step.dossier_id}",
            now=now,
            content={
                "step": step.key,
                "due": step.due_on,
                "told": told.escalate.id,
            },
        )
    return count
