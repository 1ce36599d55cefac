"""``seimbang frontier``: what each further move (or minute) buys."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.curve import rows, show, write
from seimbang.cli.output import Day, format_option, print_json
from seimbang.cli.progress import Progress, stage
from seimbang.language import text

if TYPE_CHECKING:
    from seimbang.plan.problem import Ints, Problem
    from seimbang.report.curve import Curve

PLAN, PROBLEM = "plan.json", "problem.json.gz"


class Numbers(click.ParamType[tuple[int, ...]]):
    """Whole numbers with commas between: 10,20,50."""

    name = "numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        parts = [part.strip() for part in value.split(",")]
        if not all(part.isascii() and part.isdigit() for part in parts):
            wrong = text("expected numbers like 10,20,50, got {value}", value=value)
            self.fail(str(wrong), param, ctx)
        return tuple(sorted({int(part) for part in parts}))


@click.command("frontier")
@click.argument(
    "source", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--on", "day", type=Day(), help="The day of the law, with DATA.")
@click.option("--policy", "policy_name", help="Ordered goals, with DATA.")
@click.option(
    "--local",
    "local_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Parameters of the region, with DATA.",
)
@click.option("--family", help="One family of positions instead of all together.")
@click.option(
    "--by",
    type=click.Choice(("moves", "travel")),
    default="moves",
    help="What is counted: moves, or the minutes of travel they add.",
)
@click.option("--k", "asked", type=Numbers(), help="Only these numbers: 10,20,50.")
@click.option("--quick", is_flag=True, help="Leave open what no price reaches.")
@click.option(
    "--time-limit", type=click.FloatRange(min=0), help="Seconds for each --k."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for the rows and a picture."
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@format_option
def command(
    source: Sequence[Path],
    day: date | None,
    policy_name: str | None,
    local_file: Path | None,
    family: str | None,
    by: str,
    asked: tuple[int, ...] | None,
    quick: bool,
    time_limit: float | None,
    out: Path | None,
    force: bool,
    form: str,
) -> None:
    """
    Tell what each further move buys.

    SOURCE is the folder of a plan, DATA (with --on), or a bare PROBLEM.json.
    """
    if len(source) == 1 and source[0].is_file() and _is_json(source[0]):
        sys.exit(_bare(source[0], exact=not quick))
    problem, plans = _problem(source, day, policy_name, local_file, form)
    if family is not None:
        problem, plans = _only(problem, plans, family)
    curve, seconds = _curve(problem, plans, minutes=by == "travel", exact=not quick)
    told = rows(curve, asked, time_limit)
    if out is not None:
        write(curve, told, out, force=force)
    show(curve, told, asked, form)
    click.echo(text("Computed in {seconds} s.", seconds=f"{seconds:.2f}"), err=True)


def _is_json(path: Path) -> bool:
    return path.name.lower().endswith((".json", ".json.gz"))


def _bare(file: Path, *, exact: bool) -> int:
    """Print the frontier of a bare problem as JSON; return the exit code."""
    from seimbang.cli.solve import number, read_problem
    from seimbang.plan.balance import TooWideError
    from seimbang.plan.bare import BareProblemError
    from seimbang.plan.bare_frontier import bare_frontier
    from seimbang.plan.lexicographic import InfeasibleError

    started = time.perf_counter()
    content = read_problem(file)
    shown: dict[str, Any] = {"status": "OPTIMAL"}
    code = 0
    try:
        with stage("solve"):
            points = bare_frontier(content, exact=exact)
    except BareProblemError as wrong:
        for problem in wrong.problems:
            click.echo(f"{file.name}: {problem}", err=True)
        sys.exit(1)
    except InfeasibleError:
        points, code = [], 3
        shown["status"] = "INFEASIBLE"
        shown["reason"] = text("No plan keeps all units and couples as they must be.")
    except TooWideError:
        points, code = [], 2
        shown["status"] = "UNSUPPORTED"
        shown["reason"] = text("The numbers have too many digits for a frontier.")
    shown["frontier"] = [
        {
            "K": row.amount,
            "shortage": number(row.shortage),
            "squares": number(row.squares),
        }
        for row in points
    ]
    if not all(row.proved for row in points):
        shown["not_proved"] = [row.amount for row in points if not row.proved]
    shown["seconds"] = round(time.perf_counter() - started, 6)
    print_json(shown)
    return code


def _problem(
    source: Sequence[Path],
    day: date | None,
    policy_name: str | None,
    local_file: Path | None,
    form: str,
) -> tuple[Problem, list[Ints] | None]:
    """Return the problem, and what everybody does in its plan (by family)."""
    if len(source) == 1 and (source[0] / PLAN).exists():
        return _stored(source[0])
    if day is None:
        raise click.UsageError(
            str(text("With data --on is needed: the day of the law."))
        )
    from seimbang.cli.extremes import planned

    plan = planned(source, day, policy_name, local_file, form)
    plans = [one.at for one in plan.solutions] if plan.made else None
    return plan.round.problem, plans


def _stored(folder: Path) -> tuple[Problem, list[Ints] | None]:
    from seimbang.plan.problem import FORMAT
    from seimbang.plan.record import FORMAT as PLAN_FORMAT
    from seimbang.plan.stored import problem_of, solutions_of
    from seimbang.whatif.folder import FolderError, read_json

    try:
        record = read_json(folder / PLAN, PLAN_FORMAT)
        problem = problem_of(read_json(folder / PROBLEM, FORMAT))
    except FolderError as wrong:
        click.echo(wrong.told, err=True)
        sys.exit(1)
    if record["status"] not in ("OPTIMAL", "TIME_LIMIT"):
        return problem, None
    return problem, [one.at for one in solutions_of(problem, record["moves"])]


def _only(
    problem: Problem, plans: list[Ints] | None, name: str
) -> tuple[Problem, list[Ints] | None]:
    """Return the problem of one family; limits that tie it to others are told."""
    from dataclasses import replace

    names = [family.name for family in problem.families]
    if name not in names:
        known = ", ".join(names)
        told = text(
            "Found no family {name}; there are: {known}.", name=name, known=known
        )
        raise click.UsageError(str(told))
    at = names.index(name)
    if problem.limits or problem.longest_chain is not None:
        click.echo(text("Limits that tie moves together are left out."), err=True)
    alone = replace(
        problem,
        families=(problem.families[at],),
        limits=(),
        longest_chain=None,
    )
    return alone, None if plans is None else [plans[at]]


def _curve(
    problem: Problem, plans: list[Ints] | None, *, minutes: bool, exact: bool
) -> tuple[Curve, float]:
    """Return the curve, and the seconds it took."""
    from seimbang.plan.balance import balance_goals
    from seimbang.plan.regency import frontier
    from seimbang.report.curve import curve_of

    if not balance_goals(problem.policy):
        told = text(
            "The policy {policy} has no goal of balance.", policy=problem.policy.name
        )
        raise click.UsageError(str(told))
    began = time.perf_counter()
    with Progress() as progress:
        found = frontier(problem, minutes=minutes, exact=exact, progress=progress)
    curve = curve_of(found, plans)
    return curve, time.perf_counter() - began
