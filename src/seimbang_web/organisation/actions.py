"""Make a new version of the data, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.model.snapshot import Snapshot
from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import checksum, packed
from seimbang_web.organisation.models import Job, Person, Placement, Unit, Version
from seimbang_web.organisation.queries import current

BATCH = 1000
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class OtherBaseError(ActError):
    """Somebody made a version meanwhile: what was checked is no longer the base."""


@transaction.atomic
def apply_version(
    *,
    snapshot: Snapshot,
    base: Version | None,
    actor: Any,
    now: datetime,
    day: date,
    source: str,
    progress: Progress = silent,
) -> Version:
    """
    Make ``snapshot`` the data from ``day`` on; return its version.

    ``base`` is the version it was compared with (None: there was none).

    :raises OtherBaseError: when another version came in between.
    """
    last = current(lock=True)
    if (last and last.pk) != (base and base.pk):
        raise OtherBaseError(
            _("The data changed meanwhile: check the differences again.")
        )
    version = Version.objects.create(
        number=last.number + 1 if last else 1,
        checksum=checksum(snapshot),
        content=packed(snapshot),
        institution=snapshot.institution,
        taken_on=snapshot.taken,
        since=day,
        made_at=now,
        made_by=actor,
        source=source,
    )
    progress("units", 0, 3)
    units = _units(snapshot)
    jobs = _jobs(snapshot)
    progress("people", 1, 3)
    _people(snapshot, units, jobs)
    progress("placements", 2, 3)
    _placements(version, day)
    record(
        actor=actor,
        act="data.apply",
        subject=f"version:{version.number}",
        now=now,
        content={
            "source": source,
            "checksum": version.checksum,
            "base": last.number if last else None,
            "people": snapshot["people"].height,
        },
    )
    return version


@transaction.atomic
def came_on(*, person: Person, on: date) -> None:
    """
    Keep the real day of the last move of ``person``, where the papers came later.

    The seat before ends on that day; it never ends before it began.
    """
    here = Placement.objects.select_for_update().filter(person=person, until=None)
    last = here.first()
    if last is None or last.since <= on:
        return
    before = (
        Placement.objects.filter(person=person, until=last.since)
        .order_by("-since", "-pk")
        .first()
    )
    day = max(on, before.since) if before else on
    if before:
        Placement.objects.filter(pk=before.pk).update(until=day)
    here.update(since=day)


@transaction.atomic
def note_reading(*, person: Person, private: bool, actor: Any, now: datetime) -> None:
    """Record that ``actor`` read the file of somebody else."""
    record(
        actor=actor,
        act="person.read",
        subject=f"person:{person.pk}",
        now=now,
        content={"private": private},
    )


def _upsert(model: Any, key: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write ``rows`` by their ``key``; rows that are not among them are not present."""
    objects = [model(present=True, **row) for row in rows]
    model.objects.update(present=False)
    if objects:
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name != key
        ]
        if model is Unit:
            fields.remove("nicknames")
        model.objects.bulk_create(
            objects,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=[key],
            update_fields=fields,
        )


def _units(snapshot: Snapshot) -> dict[str, int]:
    places = dict(snapshot["places"].select("place_id", "name").iter_rows())
    rows = snapshot["units"].to_dicts()
    _upsert(
        Unit,
        "code",
        (
            {
                "code": row["unit_id"],
                "name": row["name"],
                "kind": row["kind"],
                "district_code": row["district_id"] or "",
                "district": places.get(row["district_id"], ""),
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "closed_since": row["closed_since"],
            }
            for row in rows
        ),
    )
    ids = dict(Unit.objects.values_list("code", "pk"))
    above = {row["unit_id"]: row["agency_id"] for row in rows if row["agency_id"]}
    changed = []
    for unit in Unit.objects.filter(code__in=above):
        unit.agency_id = ids.get(above[unit.code])
        changed.append(unit)
    Unit.objects.bulk_update(changed, ["agency"], batch_size=BATCH)
    return ids


def _jobs(snapshot: Snapshot) -> dict[str, int]:
    _upsert(
        Job,
        "code",
        (
            {
                "code": row["job_id"],
                "name": row["name"],
                "kind": row["kind"],
                "family": row["family"],
            }
            for row in snapshot["jobs"].iter_rows(named=True)
        ),
    )
    return dict(Job.objects.values_list("code", "pk"))


def _people(snapshot: Snapshot, units: dict[str, int], jobs: dict[str, int]) -> None:
    _upsert(
        Person,
        "ref",
        (
            {
                "ref": row["person_id"],
                "nip": row["nip"] or "",
                "name": row["name"],
                "status": row["status"],
                "grade": row["grade"] or "",
                "unit_id": units[row["unit_id"]],
                "job_id": jobs[row["job_id"]],
                "duties": row["duties"] or [],
                "job_since": row["job_since"],
                "unit_since": row["unit_since"],
                "retires_on": row["retires_on"],
            }
            for row in snapshot["people"].iter_rows(named=True)
        ),
    )


def _placements(version: Version, day: date) -> None:
    """Close the placements that ended and open the new ones."""
    seats = {
        pk: (unit, job)
        for pk, unit, job in Person.objects.filter(present=True).values_list(
            "pk", "unit_id", "job_id"
        )
    }
    ended = []
    for pk, person, unit, job in Placement.objects.filter(until=None).values_list(
        "pk", "person_id", "unit_id", "job_id"
    ):
        if seats.get(person) == (unit, job):
            del seats[person]
        else:
            ended.append(pk)
    for first in range(0, len(ended), BATCH):
        Placement.objects.filter(pk__in=ended[first : first + BATCH]).update(until=day)
    Placement.objects.bulk_create(
        [
            Placement(
                person_id=person,
                unit_id=unit,
                job_id=job,
                since=day,
                since_version=version,
            )
            for person, (unit, job) in seats.items()
        ],
        batch_size=BATCH,
    )
