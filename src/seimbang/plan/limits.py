"""
The limits of a round: from data, local parameters and pins to rows over the moves.

What each row says is told in docs/how-to/batas-dan-pin.md; the order of the limits and
of their rows is always the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.plan.ground import Ground, limit_of, row_of
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.problem import Flags, Ints
from seimbang.plan.way import tenths_of_km
from seimbang.plan.zone import together


def limits(ground: Ground) -> tuple[Limit, ...]:
    """Return the limits that some move can touch, in their order."""
    made = chain(
        _max_moves(ground),
        _budget(ground),
        _move_caps(ground),
        _groups(ground),
        _replacements(ground),
        together(ground),
    )
    return tuple(limit for limit in made if limit.rows)


def _max_moves(ground: Ground) -> Iterator[Limit]:
    most = ground.local.max_moves
    if most is None:
        return
    terms = tuple(
        Term(at) for at, family in enumerate(ground.families) if len(family.moves)
    )
    rows = [Row(terms, high=most)] if terms else []
    yield limit_of("max_moves", "max_moves", rows)


def _budget(ground: Ground) -> Iterator[Limit]:
    budget = ground.local.budget_rupiah
    if budget is None:
        return
    price = ground.local.move_cost_rupiah
    tenths = tenths_of_km(ground.snapshot, ground.local)
    terms = []
    for at, family in enumerate(ground.families):
        if len(family.moves):
            way = tenths[ground.ends(at)]
            cost = price["per_move"] + (price["per_km"] * way + 5) // 10
            terms.append(Term(at, factor=cost))
    rows = [Row(tuple(terms), high=budget)] if terms else []
    yield limit_of("budget_rupiah", "budget", rows)


def _move_caps(ground: Ground) -> Iterator[Limit]:
    for cap in ground.local.move_caps:
        inside = area(ground.snapshot, cap["district_id"], cap["agency_id"])
        for way, most in (("leaving", cap["leaving"]), ("arriving", cap["arriving"])):
            if most is None:
                continue
            parts = [
                (at, found, 1)
                for at in range(len(ground.families))
                for found in [_across(ground, at, inside, out=way == "leaving")]
            ]
            name = f"move_caps: {cap['name']}, {way}"
            yield limit_of(name, "move_cap", [row_of(parts, high=most)])


def _across(ground: Ground, number: int, inside: Flags, *, out: bool) -> Ints:
    """Return the moves of a family out of an area (units ``inside``), or into it."""
    start, end = (inside[side] for side in ground.ends(number))
    return np.flatnonzero(start & ~end if out else ~start & end)


def area(snapshot: Snapshot, district: str | None, agency: str | None) -> Flags:
    """Return which units lie in a district or agency; its own office is in it too."""
    inside = pl.lit(value=True)
    if district is not None:
        inside &= pl.col("district_id") == district
    if agency is not None:
        inside &= pl.any_horizontal(
            (pl.col("agency_id", "unit_id") == agency).fill_null(value=False)
        )
    found = snapshot["units"].select(inside=inside.fill_null(value=False))
    flags: Flags = np.broadcast_to(found["inside"].to_numpy(), snapshot["units"].height)
    return flags


def _groups(ground: Ground) -> Iterator[Limit]:
    found = [
        (group.name, at, group)
        for at, family in enumerate(ground.families)
        for group in ground.crossing.get(family.name, ())
    ]
    for name, at, group in sorted(found, key=lambda one: one[:2]):
        family = ground.families[at]
        there = np.zeros(len(family.seats), np.bool_)
        there[list(group.seats)] = True
        start = there[family.origin[family.moves.person]]
        end = there[family.moves.seat]
        present = int(family.seats.present[there].sum())
        parts = [
            (at, np.flatnonzero(~start & end), 1),
            (at, np.flatnonzero(start & ~end), -1),
        ]
        more = max(group.maximum - present, 0)
        yield limit_of(f"maximum_groups: {name}", "group", [row_of(parts, high=more)])


def _replacements(ground: Ground) -> Iterator[Limit]:
    """At each seat as many must come as pinned people leave it."""
    at_seat: dict[tuple[str, int, int], list[int]] = {}
    for person in _pinned(ground.snapshot, "after_replacement"):
        who = ground.at.get(person)
        if who is not None:
            number, place = who
            family = ground.families[number]
            seat = int(family.origin[place])
            at_seat.setdefault((family.seats.id[seat], number, seat), []).append(place)
    for (name, number, seat), people in sorted(at_seat.items()):
        leaving = [(number, ground.moves_of((number, one)), 1) for one in people]
        if any(len(moves) for _, moves, _ in leaving):
            come = np.flatnonzero(ground.families[number].moves.seat == seat)
            rows = [row_of([*leaving, (number, come, -1)], high=0)]
            yield limit_of(f"replacement: {name}", "replacement", rows)


def _pinned(snapshot: Snapshot, kind: str) -> list[str]:
    people = snapshot["pins"].filter(kind=kind)["person_id"]
    return [str(person) for person in people.unique().sort()]
