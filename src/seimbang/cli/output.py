"""What commands print: a table for people, JSON or CSV for machines."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from seimbang.language import Text, text

FORMATS = ("table", "json", "csv")
PIPE_WIDTH = 100  # characters of a line where there is no terminal
LEAST_WIDTH = 24  # of a column that is wrapped
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")

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
            wrong = text("expected a day like 2026-01-31, got {value}", value=value)
            self.fail(str(wrong), param, ctx)


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
    """
    Return a CSV cell that no spreadsheet takes for a formula (ASVS 1.2.10).

    A plain number, negative too, is none and stays as it is.
    """
    if cell and cell[0] in "=+-@\t\r\n\0＝＋－＠" and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def visible(words: str) -> str:
    """Return ``words`` with what a terminal would obey, or not show, spelt out."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", words)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(_words(item) for item in value)
    return str(value)


def print_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: str,
    *,
    wrap: bool = False,
) -> None:
    """
    Print ``rows`` (mappings with ``columns``) in the form asked for.

    ``wrap`` breaks the words of a table's last column at the width of the terminal.
    """
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
    _print_table(columns, cells, _width() if wrap else None)


def _width() -> int:
    """Return the characters of a line of the terminal; COLUMNS says it too."""
    return shutil.get_terminal_size((PIPE_WIDTH, 0)).columns


def _print_table(
    columns: Sequence[str], cells: Sequence[Sequence[str]], width: int | None
) -> None:
    """Print heading, rule and rows; a cell may have several lines."""
    widths = [
        max(map(len, [name, *(line[at] for line in cells)]))
        for at, name in enumerate(columns)
    ]
    if width is not None:
        left = width - sum(widths[:-1]) - 2 * (len(columns) - 1)
        widths[-1] = min(widths[-1], max(left, LEAST_WIDTH, len(columns[-1])))
    for line in [list(columns), ["-" * size for size in widths], *cells]:
        last = [line[-1]] if width is None else _broken(line[-1], widths[-1])
        for at, words in enumerate(last):
            shown = [*line[:-1], words] if at == 0 else [""] * (len(line) - 1) + [words]
            padded = (
                cell.ljust(size) for cell, size in zip(shown, widths, strict=True)
            )
            click.echo("  ".join(padded).rstrip())


def _broken(words: str, width: int) -> list[str]:
    """Return ``words`` in lines of at most ``width``, each line of them broken."""
    lines = (textwrap.wrap(line, width) for line in words.split("\n"))
    return [part for line in lines for part in line] or [""]
