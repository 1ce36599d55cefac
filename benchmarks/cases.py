"""The families that are measured: the demo regency's, and invented dense ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from seimbang import demo
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import make_plan, policy
from seimbang.plan.goal import Cost
from seimbang.plan.problem import Family, Moves, Seats


def demo_families() -> tuple[Family, ...]:
    """Return the families of the demo regency as planned by default."""
    plan = make_plan(
        Snapshot(demo.regency()),
        law=Law.load(),
        local=Local.load(None),
        policy=policy("pemerataan"),
        day=date(2026, 1, 1),
    )
    return plan.round.problem.families


def dense(people: int, seats: int, seed: int = 1) -> Family:
    """
    Return a family in which everybody may go everywhere.

    Places lie in a square of 60 km, homes near places; two in five seats near the
    centre hold more people than needed, the others fewer.
    """
    dice = np.random.default_rng(seed)
    place = dice.uniform(0, 60, (seats, 2))
    central = np.exp(-np.linalg.norm(place - 30, axis=1) / 15)
    likely = (0.3 + central) / (0.3 + central).sum()
    origin = np.sort(dice.choice(seats, people, p=likely))
    home = place[dice.choice(seats, people, p=likely)] + dice.normal(0, 2, (people, 2))
    minutes = np.rint(
        2.6 * np.linalg.norm(home[:, None] - place[None, :], axis=2)
    ).astype(np.int64)
    present = np.bincount(origin, minlength=seats)
    share = dice.integers(40, 160, seats)
    whole = share * people // share.sum()
    need = [demo_need(int(one)) for one in whole + 1]
    person, seat = np.nonzero(origin[:, None] != np.arange(seats)[None, :])
    added = np.maximum(
        0, minutes[person, seat] - minutes[np.arange(people), origin][person]
    )
    nothing = np.zeros(len(seat), np.int64)
    return Family(
        name=f"dense {people} × {seats}",
        seats=Seats(
            id=tuple(f"U{at}|job" for at in range(seats)),
            need=tuple(need),
            minimum=np.ones(seats, np.int64),
            maximum=(None,) * seats,
            weight=np.ones(seats, np.int64),
            present=present,
            others=np.zeros(seats, np.int64),
            fixed=np.zeros(seats, np.int64),
            may_leave=(None,) * seats,
        ),
        people=tuple(f"p{at}" for at in range(people)),
        origin=origin.astype(np.int64),
        moves=Moves(
            first=np.arange(people + 1) * (seats - 1),
            seat=seat.astype(np.int64),
            voluntary=nothing.astype(np.bool_),
            rank=nothing,
            added=added,
            misfit=nothing,
            regression=nothing,
        ),
    )


def demo_need(whole: int) -> Fraction:
    """Return a need as teacher hours give it: a number of 24ths."""
    return Fraction(24 * whole + 7, 24)


# The one weighted sum of the prototypes (../shared/prototypes/common.py): what a post
# that nobody fills costs, each move, each km from home, and what a wish takes off.
UNFILLED, MOVE, KM, WISH = 100_000, 2_000, 150, (1_500, 1_000, 500)
EARTH = 6371.0088  # km


@dataclass(frozen=True)
class Weighed:
    """A family with one weighted sum as its goal, and no least staff."""

    family: Family
    cost: Cost


@dataclass(frozen=True)
class Places:
    """Units in degrees, and how urban each is (0 to 1)."""

    latitude: np.ndarray
    longitude: np.ndarray
    urban: np.ndarray

    def __getitem__(self, index: np.ndarray) -> Places:
        return Places(self.latitude[index], self.longitude[index], self.urban[index])


def regency(
    people: int = 7_000, units: int = 700, families: int = 120, seed: int = 0
) -> Iterator[Weighed]:
    """
    Yield the families of an invented regency, the biggest first.

    Skewed as real ones are: one of 1,800 × 220 (class teachers), the rest by a power
    law; surplus near the capital, shortage far away. In everything but the form of the
    arrays this is the regency of the prototypes.
    """
    dice = np.random.default_rng(seed)
    places = _places(units, dice)
    big = 1_800 * people // 7_000
    share = 1 / np.arange(1, families) ** 0.95
    rest = np.maximum(3, np.rint(share / share.sum() * (people - big))).astype(int)
    sizes = [(big, 220 * units // 700)]
    for size in rest.tolist():
        seats = int(dice.integers(max(2, size // 6), max(3, size)))
        sizes.append((size, min(units, max(2, seats))))
    for at, (number, seats) in enumerate(sizes):
        chosen = np.sort(dice.choice(units, seats, replace=False))
        yield _weighed(number, places[chosen], seed * 1_000 + at)


def _places(units: int, dice: np.random.Generator) -> Places:
    """Return units clustered in the districts of a regency some 60 km wide."""
    centre = dice.uniform(0, 0.55, (24, 2))
    district = dice.choice(24, units, p=dice.dirichlet(np.full(24, 3.0)))
    point = centre[district] + dice.normal(0, 0.03, (units, 2))
    urban = np.exp(-np.linalg.norm(point - centre[0], axis=1) / 0.15)
    return Places(-7.0 + point[:, 0], 110.0 + point[:, 1], urban)


def _weighed(people: int, places: Places, seed: int) -> Weighed:
    dice = np.random.default_rng(seed)
    seats, urban = len(places.urban), places.urban
    supply = dice.uniform(0.85, 1.1)
    need = dice.lognormal(0, 0.45, seats)
    need = np.round(need * (people / supply / need.sum()), 2)
    likely = need * np.exp(urban - urban.mean() + dice.normal(0, 0.3, seats))
    origin = np.sort(dice.choice(seats, people, p=likely / likely.sum()))
    near = (urban + 0.05) / (urban + 0.05).sum()
    home = np.where(
        dice.random(people) < 0.6, origin, dice.choice(seats, people, p=near)
    )
    latitude = places.latitude[home] + dice.normal(0, 0.02, people)
    longitude = places.longitude[home] + dice.normal(0, 0.02, people)
    wished = dice.choice(seats, (people, 3))
    wishes = dice.random(people) < 0.3
    old = np.where(dice.random(people) < 0.1, 15_000, 0)
    pinned = dice.random(people) < 0.05
    km = _distance(latitude, longitude, places)
    price = MOVE + np.rint(KM * km).astype(np.int64) + old[:, None]
    rank = np.zeros((people, seats), np.int64)
    who = np.flatnonzero(wishes)
    for wish in (2, 1, 0):
        price[who, wished[who, wish]] -= WISH[wish]
        rank[who, wished[who, wish]] = wish + 1
    free = np.flatnonzero(~pinned)
    family = _family(need, origin, free, rank[free], np.rint(2.6 * km[free]))
    allowed = family.origin[:, None] != np.arange(seats)
    cost = Cost("sum", price[free][allowed], _shortage(need))
    return Weighed(family, cost)


def _distance(latitude: np.ndarray, longitude: np.ndarray, to: Places) -> np.ndarray:
    """Return the km between each home and each place, on a sphere."""
    here, there = np.radians(latitude)[:, None], np.radians(to.latitude)[None, :]
    across = np.radians(to.longitude)[None, :] - np.radians(longitude)[:, None]
    half = np.sin((there - here) / 2) ** 2
    half += np.cos(here) * np.cos(there) * np.sin(across / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(half))


def _shortage(need: np.ndarray) -> np.ndarray:
    """Return the weighed change of shortage² / need with each further person."""
    staff = np.arange(int(np.ceil(need.max())) + 2)
    missing = np.maximum(0, need[:, None] - staff)
    squares = UNFILLED * missing * missing / np.maximum(need, 1e-9)[:, None]
    return np.diff(np.rint(squares).astype(np.int64), axis=1)


def _family(
    need: np.ndarray,
    origin: np.ndarray,
    free: np.ndarray,
    rank: np.ndarray,
    minutes: np.ndarray,
) -> Family:
    """Return the family of the people ``free`` to move; the others stay for good."""
    seats, people = len(need), len(free)
    here = origin[free]
    allowed = here[:, None] != np.arange(seats)
    seat = np.ascontiguousarray(np.nonzero(allowed)[1])
    added = np.maximum(0, minutes - minutes[np.arange(people), here][:, None])
    present = np.bincount(origin, minlength=seats)
    nothing = np.zeros(len(seat), np.int64)
    return Family(
        name=f"{len(origin)} × {seats}",
        seats=Seats(
            id=tuple(f"U{at}|job" for at in range(seats)),
            need=tuple(Fraction(round(100 * one), 100) for one in need.tolist()),
            minimum=np.ones(seats, np.int64),
            maximum=(None,) * seats,
            weight=np.ones(seats, np.int64),
            present=present,
            others=np.zeros(seats, np.int64),
            fixed=present - np.bincount(here, minlength=seats),
            may_leave=(None,) * seats,
        ),
        people=tuple(f"p{at}" for at in free.tolist()),
        origin=here,
        moves=Moves(
            first=np.arange(people + 1) * (seats - 1),
            seat=seat,
            voluntary=rank[allowed] > 0,
            rank=rank[allowed],
            added=added[allowed].astype(np.int64),
            misfit=nothing,
            regression=nothing,
        ),
    )
