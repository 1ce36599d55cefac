"""
Judge pairs of a person and a seat, block by block: never people × seats at once.

The person's gates, the fit of the classes and the facts of the pair come together
here. All is NumPy, so that 2,000 people × 200 seats take milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from seimbang.language import text
from seimbang.model.snapshot import Snapshot
from seimbang.rules.distance import (
    UNKNOWN_MINUTES,
    Points,
    Travel,
    home_points,
    road_km,
    unit_points,
    whole_minutes,
)
from seimbang.rules.fit import CLASS, FIT_RULES, Fitness
from seimbang.rules.rule import (
    ONLY_COMPULSORY,
    VOLUNTARY,
    Ground,
    Reference,
    Rule,
    Verdict,
)
from seimbang.rules.wish import Wishes

PAIR_RULES = ("R15", "G15", "G16", *FIT_RULES)
BIT = {key: np.uint32(1 << at) for at, key in enumerate(PAIR_RULES)}

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

RULES = (
    Rule(
        key="R15",
        title=text("Distance from home"),
        role="gate",
        scope="pair",
        modes=ONLY_COMPULSORY,
        local=("max_distance_km", "detour_percent"),
        columns=("home_place_id", "home_latitude", "home_longitude"),
        counted=True,
        fails=text(
            "{km} km from home, farther than {maximum} km and than today ({today} km)."
        ),
        passes=text(
            "{km} km from home: at most {maximum} km, or nearer than today "
            "({today} km)."
        ),
    ),
    Rule(
        key="G15",
        title=text("Pinned: not to this place"),
        role="gate",
        scope="pair",
        references=(Reference("project", "pins"),),
        fails=text("Pinned: not to this place ({reason})."),
        passes=text("No pin against this place."),
    ),
    Rule(
        key="G16",
        title=text("The place receives"),
        role="gate",
        scope="pair",
        references=(Reference("project", "belum terukur"),),
        liftable=False,
        counted=True,
        fails=text("The place receives nobody ({why})."),
        passes=text("The place receives: it is open and its need is known."),
    ),
    Rule(
        key="G17",
        title=text("Wish"),
        role="gate",
        scope="pair",
        modes=frozenset({VOLUNTARY}),
        local=("wish_ranks",),
        fails=text("This place is not among the person's first {ranks} wishes."),
        passes=text("This place is wish number {rank}."),
        liftable=False,
    ),
)
LIFTABLE = ("R15", "G15", "G7", "G8")


@dataclass(frozen=True)
class Pairs:
    """
    What the rules say of a block of people (n) and seats (m).

    ``allowed_*`` hold the gates of the person, the fit and the pair; the own seat is
    never allowed. ``wish_rank`` 0: no wish. ``minutes`` are from home (not known: from
    the present unit; no coordinates at all: as today), ``km`` NaN when not known.
    ``blocked`` has a bit for each rule of :data:`PAIR_RULES` that fails or is unknown.
    """

    allowed_compulsory: Flags
    allowed_voluntary: Flags
    wish_rank: NDArray[np.int8]
    minutes: NDArray[np.int32]
    minutes_before: NDArray[np.int32]
    km: NDArray[np.float32]
    misfit: NDArray[np.int16]
    regression: NDArray[np.int16]
    blocked: NDArray[np.uint32]
    estimated_home: Flags


@dataclass(frozen=True)
class Ways:
    """How far it is from where people start to the units."""

    units: Points
    origins: NDArray[np.float64]  # [people, 3]
    origin_codes: list[str | None]  # for the table of travel times
    unit_codes: list[tuple[str | None, ...]]  # unit, its village, its district
    home_known: Flags
    estimated: Flags
    travel: Travel
    ground: Ground

    @classmethod
    def of(cls, snapshot: Snapshot, facts: pl.DataFrame, ground: Ground) -> Ways:
        """Return the ways of the people of ``facts``, from home or present unit."""
        units, homes = unit_points(snapshot), home_points(snapshot, facts)
        travel = Travel.of(snapshot, ground.local)
        unit_rows = facts.select("unit_id").join(
            snapshot["units"].with_row_index("unit").select("unit_id", "unit"),
            on="unit_id",
            how="left",
            maintain_order="left",
        )["unit"]
        placed = facts["home_place_id"].is_not_null().to_numpy()
        known = homes.known | (placed & bool(travel))
        if snapshot.head_count_mode:
            known = np.ones(len(facts), dtype=bool)
        at = unit_rows.cast(pl.Int64).to_numpy()
        start = np.where(homes.known[:, None], homes.vectors, np.nan)
        lost = ~known | (snapshot.head_count_mode & ~homes.known)
        start[lost] = units.vectors[at[lost]]
        codes = facts.select(
            pl.when(pl.lit(pl.Series(~lost))).then("home_place_id").otherwise("unit_id")
        ).to_series()
        names = snapshot["units"].select("unit_id", "village_id", "district_id")
        return cls(
            units=units,
            origins=start,
            origin_codes=codes.to_list(),
            unit_codes=names.rows(),
            home_known=known,
            estimated=homes.estimated | lost,
            travel=travel,
            ground=ground,
        )

    def to(
        self, people: Rows, units: Rows
    ) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Return km (NaN: not known) and minutes (-1) of each person to each unit."""
        local = self.ground.local
        km = road_km(
            self.origins[people][:, None, :],
            self.units.vectors[units][None, :, :],
            local.detour_percent,
        )
        minutes = whole_minutes(km, local.speed_kmh)
        if self.travel:
            codes = [self.origin_codes[row] for row in people]
            distinct = sorted({code for code in codes if code is not None})
            own_km, own_minutes = self.travel.between(
                [*distinct, None], [self.unit_codes[unit] for unit in units]
            )
            place = {code: at for at, code in enumerate(distinct)}
            at = np.array(
                [place.get(code or "", len(distinct)) for code in codes], np.int64
            )
            given = own_minutes[at] != UNKNOWN_MINUTES
            km = np.where(given, own_km[at], km)
            minutes = np.where(given, own_minutes[at], minutes)
        return km, minutes

    def between(
        self, people: Rows, units: Rows
    ) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Return km and minutes of each person to the one unit beside it."""
        local = self.ground.local
        km = road_km(
            self.origins[people], self.units.vectors[units], local.detour_percent
        )
        minutes = whole_minutes(km, local.speed_kmh)
        if self.travel:
            for at, (row, unit) in enumerate(zip(people, units, strict=True)):
                way = self.travel.way(self.origin_codes[row], self.unit_codes[unit])
                if way is not None:
                    km[at], minutes[at] = way
        return km, minutes


@dataclass(frozen=True)
class Classes:
    """The people as classes of the fit: a number a person, the values a class."""

    of_person: Rows
    values: list[tuple[object, ...]]

    @classmethod
    def of(cls, facts: pl.DataFrame) -> Classes:
        """Return the classes of the people of ``facts``."""
        number: dict[tuple[object, ...], int] = {}
        rows = [
            number.setdefault(_hashable(row), len(number))
            for row in facts.select(CLASS).iter_rows()
        ]
        return cls(np.array(rows, dtype=np.int64), list(number))


def _hashable(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(tuple(item) if isinstance(item, list) else item for item in row)


def fit_of_block(
    classes: Classes, fitness: Fitness, people: Rows, jobs: list[str]
) -> tuple[NDArray[np.uint32], NDArray[np.int16], NDArray[np.int16]]:
    """Return bits of fit rules not passed, misfit and regression: people × jobs."""
    distinct, back = np.unique(classes.of_person[people], return_inverse=True)
    bits = np.zeros((len(distinct), len(jobs)), dtype=np.uint32)
    misfit = np.zeros(bits.shape, dtype=np.int16)
    regression = np.zeros(bits.shape, dtype=np.int16)
    passes = fitness.ground.local.unknown_passes
    for row, number in enumerate(distinct):
        person = classes.values[number]
        for column, job_id in enumerate(jobs):
            if person[0] == job_id:
                continue
            fit = fitness.of(person, job_id)
            for key, verdict in fit.verdicts.items():
                through = verdict is Verdict.UNKNOWN and key in passes
                if verdict is not Verdict.PASS and not through:
                    bits[row, column] |= BIT[key]
            misfit[row, column] = fit.misfit
            regression[row, column] = fit.regression
    return bits[back], misfit[back], regression[back]


@dataclass(frozen=True)
class Seats:
    """The seats as arrays, in the order of ``requirements.positions``."""

    unit: Rows  # row of units
    job: list[str]
    family: NDArray[np.object_]
    receives: Flags
    why_not: list[str | None]  # code of why it receives nobody


@dataclass(frozen=True)
class Desk:
    """All that a block of pairs is judged from."""

    person_compulsory: Flags
    person_voluntary: Flags
    own_seat: Rows  # -1: none
    own_unit: Rows
    family: NDArray[np.object_]
    seats: Seats
    ways: Ways
    wishes: Wishes
    classes: Classes
    fitness: Fitness
    not_to: tuple[Rows, Rows]  # pins: person, unit
    must_go: tuple[Rows, Rows]  # pins: person, the only unit
    lifted: Mapping[str, Rows]  # rule → people with a waiver


def pairs_of(desk: Desk, people: Rows, seats: Rows) -> Pairs:
    """
    Judge the block of ``people`` × ``seats`` (rows of their tables).

    :raises ValueError: when the block is not of one family.
    """
    _one_family(desk, people, seats)
    units, unit_at = np.unique(desk.seats.unit[seats], return_inverse=True)
    position = np.full(len(desk.own_seat), -1, dtype=np.int64)
    position[people] = np.arange(len(people))
    km, minutes = desk.ways.to(people, units)
    km_before, before = desk.ways.between(people, desk.own_unit[people])
    jobs = sorted({desk.seats.job[seat] for seat in seats})
    job_at = np.array([jobs.index(desk.seats.job[seat]) for seat in seats], dtype=int)
    bits, misfit, regression = fit_of_block(desk.classes, desk.fitness, people, jobs)
    by_unit = np.where(_too_far(desk, people, km, km_before), BIT["R15"], np.uint32(0))
    _pin(by_unit, desk.not_to, position, units)
    blocked = by_unit[:, unit_at] | bits[:, job_at]
    _lift(blocked, desk.lifted, position)
    _only_to(blocked, desk.must_go, position, desk.seats.unit[seats])
    blocked |= np.where(desk.seats.receives[seats], np.uint32(0), BIT["G16"])

    rank = desk.wishes.ranks(position, len(people), units)[:, unit_at]
    compulsory, voluntary = _allowed(desk, people, seats, blocked, rank)
    before = np.where(before == UNKNOWN_MINUTES, 0, before).astype(np.int32)
    known = minutes != UNKNOWN_MINUTES
    return Pairs(
        allowed_compulsory=compulsory,
        allowed_voluntary=voluntary,
        wish_rank=rank,
        minutes=np.where(known, minutes, before[:, None])[:, unit_at],
        minutes_before=before,
        km=km.astype(np.float32)[:, unit_at],
        misfit=misfit[:, job_at],
        regression=regression[:, job_at],
        blocked=blocked,
        estimated_home=desk.ways.estimated[people],
    )


def _allowed(
    desk: Desk,
    people: Rows,
    seats: Rows,
    blocked: NDArray[np.uint32],
    rank: NDArray[np.int8],
) -> tuple[Flags, Flags]:
    """Return which pairs are allowed without and with a wish; never the own seat."""
    other = desk.own_seat[people][:, None] != seats[None, :]
    wished = (rank > 0) & (rank <= desk.ways.ground.local.wish_ranks)
    without_distance = (blocked & ~BIT["R15"]) == 0
    compulsory = desk.person_compulsory[people][:, None]
    voluntary = desk.person_voluntary[people][:, None]
    return (
        compulsory & (blocked == 0) & other,
        voluntary & without_distance & wished & other,
    )


def _one_family(desk: Desk, people: Rows, seats: Rows) -> None:
    families = {*desk.family[people], *desk.seats.family[seats]}
    if len(families) > 1:
        raise ValueError(f"Expected people and seats of one family, got {families}.")


def _too_far(
    desk: Desk, people: Rows, km: NDArray[np.float64], before: NDArray[np.float64]
) -> Flags:
    """Return where R15 is not passed: km > maximum and not nearer, or unknown."""
    local = desk.ways.ground.local
    if local.max_distance_km is None:
        return np.zeros(km.shape, dtype=bool)
    nearer = km < before[:, None]
    far: Flags = (km > local.max_distance_km) & ~nearer
    unknown = np.isnan(km) | ~desk.ways.home_known[people][:, None]
    if "R15" in local.unknown_passes:
        return far & ~unknown
    return far | unknown


def _pin(
    bits: NDArray[np.uint32], pins: tuple[Rows, Rows], position: Rows, units: Rows
) -> None:
    """Set the bit of G15 for the pins of this block."""
    column = {unit: at for at, unit in enumerate(units.tolist())}
    for person, unit in zip(*pins, strict=True):
        row, at = position[person], column.get(int(unit))
        if row >= 0 and at is not None:
            bits[row, at] |= BIT["G15"]


def _only_to(
    blocked: NDArray[np.uint32], pins: tuple[Rows, Rows], position: Rows, units: Rows
) -> None:
    """Set the bit of G15 everywhere but where people must go; no waiver lifts it."""
    for person, unit in zip(*pins, strict=True):
        row = position[person]
        if row >= 0:
            blocked[row, units != unit] |= BIT["G15"]


def _lift(
    blocked: NDArray[np.uint32], lifted: Mapping[str, Rows], position: Rows
) -> None:
    """Clear the bits of rules that a waiver lifts."""
    for key in LIFTABLE:
        rows = position[lifted[key]]
        blocked[rows[rows >= 0]] &= ~BIT[key]
