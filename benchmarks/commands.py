"""
Whole commands, cold: wall time and peak memory of a fresh process.

Run as a program of its own: a child's peak counts what its parent held when it was
started, so the parent must be small.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def cold() -> list[str]:
    """Return the lines of a table: the commands of the demo regency, median of five."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, local = folder / "demo/batanghari.xlsx", folder / "demo/local.yaml"
        with_local = ["--local", str(local)]
        plan = ["plan", str(data), "--on", "2026-01-01", *with_local, "--force"]
        whole, bare = folder / "whole", folder / "bare"
        commands = [
            ["demo", "--out", str(folder / "demo"), "--force"],
            ["check", str(data)],
            ["workload", str(data), "--on", "2026-01-01"],
            [*plan, "--out", str(bare), "--no-report"],
            [*plan, "--out", str(whole)],
            ["verify", str(whole)],
            ["verify", str(whole), "--data", str(data), *with_local],
        ]
        lines = [
            "### Commands on the demo regency, cold",
            "",
            "| command | seconds | peak memory |",
            "| --- | ---: | ---: |",
        ]
        for command in commands:
            seconds, megabytes = _measured(command)
            shown = " ".join(word.replace(name, "…") for word in command)
            lines.append(f"| `seimbang {shown}` | {seconds:.2f} | {megabytes:.0f} MB |")
            print(lines[-1], file=sys.stderr)
        return [*lines, ""]


def intake() -> list[str]:
    """Return the lines about reading 100,000 people, as its own benchmark says."""
    script = Path(__file__).with_name("intake.py")
    told = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True
    ).stdout
    head = "### 100,000 people × 30 columns: at most 6 s and 600 MB"
    return [head, "", *(f"- {line}" for line in told.splitlines()), ""]


def _measured(command: list[str]) -> tuple[float, float]:
    """Return the median wall seconds and the largest peak memory of a process."""
    times, peaks = [], []
    for _ in range(RUNS):
        begun = time.perf_counter()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "seimbang", *command],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        _, status, used = os.wait4(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0, command
        times.append(time.perf_counter() - begun)
        peaks.append(used.ru_maxrss / 1024)
    return statistics.median(times), max(peaks)


if __name__ == "__main__":
    print("\n".join([*cold(), *intake()]))
