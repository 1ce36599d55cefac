"""`seimbang check`: all problems in the files at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from seimbang.cli.output import (
    Day,
    check_workbook,
    format_option,
    print_rows,
    visible,
)
from seimbang.cli.progress import stage
from seimbang.intake import Intake, read, write_crosswalk, write_marked_copy
from seimbang.intake.crosscheck import too_old
from seimbang.language import text, translate
from seimbang.model.problem import Problem, Severity

COLUMNS = (
    "severity",
    "code",
    "file",
    "sheet",
    "cell",
    "column",
    "found",
    "expected",
    "todo",
)
ALIKE = 5  # problems of one kind and column shown one by one to people
_ORDER = list(Severity)


def show(problems: Iterable[Problem], form: str) -> None:
    """
    Print ``problems``: as rows for machines, for people by weight and kind.

    For people, more than five of one kind in one column become one entry with their
    number and the first cells.
    """
    told = list(problems)
    if form != "table":
        print_rows(map(_row, told), COLUMNS, form)
        return
    groups: dict[tuple[Any, ...], list[Problem]] = {}
    for problem in sorted(told, key=lambda problem: _ORDER.index(problem.severity)):
        groups.setdefault(_kind(problem), []).append(problem)
    for group in groups.values():
        _show_group(group)
    if told:
        click.echo(str(summary(told)))


def summary(problems: Sequence[Problem]) -> Any:
    """Return one sentence with the numbers of errors, warnings and notes."""
    numbers = {
        severity.name.lower() + "s": sum(
            problem.severity is severity for problem in problems
        )
        for severity in Severity
    }
    return text("{errors} errors, {warnings} warnings, {notes} notes.", **numbers)


def _kind(problem: Problem) -> tuple[Any, ...]:
    return (
        problem.severity,
        problem.code,
        problem.file,
        problem.sheet,
        problem.column,
    )


def _show_group(group: Sequence[Problem]) -> None:
    """Print one kind of problem: each cell, or their number and the first ones."""
    first = group[0]
    places = [_cell(problem) for problem in group if _cell(problem)]
    if len(group) <= ALIKE:
        for problem in group:
            _show_one(problem, _cell(problem), str(problem.found))
        return
    listed = ", ".join(places[:ALIKE])
    found = text(
        "{found} – and {number} more", found=first.found, number=len(group) - 1
    )
    _show_one(first, f"{listed}, …", str(found))


def _cell(problem: Problem) -> str:
    return problem.cell or (str(problem.row) if problem.row else "")


def _show_one(problem: Problem, cell: str, found: str) -> None:
    where = " · ".join(
        part for part in (problem.file, problem.sheet, cell, problem.column) if part
    )
    expected = text("Expected: {expected}", expected=problem.expected)
    for line in (
        f"{translate(problem.severity.value).upper()}  {where}",
        f"  {found}",
        f"  {expected}",
        f"  → {problem.todo}",
    ):
        click.echo(visible(line))


def _row(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": _cell(problem) or None,
        "column": problem.column,
        "found": str(problem.found),
        "expected": str(problem.expected),
        "todo": str(problem.todo),
    }


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--on",
    "day",
    type=Day(),
    help="The day for which the data are wanted: older data are told. 2026-01-31.",
)
@click.option(
    "--marked",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a copy of the cells with a column Masalah: NAME.xlsx.",
)
@click.option(
    "--crosswalk",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write proposals for the sheet Padanan, to be confirmed: NAME.xlsx.",
)
@click.option("--force", is_flag=True, help="Overwrite the files to be written.")
@format_option
def command(
    files: tuple[Path, ...],
    day: date | None,
    marked: Path | None,
    crosswalk: Path | None,
    force: bool,
    form: str,
) -> None:
    """Tell all problems in FILES: workbooks, CSV, Parquet, or folders of them."""
    for out in (marked, crosswalk):
        _check_out(files, out, force)
    with stage("read"):
        intake = read(files)
    problems = [*intake.problems, *_age(intake, day)]
    show(problems, form)
    if marked:
        write_marked_copy(intake.files, problems, marked)
        click.echo(str(text("Written: {out}", out=marked)), err=True)
    if crosswalk:
        write_crosswalk(intake.crosswalk, crosswalk)
        click.echo(str(text("Written: {out}", out=crosswalk)), err=True)
    if intake.snapshot is None:
        raise click.exceptions.Exit(1)
    if form == "table":
        click.echo(str(_read(intake)))


def _check_out(files: Sequence[Path], out: Path | None, force: bool) -> None:
    if out is None:
        return
    if out.resolve() in {file.resolve() for file in files}:
        raise click.UsageError(
            str(text("The file to write may not be one that is read."))
        )
    check_workbook(out, force=force)


def _age(intake: Intake, day: date | None) -> list[Problem]:
    if day is None or intake.snapshot is None:
        return []
    files = ", ".join(path.name for path in intake.files)
    return too_old(intake.snapshot.taken, day, files)


def _read(intake: Intake) -> Any:
    assert intake.snapshot is not None
    return text(
        "Read: {units} units, {jobs} jobs, {people} people.",
        units=intake.snapshot["units"].height,
        jobs=intake.snapshot["jobs"].height,
        people=intake.snapshot["people"].height,
    )
