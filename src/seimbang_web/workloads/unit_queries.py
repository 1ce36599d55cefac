"""Read what the page of a unit shows beside its seats: people, years, history."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.model.dates import add_months
from seimbang.workload.supply import duty
from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.suppress import hidden
from seimbang_web.organisation import queries as organisation
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Placement, Unit, Version
from seimbang_web.regulations.queries import law
from seimbang_web.workloads.actions import YEARS
from seimbang_web.workloads.figures import years
from seimbang_web.workloads.models import Seat

STATUSES = {
    "pns": "PNS",
    "cpns": "CPNS",
    "pppk": "PPPK",
    "pppk_part_time": gettext_lazy("PPPK, part time"),
    "non_asn": "Non-ASN",
    "special_assignment": gettext_lazy("Special assignment"),
}
SEXES = {"male": gettext_lazy("Men"), "female": gettext_lazy("Women")}
AGES = (  # below so many years
    (35, gettext_lazy("Below 35 years")),
    (50, gettext_lazy("35 to 49 years")),
    (200, gettext_lazy("50 years and older")),
)


def reaches(rights: Rights, unit: Unit, act: str) -> bool:
    """Tell whether the person may do ``act`` on a unit that was read already."""
    reach = rights.reach(act)
    return reach.everything or bool({unit.pk, unit.agency_id} & reach.units)


def people_of(unit: Unit) -> QuerySet[Person]:
    """Return the people of a unit, by job and name."""
    rows = Person.objects.filter(unit=unit, present=True).select_related("job")
    return rows.order_by("job__name", "name")


@dataclass(frozen=True)
class Trait:
    """Counts of people by one trait, small ones hidden."""

    name: str
    counts: list[tuple[str, str]]


def traits(unit: Unit, version: Version, day: date) -> list[Trait]:
    """Return the people of a unit by sex, age and grade: never fewer than five."""
    people = snapshot_of(version)["people"].filter(pl.col("unit_id") == unit.code)
    sexes, ages, grades = Counter[str](), Counter[str](), Counter[str]()
    for sex, born, grade in people.select("sex", "birth_on", "grade").iter_rows():
        sexes[str(SEXES.get(sex, _("Unknown")))] += 1
        ages[_age(born, day)] += 1
        grades[(grade or _("Unknown")).split("/")[0]] += 1
    return [
        Trait(name, list(hidden(dict(sorted(counts.items()))).items()))
        for name, counts in (
            (_("Sex"), sexes),
            (_("Age"), ages),
            (_("Grade (golongan)"), grades),
        )
        if counts
    ]


def _age(born: date | None, day: date) -> str:
    if born is None:
        return _("Unknown")
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return str(next(words for below, words in AGES if age < below))


@dataclass(frozen=True)
class Ahead:
    """One job in the years to come: who stays when nobody is replaced."""

    seat: Seat
    picture: SafeString
    staying: list[int]
    retired: list[int]  # in each of the years
    ended: list[int]


def ahead(seats: Iterable[Seat]) -> list[Ahead]:
    """Return the jobs that somebody leaves within five years."""
    found = []
    for seat in seats:
        if not seat.leave5:
            continue
        retired = [pair[0] for pair in seat.leaving]
        ended = [pair[1] for pair in seat.leaving]
        staying = [seat.present - a - b for a, b in zip(retired, ended, strict=True)]
        staying = [seat.present, *staying]
        found.append(
            Ahead(
                seat,
                years(seat.need_rounded, staying),
                staying,
                _steps(retired),
                _steps(ended),
            )
        )
    return found


def _steps(sums: list[int]) -> list[int]:
    return [after - before for before, after in zip([0, *sums], sums, strict=False)]


@dataclass(frozen=True)
class Year:
    """Who leaves in one of the next years, which ends on the day ``until``."""

    until: date
    retired: int
    ended: int


def leaving_by_year(rows: Sequence[Ahead], day: date) -> list[Year]:
    """Return who leaves the unit in each of the next years."""
    return [
        Year(
            add_months(day, 12 * (at + 1)),
            sum(row.retired[at] for row in rows),
            sum(row.ended[at] for row in rows),
        )
        for at in range(YEARS)
    ]


@lru_cache(maxsize=2)
def retirements(version: int, day: date) -> Mapping[str, date]:
    """Return the first day of the pension by the person's ref, as the core takes it."""
    snapshot = snapshot_of(Version.objects.defer("content").get(pk=version))
    known = duty(snapshot, law(), day).select("person_id", "retires_on").drop_nulls()
    return dict(known.iter_rows())


@dataclass(frozen=True)
class Seated:
    """Who sat in one job on a day."""

    job: str
    rows: list[Placement]


def seated(unit: Unit, day: date) -> list[Seated]:
    """Return who sat where in a unit on ``day``, by job and name."""
    jobs: dict[str, list[Placement]] = defaultdict(list)
    for row in organisation.seated(unit, day):
        jobs[row.job.name].append(row)
    return [Seated(name, found) for name, found in jobs.items()]


@dataclass(frozen=True)
class Change:
    """Somebody came to a job of the unit, or went, on a day."""

    day: date
    row: Placement
    came: bool


def changes(unit: Unit, *, most: int = 50) -> list[Change]:
    """Return who came and who went, the last first; the first data are no arrival."""
    rows = Placement.objects.filter(unit=unit).select_related("person", "job")
    came = rows.filter(since_version__number__gt=1).order_by("-since", "-pk")[:most]
    went = rows.exclude(until=None).order_by("-until", "-pk")[:most]
    found = [Change(row.since, row, came=True) for row in came]
    found += [Change(row.until, row, came=False) for row in went if row.until]
    return sorted(found, key=lambda one: one.day, reverse=True)[:most]


def first_day() -> date | None:
    """Return the day from which the data tell who sat where."""
    return Version.objects.order_by("number").values_list("since", flat=True).first()
