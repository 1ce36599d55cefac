"""A unit of the demo with its jobs, and what the form of a job sends."""

from __future__ import annotations

from typing import Any

from seimbang_web.inventory.models import Sheet
from seimbang_web.inventory.queries import page, positions
from seimbang_web.inventory.rows import columns
from seimbang_web.organisation.models import Job, Unit

KELURAHAN = "KEL-15.04.02.1002"  # of lurah; camat judges
PUSKESMAS = "P1504030101"  # of kapus; dinkes judges


def place(code: str) -> Unit:
    return Unit.objects.get(code=code)


def unmeasured(unit: Unit) -> Job:
    """Return a job of the unit that is not measured, and has similar ones."""
    for one in positions(unit):
        if one.seat.need_num is None and page(unit, one.seat.job, None).lines:
            return one.seat.job
    raise AssertionError("Expected a job that is not measured.")


def sent(
    unit: Unit, job: Job, *, do: str = "save", version: int = 0, **changes: Any
) -> dict[str, Any]:
    """Return the fields as the page begins them (numbers plain), with ``changes``."""
    sheet = Sheet.objects.filter(unit=unit, job=job).first()
    shown = page(unit, job, sheet)
    fields: dict[str, Any] = {
        "lines-TOTAL_FORMS": len(shown.lines) + 3,
        "lines-INITIAL_FORMS": len(shown.lines),
        "version": version or (sheet.version if sheet else 0),
        "do": do,
    }
    for at, line in enumerate(shown.lines):
        fields[f"lines-{at}-name"] = line.entry.name
        for column in columns(shown.table):
            value = line.entry.row.get(column)
            if isinstance(value, str) and "/" in value:
                top, bottom = value.split("/")
                value = str(int(top) / int(bottom)).replace(".", ",")
            fields[f"lines-{at}-{column}"] = "" if value is None else value
    return fields | changes
