"""
Acts on rivers and crossings: what is drawn becomes travel times, by two persons.

An operator draws, a job computes, another person applies: the ways become rows of the
data's table of travel times. Rows that the region gave itself are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.rules.distance import unit_points
from seimbang_web.audit.actions import record
from seimbang_web.jobs.actions import ask
from seimbang_web.jobs.models import Job, State
from seimbang_web.jobs.registry import Handle, kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.actions import OtherBaseError, apply_version
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.regulations.queries import local_of, local_version
from seimbang_web.workloads import geojson
from seimbang_web.workloads.crossing import Crossing, segments, ways
from seimbang_web.workloads.models import Barrier, BarrierState
from seimbang_web.workloads.queries import current_measurement

OPEN = (BarrierState.COUNTING, BarrierState.WAITING, BarrierState.APPLYING)
TOLD = 20  # ways shown: those that the river makes longest
MOST_MINUTES, MOST_KM = 2880, 2000  # as the data's table allows
Way = tuple[str, str, int, int]  # from, to, minutes, km


@transaction.atomic
def upload(*, content: bytes, actor: Any, now: datetime) -> Barrier:
    """
    Keep rivers and crossings, and ask for their travel times.

    :raises FaultyFileError: with all that is wrong with the file.
    :raises ActError: without data, or while another is not decided.
    """
    version = current(lock=True)
    if version is None:
        raise ActError(_("There are no data yet: import them first."))
    if Barrier.objects.filter(state__in=OPEN).exists():
        raise ActError(_("Other rivers are not decided yet: decide on them first."))
    lines, crossings = geojson.barriers(content)
    barrier = Barrier.objects.create(
        lines=lines, crossings=crossings, version=version, made_at=now, made_by=actor
    )
    ask(
        kind="workload.barrier",
        argument={"barrier": barrier.pk},
        actor=actor,
        now=now,
    )
    record(
        actor=actor,
        act="barrier.upload",
        subject=f"barrier:{barrier.pk}",
        now=now,
        content={"rivers": sorted(lines), "crossings": len(crossings)},
    )
    return barrier


@transaction.atomic
def count_again(*, barrier: Barrier, actor: Any, now: datetime) -> None:
    """
    Ask for the travel times anew, by the data in force.

    :raises ActError: when the barrier is decided, or being computed.
    """
    halted = (BarrierState.WAITING, BarrierState.FAILED)
    states = OPEN if stuck(barrier) else halted
    again = Barrier.objects.filter(pk=barrier.pk, state__in=states)
    changed = again.update(
        state=BarrierState.COUNTING,
        version=current(),
        decided_by=None,
        decided_at=None,
        why="",
    )
    if not changed:
        raise ActError(_("This is being computed, or decided: reload the page."))
    ask(
        kind="workload.barrier",
        argument={"barrier": barrier.pk},
        actor=actor,
        now=now,
    )
    record(
        actor=actor,
        act="barrier.count",
        subject=f"barrier:{barrier.pk}",
        now=now,
    )


def stuck(barrier: Barrier) -> bool:
    """Tell whether it says it is being computed or applied, but no job does it."""
    if barrier.state not in (BarrierState.COUNTING, BarrierState.APPLYING):
        return False
    kinds = ("workload.barrier", "workload.apply_barrier")
    jobs = Job.objects.filter(kind__in=kinds, argument={"barrier": barrier.pk})
    return not jobs.filter(state__in=(State.QUEUED, State.RUNNING)).exists()


@transaction.atomic
def decide(
    *, barrier: Barrier, apply: bool, why: str = "", actor: Any, now: datetime
) -> None:
    """
    Apply the travel times, or refuse them; the second person is another.

    :raises ActError: when the same person drew them, when they are decided, or when
        the data changed since they were computed.
    """
    if barrier.made_by_id == actor.pk:
        raise ActError(_("Somebody else than the one who drew them decides."))
    last = current(lock=True)
    if apply and (last is None or last.pk != barrier.version_id):
        raise ActError(_("The data changed meanwhile: compute the ways again."))
    waiting = Barrier.objects.filter(pk=barrier.pk, state=BarrierState.WAITING)
    to = BarrierState.APPLYING if apply else BarrierState.REFUSED
    if not waiting.update(state=to, decided_by=actor, decided_at=now, why=why):
        raise ActError(_("This is decided already: reload the page."))
    if apply:
        ask(
            kind="workload.apply_barrier",
            argument={"barrier": barrier.pk},
            actor=actor,
            now=now,
        )
    record(
        actor=actor,
        act="barrier.apply" if apply else "barrier.refuse",
        subject=f"barrier:{barrier.pk}",
        now=now,
        content={"ways": len(barrier.ways), "why": why},
    )


@kind("workload.barrier")
def count_job(handle: Handle, *, barrier: int) -> int:
    """Compute the ways over the crossings; return how many there are."""
    row = Barrier.objects.select_related("version").get(pk=barrier)
    handle.progress("ways", 0, 1)
    found, told = computed(row)
    waiting = Barrier.objects.filter(pk=barrier, state=BarrierState.COUNTING)
    waiting.update(state=BarrierState.WAITING, ways=found, told=told)
    handle.progress("ways", 1, 1)
    return len(found)


@kind("workload.apply_barrier")
def apply_job(handle: Handle, *, barrier: int) -> int | None:
    """Make the ways rows of the data; return the new version's number."""
    row = Barrier.objects.select_related("version", "decided_by").get(pk=barrier)
    applying = Barrier.objects.filter(pk=barrier, state=BarrierState.APPLYING)
    now = clock.now()
    try:
        with transaction.atomic():
            if not applying.update(state=BarrierState.APPLIED):
                return None
            version = apply_version(
                snapshot=with_ways(snapshot_of(row.version), row),
                base=row.version,
                actor=row.decided_by,
                now=now,
                day=clock.today(),
                source=f"barrier:{row.pk}",
                progress=handle.progress,
            )
            measured = current_measurement()
            day = measured.day if measured else clock.today()
            ask(
                kind="workload.measure",
                argument={"version": version.pk, "day": day.isoformat()},
                actor=row.decided_by,
                now=now,
            )
    except OtherBaseError as changed:
        applying.update(state=BarrierState.FAILED, why=str(changed))
        return None
    return version.number


