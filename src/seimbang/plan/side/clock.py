"""How much of a time limit is left."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


def left(
    seconds: float | None, clock: Clock = time.perf_counter
) -> Callable[[], float | None]:
    """Return a function that tells the seconds left; None: there is no limit."""
    if seconds is None:
        return lambda: None
    end = clock() + seconds
    return lambda: max(0.0, end - clock())
