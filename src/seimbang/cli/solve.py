"""``seimbang solve``: a bare problem in JSON → the best plan in JSON."""

from __future__ import annotations

import gzip
import json
import sys
import time
import zlib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from seimbang.cli.output import print_json
from seimbang.cli.progress import stage
from seimbang.language import text

EXIT = {"OPTIMAL": 0, "UNSUPPORTED": 2, "INFEASIBLE": 3, "TIME_LIMIT": 0}
LARGEST = 400_000_000  # bytes, unpacked


@click.command("solve")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Stop after so many seconds with the best plan so far.",
)
def command(file: Path, time_limit: float | None) -> None:
    """Solve a bare problem (PROBLEM.json or .json.gz) and print the plan as JSON."""
    from seimbang.plan.bare import BareProblemError, solve

    started = time.perf_counter()
    content = read_problem(file)
    try:
        with stage("solve"):
            answer = solve(content, time_limit)
    except BareProblemError as wrong:
        for problem in wrong.problems:
            click.echo(f"{file.name}: {problem}", err=True)
        sys.exit(1)
    shown: dict[str, Any] = {"status": answer.status.value, "objective": None}
    if answer.objective is not None:
        shown["objective"] = {
            name: number(getattr(answer.objective, name))
            for name in ("shortage", "squares", "moves", "cost")
        }
    shown["assignment"] = answer.assignment
    if answer.reason is not None:
        shown["reason"] = answer.reason
    shown["seconds"] = round(time.perf_counter() - started, 6)
    print_json(shown)
    sys.exit(EXIT[answer.status])


def read_problem(file: Path) -> Any:
    """Return what the file holds; exit 1 when it is not JSON."""
    try:
        with stage("read"):
            return _read(file)
    except (ValueError, EOFError, OSError, RecursionError, zlib.error) as wrong:
        click.echo(
            text("{file} is not JSON: {why}", file=file.name, why=wrong), err=True
        )
        sys.exit(1)


def _read(file: Path) -> Any:
    """
    Return what the file holds, packed or not.

    :raises ValueError: when it is not JSON, or larger than any problem.
    """
    content = file.read_bytes()
    if content[:2] == b"\x1f\x8b":
        with gzip.open(file) as packed:
            content = packed.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(text("larger than {limit} bytes", limit=LARGEST))
    return json.loads(content)


def number(value: Fraction | int) -> int | float:
    """Return an int when it is whole, else the nearest float of the exact decimal."""
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return fraction.numerator
    return float(Decimal(fraction.numerator) / Decimal(fraction.denominator))
