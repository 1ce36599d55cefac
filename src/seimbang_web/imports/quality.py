"""
How good the data are: the four dimensions of BKN's index of data quality (IKD).

Each dimension is an exact share with its definition, and findings that say what to do.
Accuracy and consistency come from the very checks that files pass
(:mod:`seimbang.intake.crosscheck`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl
from django.utils.functional import Promise

from seimbang.intake import crosscheck
from seimbang.intake.crosscheck import OLD_DAYS
from seimbang.intake.gathered import Gathered, Part
from seimbang.intake.report import Place, Report
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.imports.quality_words import DEFINITIONS, NAMES, TODO
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version

SERVANTS = ("pns", "cpns", "pppk", "pppk_part_time")
JUDGED = ("pns", "pppk")  # whose performance of the last two years is known
SCHOOLS = ("sd", "smp")
HEADS = "kepala-sekolah"
NIP_CODES = ("nip_birth", "nip_sex_differs", "nip_status", "too_young",
             "after_the_data", "half_coordinate")  # fmt: skip
GOOD, FAIR = 95, 80  # percent: bands shown [project]
_MOST = 100_000


@dataclass(frozen=True)
class Found:
    """One kind of gap: whom it concerns (ids), and what is to be done."""

    code: str
    people: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return the number of people."""
        return len(self.people)

    @property
    def told(self) -> str:
        """Return the instruction, with the number."""
        return str(TODO[self.code]) % {"n": self.count}


@dataclass(frozen=True)
class Dimension:
    """One dimension: ``good`` of ``of``, and what keeps it from being whole."""

    key: str
    good: int
    of: int
    found: tuple[Found, ...]

    @property
    def name(self) -> str | Promise:
        """Return the name of the dimension."""
        return NAMES[self.key]

    @property
    def definition(self) -> str | Promise:
        """Return how it is measured."""
        return DEFINITIONS[self.key]

    @property
    def percent(self) -> int:
        """Return whole percent, downwards: 100 means all."""
        return 100 * self.good // self.of if self.of else 0

    @property
    def band(self) -> str:
        """Return good, warn or bad."""
        if self.percent >= GOOD:
            return "good"
        return "warn" if self.percent >= FAIR else "bad"


@dataclass(frozen=True)
class Quality:
    """The dimensions, and the age of the data in days (None: unknown)."""

    dimensions: tuple[Dimension, ...]
    taken: date | None
    age: int | None

    @property
    def old(self) -> bool:
        """Tell whether the data are too old to count as timely."""
        return self.age is None or self.age > OLD_DAYS

    @property
    def worst(self) -> Found | None:
        """Return the gap that concerns most people."""
        found = [one for dimension in self.dimensions for one in dimension.found]
        return max(found, key=lambda one: one.count, default=None)

    def of_code(self, code: str) -> Found | None:
        """Return the gap ``code``; None: there is none."""
        found = (one for dimension in self.dimensions for one in dimension.found)
        return next((one for one in found if one.code == code), None)


def quality_of(version: Version, day: date) -> Quality:
    """Return how good the data of ``version`` are on ``day``."""
    return _quality(version.pk, version.checksum, day)


@lru_cache(maxsize=4)
def _quality(pk: int, checksum: str, day: date) -> Quality:
    return quality(snapshot_of(Version.objects.defer("content").get(pk=pk)), day)


def quality(snapshot: Snapshot, day: date) -> Quality:
    """Return the four dimensions of ``snapshot`` on ``day``."""
    age = None if snapshot.taken is None else (day - snapshot.taken).days
    told = _told(snapshot)
    return Quality(
        (
            completeness(snapshot),
            timeliness(snapshot["people"], day, old=age is None or age > OLD_DAYS),
            _of_people(snapshot, "accuracy", _accuracy(snapshot, told)),
            _of_people(snapshot, "consistency", _consistency(snapshot, told)),
        ),
        snapshot.taken,
        age,
    )


def _needed(snapshot: Snapshot) -> Mapping[str, pl.Expr]:
    """Return the facts a plan needs, each with whom it is needed of."""
    schools = snapshot["units"].filter(pl.col("kind").is_in(SCHOOLS))["unit_id"]
    servant = pl.col("status").is_in(SERVANTS)
    judged = pl.col("status").is_in(JUDGED)
    return {
        "nip": servant,
        "birth_on": servant,
        "grade": servant,
        "education": servant,
        "job_since": servant,
        "unit_since": servant & pl.col("unit_id").is_in(schools.implode()),
        "contract_until": pl.col("status").is_in(["pppk", "pppk_part_time"]),
        "performance_last": judged,
        "performance_before": judged,
        "discipline": servant,
        "home_place_id": servant,
    }


