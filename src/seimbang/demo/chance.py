"""Chance that repeats: the same seed and room give the same draws, on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def chance(seed: str, room: str) -> np.random.Generator:
    """Return the generator of one room: a draw more in one never shifts another."""
    digest = hashlib.blake2b(f"{seed}/{room}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))


def weighted(rng: np.random.Generator, number: int, weights: Sequence[float]) -> Ints:
    """Return ``number`` indices into ``weights``, drawn in their proportion."""
    limits = np.cumsum(np.asarray(weights, dtype=np.float64))
    drawn = np.searchsorted(limits, rng.random(number) * limits[-1], side="right")
    drawn = np.minimum(drawn, len(limits) - 1)
    return np.asarray(drawn, dtype=np.int64)


def pick(rng: np.random.Generator, number: int, shares: dict[Any, float]) -> list[Any]:
    """Return ``number`` keys of ``shares``, drawn in proportion to their values."""
    keys = list(shares)
    return [keys[at] for at in weighted(rng, number, list(shares.values()))]


def bell(rng: np.random.Generator, number: int, middle: float, spread: float) -> Floats:
    """Return draws around ``middle`` (sum of three uniforms: no function of libm)."""
    draws: Floats = middle + spread * 2 * (rng.random((number, 3)).sum(axis=1) - 1.5)
    return draws


def some(rng: np.random.Generator, rows: Sequence[int] | Ints, share: float) -> Ints:
    """Return about ``share`` (0 to 1) of ``rows``, in their order."""
    rows = np.asarray(rows, dtype=np.int64)
    number = round(len(rows) * share)
    chosen = np.argsort(rng.random(len(rows)), kind="stable")[:number]
    return rows[np.sort(chosen)]


def shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Return ``total`` in whole parts proportional to ``weights`` (largest rest)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def dealt(total: int, weights: Sequence[float], most: Sequence[int]) -> list[int]:
    """Return ``total`` shared out by ``weights``, none above its ``most``."""
    parts = [0] * len(most)
    left = min(total, sum(most))
    while left > 0:
        open_ = [at for at, part in enumerate(parts) if part < most[at]]
        more = shared_out(left, [weights[at] for at in open_])
        for at, number in zip(open_, more, strict=True):
            parts[at] = min(parts[at] + number, most[at])
        left = min(total, sum(most)) - sum(parts)
    return parts
