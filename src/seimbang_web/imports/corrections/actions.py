"""Ask for the correction of one's own data; answer with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.imports.models import Correction
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person

TIME = timedelta(hours=72)  # 3 × 24 hours [memory: UU 27/2022]; to be confirmed
OPEN = Correction.Answer.OPEN


@transaction.atomic
def ask_correction(
    *,
    person: Person,
    field: str,
    wanted: str,
    proof: str,
    actor: Any,
    now: datetime,
) -> Correction:
    """
    Keep what the person says is wrong, with the day by which it is answered.

    :raises ActError: when the same fact waits for an answer already.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if Correction.objects.filter(person=person, field=field, answer=OPEN).exists():
        raise ActError(
            _("You asked for this already; the answer comes to “My requests”.")
        )
    asked = Correction.objects.create(
        person=person,
        field=field,
        wanted=wanted,
        proof=proof,
        asked_by=actor,
        asked_at=now,
        due_at=now + TIME,
    )
    record(
        actor=actor,
        act="correction.ask",
        subject=f"correction:{asked.pk}",
        now=now,
        content={"person": person.pk, "field": field},
    )
    return asked


@transaction.atomic
def answer_correction(
    *,
    asked: Correction,
    answer: Correction.Answer,
    reason: str,
    actor: Any,
    now: datetime,
) -> None:
    """
    Answer a request; the person reads the reason.

    :raises ActError: when it is answered by now, without reason, or to oneself.
    """
    if answer == OPEN or not reason.strip():
        raise ActError(_("Choose the answer and write the reason."))
    if actor.person_id == asked.person_id:
        raise ActError(_("Nobody answers a request of their own."))
    changed = Correction.objects.filter(pk=asked.pk, answer=OPEN).update(
        answer=answer, reason=reason, answered_by=actor, answered_at=now
    )
    if not changed:
        raise ActError(_("Somebody answered this request meanwhile: read the answer."))
    record(
        actor=actor,
        act="correction.answer",
        subject=f"correction:{asked.pk}",
        now=now,
        content={"answer": str(answer), "field": asked.field},
    )
