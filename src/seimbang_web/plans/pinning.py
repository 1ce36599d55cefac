"""Acts on pins: put one, end some. Ended pins stay, with who and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Pin, Round

Kind = Pin.Kind
NEEDS = {  # kind → (a person, a unit)
    Kind.STAYS: (True, False),
    Kind.MUST: (True, True),
    Kind.NEVER: (True, True),
    Kind.CLOSED: (False, True),
}


@transaction.atomic
def add_pin(
    *,
    round: Round,
    kind: Pin.Kind,
    person: Person | None,
    unit: Unit | None,
    why: str,
    actor: Any,
    now: datetime,
) -> Pin:
    """
    Put a pin; return it.

    :raises ActError: when its kind needs something else, or another pin is against it.
    """
    Round.objects.select_for_update().get(pk=round.pk)
    if not why.strip():
        raise ActError(_("Write the reason: people will ask for it."))
    if NEEDS[kind] != (person is not None, unit is not None):
        raise ActError(_("This kind of pin needs something else: see the choice."))
    if person and unit and kind is Kind.MUST and person.unit_id == unit.pk:
        raise ActError(_("The person works there already: choose “stays”."))
    _not_against(round, kind, person, unit)
    pin = Pin.objects.create(
        round=round,
        kind=kind,
        person=person,
        unit=unit,
        why=why.strip(),
        made_by=actor,
        made_at=now,
    )
    record(
        actor=actor,
        act="pin.add",
        subject=f"pin:{pin.pk}",
        now=now,
        content={
            "kind": kind.value,
            "person": person and person.pk,
            "unit": unit and unit.code,
            "why": pin.why,
        },
    )
    return pin


@transaction.atomic
def end_pins(*, round: Round, pins: Iterable[int], actor: Any, now: datetime) -> int:
    """
    End those of the ``pins`` (ids) of ``round`` that hold; return how many.

    :raises ActError: when none of them holds any more.
    """
    held = Pin.objects.select_for_update().filter(
        round=round, pk__in=list(pins), ended_at=None
    )
    ended = list(held.values_list("pk", flat=True))
    if not ended:
        raise ActError(_("Tick the pins to end; those that have ended stay so."))
    Pin.objects.filter(pk__in=ended).update(ended_by=actor, ended_at=now)
    record(
        actor=actor,
        act="pin.end",
        subject=f"round:{round.pk}",
        now=now,
        content={"pins": ended},
    )
    return len(ended)


def _not_against(
    round: Round, kind: Pin.Kind, person: Person | None, unit: Unit | None
) -> None:
    """
    Refuse a pin that is there, or that cannot hold beside one that is there.

    :raises ActError: naming the other pin.
    """
    held = round.pins.filter(ended_at=None).select_related("person", "unit")
    if held.filter(kind=kind, person=person, unit=unit).exists():
        raise ActError(_("This pin is there already."))
    mine = Q(person=person) if person else Q(pk=None)
    at = Q(unit=unit) if unit else Q(pk=None)
    against = {
        Kind.STAYS: mine & Q(kind=Kind.MUST),
        Kind.MUST: (mine & (Q(kind__in=(Kind.STAYS, Kind.MUST)) | at & Q(kind="never")))
        | (at & Q(kind=Kind.CLOSED)),
        Kind.NEVER: mine & at & Q(kind=Kind.MUST),
        Kind.CLOSED: at & Q(kind=Kind.MUST),
    }[kind]
    other = held.filter(against).first()
    if other is not None:
        told = _("Against the pin of {who}: “{kind}” {where}. End that one first.")
        raise ActError(
            told.format(
                who=other.made_by,
                kind=Kind(other.kind).label,
                where=other.unit or other.person,
            )
        )
