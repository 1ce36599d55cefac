"""Read what was measured: the seats, and their sums by unit, district and job."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Job, Unit, Version
from seimbang_web.workloads import access
from seimbang_web.workloads.filters import Filters, of_class, with_gap
from seimbang_web.workloads.models import (
    Barrier,
    BarrierState,
    BoundarySet,
    Measurement,
    Seat,
)
from seimbang_web.workloads.words import NAMES, class_of

Key = TypeVar("Key", bound=Hashable)
MUCH = 10  # percent of the need: from here on a district lacks, or has, many


def current_measurement() -> Measurement | None:
    """
    Return the last measurement with its version (no content); None: none yet.

    It knows the newest version's number, boundaries and rivers (one query for all).
    """
    applied = Barrier.objects.filter(state=BarrierState.APPLIED)
    rows = Measurement.objects.select_related("version", "local").annotate(
        latest_version=_last(Version.objects.order_by("-number"), "number"),
        latest_boundaries=_last(BoundarySet.objects.order_by("-pk"), "pk"),
        latest_rivers=_last(applied.order_by("-pk"), "pk"),
    )
    return rows.defer("version__content").order_by("-made_at", "-pk").first()


def _last(rows: QuerySet[Any], field: str) -> Subquery:
    return Subquery(rows.values(field)[:1])


def newer_than(measured: Measurement) -> int | None:
    """Return the number of the data in force when they are not those measured."""
    newest = latest(measured, "version")
    return None if newest == measured.version.number else newest


def latest(measured: Measurement, what: str) -> int | None:
    """Return the latest "version" (number), "boundaries" or "rivers" (ids)."""
    found: int | None = vars(measured)[f"latest_{what}"]
    return found


@dataclass(frozen=True)
class Options:
    """What can be chosen: all that has a seat."""

    jobs: tuple[tuple[int, str], ...]
    families: tuple[str, ...]
    kinds: tuple[str, ...]
    districts: tuple[tuple[str, str], ...]
    kinds_of: Mapping[int, frozenset[str]]  # kinds of the units that have a job

    def job(self, pk: int | None) -> str:
        """Return the name of a job; empty: none chosen, or not among them."""
        return dict(self.jobs).get(pk or 0, "")


def options(measured: Measurement) -> Options:
    """Return what can be chosen; kept in memory, a measurement never changes."""
    return _options(measured.pk, str(measured.made_at))


@lru_cache(maxsize=4)
def _options(pk: int, made_at: str) -> Options:
    seats = Seat.objects.filter(measurement=pk)
    jobs = Job.objects.filter(pk__in=seats.values("job")).order_by("name")
    units = Unit.objects.filter(pk__in=seats.values("unit"))
    places = units.order_by().values_list("kind", "district_code", "district")
    rows = list(places.distinct())
    return Options(
        jobs=tuple(jobs.values_list("pk", "name")),
        families=tuple(sorted(set(jobs.order_by().values_list("family", flat=True)))),
        kinds=tuple(sorted({kind for kind, _, _ in rows})),
        districts=tuple(
            sorted({(code, name) for _, code, name in rows if code}, key=lambda x: x[1])
        ),
        kinds_of=_kinds_of(seats),
    )


def _kinds_of(seats: QuerySet[Seat]) -> Mapping[int, frozenset[str]]:
    kinds: dict[int, set[str]] = defaultdict(set)
    for job, kind in seats.values_list("job", "unit__kind").distinct():
        kinds[job].add(kind)
    return {job: frozenset(found) for job, found in kinds.items()}


def tally(rows: QuerySet[Seat]) -> dict[str, int]:
    """Return the seats by class; ``rows`` are annotated by :func:`with_gap`."""
    sums = {name.replace("-", "_"): of_class(name) for name in NAMES}
    found = rows.order_by().aggregate(
        **{key: Count("pk", filter=condition) for key, condition in sums.items()}
    )
    return {name: found[name.replace("-", "_")] for name in NAMES}


def tally_of(found: Iterable[Cell]) -> dict[str, int]:
    """Return what :func:`tally` does, of seats that are read already."""
    counts = Counter(class_of(cell.gap) for cell in found)
    return {name: counts[name] for name in NAMES}


class Cell(NamedTuple):
    """One seat as sums need it; ``gap`` in whole people, None: not measured."""

    unit: int
    name: str
    kind: str
    latitude: float | None
    longitude: float | None
    district: str
    district_name: str
    job: int
    job_name: str
    gap: int | None
    need: int | None
    staying: int | None
    minimum: int


def cells(rows: QuerySet[Seat]) -> list[Cell]:
    """Return ``rows`` for sums, by one query."""
    fields = (
        "unit",
        "unit__name",
        "unit__kind",
        "unit__latitude",
        "unit__longitude",
        "unit__district_code",
        "unit__district",
        "job",
        "job__name",
        "whole_gap",
        "need_rounded",
        "staying",
        "minimum",
    )
    return [Cell(*row) for row in rows.order_by().values_list(*fields)]


@dataclass
class Total:
    """Sums over seats: a surplus in one never hides a shortage in another."""

    posts: int = 0
    measured: int = 0
    need: int = 0
    lacks: int = 0
    over: int = 0
    short_posts: int = 0

    def add(self, gap: int | None, need: int | None) -> None:
        """Take in one seat."""
        self.posts += 1
        if gap is None or need is None:
            return
        self.measured += 1
        self.need += need
        self.lacks += max(0, -gap)
        self.over += max(0, gap)
        self.short_posts += gap < 0

    @property
    def unmeasured(self) -> int:
        """Return the seats without a need."""
        return self.posts - self.measured

    @property
    def present(self) -> int:
        """Return the people of the measured seats."""
        return self.need - self.lacks + self.over

    @property
    def kind(self) -> str:
        """Return the class of a unit: as of one post."""
        if not self.measured:
            return class_of(None)
        return class_of(-self.lacks if self.lacks else self.over)

    @property
    def share_kind(self) -> str:
        """Return the class of a district: by the share of the need."""
        if not self.measured:
            return class_of(None)
        amount = self.lacks or self.over
        if not amount:
            return "enough"
        size = "many" if amount * 100 >= MUCH * self.need else "few"
        return f"{'short' if self.lacks else 'over'}-{size}"


def totals(found: Iterable[Cell], key: Callable[[Cell], Key]) -> dict[Key, Total]:
    """Return the sums of ``found`` by a key."""
    sums: dict[Key, Total] = defaultdict(Total)
    for cell in found:
        sums[key(cell)].add(cell.gap, cell.need)
    return dict(sums)


@dataclass(frozen=True)
class Area:
    """A district: its seats, and what it lacks when colleagues help within it."""

    code: str
    name: str
    units: Total  # seat by seat
    within: Total  # job by job: surplus in one unit fills a shortage in another


def areas(found: list[Cell]) -> list[Area]:
    """Return the districts of ``found``, those that lack most first."""
    names = {cell.district: cell.district_name for cell in found}
    units = totals(found, lambda cell: cell.district)
    jobs: Mapping[tuple[str, int], Total] = totals(
        found, lambda cell: (cell.district, cell.job)
    )
    within: dict[str, Total] = defaultdict(Total)
    for (code, _job), total in jobs.items():
        gap = total.over - total.lacks if total.measured else None
        within[code].add(gap, total.need if total.measured else None)
    rows = [Area(code, names[code], units[code], within[code]) for code in units]
    return sorted(rows, key=lambda area: (-area.units.lacks, area.name))


def seats_of(unit: Unit, measured: Measurement) -> list[Seat]:
    """Return the seats of a unit, the worst gap first."""
    rows = Filters().rows(measured).filter(unit=unit).select_related("job")
    return list(rows)


def seat_of(unit: Unit, job: int, measured: Measurement) -> Seat | None:
    """Return one seat with its job; None: there is none."""
    rows = with_gap(Seat.objects.filter(measurement=measured, unit=unit, job=job))
    return rows.select_related("job").first()


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what waits for the person here: reports to answer, barriers to decide."""
    found = []
    if rights.may("unit.answer"):
        count = access.reports_visible_to(rights).filter(answered_at=None).count()
        if count:
            label = _("Answer reports of wrong data of units")
            found.append(Waiting(label, reverse("unit-report-list"), count))
    if rights.may("import.approve"):
        rows = Barrier.objects.filter(state=BarrierState.WAITING)
        count = rows.exclude(made_by=rights.user).count()
        if count:
            label = _("Check travel times over rivers")
            found.append(Waiting(label, reverse("barrier-list"), count))
    return found
