"""``seimbang plan``: data → the best lawful plan, its proof, its reasons, a report."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli import limits, summary
from seimbang.cli.folder import whole
from seimbang.cli.nothing import show_nothing
from seimbang.cli.output import format_option, on_option, print_json, print_rows
from seimbang.cli.progress import Progress
from seimbang.language import text
from seimbang.model.problem import Problem, Severity

if TYPE_CHECKING:
    from seimbang.intake import Intake
    from seimbang.plan import Plan

EXIT = {"OPTIMAL": 0, "UNSUPPORTED": 2, "INFEASIBLE": 3, "TIME_LIMIT": 0}
WITHOUT_EFFECT = (  # a line of the region's or the data's that changes nothing
    "local_without_effect",
    "unknown_passes_without_rule",
    "waiver_without_rule",
)
MOVE_COLUMNS = (
    "person_id",
    "family",
    "from_unit",
    "from_job",
    "to_unit",
    "to_job",
    "voluntary",
    "rank",
    "minutes_before",
    "minutes_after",
    "added",
    "km",
    "chain",
    "step",
)


@click.command("plan")
@click.argument(
    "data", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@on_option
@click.option(
    "--policy", "policy_name", help="Ordered goals: a name or FILE.yaml. Or local file."
)
@click.option(
    "--local",
    "local_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Parameters of the region; without it the shipped defaults.",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The folder to write."
)
@click.option(
    "--max-moves", type=click.IntRange(0), help="At most so many moves; for this run."
)
@click.option(
    "--budget",
    type=click.IntRange(0),
    help="At most so many rupiah for all moves; for this run.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    help="Seconds for families tied by limits; then the best plan so far is kept.",
)
@click.option("--force", is_flag=True, help="Replace a plan that is there.")
@click.option("--no-report", is_flag=True, help="Only plan, problem and certificate.")
@format_option
def command(
    data: Sequence[Path],
    day: date,
    policy_name: str | None,
    local_file: Path | None,
    out: Path,
    max_moves: int | None,
    budget: int | None,
    time_limit: float | None,
    force: bool,
    no_report: bool,
    form: str,
) -> None:
    """Plan the transfers of DATA (workbook, folder or several files)."""
    record = run(
        data,
        day=day,
        policy_name=policy_name,
        local_file=local_file,
        out=out,
        options={"max_moves": max_moves, "budget_rupiah": budget},
        time_limit=time_limit,
        force=force,
        report=not no_report,
        form=form,
    )
    if record["status"] != "OPTIMAL":
        click.echo(f"{record['status']}: {record['reason']}", err=True)
    _show(record, sorted(out.iterdir()), form)
    sys.exit(EXIT[record["status"]])


def _show(record: dict[str, Any], files: Sequence[Path], form: str) -> None:
    """Print what came out: the figures and files, or for machines the moves too."""
    if form == "csv":
        print_rows(record["moves"], MOVE_COLUMNS, form)
    elif form == "json":
        told = {name: record[name] for name in ("status", "reason", "summary", "moves")}
        print_json(told | {"files": [str(path) for path in files]})
    else:
        if "plan" in record["summary"]:
            summary.show(record)
            limits.show(record)
            show_nothing(record, files)
        for path in files:
            click.echo(path)


def run(
    data: Sequence[Path],
    *,
    day: date,
    policy_name: str | None,
    local_file: Path | None,
    out: Path,
    force: bool,
    options: Mapping[str, int | None] | None = None,
    time_limit: float | None = None,
    report: bool = True,
    form: str = "table",
) -> dict[str, Any]:
    """Read, plan, write; return what plan.json says. Exit 1 on problems in the data."""
    from seimbang.cli.check import show
    from seimbang.intake import read
    from seimbang.law import Law, Local, LocalFileError
    from seimbang.plan import UnknownPolicyError, make_plan, policy_file, write

    try:
        local = Local.load(local_file)
        beside = None if policy_name or local_file is None else local_file.parent
        goals = policy_file.chosen(policy_name or local.policy, beside)
        wanted = {key: one for key, one in (options or {}).items() if one is not None}
        local.changed(wanted)
    except (
        LocalFileError,
        policy_file.PolicyFileError,
        UnknownPolicyError,
    ) as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(2)
    with whole(out, force=force) as folder, Progress() as progress:
        progress("read", 0, 1)
        taken = read(data)
        if taken.snapshot is None:
            progress.close()
            show(taken.problems, form)
            sys.exit(1)
        plan = make_plan(
            taken.snapshot,
            law=Law.load(),
            local=local,
            policy=goals,
            day=day,
            options=wanted,
            time_limit=time_limit,
            progress=progress,
        )
        record = write(plan, folder)
        told = [*taken.problems, *_age(taken, day)]
        if report and plan.made:
            _explain(plan, record, told, folder, progress)
    _warn([*told, *plan.problems], listed=report and plan.made)
    return record


def _age(taken: Intake, day: date) -> list[Problem]:
    """Return the warning that the data speak of another day than the law's."""
    from seimbang.intake.crosscheck import too_old

    files = ", ".join(file.name for file in taken.files)
    snapshot = taken.snapshot
    return [] if snapshot is None else too_old(snapshot.taken, day, files)


def _warn(problems: Sequence[Problem], *, listed: bool) -> None:
    """Say on stderr what has no effect, and where the other warnings stand."""
    warnings = [one for one in problems if one.severity is Severity.WARNING]
    for problem in warnings:
        if problem.code in WITHOUT_EFFECT:
            click.echo(f"{problem.found}. {problem.todo}", err=True)
    if warnings:
        there = text("listed in plan.xlsx and report.html")
        elsewhere = text("see seimbang check and seimbang workload")
        message = text(
            "{number} warnings: {where}.",
            number=len(warnings),
            where=there if listed else elsewhere,
        )
        click.echo(message, err=True)


def _explain(
    plan: Plan,
    record: dict[str, Any],
    problems: Sequence[Problem],
    folder: Path,
    progress: Progress,
) -> None:
    from seimbang.explain import write_reasons
    from seimbang.relief import write_relief
    from seimbang.report import write_report

    progress("reasons", 0, 1)
    reasons = write_reasons(plan, record, folder)
    progress("relief", 0, 1)
    relief = write_relief(plan, record, folder)
    progress("report", 0, 1)
    write_report(plan, record, reasons, problems, folder, relief)


def run_demo(workbook: Path, local_file: Path, out: Path) -> None:
    """Plan the demo regency, verify the files, print the summary and the paths."""
    from seimbang.demo import DEMO_DAY
    from seimbang.verify import verify

    record = run(
        [workbook],
        day=DEMO_DAY,
        policy_name=None,
        local_file=local_file,
        out=out,
        force=True,
    )
    summary.show(record)
    with Progress() as progress:
        report = verify(out, data=[workbook], local=local_file, progress=progress)
    click.echo(report.sentence)
    for path in sorted(out.iterdir()):
        click.echo(path)
    if not report.holds:
        for check in report.checks:
            click.echo(f"{check.verdict.value} {check.key}: {check.sentence}", err=True)
        sys.exit(1)
