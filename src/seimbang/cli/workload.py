"""`seimbang workload`: what every position and unit needs, has and lacks."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import polars as pl

from seimbang.cli.balance import (
    Names,
    position_rows,
    print_all,
    print_summary,
    spoken,
)
from seimbang.cli.check import show
from seimbang.cli.output import format_option, on_option, print_json, print_rows
from seimbang.cli.progress import stage
from seimbang.intake import read
from seimbang.language import text
from seimbang.law import Law, LawError, Local
from seimbang.law.standing import standing
from seimbang.model.problem import Problem
from seimbang.workload import Derivation, Requirements, requirements

COLUMNS = (
    "unit_id",
    "unit",
    "job_id",
    "job",
    "need",
    "present",
    "gap",
    "band",
    "advice",
)


@dataclass(frozen=True)
class Filter:
    """Which seats are asked for; None is all of them."""

    district: str | None
    unit: str | None
    job: str | None

    def check(self, result: Requirements) -> None:
        """Refuse names that are not there, and tell the nearest."""
        places = result.snapshot["places"]
        if self.district is not None:
            districts = places.filter(pl.col("kind") == "district")
            _require(self.district, districts["place_id"])
        if self.unit is not None:
            _require(self.unit, result.units["unit_id"])
        if self.job is not None:
            _require(self.job, self.units(result.positions, result)["job_id"].unique())

    def units(self, frame: pl.DataFrame, result: Requirements) -> pl.DataFrame:
        """Return the rows of ``frame`` (with unit_id) of the units asked for."""
        if self.unit is not None:
            frame = frame.filter(pl.col("unit_id") == self.unit)
        if self.district is not None:
            units = result.snapshot["units"]
            here = units.filter(pl.col("district_id") == self.district)["unit_id"]
            frame = frame.filter(pl.col("unit_id").is_in(here.implode()))
        return frame

    def seats(self, result: Requirements) -> pl.DataFrame:
        """Return the positions asked for."""
        seats = self.units(result.positions, result)
        return seats if self.job is None else seats.filter(job_id=self.job)


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
@click.option("--district", help="Only units of this district (its code).")
@click.option("--unit", help="Only this unit (its code): every seat.")
@click.option("--job", help="Only this job; with --unit: how its need came about.")
@click.option("--all", "every", is_flag=True, help="Every seat, not only the sums.")
@format_option
def command(
    data: Sequence[Path],
    day: date,
    local_file: Path | None,
    district: str | None,
    unit: str | None,
    job: str | None,
    every: bool,
    form: str,
) -> None:
    """Compute what every position needs, has and lacks."""
    asked = Filter(district, unit, job)
    with stage("read"):
        found = read(data)
    if found.snapshot is None:
        show(found.problems, form)
        raise click.exceptions.Exit(1)
    try:
        local = Local.load(local_file)
        with stage("workload"):
            result = requirements(found.snapshot, Law.load(), local, day)
        asked.check(result)
        if unit is not None and job is not None:
            _print_derivation(result.derivation(unit, job), form)
            return
    except LawError as error:
        raise click.UsageError(str(error)) from error
    if form == "table":
        _print_tables(result, asked, every=every or unit is not None)
    else:
        _print_data(result, asked, form)


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


def _units(result: Requirements, asked: Filter) -> pl.DataFrame:
    """Return the sums of the units; none for one job, as they are of all jobs."""
    units = asked.units(result.units, result)
    return units if asked.job is None else units.clear()


def _print_tables(result: Requirements, asked: Filter, *, every: bool) -> None:
    seats, names = asked.seats(result), Names.of(result.snapshot)
    if every:
        print_all(seats, _units(result, asked), names)
    else:
        print_summary(seats, names)
    for problem in result.problems:
        click.echo(f"{problem.sheet}: {problem.found}. {problem.todo}", err=True)


def _print_data(result: Requirements, asked: Filter, form: str) -> None:
    """Print every seat of the filter for machines."""
    seats, names = asked.seats(result), Names.of(result.snapshot)
    if form == "csv":
        print_rows(position_rows(seats, names), COLUMNS, form)
        return
    print_json(
        {
            "day": result.day,
            "positions": [names.seat(row) | row for row in seats.to_dicts()],
            "units": [
                {"unit_id": row["unit_id"], "unit": names.units.get(row["unit_id"])}
                | row
                for row in _units(result, asked).to_dicts()
            ],
            "problems": [_as_dict(problem) for problem in result.problems],
        }
    )


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
        click.echo(f"  {label}: {spoken(value)}")
    for citation in derivation.citations:
        word = standing(citation.as_dict())
        mark = "" if word is None else f" ({word})"
        click.echo(f"  {citation.key}: {citation.title}, {citation.at}{mark}")
