"""Outlines of districts: schematic ones around known places, simpler ones for maps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]
Polygon = list[Ring]  # the outer ring, then holes
GRID = 44  # cells along the longer side of a schematic map
REACH = 4.0  # cells: farther from every known place is nobody's
PASSES = 2
TOLERANCE = 0.003  # of the longer side: what a map of 400 points does not show


def schematic(places: Sequence[tuple[float, float, str]]) -> dict[str, list[Polygon]]:
    """
    Return an outline for each code: the land nearer to its places than to others'.

    ``places`` are (longitude, latitude, code). Neighbours share their border.
    """
    if not places:
        return {}
    at = np.array([place[:2] for place in places], dtype=float)
    names = sorted({place[2] for place in places})
    codes = np.array([names.index(place[2]) for place in places])
    low, high = at.min(axis=0), at.max(axis=0)
    step = max(float((high - low).max()) / GRID, 1e-4)
    low = low - (REACH + 1) * step
    size = np.ceil((high - low) / step).astype(int) + int(REACH) + 2
    grid = _nearest(at, codes, low, step, (int(size[0]), int(size[1])))
    for _ in range(PASSES):
        grid = _smoothed(grid)
    found = {}
    for number, name in enumerate(names):
        rings = [
            _rounded([(x * step + low[0], y * step + low[1]) for x, y in ring])
            for ring in _borders(grid == number)
        ]
        if rings:
            found[name] = [[ring] for ring in rings]
    return found


def _nearest(
    at: NDArray[np.float64],
    codes: NDArray[np.int64],
    low: NDArray[np.float64],
    step: float,
    size: tuple[int, int],
) -> NDArray[np.int64]:
    """Return the number of the nearest place's code by cell; -1: too far away."""
    xs = low[0] + (np.arange(size[0]) + 0.5) * step
    ys = low[1] + (np.arange(size[1]) + 0.5) * step
    apart = (xs[:, None, None] - at[:, 0]) ** 2 + (ys[None, :, None] - at[:, 1]) ** 2
    nearest = apart.argmin(axis=2)
    far = apart.min(axis=2) > (REACH * step) ** 2
    return np.where(far, -1, codes[nearest])


def _smoothed(grid: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the grid with each cell as most of the nine around it."""
    held = grid.copy()
    for x in range(1, grid.shape[0] - 1):
        for y in range(1, grid.shape[1] - 1):
            around = Counter(grid[x - 1 : x + 2, y - 1 : y + 2].ravel().tolist())
            code, times = around.most_common(1)[0]
            if times >= 5:
                held[x, y] = code
    return held


def _borders(inside: NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """Return the closed rings of corners around the cells that are inside."""
    after: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for x, y in np.argwhere(inside).tolist():
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        across = [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)]
        for side, (other_x, other_y) in enumerate(across):
            if not inside[other_x, other_y]:
                after[corners[side]].append(corners[(side + 1) % 4])
    rings = []
    while after:
        start = next(iter(after))
        ring, at = [start], start
        while True:
            following = after[at]
            to = following.pop()
            if not following:
                del after[at]
            if to == start:
                break
            ring.append(to)
            at = to
        rings.append(ring)
    return rings


def _rounded(ring: Ring) -> Ring:
    """Return a ring with its corners cut twice (Chaikin), closed."""
    for _ in range(2):
        cut: Ring = []
        for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cut.append((0.75 * x + 0.25 * to_x, 0.75 * y + 0.25 * to_y))
            cut.append((0.25 * x + 0.75 * to_x, 0.25 * y + 0.75 * to_y))
        ring = cut
    return [*ring, ring[0]]


def simpler(polygons: Sequence[Polygon]) -> list[Polygon]:
    """Return polygons with fewer points (Douglas–Peucker), as a small map needs."""
    outer = np.array([point for polygon in polygons for point in polygon[0]])
    if not len(outer):
        return []
    side = float((outer.max(axis=0) - outer.min(axis=0)).max())
    kept = ([_thinned(ring, side * TOLERANCE) for ring in one] for one in polygons)
    return [polygon for polygon in kept if len(polygon[0]) > 3]


def _thinned(ring: Ring, tolerance: float) -> Ring:
    points = np.array([point[:2] for point in ring], dtype=float)
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, len(points) // 2, -1]] = True
    spans = [(0, len(points) // 2), (len(points) // 2, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        apart = _from_line(points[first + 1 : last], points[first], points[last])
        farthest = int(apart.argmax())
        if apart[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return [(round(float(x), 5), round(float(y), 5)) for x, y in points[keep]]


def _from_line(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far each point lies from the line (from ``start`` when it is none)."""
    along = end - start
    length = float(np.hypot(*along))
    off = points - start
    if length == 0:
        distance: NDArray[np.float64] = np.hypot(off[:, 0], off[:, 1])
        return distance
    across: NDArray[np.float64] = np.abs(along[0] * off[:, 1] - along[1] * off[:, 0])
    return across / length