def completeness(snapshot: Snapshot) -> Dimension:
    """Return the share of needed cells that are filled."""
    people, filled, whole, found = snapshot["people"], 0, 0, []
    for name, whose in _needed(snapshot).items():
        concerned = people.filter(whose)
        empty = concerned.filter(pl.col(name).is_null())["person_id"].to_list()
        whole += concerned.height
        filled += concerned.height - len(empty)
        if empty:
            found.append(Found(f"no_{name}", tuple(empty)))
    return Dimension("completeness", filled, whole, _sorted(found))


def timeliness(people: pl.DataFrame, day: date, *, old: bool) -> Dimension:
    """Return the share of people none of whose facts has run out; none in old data."""
    past = {
        "contract_over": pl.col("contract_until") <= day,
        "retired": pl.col("retires_on") <= day,
        "leave_over": (pl.col("leave") != "none") & (pl.col("leave_until") <= day),
        "sanction_over": (pl.col("discipline") != "none")
        & (pl.col("discipline_until") <= day),
    }
    found = [
        Found(code, tuple(people.filter(which)["person_id"]))
        for code, which in past.items()
    ]
    touched = {one for each in found for one in each.people}
    good = 0 if old else people.height - len(touched)
    return Dimension("timeliness", good, people.height, _sorted(found))


def _told(snapshot: Snapshot) -> dict[str, set[str]]:
    """Return what the checks of files say of people: code → ids."""
    gathered = Gathered()
    for name in TABLE:
        frame = snapshot[name]
        if frame.height:
            rows = pl.Series("row", range(frame.height), dtype=pl.Int64)
            gathered.add(name, Part(Place(name, name), frame, rows))
    report = Report(_MOST)
    crosscheck.check(gathered, report)
    ids, found = snapshot["people"]["person_id"], dict[str, set[str]]()
    for one in report.problems:
        if one.file == "people" and one.row is not None:
            found.setdefault(one.code, set()).add(ids[one.row])
    return found


def _accuracy(snapshot: Snapshot, told: Mapping[str, set[str]]) -> Iterator[Found]:
    """Yield what cannot be so: values against the NIP, days that cannot be."""
    for code in NIP_CODES:
        yield Found(code, tuple(sorted(told.get(code, ()))))
    order = pl.col("unit_since") < pl.col("birth_on")
    yield Found(
        "unit_before_birth", tuple(snapshot["people"].filter(order)["person_id"])
    )


def _consistency(snapshot: Snapshot, told: Mapping[str, set[str]]) -> Iterator[Found]:
    """Yield what two tables, or two rows, say against each other."""
    people = snapshot["people"]
    yield Found("spouse_one_sided", tuple(sorted(told.get("spouse_one_sided", ()))))
    closed = snapshot["units"].filter(pl.col("closed_since").is_not_null())["unit_id"]
    inside = people.filter(pl.col("unit_id").is_in(closed.implode()))
    yield Found("unit_closed", tuple(inside["person_id"]))
    seats = snapshot["positions"].select("unit_id", "job_id").unique()
    stray = people.join(seats, on=["unit_id", "job_id"], how="anti")
    yield Found("no_position", tuple(stray["person_id"]) if seats.height else ())
    heads = snapshot["jobs"].filter(pl.col("subject") == HEADS)["job_id"]
    led = people.filter(pl.col("job_id").is_in(heads.implode()))
    twice = led.filter(pl.len().over("unit_id") > 1)
    yield Found("two_heads", tuple(twice["person_id"]))


def _of_people(snapshot: Snapshot, key: str, found: Iterator[Found]) -> Dimension:
    """Return the share of people whom no finding concerns."""
    kept = _sorted(list(found))
    touched = {one for each in kept for one in each.people}
    whole = snapshot["people"].height
    return Dimension(key, whole - len(touched), whole, kept)


def _sorted(found: list[Found]) -> tuple[Found, ...]:
    """Return the findings that concern somebody, the largest first."""
    kept = [one for one in found if one.people]
    return tuple(sorted(kept, key=lambda one: -one.count))
