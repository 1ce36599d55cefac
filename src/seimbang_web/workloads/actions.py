"""Measure a version of the data; keep reports of wrong data, and boundaries."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

import seimbang
from seimbang.language import Text
from seimbang.model.ratio import fraction
from seimbang.model.snapshot import Snapshot
from seimbang.workload import requirements
from seimbang.workload.forecast import leaving
from seimbang.workload.supply import duty
from seimbang_web.audit.actions import record
from seimbang_web.jobs.registry import Handle, kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Job, Unit, Version
from seimbang_web.organisation.queries import current
from seimbang_web.regulations.queries import law, local_of, local_version
from seimbang_web.workloads import geojson
from seimbang_web.workloads.models import (
    Boundary,
    BoundarySet,
    Measurement,
    Report,
    Seat,
)
from seimbang_web.workloads.outline import simpler
from seimbang_web.workloads.queries import current_measurement

BATCH = 500
YEARS = 5
NOBODY = [[0, 0]] * YEARS
Leavers = dict[tuple[str, str], list[list[int]]]


@kind("workload.measure")
def measure_job(handle: Handle, *, version: int, day: str) -> int:
    """Measure a version as a job; return the measurement's id."""
    row = Version.objects.defer("content").get(pk=version)
    found = measure(version=row, day=date.fromisoformat(day), now=clock.now())
    return found.pk


@kind("workload.again")
def again_job(handle: Handle) -> int | None:
    """Measure the data of now on the last day, when what the region decided changed."""
    last, version = current_measurement(), current()
    if last is None or version is None:
        return None
    return measure(version=version, day=last.day, now=clock.now()).pk


def measure(*, version: Version, day: date, now: datetime) -> Measurement:
    """Return the measurement of ``version`` on ``day``, made when it is not there."""
    local = local_version(day)
    core = seimbang.__version__
    known = Measurement.objects.filter(version=version, local=local, day=day, core=core)
    if (found := known.first()) is not None:
        return found
    snapshot = snapshot_of(version)
    needs = requirements(snapshot, law(), local_of(local), day)
    gone = leavers(snapshot, day)
    units = dict(Unit.objects.values_list("code", "pk"))
    jobs = dict(Job.objects.values_list("code", "pk"))
    with transaction.atomic():
        made = Measurement.objects.create(
            version=version,
            local=local,
            day=day,
            core=core,
            made_at=now,
            problems=[problem_told(one) for one in needs.problems],
        )
        Seat.objects.bulk_create(
            [
                _seat(made, row, units, jobs, gone)
                for row in needs.positions.iter_rows(named=True)
            ],
            batch_size=BATCH,
        )
    return made


def leavers(snapshot: Snapshot, day: date) -> Leavers | None:
    """
    Return who has left each seat after 1 … :data:`YEARS` years, nobody hired.

    Pairs of retired and contracts ended; None: people are only counted, not known.
    """
    if snapshot.head_count_mode:
        return None
    facts = snapshot["people"].select("contract_until", "status")
    known = pl.concat([duty(snapshot, law(), day), facts], how="horizontal")
    sums = []
    for year in range(1, YEARS + 1):
        retires, ends = leaving(day, year)
        sums += [
            retires.sum().alias(f"retired{year}"),
            (ends & (pl.col("status") == "pppk")).sum().alias(f"ended{year}"),
        ]
    counted = known.filter("counted").group_by("unit_id", "job_id").agg(sums)
    return {
        (unit, job): [list(pair) for pair in zip(rest[::2], rest[1::2], strict=True)]
        for unit, job, *rest in counted.iter_rows()
    }


def _seat(
    made: Measurement,
    row: dict[str, Any],
    units: dict[str, int],
    jobs: dict[str, int],
    gone: Leavers | None,
) -> Seat:
    gap, gap5 = fraction(row, "gap"), fraction(row, "gap5")
    years = None if gone is None else gone.get((row["unit_id"], row["job_id"]), NOBODY)
    return Seat(
        measurement=made,
        unit_id=units[row["unit_id"]],
        job_id=jobs[row["job_id"]],
        method=row["method"] or "",
        need_num=row["need_num"],
        need_den=row["need_den"],
        need_rounded=row["need_rounded"],
        minimum=row["minimum"],
        establishment=row["establishment"],
        present=row["present"],
        gap_milli=None if gap is None else round(gap * 1000),
        gap5_milli=None if gap5 is None else round(gap5 * 1000),
        retire5=row["retire5"],
        leave1=None if years is None else sum(years[0]),
        leave5=None if years is None else sum(years[-1]),
        leaving=years or [],
        band=row["band"] or "",
        flags=row["flags"] or [],
        row={key: plain(value) for key, value in row.items()},
    )


def problem_told(one: Any) -> dict[str, Any]:
    """Return a problem of the data as data, to be spoken later."""
    return {
        "severity": one.severity.value,
        "code": one.code,
        "sheet": one.sheet,
        "found": told(one.found),
        "todo": told(one.todo),
    }


def told(text: Any) -> Any:
    """Return a core text as data, to be spoken later in either language."""
    if isinstance(text, Text):
        return {
            "message": text.message,
            "facts": {name: told(value) for name, value in text.facts},
        }
    return plain(text)


def spoken(data: Any) -> str:
    """Return what :func:`told` kept, in the language in force."""
    if isinstance(data, dict) and "message" in data:
        facts = {name: spoken(value) for name, value in data["facts"].items()}
        return str(Text(data["message"], tuple(facts.items())))
    return str(data)


def plain(value: Any) -> Any:
    """Return a value of a frame as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, pl.Series) else value


@transaction.atomic
def report_unit(*, unit: Unit, text: str, actor: Any, now: datetime) -> Report:
    """Keep that the data of a unit are wrong; the office answers."""
    report = Report.objects.create(unit=unit, text=text, made_at=now, made_by=actor)
    record(
        actor=actor,
        act="unit.report",
        subject=f"unit:{unit.pk}",
        now=now,
        content={"report": report.pk, "text": text},
    )
    return report


@transaction.atomic
def answer_report(*, report: Report, answer: str, actor: Any, now: datetime) -> None:
    """
    Answer a report, once.

    :raises ActError: when somebody has answered it meanwhile.
    """
    open_ = Report.objects.filter(pk=report.pk, answered_at=None)
    if not open_.update(answer=answer, answered_at=now, answered_by=actor):
        raise ActError(_("Somebody has answered this report: reload the page."))
    record(
        actor=actor,
        act="unit.answer",
        subject=f"unit:{report.unit_id}",
        now=now,
        content={"report": report.pk, "answer": answer},
    )


@transaction.atomic
def upload_boundaries(
    *, content: bytes, source: str, known: Mapping[str, str], actor: Any, now: datetime
) -> BoundarySet:
    """
    Make the file the boundaries of the districts (``known``: names by code).

    The same file twice is the same set.

    :raises FaultyFileError: with all that is wrong with the file.
    """
    found = geojson.boundaries(content, known)
    checksum = hashlib.sha256(content).hexdigest()
    last = BoundarySet.objects.order_by("-pk").first()
    if last is not None and last.checksum == checksum:
        return last
    made = BoundarySet.objects.create(
        source=source, checksum=checksum, made_at=now, made_by=actor
    )
    Boundary.objects.bulk_create(
        Boundary(set=made, code=code, shape=shape, outline=simpler(shape))
        for code, shape in sorted(found.items())
    )
    record(
        actor=actor,
        act="boundary.upload",
        subject=f"boundaries:{made.pk}",
        now=now,
        content={"source": source, "checksum": checksum, "districts": len(found)},
    )
    return made
