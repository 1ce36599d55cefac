"""What commands print: a table for people, JSON or CSV for machines."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from seimbang.language import Text, text

FORMATS = ("table", "json", "csv")

format_option: Callable[[Any], Any] = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    help="table for people; json or csv for machines.",
)


class Day(click.ParamType[date]):
    """A day, written 2026-01-31."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"expected a day like 2026-01-31, got {value!r}", param, ctx)


on_option: Callable[[Any], Any] = click.option(
    "--on", "day", type=Day(), required=True, help="The day of the law: 2026-01-31."
)


def check_workbook(out: Path, *, force: bool) -> None:
    """
    Refuse a workbook to write that could not be written, before anything is done.

    :raises click.UsageError: when it has another ending, or is there and not ``force``.
    :raises OSError: when its folder is not there or may not be written to.
    """
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(
            str(text("The name must end in .xlsx, got {out}.", out=out))
        )
    if out.exists() and not force:
        raise click.UsageError(
            str(text("{out} is there already; use --force to overwrite it.", out=out))
        )
    if not out.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), out.parent)
    if not os.access(out.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), out.parent)


def plain(value: Any) -> Any:
    """Return ``value`` as JSON knows it: dates and texts as words, ratios as pairs."""
    if isinstance(value, Text | date):
        return str(value)
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def print_json(value: Any) -> None:
    """Print ``value`` as JSON, keys in the order given."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=1))


def harmless(cell: str) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula (ASVS 1.2.10)."""
    if cell and cell[0] in "=+-@\t\r\n\0＝＋－＠":
        return "'" + cell
    return cell


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(_words(item) for item in value)
    return str(value)


def print_rows(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str
) -> None:
    """Print ``rows`` (mappings with ``columns``) in the form asked for."""
    if form == "json":
        print_json([{name: row.get(name) for name in columns} for row in rows])
        return
    cells = [[_words(row.get(name)) for name in columns] for row in rows]
    if form == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([harmless(cell) for cell in line] for line in cells)
        click.echo(buffer.getvalue(), nl=False)
        return
    widths = [
        max(len(name), *(len(line[at]) for line in cells), 0) if cells else len(name)
        for at, name in enumerate(columns)
    ]
    for line in [list(columns), ["-" * width for width in widths], *cells]:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())
