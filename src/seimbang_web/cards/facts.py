"""
One person and one place: rules, way, both units, lessons, licence, duties, income.

What the card of a move and a single case show, before anything is decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
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
    tables: Tables | None = None,
) -> Facts:
    """
    Return the facts of a person and a place.

    ``staff``: people after at unit and job, where more than this one move changes it.
    ``tables``: of these answers, handed in where many people are looked at.
    :raises KeyError: when the data have no such person or unit.
    """
    tables = tables or Tables(answers)
    row = answers.row(person_id)
    here = answers.people.row(row, named=True)
    judged = answers.judged.facts.row(row, named=True)
    seat = _seat(tables, here, unit_id, job_id)
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
    after = _After(tables, staff or {})
    subject = lessons.subject_of(answers, target_job)
    return Facts(
        rules=told,
        origin=after.place(here["unit_id"], here["job_id"], -counted),
        target=after.place(unit_id, target_job, counted) if seat else None,
        way=_way(tables, row, unit_id, sight),
        schools=after.schools(here, unit_id, target_job, counted),
        certificate=lessons.match(judged["certificates"], subject) if subject else None,
        duties=_duties(judged),
        income=income_of(tables, here["job_id"], target_job),
    )


@dataclass(frozen=True)
class Tables:
    """Where facts are looked up: the rules' answers, lessons, names, the income."""

    answers: Eligibility

    @cached_property
    def lessons(self) -> lessons.Lessons:
        """Return the lessons of the schools."""
        return lessons.Lessons(self.answers)

    @cached_property
    def units(self) -> dict[str, tuple[int, str]]:
        """Return row and name of each unit."""
        rows = self.answers.snapshot["units"].select("unit_id", "name").iter_rows()
        return {code: (at, name) for at, (code, name) in enumerate(rows)}

    @cached_property
    def jobs(self) -> dict[str, tuple[str, int | None]]:
        """Return name and class of each job."""
        rows = self.answers.snapshot["jobs"].select("job_id", "name", "job_class")
        return {code: (name, of) for code, name, of in rows.iter_rows()}

    @cached_property
    def income(self) -> IncomeTable | None:
        """Return the region's table of incomes on the day; None: there is none."""
        return income_table(self.answers.ground.day)

    @cached_property
    def _seats(self) -> dict[tuple[str, str], int]:
        rows = self.answers.positions.select("unit_id", "job_id").iter_rows()
        return {seat: at for at, seat in enumerate(rows)}

    def seat(self, unit_id: str, job_id: str) -> dict[str, Any] | None:
        """Return the figures of a job at a unit; None: there is no such post."""
        at = self._seats.get((unit_id, job_id))
        return None if at is None else self.answers.positions.row(at, named=True)


def _seat(
    tables: Tables, here: Mapping[str, Any], unit_id: str, job_id: str | None
) -> dict[str, Any] | None:
    """Return the seat of the job, else of the present job, else of its family."""
    wanted = tables.seat(unit_id, job_id or here["job_id"])
    if wanted is not None or job_id is not None:
        return wanted
    rest = tables.answers.positions.filter(unit_id=unit_id, family=here["family"])
    return None if rest.is_empty() else rest.row(0, named=True)


@dataclass(frozen=True)
class _After:
    """Seats with the people who sit there afterwards."""

    tables: Tables
    staff: Mapping[tuple[str, str], int]

    def people(self, unit_id: str, job_id: str, present: int, change: int) -> int:
        return self.staff.get((unit_id, job_id), max(0, present + change))

    def place(self, unit_id: str, job_id: str, change: int) -> Place:
        _row, unit = self.tables.units.get(unit_id, (0, unit_id))
        job, _class = self.tables.jobs.get(job_id, (job_id, None))
        row = self.tables.seat(unit_id, job_id)
        seat = row or {"measured": False, "flags": [], "present": 0}
        after = self.people(unit_id, job_id, seat["present"], change)
        return Place(
            unit_id=unit_id,
            unit=unit,
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
            one = self.tables.lessons.school(unit, job)
            if one is not None:
                after = self.people(unit, job, one.before, change)
                found.append(replace(one, after=after))
        return tuple(found)


def _way(tables: Tables, row: int, unit_id: str, sight: Sight) -> Way:
    answers, codes = tables.answers, list(tables.units)
    ways, own = answers.desk.ways, answers.desk.own_unit[[row]]
    unit = np.array([tables.units[unit_id][0]])
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


def _duties(judged: Mapping[str, Any]) -> tuple[str, ...]:
    """Return duties and a status that bind or matter, in words."""
    status, duties = judged["status"], judged["duties"] or []
    told = [] if status == "pns" else [status]
    return tuple(str(spoken(one)) for one in (*told, *duties))


def income_table(day: date) -> IncomeTable | None:
    """Return the region's own table in force on a day; None: there is none."""
    tables = IncomeTable.objects.filter(approved_at__isnull=False, since__lte=day)
    return tables.first()


def income_of(tables: Tables, job_id: str, new_job_id: str) -> Income | None:
    """Return what the region's own table says; None: no table, no figure."""
    table = tables.income
    _name, before = tables.jobs.get(job_id, ("", None))
    _name, after = tables.jobs.get(new_job_id, ("", None))
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
