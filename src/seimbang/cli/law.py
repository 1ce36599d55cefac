"""`seimbang law`: what the regulations say, with day and source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import click

from seimbang.cli.output import Day, format_option, on_option, print_rows
from seimbang.language import text, translate
from seimbang.law import Law, NotInForceError, Parameter, UnknownParameterError, Value
from seimbang.law.standing import standing

COLUMNS = ("key", "value", "unit", "source", "at", "since", "confirmed")
LABELS = {
    "key": text("key"),
    "term": text("term"),
    "value": text("value"),
    "unit": text("unit"),
    "source": text("source"),
    "title": text("title"),
    "at": text("place"),
    "since": text("since"),
    "checked": text("compared with the official text"),
    "confirmed": text("confirmed"),
    "description": text("description"),
}
WIDTH = 40  # characters of a value in the list; `law show` has all of it


@click.group(name="law")
def command() -> None:
    """Show the values of the law, each with its day and source."""


@command.command(name="list")
@click.option(
    "--on",
    "day",
    type=Day(),
    help="Only what is in force on this day: 2026-01-31. Without it: every value.",
)
@format_option
def list_values(day: date | None, form: str) -> None:
    """List the values of the law."""
    parameters = Law.load().parameters()
    values = (value for parameter in parameters for value in _values(parameter, day))
    rows = _rows(values, form)
    if form == "table":
        columns = [str(LABELS[name]) for name in COLUMNS]
        lines = (zip(columns, row.values(), strict=True) for row in rows)
        print_rows(map(dict, lines), columns, form)
    else:
        print_rows(rows, COLUMNS, form)


@command.command(name="show")
@click.argument("key")
@on_option
@format_option
def show_value(key: str, day: date, form: str) -> None:
    """Show one value of the law, such as transfer.minimum_tenure."""
    law = Law.load()
    try:
        parameter = law.parameter(key)
        value = parameter.on(day)
    except (NotInForceError, UnknownParameterError) as error:
        raise click.UsageError(str(error)) from error
    if value.value is None:
        ended = text(
            "{key} ended on {since}: {title}, {at}.",
            key=key,
            since=value.since,
            title=value.title,
            at=value.at,
        )
        raise click.UsageError(str(ended))
    facts: dict[str, Any] = {
        "key": key,
        "term": parameter.term,
        "value": value.value if form == "json" else _shown(value.value, form),
        "unit": _unit(value, form),
        "source": value.source,
        "title": value.title,
        "at": value.at,
        "since": value.since,
        "checked": _checked(value, form),
        "description": parameter.description,
    }
    if form != "table":
        print_rows([facts], tuple(facts), form)
        return
    labels = [str(LABELS[name]) for name in facts]
    width = max(map(len, labels))
    for label, fact in zip(labels, facts.values(), strict=True):
        click.echo(f"{label.ljust(width)}  {'–' if fact is None else fact}")


def _values(parameter: Parameter, day: date | None) -> tuple[Value, ...]:
    if day is None:
        return parameter.values
    try:
        value = parameter.on(day)
    except NotInForceError:
        return ()
    return () if value.value is None else (value,)


def _rows(values: Iterable[Value], form: str) -> list[dict[str, Any]]:
    return [
        {
            "key": value.key,
            "value": value.value if form == "json" else _cell(value.value, form),
            "unit": _unit(value, form),
            "source": value.source,
            "at": value.at,
            "since": value.since,
            "confirmed": _checked(value, form) if form == "table" else value.confirmed,
        }
        for value in values
    ]


def _checked(value: Value, form: str) -> Any:
    """Return the day of the comparison, or why there is none."""
    word = standing(value.citation.as_dict())
    if form == "table" and word is not None:
        return str(word)
    return value.checked


def _unit(value: Value, form: str) -> str | None:
    return value.unit and translate(value.unit) if form == "table" else value.unit


def _cell(value: Any, form: str) -> str:
    words = _shown(value, form)
    if form == "table" and len(words) > WIDTH:
        return words[: WIDTH - 1] + "…"
    return words


def _shown(value: Any, form: str) -> str:
    """Return a value as one line: words for people, JSON in a cell of CSV."""
    if form == "table":
        return _spoken(value)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _spoken(value: Any, *, inside: bool = False) -> str:
    """Return a value in words: codes as people call them, parts in their order."""
    if isinstance(value, Mapping):
        pairs = (
            f"{_spoken(name)}: {_spoken(part, inside=True)}"
            for name, part in value.items()
        )
        return f"({', '.join(pairs)})" if inside else "; ".join(pairs)
    if isinstance(value, list | tuple):
        words = ", ".join(_spoken(part, inside=True) for part in value)
        return f"({words})" if inside else words
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(text("yes") if value else text("no"))
    plain = str(value).replace("_", " ")
    said = translate(plain)
    return str(value) if said == plain else said
