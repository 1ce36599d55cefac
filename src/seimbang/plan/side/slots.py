"""The slots of seats as columns: runs that cost the same in every goal are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from seimbang.plan.problem import Ints
from seimbang.plan.side.task import Task
from seimbang.plan.side.web import Web


@dataclass(frozen=True)
class Runs:
    """
    Runs of slots that cost the same in every goal: seat, length, cost in each goal.

    ``low`` is the least staff of each seat, ``paid`` what each goal pays up to there.
    """

    seat: Ints
    length: Ints
    cost: tuple[Any, ...]
    low: Ints
    paid: tuple[int, ...]


def runs(task: Task) -> Runs:
    """Return the runs of slots between the bounds of each seat."""
    net = task.net
    low, high, seats = net.low, net.high, len(net.seat)
    goals = [task.goal, *(one for one, _ in task.earlier)]
    width = max(one.slot.shape[1] for one in goals)
    tables = [
        np.pad(one.slot, ((0, 0), (0, width - one.slot.shape[1])), mode="edge")
        for one in goals
    ]
    column = np.arange(width)
    begin = np.minimum(net.fixed + low, width - 1)[:, None]
    end = np.maximum(net.fixed + high, begin[:, 0] + 1)[:, None]
    inside = (column >= begin) & (column < end)
    fresh = np.zeros((seats, width), np.bool_)
    for table in tables:
        fresh[:, 1:] |= table[:, 1:] != table[:, :-1]
    fresh |= column == begin
    seat, at = np.nonzero(inside & fresh)
    first = np.maximum(at - net.fixed[seat], low[seat])
    last = np.append(first[1:], 0)
    final = np.append(seat[1:] != seat[:-1], True) if len(seat) else np.zeros(0, bool)
    last = np.where(final, high[seat], last)
    filled = net.fixed + low
    paid = []
    for table in tables:
        within = column < np.minimum(filled, width)[:, None]
        beyond = np.maximum(filled - width, 0) * table[:, -1]
        paid.append(int(np.where(within, table, 0).sum() + beyond.sum()))
    return Runs(
        seat=seat,
        length=last - first,
        cost=tuple(table[seat, at] for table in tables),
        low=low,
        paid=tuple(paid),
    )


def slot_entries(
    run: Runs, net: Web, begin: tuple[int, int, int], scales: Sequence[int]
) -> tuple[Any, Any, Any]:
    """
    Return column, row and factor of the entries of slot columns.

    ``begin`` is the first row of seats, of groups and of earlier goals.
    """
    seat_row, group_row, earlier_row = begin
    number = np.arange(len(run.seat))
    parts = [(number, seat_row + run.seat, np.ones(len(number)))]
    for at, inside in enumerate(net.group_seats):
        here = number[np.isin(run.seat, inside)]
        parts.append((here, np.full(len(here), group_row + at), np.ones(len(here))))
    for at, scale in enumerate(scales):
        cost = np.array([float(one) for one in run.cost[at + 1]]) / scale
        full = cost != 0
        parts.append(
            (
                number[full],
                np.full(int(full.sum()), earlier_row + at),
                cost[full],
            )
        )
    column, row, factor = (
        np.concatenate(list(part)) for part in zip(*parts, strict=True)
    )
    return column, row, factor
