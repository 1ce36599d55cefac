"""
The planner beside its peers in one run, equal optima asserted; and whole commands.

``python benchmarks/run.py [--large] [--out FILE]`` prints a Markdown page with the
machine and the day; with ``--out`` the plots lie beside it. Engines: the median of
several runs in one process, the building of each engine's model included, imports not.
Commands: fresh processes.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import growth
import plots
import questions
from cases import demo_families, dense, regency
from engines import Task, by_hand, cbc, highs, network_simplex, ours, task, weighed
from peers import cp_sat, one_hop, ortools_flow

from seimbang.plan.lexicographic import solve_family
from seimbang.plan.policy import policy

HEAD = """\
# Benchmarks

Made by `make bench`; not edited by hand. Machines are shared and noisy: read the
ratios.

## One goal, side by side

The same whole numbers for every engine, one thread each. Every exact engine must find
the same optimum, or the run stops. For the demo regency and the dense families the sum
is 1,000,000 × shortage² / need + 1,000 × minutes added; for the invented regency of
7,000 people it is the weighted sum of the prototypes: 100,000 × shortage² / need, 2,000
a move, 150 a km, less for a wish. *Greedy* moves the one person who helps most, again
and again; *one hop* is the best plan without chains, straight from places with people
to spare to places that lack some.
"""

ENGINES: dict[str, Callable[[Task], int | None]] = {
    "seimbang": ours,
    "OR-Tools min-cost flow, no proof": ortools_flow,
    "HiGHS (person-level MILP)": highs,
    "networkx network simplex": network_simplex,
    "PuLP + CBC (person-level MILP)": cbc,
    "OR-Tools CP-SAT": cp_sat,
}
HEURISTICS: dict[str, Callable[[Task], int]] = {"greedy": by_hand, "one hop": one_hop}


@dataclass(frozen=True)
class Case:
    """Families with one goal, and the engines that need not wait for an hour."""

    name: str
    tasks: Sequence[Task]
    without: tuple[str, ...] = ()


def measured(
    run: Callable[[], int | None], *, at_most: float = 4.0
) -> tuple[float, int | None]:
    """Return the median seconds of up to five runs, and the answer (always one)."""
    times: list[float] = []
    answers = set()
    while len(times) < 5 and sum(times) < at_most:
        begun = time.perf_counter()
        answers.add(run())
        times.append(time.perf_counter() - begun)
    (answer,) = answers
    return statistics.median(times), answer


def side_by_side(case: Case, folder: Path | None) -> Iterator[str]:
    """Yield the lines of one case: each engine's time, ratio and optimum."""
    people = sum(len(one.family.people) for one in case.tasks)
    moves = sum(len(one.family.moves) for one in case.tasks)
    yield f"### {case.name}: {people:,} people who may move, {moves:,} possible moves"
    yield ""
    yield "| engine | seconds | of ours | optimum |"
    yield "| --- | ---: | ---: | ---: |"
    first, best = 0.0, 0
    bars = []
    for engine, solve in ENGINES.items():
        if engine in case.without:
            continue
        seconds, found = measured(lambda solve=solve: _all(solve, case.tasks))
        first = first or seconds
        best = best or (found or 0)
        ratio = f"{seconds / first:,.0f} ×"
        if found is None:
            ratio, answer = f"> {ratio}", "not proved in time"
        else:
            assert found == best, f"{engine} found {found}, expected {best}"
            answer = f"{found:,}"
        bars.append((engine, seconds))
        yield f"| {engine} | {seconds:.4f} | {ratio} | {answer} |"
        print(f"{case.name}: {engine} {seconds:.4f} s", file=sys.stderr)
    for name, heuristic in HEURISTICS.items():
        seconds, found = measured(lambda one=heuristic: _all(one, case.tasks))
        assert found is not None and found >= best, f"{name} beats the optimum"
        worse = f"{found - best:,} more"
        ratio = f"{seconds / first:,.0f} ×"
        yield f"| {name} (not exact) | {seconds:.4f} | {ratio} | {worse} |"
    yield ""
    if folder is not None:
        file = folder / f"{case.name.replace(',', '').replace(' ', '-')}.svg"
        plots.engines(bars, case.name, file)
        yield f"![{case.name}: seconds of each engine](benchmarks/{file.name})"
        yield ""