def computed(barrier: Barrier) -> tuple[list[Way], dict[str, Any]]:
    """Return the ways that a river makes longer, and figures about them."""
    snapshot = snapshot_of(barrier.version)
    local = local_of(local_version(clock.today()))
    origins, targets = _origins(snapshot), _targets(snapshot)
    rivers = {name: segments(lines) for name, lines in barrier.lines.items()}
    crossings = [
        Crossing(
            one["name"], one["river"], (one["at"][0], one["at"][1]), one["minutes"]
        )
        for one in barrier.crossings
    ]
    detour = local.detour_percent / 100
    found = ways(
        _at(origins), _at(targets), rivers, crossings, local.speed_kmh / detour
    )
    given = _given(snapshot, barrier)
    rows: list[Way] = []
    longer: list[tuple[int, Way]] = []
    lost = 0
    for one, other in np.argwhere(found.barred).tolist():
        origin, target = origins[one][0], targets[other][0]
        if (origin, target) in given or (target, origin) in given or origin == target:
            continue
        if not np.isfinite(found.km[one, other]):
            lost += 1
            continue
        km = _whole(found.km[one, other] * detour)
        minutes = _whole(
            found.km[one, other] * detour * 60 / local.speed_kmh
            + found.waiting[one, other]
        )
        way = (origin, target, min(minutes, MOST_MINUTES), min(km, MOST_KM))
        rows.append(way)
        longer.append((km - _whole(found.straight[one, other] * detour), way))
    longer.sort(key=lambda pair: (-pair[0], pair[1]))
    told = {
        "pairs": len(origins) * len(targets),
        "ways": len(rows),
        "lost": lost,
        "longest": [[*way, way[3] - more] for more, way in longer[:TOLD]],
    }
    return rows, told


def _whole(value: float) -> int:
    return int(np.floor(value + 0.5))


Place = tuple[str, float, float]  # code, longitude, latitude


def _at(places: list[Place]) -> Any:
    return np.array([place[1:] for place in places], dtype=float).reshape(-1, 2)


def _origins(snapshot: Snapshot) -> list[Place]:
    """Return the places people live in; units of those whose home is unknown."""
    homes = snapshot["people"]["home_place_id"].drop_nulls().unique()
    places = snapshot["places"].filter(pl.col("place_id").is_in(homes.implode()))
    known = places.select("place_id", "longitude", "latitude").drop_nulls()
    homeless = snapshot["people"].filter(pl.col("home_place_id").is_null())
    units = set(homeless["unit_id"].unique())
    return [
        *known.sort("place_id").iter_rows(),
        *(place for place in _targets(snapshot) if place[0] in units),
    ]


def _targets(snapshot: Snapshot) -> list[Place]:
    """Return where the units are, as the core takes it."""
    vectors = unit_points(snapshot).vectors
    east = np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0]))
    north = np.degrees(np.arcsin(vectors[:, 2]))
    codes = snapshot["units"]["unit_id"].to_list()
    return [
        (code, float(x), float(y))
        for code, x, y in zip(codes, east, north, strict=True)
        if not np.isnan(x)
    ]


def _ours(*, before: Barrier | None = None) -> set[tuple[str, str]]:
    """Return the pairs written by what was applied last, ``before`` another."""
    applied = Barrier.objects.filter(state=BarrierState.APPLIED).order_by("-pk")
    last = (applied.exclude(pk=before.pk) if before else applied).first()
    return {(way[0], way[1]) for way in last.ways} if last else set()


def _given(snapshot: Snapshot, barrier: Barrier) -> set[tuple[str, str]]:
    """Return the pairs the region gave itself."""
    rows = snapshot["travel"].select("from_id", "to_id").iter_rows()
    return {(one, other) for one, other in rows} - _ours(before=barrier)


def with_ways(snapshot: Snapshot, barrier: Barrier) -> Snapshot:
    """Return the data with the ways of a barrier, in place of those applied before."""
    given = _given(snapshot, barrier)
    kept: Iterator[tuple[Any, ...]] = (
        row for row in snapshot["travel"].iter_rows() if (row[0], row[1]) in given
    )
    rows = [*kept, *map(tuple, barrier.ways)]
    frame = pl.DataFrame(rows, schema=TABLE["travel"].schema(), orient="row")
    return replace(snapshot, frames={**snapshot.frames, "travel": frame})


def in_force(version: Version) -> Mapping[str, int]:
    """Return how many ways the data know: all, and those over crossings."""
    applied = Barrier.objects.filter(state=BarrierState.APPLIED).order_by("-pk")
    return _in_force(version.pk, applied.values_list("pk", flat=True).first())


@lru_cache(maxsize=4)
def _in_force(version: int, applied: int | None) -> Mapping[str, int]:
    travel = snapshot_of(Version.objects.defer("content").get(pk=version))["travel"]
    pairs = set(travel.select("from_id", "to_id").iter_rows())
    ours = _ours() if applied else set()
    return {"all": len(pairs), "crossings": len(pairs & ours)}
