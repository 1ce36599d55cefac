"""Which bounds and limits a plan breaks, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from seimbang.plan.limit import Row
from seimbang.plan.network import State
from seimbang.plan.problem import Ints, Problem


@dataclass(frozen=True)
class Broken:
    """
    A bound of a seat, or a cap of a group, that a plan does not keep.

    ``kind``: "minimum" (fewer people than the legal minimum, or than today where that
    is fewer), "maximum", "leaving" (more leave than may), "group". ``name`` is the seat
    or the group; ``number`` people against the ``bound``.
    """

    kind: str
    name: str
    number: int
    bound: int


def broken(state: State) -> Iterator[Broken]:
    """Yield the bounds that the plan of ``state`` breaks."""
    family, place = state.family, state.layout
    staff, fixed, name = state.staff(), family.seats.fixed, family.seats.id
    for kind, wrong, bound in (
        ("minimum", staff < state.low, state.low),
        ("maximum", staff > state.high, state.high),
    ):
        for seat in np.flatnonzero(wrong).tolist():
            people, limit = int(staff[seat] + fixed[seat]), int(bound[seat])
            yield Broken(kind, name[seat], people, limit + int(fixed[seat]))
    there = family.movable[place.keep_seat]
    gone, may = there - state.kept(), there - state.keep_low
    for at in np.flatnonzero(gone > may).tolist():
        yield Broken("leaving", name[place.keep_seat[at]], int(gone[at]), int(may[at]))
    flow = state.group_flow()
    for at in np.flatnonzero(flow > state.group_high).tolist():
        group = family.groups[at]
        still = int(fixed[list(group.seats)].sum())
        people, most = int(flow[at]) + still, int(state.group_high[at]) + still
        yield Broken("group", group.name, people, most)


def broken_limits(problem: Problem, plans: Mapping[int, Ints]) -> list[str]:
    """
    Return the names of the limits that plans break.

    ``plans``: the move of each person (−1: stays), by the number of the family; all
    families that limits touch.
    """
    return [
        limit.name
        for limit in problem.limits
        if not all(_keeps(row, plans) for row in limit.rows)
    ]


def activity(row: Row, plans: Mapping[int, Ints]) -> int:
    """Return Σ factor × move of a row."""
    total = 0
    for term in row.terms:
        at = plans[term.family]
        used = np.sort(at[at >= 0])
        counted = used if term.move is None else np.isin(term.move, used).nonzero()[0]
        total += (
            len(counted) if term.factor is None else int(term.factor[counted].sum())
        )
    return total


def _keeps(row: Row, plans: Mapping[int, Ints]) -> bool:
    number = activity(row, plans)
    return (row.low is None or number >= row.low) and (
        row.high is None or number <= row.high
    )


def rupiah(problem: Problem, plans: Mapping[int, Ints]) -> int | None:
    """Return what plans cost by the budget's rows; None: moves have no cost."""
    rows = [
        row for limit in problem.limits if limit.kind == "budget" for row in limit.rows
    ]
    return sum(activity(row, plans) for row in rows) if rows else None
