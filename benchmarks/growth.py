"""
How time and memory grow with people and units: one size a process.

``python benchmarks/growth.py PEOPLE UNITS FAMILIES`` prints JSON: seconds warm for the
one goal and for all ordered goals with certificate, peak megabytes, moves.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from cases import Weighed, regency

from seimbang.plan.lexicographic import settle, solve_family
from seimbang.plan.network import start
from seimbang.plan.policy import policy

SIZES = ((1_000, 100, 60), (2_000, 200, 80), (4_000, 400, 100), (7_000, 700, 120))
MORE = ((14_000, 1_400, 120), (28_000, 2_800, 120), (70_000, 7_000, 120))
SEED = "bench"
OFTEN = 28_000  # people; beyond, one run of the one goal on two cores


def peak() -> float:
    """Return the peak of this program alone; ru_maxrss would hold its parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024  # MB


def main() -> None:
    """Measure one size and print it."""
    people, units, families = map(int, sys.argv[1:4])
    kept = list(regency(people, units, families))
    prepared = peak()
    often = people <= OFTEN
    with ThreadPoolExecutor(2) as threads:
        pair = _fastest(lambda: list(threads.map(one_goal, kept)), 2 * often)
        one = ordered = None
        if often:
            one = _fastest(lambda: [one_goal(weighed) for weighed in kept], 2)
            ordered = _fastest(lambda: list(threads.map(all_goals, kept)), 0)
    print(
        json.dumps(
            {
                "people": people,
                "units": units,
                "families": families,
                "moves": sum(len(weighed.family.moves) for weighed in kept),
                "one": one,
                "one_on_two": pair,
                "ordered_on_two": ordered,
                "megabytes_data": prepared,
                "megabytes": peak(),
            }
        )
    )


def one_goal(weighed: Weighed) -> int:
    """Solve the weighted sum of a family, with the potentials that prove it."""
    return settle(start(weighed.family), weighed.cost).value


def all_goals(weighed: Weighed) -> int:
    """Solve all ordered goals of *pemerataan* with their certificate."""
    goals = policy("pemerataan")
    solution = solve_family(weighed.family, goals, seed=SEED, wish_ranks=3)
    return len(solution.proofs)


def _fastest(run: Callable[[], object], times: int) -> float:
    """Return the least seconds of a first run and ``times`` more."""
    seconds = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def measured(sizes: tuple[tuple[int, int, int], ...]) -> list[dict[str, Any]]:
    """Return what each size took, each in a process of its own."""
    found = []
    for size in sizes:
        command = [sys.executable, Path(__file__), *map(str, size)]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found.append(json.loads(told.stdout))
        print(f"growth: {found[-1]}", file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
