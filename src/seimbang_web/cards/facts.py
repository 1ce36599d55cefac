"""
One person and one place: rules, way, both units, lessons, licence, duties, income.

What the card of a move and a single case show, before anything is decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from seimbang.language import Text
from seimbang.model.ratio import fraction
from seimbang.rules import Eligibility
from seimbang.rules.distance import UNKNOWN_MINUTES, road_km, whole_minutes
from seimbang.rules.rule import COMPULSORY, VOLUNTARY
from seimbang.rules.words import spoken
from seimbang.workload.advice import advice
from seimbang_web.cards import lessons
from seimbang_web.cards.models import IncomeTable
from seimbang_web.cards.rules import Kind, Sight, Told, rules_of

LICENCE = "R19"


@dataclass(frozen=True)
class Place:
    """A job at a unit before and after: need, minimum, people, what is to be done."""

    unit_id: str
    unit: str
    job_id: str
    job: str
    need: Fraction | None  # None: belum terukur
    rounded: int | None
    minimum: int
    before: int
    after: int
    todo_after: Text

    @property
    def below_minimum(self) -> bool:
        """Tell whether the move leaves fewer people than the minimum."""
        return self.after < self.before and self.after < self.minimum

    @property
    def lacks(self) -> bool:
        """Tell whether people are missing after, measured by whole people."""
        return self.rounded is not None and self.after < self.rounded


@dataclass(frozen=True)
class Way:
    """Road km and minutes to the present and the new unit, and between the two."""

    km: float | None
    minutes: int | None
    km_before: float | None
    minutes_before: int | None
    km_between: float | None
    minutes_between: int | None
    estimated: bool  # the home is taken as the middle of its place

    @property
    def added(self) -> int | None:
        """Return the minutes one way that the move adds."""
        if self.minutes is None or self.minutes_before is None:
            return None
        return self.minutes - self.minutes_before


@dataclass(frozen=True)
class Income:
    """Rupiah a month by class, before and after; by what."""

    before: int
    after: int
    basis: str

    @property
    def change(self) -> int:
        """Return what the move changes, a month."""
        return self.after - self.before


@dataclass(frozen=True)
class Facts:
    """What there is to know before one person goes to one place."""

    rules: tuple[Told, ...]
    origin: Place
    target: Place | None  # None: no post of this family is there
    way: Way
    schools: tuple[lessons.School, ...]  # origin and target, of teachers
    certificate: str | None  # of teachers: see lessons.match
    duties: tuple[str, ...]
    income: Income | None

    @property
    def blocking(self) -> tuple[Told, ...]:
        """Return the rules that no reason gets around."""
        return tuple(one for one in self.rules if one.kind is Kind.BLOCKS)

    @property
    def waivers(self) -> tuple[Told, ...]:
        """Return the rules that need a written waiver first."""
        return tuple(one for one in self.rules if one.kind is Kind.WAIVER)

    @property
    def open(self) -> tuple[Told, ...]:
        """Return the rules whose answer is not known."""
        return tuple(one for one in self.rules if one.kind is Kind.OPEN)

    @property
    def rest(self) -> tuple[Told, ...]:
        """Return the rules that hold nothing up."""
        held = (Kind.BLOCKS, Kind.WAIVER, Kind.OPEN)
        return tuple(one for one in self.rules if one.kind not in held)

    @property
    def licence(self) -> bool:
        """Tell whether a new licence (SIP) is needed before service begins."""
        return any(one.rule == LICENCE for one in self.rules)

    @property
    def loses_allowance(self) -> bool:
        """Tell whether the certificate is of another subject than the new job's."""
        return self.certificate == "other"


def facts_of(
    answers: Eligibility,
    person_id: str,
    unit_id: str,
    job_id: str | None = None,
    *,
    voluntary: bool,
    sight: Sight,
    waivers: Mapping[str, str] | None = None,
    own_lane: bool = False,
    without: Collection[str] = (),
    staff: Mapping[tuple[str, str], int] | None = None,
) -> Facts:
    """
    Return the facts of a person and a place.

    ``staff``: people after at unit and job, where more than this one move changes it.
    :raises KeyError: when the data have no such person or unit.
    """
    row = answers.row(person_id)
    here = answers.people.row(row, named=True)
    seat = _seat(answers, here, unit_id, job_id)
    target_job = seat["job_id"] if seat else job_id or here["job_id"]
    counted = int(here["counted"])
    told = rules_of(
        answers,
        answers.findings(person_id, unit_id, target_job),
        mode=VOLUNTARY if voluntary else COMPULSORY,
        sight=sight,
        waivers=waivers,
        own_lane=own_lane,
        without=without,
    )
    after = _After(answers, staff or {})
    subject = lessons.subject_of(answers, target_job)
    held = answers.judged.facts["certificates"].to_list()[row]
    return Facts(
        rules=told,
        origin=after.place(here["unit_id"], here["job_id"], -counted),
        target=after.place(unit_id, target_job, counted) if seat else None,
        way=_way(answers, row, unit_id, sight),
        schools=after.schools(here, unit_id, target_job, counted),
        certificate=lessons.match(held, subject) if subject else None,
        duties=_duties(answers, row),
        income=income_of(answers, here["job_id"], target_job, answers.ground.day),
    )