def _all(solve: Callable[[Task], int | None], tasks: Sequence[Task]) -> int | None:
    """Return the sum of the optima; None as soon as one is not proved."""
    total = 0
    for one in tasks:
        found = solve(one)
        if found is None:
            return None
        total += found
    return total


def ordered(cases: Sequence[Case]) -> Iterator[str]:
    """Yield what the product really does: all ordered goals, each with its proof."""
    goals = policy("pemerataan")

    def solve(one: Task) -> int:
        solved = solve_family(one.family, goals, seed="bench", wish_ranks=3)
        return len(solved.proofs)

    yield "## All ordered goals of *pemerataan*, each with its certificate"
    yield ""
    yield "| case | one core | two cores |"
    yield "| --- | ---: | ---: |"
    for case in cases:
        alone, _ = measured(lambda case=case: sum(map(solve, case.tasks)))
        with ThreadPoolExecutor(2) as threads:
            both, _ = measured(
                lambda case=case, threads=threads: sum(threads.map(solve, case.tasks))
            )
        yield f"| {case.name} | {alone:.3f} s | {both:.3f} s |"
    yield ""


def grown(folder: Path | None, *, large: bool) -> Iterator[str]:
    """Yield how time and memory grow with people and units."""
    sizes = growth.SIZES + (growth.MORE if large else ())
    rows = growth.measured(sizes)
    yield "## How time and memory grow"
    yield ""
    yield "The invented regency at other sizes, one process each; 70,000 people are a"
    yield "province that is not split by regency. Warm: the least of several runs"
    yield "(70,000: one)."
    yield ""
    yield (
        "| people | units | moves | one goal | on two cores | all goals, two cores "
        "| peak memory | of it data |"
    )
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in rows:
        yield (
            f"| {row['people']:,} | {row['units']:,} | {row['moves']:,} "
            f"| {_seconds(row['one'])} | {_seconds(row['one_on_two'])} "
            f"| {_seconds(row['ordered_on_two'])} | {row['megabytes']:,.0f} MB "
            f"| {row['megabytes_data']:,.0f} MB |"
        )
    yield ""
    if folder is not None:
        plots.growth(rows, folder / "growth.svg")
        yield "![Seconds and megabytes against people](benchmarks/growth.svg)"
        yield ""


def _seconds(one: float | None) -> str:
    return "–" if one is None else f"{one:.3f} s"


def _commands() -> str:
    script = Path(__file__).with_name("commands.py")
    return subprocess.run(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, check=True
    ).stdout


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
    return f"{cpu}, 2 cores, Python {platform.python_version()}, {packages}"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="also the large cases (half an hour)"
    )
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    folder = chosen.out.parent / "benchmarks" if chosen.out else None
    day = date.today()  # noqa: DTZ011, TID251
    lines = [HEAD, f"Measured on {day}: {machine()}.", ""]
    cases = list(_cases(large=chosen.large))
    for case in cases:
        lines += side_by_side(case, folder)
    lines += ordered(cases)
    lines += questions.answered(folder, large=chosen.large)
    lines += grown(folder, large=chosen.large)
    lines.append(_commands())
    text = "\n".join(lines)
    print(text)
    if chosen.out:
        chosen.out.write_text(text + "\n", encoding="utf-8")


def _cases(*, large: bool) -> Iterator[Case]:
    demo = [task(family) for family in demo_families() if len(family.people)]
    yield Case("demo regency", demo)
    yield Case("dense 600 × 100", [task(dense(600, 100))])
    if large:
        yield Case("dense 1,800 × 220", [task(dense(1800, 220))], ("OR-Tools CP-SAT",))
        whole = [weighed(one.family, one.cost) for one in regency()]
        yield Case("regency 7,000 × 700", whole, ("OR-Tools CP-SAT",))


if __name__ == "__main__":
    main()
