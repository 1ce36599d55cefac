"""
What the report tells, gathered once for the page and the workbook.

Everything here comes from the plan and what plan.json says; nothing is decided anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from seimbang.explain.home import homes
from seimbang.language import Text, text
from seimbang.model.problem import Problem
from seimbang.model.tables import STATUSES
from seimbang.plan import Plan, kernel
from seimbang.plan.balance import TooWideError, balance_goals
from seimbang.plan.regency import frontier
from seimbang.report.curve import Curve, curve_of
from seimbang.workload import advice

LARGE = 100_000  # moves: a curve of more takes OR-Tools many seconds


@dataclass(frozen=True)
class Unit:
    """A place of work; the coordinates are degrees, None when unknown."""

    id: str
    name: str
    kind: str
    district: str  # its name
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Seat:
    """
    The posts of one job in one unit, before and after the plan.

    ``need`` is exact and ``whole`` officially rounded, both None when not measured.
    """

    unit: Unit
    job: str
    job_id: str
    family: str
    need: Fraction | None
    whole: int | None
    minimum: int
    establishment: int | None
    before: int
    after: int
    others: int
    advice: Text

    @property
    def gap_before(self) -> int:
        """Whole people above (> 0) or below the need today; 0 when not measured."""
        return 0 if self.whole is None else self.before - self.whole

    @property
    def gap_after(self) -> int:
        """The same after the plan."""
        return 0 if self.whole is None else self.after - self.whole


@dataclass(frozen=True)
class Move:
    """One move, with names; ``record`` is its entry in plan.json."""

    name: str
    nip: str
    status: str
    origin: Unit
    target: Unit
    from_job: str
    to_job: str
    training: tuple[str, ...]
    flags: tuple[str, ...]  # keys of rules that flag the person
    home: str  # what stood for it, see seimbang.explain.home
    record: Mapping[str, Any]

    @property
    def voluntary(self) -> bool:
        return bool(self.record["voluntary"])


@dataclass(frozen=True)
class Content:
    """The whole report as data; ``reasons`` is what reasons.json says, or empty."""

    plan: Plan
    record: Mapping[str, Any]
    reasons: Mapping[str, Any]
    problems: tuple[Problem, ...]
    units: Mapping[str, Unit]
    jobs: Mapping[str, str]
    seats: tuple[Seat, ...]
    moves: tuple[Move, ...]
    relief: Mapping[str, Any] = field(default_factory=dict)  # what relief.json says

    @property
    def made(self) -> bool:
        """Tell whether there is a plan."""
        return self.plan.made

    @property
    def optimal(self) -> bool:
        """Tell whether the plan is proved to be the best."""
        return bool(self.record["status"] == "OPTIMAL")

    @cached_property
    def curve(self) -> Curve | None:
        """
        What each further move buys, from the hull; None where it cannot be told.

        Without the compiled kernel a large one is left to `seimbang frontier`.
        """
        problem = self.plan.round.problem
        large = sum(len(one.moves) for one in problem.families) > LARGE
        if not self.made or not balance_goals(problem.policy):
            return None
        if large and not kernel.AVAILABLE:
            return None
        try:
            found = frontier(problem, exact=False)
        except TooWideError:
            return None
        return curve_of(found, [solution.at for solution in self.plan.solutions])

    @property
    def institution(self) -> str:
        return str(self.record["data"]["institution"])

    @property
    def taken(self) -> date | None:
        return self.plan.snapshot.taken

    @property
    def summary(self) -> Mapping[str, Mapping[str, Any]]:
        """Measures by name of the column: no_transfer, plan, greedy."""
        figures: Mapping[str, Mapping[str, Any]] = self.record["summary"]
        return figures

    @cached_property
    def _people(self) -> Mapping[str, tuple[str, str, str]]:
        people = self.plan.snapshot["people"]
        return {
            row[0]: (row[1], row[2], row[3])
            for row in people.select(
                "person_id", "name", "unit_id", "job_id"
            ).iter_rows()
        }

    def person(self, person_id: str) -> tuple[str, str, str]:
        """Return the name of somebody on the rolls, and of the unit and job."""
        name, unit, job = self._people[person_id]
        return name, self.units[unit].name, self.jobs[job]

    @cached_property
    def reasons_of(self) -> Mapping[str, Mapping[str, Any]]:
        """What reasons.json says of each move, by the person's id."""
        return {one["person_id"]: one for one in self.reasons.get("moves", ())}

    @property
    def whole(self) -> Mapping[str, Any]:
        """Why so few moves, as reasons.json says; empty without reasons."""
        found: Mapping[str, Any] = self.reasons.get("whole", {})
        return found

    @cached_property
    def short(self) -> Mapping[tuple[str, str], str]:
        """Why nobody comes, by unit and job."""
        return {
            (one["unit_id"], one["job_id"]): one["kind"]
            for one in self.reasons.get("short", ())
        }

    @cached_property
    def seat(self) -> Mapping[tuple[str, str], Seat]:
        """Each seat by its unit and job."""
        return {(seat.unit.id, seat.job_id): seat for seat in self.seats}

    @cached_property
    def measured(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.whole is not None)

    @cached_property
    def unmet(self) -> tuple[Seat, ...]:
        """Seats that still lack whole people, most first."""
        lacking = [seat for seat in self.measured if seat.gap_after < 0]
        return tuple(
            sorted(lacking, key=lambda seat: (seat.gap_after, seat.unit.name, seat.job))
        )

    @cached_property
    def unmeasured_units(self) -> tuple[Unit, ...]:
        """Units where no position at all is measured."""
        known = {seat.unit.id for seat in self.measured}
        return tuple(unit for unit in self.units.values() if unit.id not in known)

    @cached_property
    def unconfirmed(self) -> list[Mapping[str, Any]]:
        """Citations of the law that nobody compared with the official text."""
        return list(self.record["unconfirmed"])

    @cached_property
    def by_need(self) -> tuple[Move, ...]:
        """Moves by need of the organisation."""
        return tuple(move for move in self.moves if not move.voluntary)

    @property
    def limit_km(self) -> int | None:
        """How far from home the region lets a move by need go; None: no limit."""
        return self.plan.local.max_distance_km


