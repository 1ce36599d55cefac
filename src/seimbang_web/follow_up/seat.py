"""A person's seat in the data: read it, put it elsewhere, put it back (for acts)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.follow_up.models import Track
from seimbang_web.imports.apply import ask_measure
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.actions import apply_version, came_on
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Version
from seimbang_web.organisation.queries import current

FIELDS = (
    "unit_id",
    "job_id",
    "unit_since",
    "job_since",
    "duties",
    "teaching_hours",
)


def seat_of(snapshot: Snapshot, ref: str) -> dict[str, Any] | None:
    """Return where the person sits, as JSON values; None: is not in the data."""
    rows = snapshot["people"].filter(pl.col("person_id") == ref).select(FIELDS)
    if rows.is_empty():
        return None
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in rows.row(0, named=True).items()
    }


def started(
    before: Mapping[str, Any], *, unit: str, job: str, on: date, keeps_duties: bool
) -> dict[str, Any]:
    """
    Return the seat at the new unit from ``on`` on.

    Time in the job goes on when the job is the same; hours there are not known yet.
    """
    same = before["job_id"] == job
    return {
        "unit_id": unit,
        "job_id": job,
        "unit_since": on.isoformat(),
        "job_since": before["job_since"] if same else on.isoformat(),
        "duties": before["duties"] if keeps_duties else [],
        "teaching_hours": None,
    }


def seated(snapshot: Snapshot, ref: str, seat: Mapping[str, Any]) -> Snapshot:
    """Return the data with the person in ``seat``; everything else stays."""
    schema = TABLE["people"].schema()
    is_person = pl.col("person_id") == ref
    people = snapshot["people"].with_columns(
        pl.when(is_person)
        .then(pl.lit(pl.Series([_typed(seat[name], schema[name])], dtype=schema[name])))
        .otherwise(pl.col(name))
        .alias(name)
        for name in FIELDS
    )
    return Snapshot(
        {name: snapshot[name] for name in TABLE} | {"people": people},
        institution=snapshot.institution,
        taken=snapshot.taken,
        checksum="",
    )


def _typed(value: Any, kind: Any) -> Any:
    return date.fromisoformat(value) if value and kind == pl.Date else value


def seat_now(person: Person) -> dict[str, Any]:
    """
    Return where the person sits in the data of now, its version locked.

    :raises ActError: when the person is not in the data any more.
    """
    version = current(lock=True)
    seat = seat_of(snapshot_of(version), person.ref) if version else None
    if seat is None:
        raise ActError(_("This person is not in the data any more."))
    return seat


def sit(
    track: Track,
    seat: Mapping[str, Any],
    *,
    actor: Any,
    now: datetime,
    day: date,
    since: date,
) -> Version:
    """
    Make the next version of the data, with the person in ``seat`` since a day.

    :raises ActError: when the unit is not in the data any more.
    """
    base = current(lock=True)
    assert base is not None
    data = snapshot_of(base)
    if seat["unit_id"] not in data["units"]["unit_id"]:
        raise ActError(_("The unit is not in the data any more."))
    person = track.proposal.person
    version = apply_version(
        snapshot=seated(data, person.ref, seat),
        base=base,
        actor=actor,
        now=now,
        day=day,
        source=f"track:{track.pk}",
    )
    came_on(person=person, on=since)
    ask_measure(version, day=day, actor=actor, now=now)
    return version
