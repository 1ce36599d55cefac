"""The families that are measured: the demo regency's, and invented dense ones."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np

from seimbang import demo
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import make_plan, policy
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