def gather(
    plan: Plan,
    record: Mapping[str, Any],
    reasons: Mapping[str, Any],
    problems: Sequence[Problem],
    relief: Mapping[str, Any] | None = None,
) -> Content:
    """Return the report's content; problems of every stage together, in its order."""
    units = _units(plan)
    jobs = dict(plan.snapshot["jobs"].select("job_id", "name").iter_rows())
    return Content(
        plan=plan,
        record=record,
        reasons=reasons,
        problems=(*problems, *plan.problems),
        units=units,
        jobs=jobs,
        seats=tuple(_seats(plan, record, units, jobs)),
        moves=tuple(_moves(plan, record, units, jobs)),
        relief=relief or {},
    )


def _units(plan: Plan) -> dict[str, Unit]:
    places = dict(plan.snapshot["places"].select("place_id", "name").iter_rows())
    rows = plan.snapshot["units"].select(
        "unit_id", "name", "kind", "district_id", "latitude", "longitude"
    )
    return {
        row[0]: Unit(row[0], row[1], row[2], places.get(row[3], row[3]), row[4], row[5])
        for row in rows.iter_rows()
    }


def _seats(
    plan: Plan,
    record: Mapping[str, Any],
    units: Mapping[str, Unit],
    jobs: Mapping[str, str],
) -> Iterator[Seat]:
    after = {
        (seat["unit_id"], seat["job_id"]): seat["after"] for seat in record["seats"]
    }
    for row in plan.requirements.positions.iter_rows(named=True):
        job, measured = jobs[row["job_id"]], row["measured"]
        staff = after.get((row["unit_id"], row["job_id"]), row["present"])
        yield Seat(
            unit=units[row["unit_id"]],
            job=job,
            job_id=row["job_id"],
            family=row["family"],
            need=Fraction(row["need_num"], row["need_den"]) if measured else None,
            whole=row["need_rounded"] if measured else None,
            minimum=row["minimum"],
            establishment=row["establishment"],
            before=row["present"],
            after=staff,
            others=row["shown"],
            advice=advice({**row, "present": staff}, job),
        )


def _nameless(plan: Plan, person: str) -> tuple[str, str, None, str]:
    """Return what stands for somebody whom head counts do not name."""
    eligibility = plan.eligibility
    status = eligibility.judged.facts["status"][eligibility.row(person)]
    words = {code: name for name, code in STATUSES.items()}.get(status, status)
    return person, str(text("one {status}, to be named", status=words)), None, status


def _moves(
    plan: Plan,
    record: Mapping[str, Any],
    units: Mapping[str, Unit],
    jobs: Mapping[str, str],
) -> Iterator[Move]:
    wanted = [move["person_id"] for move in record["moves"]]
    people = {
        row[0]: row
        for row in plan.snapshot["people"]
        .filter(plan.snapshot["people"]["person_id"].is_in(wanted))
        .select("person_id", "name", "nip", "status")
        .iter_rows()
    }
    flags = dict(plan.eligibility.people.select("person_id", "flags").iter_rows())
    training = dict(plan.snapshot["jobs"].select("job_id", "training").iter_rows())
    home = homes(plan, wanted)
    for move in record["moves"]:
        person = move["person_id"]
        row = people.get(person) or _nameless(plan, person)
        _, name, nip, status = row
        needed = training[move["to_job"]] if move["misfit"] else None
        yield Move(
            name=name,
            nip=nip or "",
            status=status,
            origin=units[move["from_unit"]],
            target=units[move["to_unit"]],
            from_job=jobs[move["from_job"]],
            to_job=jobs[move["to_job"]],
            training=tuple(needed or ()),
            flags=tuple(flags.get(person, ())),
            home=home[person],
            record=move,
        )
