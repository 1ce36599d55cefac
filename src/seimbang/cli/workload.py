"""`seimbang workload`: what every position and unit needs, has and lacks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import polars as pl

from seimbang import language
from seimbang.cli.check import show
from seimbang.cli.output import format_option, on_option, print_json, print_rows
from seimbang.intake import read
from seimbang.language import Text, text
from seimbang.law import Law, LawError, Local
from seimbang.model.problem import Problem
from seimbang.model.ratio import fraction
from seimbang.workload import Derivation, Requirements, advice, number, requirements

POSITION_HEADERS = {
    "unit": text("Unit"),
    "job": text("Job"),
    "need": text("Need"),
    "present": text("Present"),
    "gap": text("Gap"),
    "band": text("Band"),
    "advice": text("What to do"),
}
UNIT_HEADERS = {
    "unit": text("Unit"),
    "need": text("Need"),
    "present": text("Present"),
    "shortage": text("Lacking"),
    "surplus": text("Too many"),
    "effectiveness": text("EU"),
    "band": text("Band"),
    "unmeasured": text("Not measured"),
}


@click.command(name="workload")
@click.argument(
    "data",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@on_option
@click.option(
    "--local",
    "local_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The region's file of local parameters.",
)
@click.option("--unit", help="Only this unit (its id).")
@click.option("--job", help="With --unit: how this job's need came about.")
@format_option
def command(
    data: Sequence[Path],
    day: date,
    local_file: Path | None,
    unit: str | None,
    job: str | None,
    form: str,
) -> None:
    """Compute what every position needs, has and lacks."""
    if job is not None and unit is None:
        raise click.UsageError(str(text("--job needs --unit.")))
    found = read(data)
    if found.snapshot is None:
        show(found.problems, form)
        raise click.exceptions.Exit(1)
    try:
        local = Local.load(local_file)
        result = requirements(found.snapshot, Law.load(), local, day)
        if unit is not None:
            _require(unit, result.units["unit_id"])
        if unit is not None and job is not None:
            here = result.positions.filter(pl.col("unit_id") == unit)
            _require(job, here["job_id"])
            _print_derivation(result.derivation(unit, job), form)
            return
    except LawError as error:
        raise click.UsageError(str(error)) from error
    _print(result, unit, form)


def _require(name: str, known: pl.Series) -> None:
    """Refuse a name that is not there; tell the nearest."""
    if name in known:
        return
    nearest = difflib.get_close_matches(name, known.to_list(), n=3, cutoff=0.3)
    sentence = text(
        "Found no {name}. Nearest: {nearest}.",
        name=name,
        nearest=", ".join(nearest) or "–",
    )
    raise click.UsageError(str(sentence))


def _print(result: Requirements, unit: str | None, form: str) -> None:
    here = pl.lit(value=True) if unit is None else pl.col("unit_id") == unit
    positions = result.positions.filter(here)
    units = result.units.filter(here)
    if form == "json":
        print_json(
            {
                "day": result.day,
                "positions": positions.to_dicts(),
                "units": units.to_dicts(),
                "problems": [_as_dict(problem) for problem in result.problems],
            }
        )
        return
    rows = _position_rows(positions, result)
    if form == "csv":
        print_rows(rows, tuple(POSITION_HEADERS), form)
        return
    _print_table(rows, POSITION_HEADERS)
    click.echo()
    _print_table(_unit_rows(units, result), UNIT_HEADERS)
    for problem in result.problems:
        click.echo(f"{problem.sheet}: {problem.found}. {problem.todo}", err=True)


def _print_table(
    rows: Iterable[Mapping[str, Any]], headers: Mapping[str, Text]
) -> None:
    names = {name: str(header) for name, header in headers.items()}
    spoken = [{names[key]: row[key] for key in names} for row in rows]
    print_rows(spoken, tuple(names.values()), "table")


def _position_rows(
    positions: pl.DataFrame, result: Requirements
) -> list[dict[str, Any]]:
    units, jobs = _names(result, "units"), _names(result, "jobs")
    rows = []
    for row in positions.iter_rows(named=True):
        job = jobs.get(row["job_id"], row["job_id"])
        rows.append(
            {
                "unit": units.get(row["unit_id"], row["unit_id"]),
                "job": job,
                "need": _ratio(row, "need"),
                "present": row["present"],
                "gap": _ratio(row, "gap"),
                "band": row["band"],
                "advice": str(advice(row, job)),
            }
        )
    return rows


def _unit_rows(units: pl.DataFrame, result: Requirements) -> list[dict[str, Any]]:
    names = _names(result, "units")
    return [
        {
            "unit": names.get(row["unit_id"], row["unit_id"]),
            "need": _ratio(row, "need"),
            "present": row["present"],
            "shortage": _ratio(row, "shortage"),
            "surplus": _ratio(row, "surplus"),
            "effectiveness": _ratio(row, "effectiveness"),
            "band": row["band"],
            "unmeasured": row["unmeasured_positions"],
        }
        for row in units.iter_rows(named=True)
    ]


def _names(result: Requirements, table: str) -> dict[str, str]:
    frame = result.snapshot[table]
    return dict(frame.select(frame.columns[0], "name").iter_rows())


def _ratio(row: dict[str, Any], name: str) -> str | None:
    """Return an exact number to two decimals, as the language writes it."""
    value = fraction(row, name)
    return None if value is None else _spoken(number(value, decimals=2))


def _spoken(words: str) -> str:
    """Return decimals as the language writes them."""
    return words.replace(".", ",") if language.current() == "id" else words


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "sheet": problem.sheet,
        "found": problem.found,
        "expected": problem.expected,
        "todo": problem.todo,
    }


def _print_derivation(derivation: Derivation, form: str) -> None:
    if form == "json":
        print_json(derivation.as_dict())
        return
    if form == "csv":
        steps = [{"label": str(name), "value": it} for name, it in derivation.steps]
        print_rows(steps, ("label", "value"), form)
        return
    click.echo(derivation.formula)
    for label, value in derivation.steps:
        click.echo(f"  {label}: {_spoken(value)}")
    for citation in derivation.citations:
        mark = "" if citation.confirmed else f" ({text('not confirmed')})"
        click.echo(f"  {citation.key}: {citation.title}, {citation.at}{mark}")
