"""``seimbang compare``: plans of the same data side by side, and who moves where."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.output import format_option, print_json, print_rows
from seimbang.language import Text, text

if TYPE_CHECKING:
    from fractions import Fraction

    from seimbang.plan.comparison import Comparison, Difference, Goes

CHANGES = ("elsewhere", "only_one", "only_other")
COLUMNS = (
    "one",
    "other",
    "change",
    "person_id",
    "family",
    "from",
    "to_one",
    "to_other",
)


@click.command("compare")
@click.argument(
    "folders",
    metavar="DIR DIR…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--people", is_flag=True, help="Also list who moves differently.")
@format_option
def command(folders: Sequence[Path], people: bool, form: str) -> None:
    """Put 2 to 6 plans of the same data side by side, each against the first."""
    from seimbang.plan.comparison import ComparisonError, Folder, compare
    from seimbang.plan.record import FORMAT
    from seimbang.whatif.folder import FolderError, read_json

    try:
        found = [
            Folder(name, read_json(path / "plan.json", FORMAT))
            for name, path in zip(_names(folders), folders, strict=True)
        ]
        comparison = compare(found)
    except FolderError as wrong:
        click.echo(wrong.told, err=True)
        sys.exit(1)
    except ComparisonError as wrong:
        raise click.UsageError(str(wrong.told)) from wrong
    show(comparison, form, people=people)


def _names(folders: Sequence[Path]) -> list[str]:
    """Return the folders' last names, or their paths where two have the same."""
    last = [folder.resolve().name for folder in folders]
    return last if len(set(last)) == len(last) else [str(folder) for folder in folders]


def show(comparison: Comparison, form: str, *, people: bool) -> None:
    """Print the criteria and the differences; csv: the criteria, or the people."""
    if form == "json":
        print_json(_data(comparison))
    elif form == "csv":
        if people:
            print_rows(_people(comparison), COLUMNS, form)
        else:
            rows, columns = _rows(comparison, form)
            print_rows(rows, columns, form)
    else:
        _speak(comparison, people=people)


def _data(comparison: Comparison) -> dict[str, Any]:
    return {
        "plans": comparison.names,
        "notes": comparison.notes,
        "criteria": [
            {
                "criterion": one.key,
                "name": one.name,
                "no_transfer": one.today,
                "values": one.values,
                "best": one.best,
            }
            for one in comparison.criteria
        ],
        "differences": [asdict(one) for one in comparison.differences],
    }


def _rows(comparison: Comparison, form: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a row a criterion, and the columns."""
    table = form == "table"
    heads = {
        "criterion": str(text("Criterion")) if table else "criterion",
        "today": str(text("no transfer")) if table else "no_transfer",
        "best": str(text("Best")) if table else "best",
    }
    rows = []
    for one in comparison.criteria:
        row: dict[str, Any] = {heads["criterion"]: one.name if table else one.key}
        row[heads["today"]] = _number(one.today, form)
        values = (_number(value, form) for value in one.values)
        row |= dict(zip(comparison.names, values, strict=True))
        row[heads["best"]] = _best(one.best, comparison) if table else one.best
        rows.append(row)
    return rows, [heads["criterion"], heads["today"], *comparison.names, heads["best"]]


def _number(value: Fraction, form: str) -> str:
    from seimbang.report.number import number

    if form == "table":
        return number(value, 1, trim=True)
    return str(value) if value.denominator == 1 else f"{float(value):.6f}"


def _best(names: Sequence[str], comparison: Comparison) -> str:
    """Return the winner of a row in words."""
    if len(names) == len(comparison.names):
        return str(text("all the same"))
    others = [name for name in comparison.names if name not in names]
    if len(others) < len(names):
        return str(text("all but {names}", names=", ".join(others)))
    return ", ".join(names)


def _speak(comparison: Comparison, *, people: bool) -> None:
    for note in comparison.notes:
        click.echo(note)
    rows, columns = _rows(comparison, "table")
    print_rows(rows, columns, "table", wrap=True)
    for one in comparison.differences:
        click.echo()
        click.echo(_sentence(one))
        if people:
            _list(one)


def _sentence(one: Difference) -> Text:
    return text(
        "{one} against {other}: {same} people move alike, {elsewhere} elsewhere, "
        "{only_one} only in {one}, {only_other} only in {other}.",
        one=one.one,
        other=one.other,
        same=one.same,
        elsewhere=len(one.elsewhere),
        only_one=len(one.only_one),
        only_other=len(one.only_other),
    )


def _list(one: Difference) -> None:
    """Print who moves differently, with the units."""
    heads = [str(text("Person")), str(text("From")), one.one, one.other]
    stays = str(text("stays"))
    rows = [
        dict(
            zip(
                heads,
                (goes.person_id, goes.origin, goes.one or stays, goes.other or stays),
                strict=True,
            )
        )
        for _, goes in _different(one)
    ]
    if rows:
        print_rows(rows, heads, "table")


def _different(one: Difference) -> Iterator[tuple[str, Goes]]:
    for change in CHANGES:
        for goes in getattr(one, change):
            yield change, goes


def _people(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "one": one.one,
            "other": one.other,
            "change": change,
            "person_id": goes.person_id,
            "family": goes.family,
            "from": goes.origin,
            "to_one": goes.one,
            "to_other": goes.other,
        }
        for one in comparison.differences
        for change, goes in _different(one)
    ]
