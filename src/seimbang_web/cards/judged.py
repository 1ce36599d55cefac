"""The rules' answers for the whole regency, reckoned once a version, region and day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from seimbang.model.snapshot import Snapshot
from seimbang.rules import Eligibility, eligibility
from seimbang.workload import requirements
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.given import snapshot_for
from seimbang_web.plans.models import Plan
from seimbang_web.plans.seats import applying, rows_of, seated
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import law, local_of, local_version
from seimbang_web.workloads.reserved import Reserved, reserved


def judged(version: Version, local: LocalVersion | None, day: date) -> Eligibility:
    """Return the answers; kept in memory, what they rest on never changes."""
    return _judged(version.pk, local.pk if local else None, day)


def judged_now(day: date) -> Eligibility | None:
    """Return the answers of the last version of the data; None: no data yet."""
    version = current()
    return None if version is None else judged(version, local_version(day), day)


def judged_reserved(day: date) -> Eligibility | None:
    """
    Return the answers of now with people of signed decrees at their reserved seats.

    For whoever is planned next; the people who are there today are another question.
    """
    version, rows = current(), reserved()
    if version is None or not rows:
        return judged_now(day)
    local = local_version(day)
    return _reserved(version.pk, local.pk if local else None, day, rows)


def judged_of(plan: Plan) -> Eligibility:
    """Return the answers a plan was made by: its data, pins and wishes, its day."""
    return _judged_of(plan.pk)


@lru_cache(maxsize=2)
def _judged_of(pk: int) -> Eligibility:
    plan = Plan.objects.select_related("version", "local").get(pk=pk)
    snapshot, region = snapshot_for(plan), local_of(plan.local)
    needs = requirements(snapshot, law(), region, plan.day)
    return eligibility(snapshot, needs, law(), region, plan.day)


@lru_cache(maxsize=3)
def _judged(version: int, local: int | None, day: date) -> Eligibility:
    return _answers(snapshot_of(_version(version)), local, day)


@lru_cache(maxsize=2)
def _reserved(
    version: int, local: int | None, day: date, rows: tuple[Reserved, ...]
) -> Eligibility:
    row = _version(version)
    data = snapshot_of(row)
    seats = applying(data, rows_of(rows), row.number)
    return _answers(seated(data, seats), local, day)


def _version(pk: int) -> Version:
    return Version.objects.defer("content").get(pk=pk)


def _answers(snapshot: Snapshot, local: int | None, day: date) -> Eligibility:
    row = LocalVersion.objects.get(pk=local) if local else None
    region = local_of(row)
    needs = requirements(snapshot, law(), region, day)
    return eligibility(snapshot, needs, law(), region, day)
