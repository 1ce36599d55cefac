"""Who may take which seat on the day: gates of the person, fit, facts of the pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from seimbang.law import Law, Local
from seimbang.model.problem import Problem
from seimbang.model.snapshot import Snapshot
from seimbang.rules import account, person, waiver
from seimbang.rules.duty import HEAD_SUBJECT
from seimbang.rules.facts import of_people
from seimbang.rules.fit import Fitness
from seimbang.rules.pair import (
    LIFTABLE,
    PAIR_RULES,
    Classes,
    Desk,
    Pairs,
    Seats,
    Ways,
    pairs_of,
)
from seimbang.rules.person import People
from seimbang.rules.rule import COMPULSORY, VOLUNTARY, Finding, Ground, Verdict
from seimbang.rules.table import RULES
from seimbang.rules.wish import Wishes
from seimbang.workload import Requirements

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Eligibility:
    """
    The answers of the rules: a row a person, a block of pairs, findings in words.

    ``people`` keeps the order of the table of people (head-count mode: of
    :func:`seimbang.rules.facts.rows`); ``seat_rows`` gives the row of
    ``requirements.positions`` where each sits, -1 for none. ``problems``: waivers and
    local decisions without effect.
    """

    people: pl.DataFrame
    judged: People
    desk: Desk
    positions: pl.DataFrame
    snapshot: Snapshot
    problems: tuple[Problem, ...]

    pair_rules = PAIR_RULES

    @property
    def ground(self) -> Ground:
        """What the rules were judged by."""
        return self.judged.ground

    @property
    def seat_rows(self) -> Rows:
        """The row of the present seat of each person, -1 for none."""
        return self.desk.own_seat

    def pairs(self, people_rows: Rows, seat_rows: Rows) -> Pairs:
        """
        Return what the rules say of a block of people × seats of one family.

        :raises ValueError: when the block is not of one family.
        """
        return pairs_of(self.desk, people_rows, seat_rows)

    def findings(
        self, person_id: str, unit_id: str | None = None, job_id: str | None = None
    ) -> list[Finding]:
        """
        Return every finding of a person, and of the person and a place.

        Without ``job_id`` the present job is meant, or else one of its family there.
        :raises KeyError: when there is no such person or unit.
        """
        row = self.row(person_id)
        found = person.findings(self.judged, row)
        if unit_id is not None:
            found += account.of_pair(self, row, unit_id, job_id)
        return found

    def row(self, person_id: str) -> int:
        """
        Return the row of a person.

        :raises KeyError: when there is no such person.
        """
        if person_id not in self._row:
            raise KeyError(f"Found no person {person_id!r}.")
        return self._row[person_id]

    @cached_property
    def _row(self) -> dict[str, int]:
        return {one: at for at, one in enumerate(self.people["person_id"])}

    def gap(self, person_id: str, job_id: str) -> dict[str, Any]:
        """
        Return what a person lacks for a job: facts, ``training``, ``verdict``.

        :raises KeyError: when there is no such person or job.
        """
        values = self.desk.classes.values[
            self.desk.classes.of_person[self.row(person_id)]
        ]
        fit = self.desk.fitness.of(values, job_id)
        verdict = min(
            fit.verdicts.values(),
            key=(Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS).index,
        )
        return {
            "job_id": job_id,
            "training": list(fit.training),
            **{
                name: fact
                for facts in fit.facts.values()
                for name, fact in facts.items()
            },
            "misfit": fit.misfit,
            "regression": fit.regression,
            "missing": sorted(
                {name for names in fit.missing.values() for name in names}
            ),
            "verdict": verdict,
        }

    def lost(self) -> pl.DataFrame:
        """Return the counted people that each gate, and each missing column, loses."""
        return account.lost(self.people)

    def couples(self) -> pl.DataFrame:
        """Return the couples on the rolls: ``first`` and ``second`` row of people."""
        return account.couples(self.judged.facts)


def eligibility(
    snapshot: Snapshot,
    requirements: Requirements,
    law: Law,
    local: Local,
    day: date,
) -> Eligibility:
    """
    Judge everybody by the rules of the person, and prepare the pairs.

    Source: the table of rules, docs/reference/rules.md.
    :raises NotInForceError: when the law that staff in duty needs is not in force.
    """
    ground = Ground(law, local, day)
    facts = of_people(snapshot, requirements, law, day)
    judged = person.judge(
        facts,
        RULES,
        ground,
        waiver.in_force(snapshot, ground),
        counted_only=snapshot.head_count_mode,
    )
    people = _answers(judged)
    return Eligibility(
        people=people,
        judged=judged,
        desk=_desk(snapshot, requirements, judged, people),
        positions=requirements.positions,
        snapshot=snapshot,
        problems=waiver.problems(snapshot, ground),
    )


def _answers(judged: People) -> pl.DataFrame:
    """Return the verdicts of all gates, a row a person."""
    gates = {mode: judged.gates(mode) for mode in (COMPULSORY, VOLUNTARY)}
    return judged.facts.select(
        "person_id", "unit_id", "job_id", "family", "counted"
    ).with_columns(
        person.conclusion(judged, COMPULSORY).alias("compulsory"),
        person.conclusion(judged, VOLUNTARY).alias("voluntary"),
        person.not_passed(judged, gates[COMPULSORY]).alias("failed_compulsory"),
        person.not_passed(judged, gates[VOLUNTARY]).alias("failed_voluntary"),
        person.missing(judged).alias("missing"),
        person.flagged(judged).alias("flags"),
    )


def _desk(
    snapshot: Snapshot,
    requirements: Requirements,
    judged: People,
    people: pl.DataFrame,
) -> Desk:
    facts, ground = judged.facts, judged.ground
    seats = _seats(snapshot, requirements, ground)
    own_seat = facts["seat"].cast(pl.Int64).fill_null(-1).to_numpy()
    own_unit = _unit_rows(snapshot, facts)
    return Desk(
        person_compulsory=(people["compulsory"] == 1).to_numpy(),
        person_voluntary=(people["voluntary"] == 1).to_numpy(),
        own_seat=own_seat,
        own_unit=own_unit.to_numpy(),
        family=facts["family"].to_numpy(),
        seats=seats,
        ways=Ways.of(snapshot, facts, ground),
        wishes=Wishes.of(snapshot, facts["person_id"]),
        classes=Classes.of(facts),
        fitness=Fitness(snapshot, ground),
        not_to=_pins(snapshot, facts, "not_to"),
        must_go=_pins(snapshot, facts, "must_go"),
        lifted=_lifted(judged),
    )


def _unit_rows(snapshot: Snapshot, frame: pl.DataFrame) -> pl.Series:
    units = snapshot["units"].with_row_index("unit").select("unit_id", "unit")
    found = frame.select("unit_id").join(
        units, on="unit_id", how="left", maintain_order="left"
    )
    return found["unit"].cast(pl.Int64)


def _seats(snapshot: Snapshot, requirements: Requirements, ground: Ground) -> Seats:
    """Return the seats as arrays, and why those that do not receive do not."""
    pins = snapshot["pins"].filter(kind="unit_closed")["unit_id"].to_list()
    planned = ground.value("transfer.planned_kinds")
    seats = requirements.positions.join(
        snapshot["units"].select("unit_id", "closed_since"),
        on="unit_id",
        how="left",
        maintain_order="left",
    ).join(
        snapshot["jobs"].select("job_id", "kind", "subject"),
        on="job_id",
        how="left",
        maintain_order="left",
    )
    closed = (pl.col("closed_since") <= ground.day).fill_null(value=False)
    lane = ~pl.col("kind").is_in(planned) | (pl.col("subject") == HEAD_SUBJECT)
    why_not = seats.select(
        pl.when(pl.col("need_num").is_null())
        .then(pl.lit("unmeasured"))
        .when(closed)
        .then(pl.lit("closed"))
        .when(pl.col("unit_id").is_in(pins))
        .then(pl.lit("pinned_closed"))
        .when(lane.fill_null(value=False))
        .then(pl.lit("own_lane"))
        .alias("why_not")
    )["why_not"]
    return Seats(
        unit=_unit_rows(snapshot, seats).to_numpy(),
        job=seats["job_id"].to_list(),
        family=seats["family"].to_numpy(),
        receives=why_not.is_null().to_numpy(),
        why_not=why_not.to_list(),
    )


def _pins(snapshot: Snapshot, facts: pl.DataFrame, kind: str) -> tuple[Rows, Rows]:
    """Return the rows of people and units that pins of this kind name."""
    people = facts.with_row_index("row").select("person_id", "row")
    pins = snapshot["pins"].filter(kind=kind).join(people, on="person_id")
    units = _unit_rows(snapshot, pins)
    known = units.is_not_null()
    rows = pins.filter(known)["row"].cast(pl.Int64).to_numpy()
    return rows, units.filter(known).to_numpy()


def _lifted(judged: People) -> dict[str, Rows]:
    """Return per rule of pairs the rows of people with a waiver."""
    return {
        key: judged.facts.select(
            pl.arg_where(pl.col("person_id").is_in(list(judged.waived.get(key, {}))))
        )
        .to_series()
        .cast(pl.Int64)
        .to_numpy()
        for key in LIFTABLE
    }
