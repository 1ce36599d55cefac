"""What relief looks at: needs, rules, law, and who sits where after the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from seimbang.law import Law, Local
from seimbang.model.ratio import fraction
from seimbang.model.snapshot import Snapshot
from seimbang.plan.run import Plan
from seimbang.rules import Eligibility
from seimbang.rules.pair import BIT
from seimbang.workload import Requirements
from seimbang.workload.basis import Basis
from seimbang.workload.regency import Regency

SeatId = tuple[str, str]  # unit, job


@dataclass(frozen=True)
class Seat:
    """
    A seat group: its exact need, the official one (whole), its least, its staff.

    ``row`` of the positions; ``short`` people are missing, ``spare`` people it has
    above need and minimum.
    """

    id: SeatId
    family: str
    method: str
    need: Fraction
    rounded: int
    minimum: int
    staff: int
    row: int
    open: bool

    @property
    def short(self) -> Fraction:
        return max(Fraction(0), self.need - self.staff)

    @property
    def spare(self) -> Fraction:
        return max(Fraction(0), self.staff - max(self.need, Fraction(self.minimum)))

    @property
    def posts(self) -> int:
        """Whole posts missing, by the official rounding."""
        return max(0, max(self.rounded, self.minimum) - self.staff) * (self.short > 0)


@dataclass(frozen=True)
class Move:
    """A transfer of the plan that nobody asked for; ``added`` minutes one way."""

    person_id: str
    origin: SeatId
    target: SeatId
    added: int


@dataclass(frozen=True)
class Way:
    """From home to a place and to the present one: minutes one way, road kilometres."""

    minutes: int
    minutes_before: int
    km: Fraction


@dataclass(frozen=True)
class Scene:
    """
    Needs and rules of a day, and who sits where.

    ``staff`` counts people after the plan; ``moved`` are those who move in it (with a
    wish or without), ``moves`` the transfers without a wish.
    """

    needs: Requirements
    allowed: Eligibility
    staff: Mapping[SeatId, int]
    moved: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()

    @staticmethod
    def today(needs: Requirements, allowed: Eligibility) -> Scene:
        """Return the scene before any transfer."""
        rows = needs.positions.select("unit_id", "job_id", "present").iter_rows()
        return Scene(needs, allowed, {(unit, job): there for unit, job, there in rows})

    @staticmethod
    def after(plan: Plan, record: Mapping[str, Any]) -> Scene:
        """Return the scene after a plan; ``record`` is what plan.json says."""
        today = Scene.today(plan.requirements, plan.eligibility)
        staff = {
            (one["unit_id"], one["job_id"]): one["after"] for one in record["seats"]
        }
        moves = tuple(
            Move(
                one["person_id"],
                (one["from_unit"], one["from_job"]),
                (one["to_unit"], one["to_job"]),
                one["added"],
            )
            for one in record["moves"]
            if not one["voluntary"]
        )
        moved = frozenset(one["person_id"] for one in record["moves"])
        return Scene(
            plan.requirements, plan.eligibility, {**today.staff, **staff}, moved, moves
        )

    @property
    def snapshot(self) -> Snapshot:
        return self.needs.snapshot

    @property
    def law(self) -> Law:
        return self.needs.law

    @property
    def local(self) -> Local:
        return self.needs.local

    @property
    def day(self) -> date:
        return self.needs.day

    @cached_property
    def basis(self) -> Basis:
        return Basis(self.law, self.day)

    @cached_property
    def regency(self) -> Regency:
        return Regency(self.snapshot, self.local, self.basis)

    @cached_property
    def seats(self) -> dict[SeatId, Seat]:
        """Every measured seat, sorted by unit and job."""
        closed = self.allowed.desk.seats.why_not
        found = {}
        for row, one in enumerate(self.needs.positions.iter_rows(named=True)):
            if one["need_num"] is None or one["family"] is None:
                continue
            at = (one["unit_id"], one["job_id"])
            need = fraction(one, "need")
            assert need is not None
            found[at] = Seat(
                id=at,
                family=one["family"],
                method=one["method"],
                need=need,
                rounded=int(one["need_rounded"]),
                minimum=int(one["minimum"]),
                staff=self.staff[at],
                row=row,
                open=closed[row] is None,
            )
        return found

    @cached_property
    def short(self) -> list[Seat]:
        """The open seats that lack somebody, in the order of the positions."""
        return [seat for seat in self.seats.values() if seat.open and seat.short > 0]

    @cached_property
    def helpers(self) -> pl.DataFrame:
        """
        The people who could help elsewhere, with the ``row`` of the rules' people.

        Counted, in a seat, not moved by the plan; nobody under protection or pinned.
        """
        held = pl.col("protection").fill_null("none") != "none"
        held |= pl.col("pin_reason").is_not_null()
        return (
            self.allowed.judged.facts.with_row_index("row")
            .filter(pl.col("counted") & pl.col("seat").is_not_null() & ~held)
            .filter(~pl.col("person_id").is_in(list(self.moved)))
            .sort("person_id")
        )

    def ways(self, rows: list[int], seats: list[Seat]) -> dict[tuple[int, int], Way]:
        """
        Return the ways of people (rows) to seats of their family that rule R15 allows.

        Left out: too far, or not known how far.
        """
        if not rows or not seats:
            return {}
        people = np.array(rows, np.int64)
        pairs = self.allowed.pairs(people, np.array([seat.row for seat in seats]))
        within = ((pairs.blocked & BIT["R15"]) == 0) & ~np.isnan(pairs.km)
        return {
            (int(at), int(to)): Way(
                int(pairs.minutes[at, to]),
                int(pairs.minutes_before[at]),
                Fraction(round(float(pairs.km[at, to]) * 10), 10),
            )
            for at, to in np.argwhere(within)
        }


def days_for(hours: int, a_day: int) -> int:
    """Return the days a week on which ``hours`` of lessons fit."""
    return math.ceil(Fraction(hours, a_day))
