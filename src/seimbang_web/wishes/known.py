"""
Wishes that came with the office's data: they count until the person says otherwise.

Shown to the person alone, who confirms, changes or drops them; only what is sent here
has a receipt and a written answer.
"""

from __future__ import annotations

from typing import Any

from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.wishes.access import Desk
from seimbang_web.wishes.models import RANKS, Kind, State

KINDS = {"unit": Kind.UNIT, "district": Kind.DISTRICT}


def known_places(desk: Desk) -> list[dict[str, Any]]:
    """
    Return the places the data hold of the person, as a draft keeps them.

    None when the person has sent or withdrawn wishes, which take their place.
    """
    if desk.helper is not None or desk.round is None:
        return []
    if desk.wish is not None and (desk.wish.draft or desk.wish.state != State.DRAFT):
        return []
    return recorded(desk.person)


def recorded(person: Person) -> list[dict[str, Any]]:
    """Return the places that the newest data hold of a person, in order."""
    version = current()
    if version is None:
        return []
    rows = snapshot_of(version)["wishes"].filter(person_id=person.ref).sort("rank")
    found = [
        _place(KINDS[kind], target)
        for kind, target in rows.select("kind", "target_id").iter_rows()
    ]
    return [one for one in found if one and one.get("unit") != person.unit_id][:RANKS]


def _place(kind: Kind, target: str) -> dict[str, Any]:
    if kind == Kind.UNIT:
        unit = Unit.objects.filter(code=target, present=True).first()
        return {"kind": kind.value, "unit": unit.pk} if unit else {}
    there = Unit.objects.filter(district_code=target).exclude(district="").first()
    if there is None:
        return {}
    return {"kind": kind.value, "code": target, "name": there.district}
