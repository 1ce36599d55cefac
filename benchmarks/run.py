"""
The planner beside its peers in one run, equal optima asserted; and whole commands.

``python benchmarks/run.py [--large] [--out FILE]`` prints a Markdown page with the
machine and the day. Engines: the median of several runs in one process, the building
of each engine's model included, imports not. Commands: fresh processes.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from cases import demo_families, dense
from engines import EXACT, Task, by_hand, task

from seimbang.plan.lexicographic import solve_family
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family

HEAD = """\
# Benchmarks

Made by `make bench`; not edited by hand. One goal, the same whole numbers for every
engine: 1,000,000 × shortage² / need + 1,000 × minutes of travel added. Every exact
engine must find the same optimum, or the run stops. *Greedy* is what a careful person
would do by hand. The last row of each table is what the product really does: all
ordered goals of *pemerataan*, each with its proof. Machines are shared and noisy: read
the ratios.
"""


def measured(run: Callable[[], int], *, at_most: float = 4.0) -> tuple[float, int]:
    """Return the median seconds of up to five runs, and the answer (always one)."""
    times: list[float] = []
    answers = set()
    while len(times) < 5 and sum(times) < at_most:
        begun = time.perf_counter()
        answers.add(run())
        times.append(time.perf_counter() - begun)
    (answer,) = answers
    return statistics.median(times), answer


def row(name: str, families: tuple[Family, ...]) -> list[str]:
    """Return the lines of one case: each engine's time, ratio and optimum."""
    tasks = [task(family) for family in families if len(family.people)]
    people = sum(len(one.family.people) for one in tasks)
    moves = sum(len(one.family.moves) for one in tasks)
    title = f"{name}: {people:,} people who may move, {moves:,} possible moves"
    lines = []
    best = None
    first = 0.0
    for engine, solve in EXACT.items():
        seconds, found = measured(lambda solve=solve: _all(solve, tasks))
        best = found if best is None else best
        assert found == best, f"{engine} found {found}, expected {best}"
        first = first or seconds
        lines.append(
            f"| {engine} | {seconds:.3f} | {seconds / first:,.0f} × | {found:,} |"
        )
        print(f"{name}: {engine} {seconds:.3f} s", file=sys.stderr)
    seconds, found = measured(lambda: _all(by_hand, tasks))
    lost = (found - best) / abs(best) * 100 if best else 0.0
    lines.append(
        f"| greedy (not exact) | {seconds:.3f} | {seconds / first:,.0f} × "
        f"| {found:,} ({lost:+.3f} %) |"
    )
    ordered, _ = measured(lambda: _ordered(families))
    lines.append(
        f"| seimbang, all ordered goals with certificate | {ordered:.3f} | | |"
    )
    head = ["| engine | seconds | of ours | optimum |", "| --- | ---: | ---: | ---: |"]
    return [f"### {title}", "", *head, *lines, ""]


def _commands() -> str:
    script = Path(__file__).with_name("commands.py")
    return subprocess.run(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def _all(solve: Callable[[Task], int], tasks: list[Task]) -> int:
    return sum(solve(one) for one in tasks)


def _ordered(families: tuple[Family, ...]) -> int:
    goals = policy("pemerataan")
    return sum(
        len(solve_family(family, goals, seed="bench", wish_ranks=3).proofs)
        for family in families
    )


def machine() -> str:
    """Return what the figures were measured on."""
    cpu = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("ortools", "highspy", "networkx", "pulp")
    )
    return f"{cpu}, Python {platform.python_version()}, {packages}"


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="also 1,800 × 220 (minutes)"
    )
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    cases = [
        ("demo regency", demo_families()),
        ("dense 200 × 40", (dense(200, 40),)),
        ("dense 600 × 100", (dense(600, 100),)),
    ]
    if chosen.large:
        cases.append(("dense 1,800 × 220", (dense(1800, 220),)))
    day = date.today()  # noqa: DTZ011, TID251
    lines = [HEAD, f"Measured on {day}: {machine()}.", ""]
    for name, families in cases:
        lines += row(name, families)
    lines.append(_commands())
    text = "\n".join(lines)
    print(text)
    if chosen.out:
        chosen.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
