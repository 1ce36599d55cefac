"""The hands on the plan as rows that the core reads."""

from __future__ import annotations

from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.plans.given import PinRow
from seimbang_web.plans.models import Pin, Round

KINDS = {
    Pin.Kind.STAYS: "stays",
    Pin.Kind.MUST: "must_go",
    Pin.Kind.NEVER: "not_to",
    Pin.Kind.CLOSED: "unit_closed",
}


def rows_of(round: Round, version: Version) -> list[PinRow]:
    """
    Return the open pins of ``round`` as the core's rows.

    Pins of people and units that the data no longer hold are left out.
    """
    snapshot = snapshot_of(version)
    people = set(snapshot["people"]["person_id"])
    units = set(snapshot["units"]["unit_id"])
    pins = round.pins.filter(ended_at=None).select_related("person", "unit")
    rows = [_row(pin) for pin in pins.order_by("pk")]
    return [
        row
        for row in rows
        if (row["person_id"] is None or row["person_id"] in people)
        and (row["unit_id"] is None or row["unit_id"] in units)
    ]


def _row(pin: Pin) -> PinRow:
    return PinRow(
        kind=KINDS[Pin.Kind(pin.kind)],
        person_id=None if pin.person is None else pin.person.ref,
        unit_id=None if pin.unit is None else pin.unit.code,
        reason=pin.why,
        group=None,
    )
