"""The hands on the plan as rows that the core reads."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from seimbang.model.tables import TABLE
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
    held = _held(version)
    return [row for row in _rows(round) if held(row)]


def left_out(round: Round, version: Version) -> int:
    """Return how many open pins are of people or units that the data do not hold."""
    held = _held(version)
    return sum(not held(row) for row in _rows(round))


def _held(version: Version) -> Callable[[PinRow], bool]:
    """Return the test whether the data hold the person and the unit of a row."""
    snapshot = snapshot_of(version)
    people = {None, *snapshot["people"]["person_id"]}
    units = {None, *snapshot["units"]["unit_id"]}
    return lambda row: row["person_id"] in people and row["unit_id"] in units


def _rows(round: Round) -> list[PinRow]:
    pins = round.pins.filter(ended_at=None).select_related("person", "unit")
    return [_row(pin) for pin in pins.order_by("pk")]


def _row(pin: Pin) -> PinRow:
    return PinRow(
        kind=KINDS[Pin.Kind(pin.kind)],
        person_id=None if pin.person is None else pin.person.ref,
        unit_id=None if pin.unit is None else pin.unit.code,
        reason=pin.why,
        group=None,
    )


def table_of(round: Round) -> pl.DataFrame:
    """Return the open pins as the core's table, to be written to a file."""
    return pl.DataFrame(_rows(round), schema=TABLE["pins"].schema())
