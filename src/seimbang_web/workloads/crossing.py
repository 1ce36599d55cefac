"""
Rivers as barriers: ways that lead over the nearest crossing, not over the water.

Two places lie on different banks of a river when the straight line between them meets
it an odd number of times: a bend met twice is no barrier. The way then leads from the
place over crossings (bridge, ferry), each leg straight and free of other rivers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from seimbang.rules.distance import EARTH_DIAMETER_KM

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
NEAR_KM = 1.0  # a crossing lies this near to its river, or is none of it
BLOCK = 1_000_000  # pairs × segments at a time


@dataclass(frozen=True)
class Crossing:
    """Where a river can be passed; ``minutes`` is what waiting and passing take."""

    name: str
    river: str
    at: tuple[float, float]  # longitude, latitude
    minutes: int


def kilometres(ones: Floats, others: Floats) -> Floats:
    """Return great-circle kilometres of each of ``ones`` to each of ``others``."""
    first, second = np.radians(ones)[:, None, :], np.radians(others)[None, :, :]
    half = np.sin((second - first) / 2) ** 2
    part = half[..., 1] + np.cos(first[..., 1]) * np.cos(second[..., 1]) * half[..., 0]
    found: Floats = EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.minimum(part, 1.0)))
    return found


def segments(lines: Sequence[Sequence[Sequence[float]]]) -> Floats:
    """Return the segments of a river's lines: [n, 4]."""
    return np.array(
        [[*one[:2], *other[:2]] for line in lines for one, other in pairwise(line)],
        dtype=float,
    ).reshape(-1, 4)


def times_met(starts: Floats, ends: Floats, river: Floats) -> NDArray[np.int64]:
    """Return how often each straight line meets a river (segments)."""
    met = np.zeros(len(starts), dtype=np.int64)
    one, other = river[:, :2], river[:, 2:]
    block = max(1, BLOCK // max(1, len(river)))
    for first in range(0, len(starts), block):
        start, end = starts[first : first + block], ends[first : first + block]
        left, right = _side(start, end, one), _side(start, end, other)
        here, there = _side(one, other, start).T, _side(one, other, end).T
        # half-open ends: a line through a corner of the river meets it once
        apart = ((left > 0) != (right > 0)) & ((here > 0) != (there > 0))
        met[first : first + block] = apart.sum(axis=1)
    return met


def _side(starts: Floats, ends: Floats, points: Floats) -> Floats:
    """Return on which side of each line each point lies (sign)."""
    along = (ends - starts)[:, None, :]
    off = points[None, :, :] - starts[:, None, :]
    side: Floats = along[..., 0] * off[..., 1] - along[..., 1] * off[..., 0]
    return side


def apart(starts: Floats, ends: Floats, rivers: Mapping[str, Floats]) -> Flags:
    """Return [rivers, pairs]: which rivers lie between which pairs."""
    rows = [times_met(starts, ends, river) % 2 == 1 for river in rivers.values()]
    return np.array(rows, dtype=bool).reshape(len(rivers), len(starts))


def nearest_river(at: tuple[float, float], rivers: Mapping[str, Floats]) -> str | None:
    """Return the river on which a crossing lies; None: none is near enough."""
    found = {name: _from_river(at, river) for name, river in rivers.items()}
    name = min(found, key=found.__getitem__, default=None)
    return name if name is not None and found[name] <= NEAR_KM else None


def _from_river(at: tuple[float, float], river: Floats) -> float:
    """Return the kilometres from a point to the nearest point of a river."""
    shrink = np.array([np.cos(np.radians(at[1])), 1.0])
    here = np.array(at) * shrink
    one, other = river[:, :2] * shrink, river[:, 2:] * shrink
    along = other - one
    length = np.maximum((along**2).sum(axis=1), 1e-18)
    share = np.clip(((here - one) * along).sum(axis=1) / length, 0, 1)
    off = one + share[:, None] * along - here
    degrees = float(np.hypot(off[:, 0], off[:, 1]).min())
    return degrees * np.pi / 360 * EARTH_DIAMETER_KM


@dataclass(frozen=True)
class Ways:
    """
    Of each origin to each target: whether a river lies between, km and minutes lost.

    ``km`` (straight legs, infinite: no crossing leads there) and ``waiting`` minutes
    hold where ``barred``.
    """

    barred: Flags
    straight: Floats
    km: Floats
    waiting: Floats


def ways(
    origins: Floats,
    targets: Floats,
    rivers: Mapping[str, Floats],
    crossings: Sequence[Crossing],
    speed: float,
) -> Ways:
    """
    Return the ways of all ``origins`` to all ``targets`` ([n, 2], longitude first).

    ``speed``: straight kilometres an hour, to weigh waiting against distance.
    """
    barred: Flags = np.any(_between(origins, targets, rivers), axis=0)
    straight = kilometres(origins, targets)
    if not crossings:
        lost = np.full(straight.shape, np.inf)
        return Ways(barred, straight, lost, np.zeros(straight.shape))
    names = list(rivers)
    at = np.array([one.at for one in crossings])
    of = np.array([names.index(one.river) for one in crossings])
    wait = np.array([one.minutes for one in crossings], dtype=float)
    first = _legs(origins, at, rivers, of)
    last = _legs(targets, at, rivers, of)
    between = _through(at, rivers, of, wait, speed)
    km = np.full(straight.shape, np.inf)
    waiting = np.zeros(straight.shape)
    cost = np.full(straight.shape, np.inf)
    for entry in range(len(crossings)):
        for leave in range(len(crossings)):
            legs = first[:, entry, None] + between[0][entry, leave] + last[:, leave]
            idle = between[1][entry, leave]
            better = legs + idle * speed / 60 < cost
            cost = np.where(better, legs + idle * speed / 60, cost)
            km = np.where(better, legs, km)
            waiting = np.where(better, idle, waiting)
    return Ways(barred, straight, km, waiting)


def _between(ones: Floats, others: Floats, rivers: Mapping[str, Floats]) -> Flags:
    """Return [rivers, ones, others]: which rivers lie between."""
    starts = np.repeat(ones, len(others), axis=0)
    ends = np.tile(others, (len(ones), 1))
    return apart(starts, ends, rivers).reshape(len(rivers), len(ones), len(others))


def _legs(
    places: Floats, at: Floats, rivers: Mapping[str, Floats], of: NDArray[np.int64]
) -> Floats:
    """Return km of each place to each crossing; infinite behind another river."""
    blocked = _between(places, at, rivers)
    blocked[of, :, np.arange(len(at))] = False  # its own river: both banks are reached
    return np.where(blocked.any(axis=0), np.inf, kilometres(places, at))


def _through(
    at: Floats,
    rivers: Mapping[str, Floats],
    of: NDArray[np.int64],
    wait: Floats,
    speed: float,
) -> tuple[Floats, Floats]:
    """Return km and waiting from crossing to crossing, both passed (shortest ways)."""
    blocked = _between(at, at, rivers)
    every = np.arange(len(at))
    blocked[of, every, :] = False
    blocked[of, :, every] = False
    km = np.where(blocked.any(axis=0), np.inf, kilometres(at, at))
    waiting = np.where(np.eye(len(at), dtype=bool), wait, wait[:, None] + wait[None, :])
    for middle in every:
        further = km[:, middle, None] + km[None, middle, :]
        idle = waiting[:, middle, None] + waiting[None, middle, :] - wait[middle]
        better = further + idle * speed / 60 < km + waiting * speed / 60
        km = np.where(better, further, km)
        waiting = np.where(better, idle, waiting)
    return km, waiting
