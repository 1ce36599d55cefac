"""From a measured, judged snapshot to the problem of the round."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.cap import split
from seimbang.plan.ground import Ground
from seimbang.plan.limits import area, limits
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Flags, Group, Ints, Moves, Problem, Seats
from seimbang.rules import Eligibility, Pairs
from seimbang.workload import Requirements


@dataclass(frozen=True)
class Rows:
    """Where the seats and people of a family stand in the tables they come from."""

    seats: Ints  # rows of requirements.positions
    people: Ints  # rows of eligibility.people


@dataclass(frozen=True)
class Round:
    """A problem with the way back to the tables: rows and person ids by family."""

    problem: Problem
    rows: Mapping[str, Rows]
    salt: str


def pseudonym(person_id: str, salt: str) -> str:
    """Return the name a person has in the files without personal data."""
    key = bytes.fromhex(salt)
    return hashlib.blake2b(person_id.encode(), key=key, digest_size=8).hexdigest()


def seat_id(unit_id: str, job_id: str) -> str:
    """Return the name of a seat group."""
    return f"{unit_id}|{job_id}"


def build(
    snapshot: Snapshot,
    requirements: Requirements,
    eligibility: Eligibility,
    *,
    local: Local,
    policy: Policy,
    day: date,
) -> Round:
    """
    Return the problem: per family its seats, the people who may move, their moves.

    A seat without a measured need neither gives nor receives. People without any
    allowed move are counted as fixed, but for those pinned to go: they may not stay.
    """
    secret = f"{snapshot.checksum}|{local.round_seed}"
    salt = hashlib.blake2b(secret.encode(), digest_size=16).hexdigest()
    pins = snapshot["pins"].filter(kind="must_go")["person_id"]
    source = _Source(snapshot, eligibility, local, policy, salt, frozenset(pins))
    seats = requirements.positions.with_row_index("row")
    people = eligibility.people.with_row_index("row").filter(pl.col("counted"))
    rows, families, names, crossing = {}, [], {}, {}
    for key, group in seats.partition_by("family", as_dict=True).items():
        name = str(key[0])
        group = group.sort("unit_id", "job_id")
        there = people.filter(pl.col("family") == name).sort("person_id")
        nested, crossing[name] = split(_groups(name, group, snapshot, local))
        family, rows[name], names[name] = _family(name, group, there, source, nested)
        families.append(family)
    families.sort(key=lambda family: family.name)
    ground = Ground.of(snapshot, local, tuple(families), names, crossing, source.hide)
    problem = Problem(
        policy=policy,
        seed=local.round_seed,
        day=day.isoformat(),
        wish_ranks=local.wish_ranks,
        families=tuple(families),
        data=hashlib.sha256(f"data|{snapshot.checksum}".encode()).hexdigest(),
        limits=limits(ground),
        longest_chain=local.longest_chain,
        names=names,
    )
    return Round(problem, rows, salt)


@dataclass(frozen=True)
class _Source:
    """What families are built from; ``pinned``: people who must go somewhere."""

    snapshot: Snapshot
    eligibility: Eligibility
    local: Local
    policy: Policy
    salt: str
    pinned: frozenset[str]

    def hide(self, person_id: str) -> str:
        return pseudonym(person_id, self.salt)


def _family(
    name: str,
    group: pl.DataFrame,
    there: pl.DataFrame,
    source: _Source,
    groups: Sequence[Group],
) -> tuple[Family, Rows, tuple[str, ...]]:
    at = {
        (unit, job): index
        for index, (unit, job) in enumerate(
            group.select("unit_id", "job_id").iter_rows()
        )
    }
    origin = np.array(
        [at[seat] for seat in there.select("unit_id", "job_id").iter_rows()], np.int64
    )
    measured = group["need_num"].is_not_null().to_numpy()
    seat_rows = group["row"].to_numpy().astype(np.int64)
    may = (
        (there["compulsory"] == 1) | (there["voluntary"] == 1)
    ).to_numpy() & measured[origin]
    ids = there["person_id"].to_list()
    pinned = np.array([person in source.pinned for person in ids], np.bool_)
    asked = np.flatnonzero(may | pinned)
    people_rows = there["row"].to_numpy().astype(np.int64)
    moves, listed = _moves(
        source, people_rows[asked], seat_rows, measured, may[asked], pinned[asked]
    )
    movable = asked[listed]
    present = np.bincount(origin, minlength=len(group)).astype(np.int64)
    movers = np.bincount(origin[movable], minlength=len(group))
    people = tuple(ids[person] for person in movable)
    family = Family(
        name=name,
        seats=_seats(group, present, present - movers, source.local),
        people=tuple(source.hide(person) for person in people),
        origin=origin[movable],
        moves=moves,
        groups=tuple(groups),
        leave=tuple(np.flatnonzero(pinned[movable]).tolist()),
    )
    return family, Rows(seat_rows, people_rows[movable]), people


def _allowed(pairs: Pairs, measured: Flags, policy: Policy) -> tuple[Flags, Flags]:
    """Return the moves there are, and which are voluntary: a wish makes it so."""
    wished = pairs.wish_rank > 0
    voluntary = pairs.allowed_voluntary & wished & measured
    compulsory = pairs.allowed_compulsory & ~voluntary & measured
    if policy.voluntary_only:
        compulsory = np.zeros_like(compulsory)
    return voluntary | compulsory, voluntary


def _moves(
    source: _Source,
    asked: Ints,
    seats: Ints,
    measured: Flags,
    may: Flags,
    pinned: Flags,
) -> tuple[Moves, Flags]:
    """
    Return the allowed moves, and which of the people ``asked`` have any.

    Only who ``may`` has moves; who is ``pinned`` to go is listed without any too. Where
    a way is unknown (no coordinates), no travel is added.
    """
    if len(asked) == 0:
        nothing = np.zeros(0, np.int64)
        no = np.zeros(0, np.bool_)
        return Moves(np.zeros(1, np.int64), nothing, no, *(nothing,) * 4), no
    pairs = source.eligibility.pairs(asked, seats)
    allowed, voluntary = _allowed(pairs, measured, source.policy)
    allowed &= may[:, None]
    goes = np.logical_or.reduce(allowed, axis=1) | pinned
    person, seat = np.nonzero(allowed[goes])
    row = np.flatnonzero(goes)[person]
    counts = np.bincount(person, minlength=int(goes.sum()))
    before, after = pairs.minutes_before[row], pairs.minutes[row, seat]
    longer = np.where((before >= 0) & (after >= 0), after - before, 0)
    chosen = voluntary[row, seat]
    moves = Moves(
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        seat=seat.astype(np.int64),
        voluntary=chosen,
        rank=pairs.wish_rank[row, seat].astype(np.int64),
        added=np.maximum(0, longer).astype(np.int64),
        misfit=pairs.misfit[row, seat].astype(np.int64),
        regression=pairs.regression[row, seat].astype(np.int64),
    )
    return moves, goes


def _seats(group: pl.DataFrame, present: Ints, fixed: Ints, local: Local) -> Seats:
    weights = local.service_weights
    share = local.share_leaving_percent
    rows: Sequence[dict[str, Any]] = group.to_dicts()
    return Seats(
        id=tuple(seat_id(row["unit_id"], row["job_id"]) for row in rows),
        need=tuple(
            None
            if row["need_num"] is None
            else Fraction(row["need_num"], row["need_den"])
            for row in rows
        ),
        minimum=np.array([row["minimum"] for row in rows], np.int64),
        maximum=tuple(row["establishment"] for row in rows),
        weight=np.array([weights.get(row["family"], 1) for row in rows], np.int64),
        present=present,
        others=np.array([row["present_any"] for row in rows], np.int64) - present,
        fixed=fixed,
        may_leave=tuple(
            None if share is None else max(1, int(now) * share // 100)
            for now in present
        ),
    )


def _groups(
    name: str, group: pl.DataFrame, snapshot: Snapshot, local: Local
) -> list[Group]:
    """Return the caps of the region on this family, inner before outer."""
    row = {unit: at for at, unit in enumerate(snapshot["units"]["unit_id"])}
    units = np.array([row[unit] for unit in group["unit_id"]], np.int64)
    caps = []
    for cap in local.maximum_groups:
        if cap["job_family"] == name:
            inside = area(snapshot, cap["district_id"], cap["agency_id"])
            seats = tuple(np.flatnonzero(inside[units]).tolist())
            caps.append(Group(cap["name"], seats, cap["maximum"]))
    return sorted(caps, key=lambda cap: (len(cap.seats), cap.name))