def _position(answers: Eligibility, unit_id: str, job_id: str) -> dict[str, Any] | None:
    found = answers.positions.filter(unit_id=unit_id, job_id=job_id)
    return None if found.is_empty() else found.row(0, named=True)


def _seat(
    answers: Eligibility, here: Mapping[str, Any], unit_id: str, job_id: str | None
) -> dict[str, Any] | None:
    """Return the seat of the job, else of the present job, else of its family."""
    wanted = _position(answers, unit_id, job_id or here["job_id"])
    if wanted is not None or job_id is not None:
        return wanted
    rest = answers.positions.filter(unit_id=unit_id, family=here["family"])
    return None if rest.is_empty() else rest.row(0, named=True)


@dataclass(frozen=True)
class _After:
    """Seats with the people who sit there afterwards."""

    answers: Eligibility
    staff: Mapping[tuple[str, str], int]

    def people(self, unit_id: str, job_id: str, present: int, change: int) -> int:
        return self.staff.get((unit_id, job_id), max(0, present + change))

    def place(self, unit_id: str, job_id: str, change: int) -> Place:
        names = self.answers.snapshot["units"].filter(unit_id=unit_id)["name"]
        jobs = self.answers.snapshot["jobs"].filter(job_id=job_id)["name"]
        job = jobs[0] if len(jobs) else job_id
        row = _position(self.answers, unit_id, job_id)
        seat = row or {"measured": False, "flags": [], "present": 0}
        after = self.people(unit_id, job_id, seat["present"], change)
        return Place(
            unit_id=unit_id,
            unit=names[0] if len(names) else unit_id,
            job_id=job_id,
            job=job,
            need=fraction(seat, "need") if row else None,
            rounded=seat.get("need_rounded"),
            minimum=seat.get("minimum") or 0,
            before=seat["present"],
            after=after,
            todo_after=advice(seat | {"present": after}, job),
        )

    def schools(
        self, here: Mapping[str, Any], unit_id: str, job_id: str, counted: int
    ) -> tuple[lessons.School, ...]:
        found = []
        for unit, job, change in (
            (here["unit_id"], here["job_id"], -counted),
            (unit_id, job_id, counted),
        ):
            one = lessons.school(self.answers, unit, job)
            if one is not None:
                after = self.people(unit, job, one.before, change)
                found.append(replace(one, after=after))
        return tuple(found)


def _way(answers: Eligibility, row: int, unit_id: str, sight: Sight) -> Way:
    ways, own = answers.desk.ways, answers.desk.own_unit[[row]]
    codes = answers.snapshot["units"]["unit_id"].to_list()
    unit = np.array([codes.index(unit_id)])
    one, local = np.array([row]), answers.ground.local
    known = bool(ways.home_known[row]) and sight.coarse
    between = road_km(
        ways.units.vectors[own], ways.units.vectors[unit], local.detour_percent
    )
    apart = whole_minutes(between, local.speed_kmh)
    given = ways.travel.way(codes[own[0]], ways.unit_codes[unit[0]])
    if given is not None:
        between, apart = np.array([given[0]]), np.array([given[1]])
    to, before = ways.between(one, unit), ways.between(one, own)
    return Way(
        km=_km(to[0]) if known else None,
        minutes=_minutes(to[1]) if known else None,
        km_before=_km(before[0]) if known else None,
        minutes_before=_minutes(before[1]) if known else None,
        km_between=_km(between),
        minutes_between=_minutes(apart),
        estimated=known and bool(ways.estimated[row]),
    )


def _km(values: Any) -> float | None:
    return None if np.isnan(values[0]) else round(float(values[0]), 1)


def _minutes(values: Any) -> int | None:
    return None if values[0] == UNKNOWN_MINUTES else int(values[0])


def _duties(answers: Eligibility, row: int) -> tuple[str, ...]:
    """Return duties and a status that bind or matter, in words."""
    facts = answers.judged.facts
    status, duties = facts["status"][row], facts["duties"].to_list()[row] or []
    told = [] if status == "pns" else [status]
    return tuple(str(spoken(one)) for one in (*told, *duties))


def income_of(
    answers: Eligibility, job_id: str, new_job_id: str, day: date
) -> Income | None:
    """Return what the region's own table says; None: no table, no figure."""
    tables = IncomeTable.objects.filter(approved_at__isnull=False, since__lte=day)
    table = tables.first()
    classes = dict(answers.snapshot["jobs"].select("job_id", "job_class").iter_rows())
    before, after = classes.get(job_id), classes.get(new_job_id)
    if table is None or not {str(before), str(after)} <= set(table.rates):
        return None
    return Income(table.rates[str(before)], table.rates[str(after)], table.basis)


def destinations(answers: Eligibility, person_id: str) -> pl.DataFrame:
    """
    Return unit_id, job_id, and the seat's figures, where the person's family sits.

    The own seat is left out.
    """
    here = answers.people.row(answers.row(person_id), named=True)
    own = (pl.col("unit_id") == here["unit_id"]) & (pl.col("job_id") == here["job_id"])
    return answers.positions.filter((pl.col("family") == here["family"]) & ~own)
