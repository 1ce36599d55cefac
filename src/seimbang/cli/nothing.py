"""A plan without moves says so, why in a few words, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from seimbang.language import Text, text

REASONS = "reasons.json"


def show_nothing(record: Mapping[str, Any], files: Sequence[Path]) -> None:
    """Print why nobody moves, when nobody does; ``files`` are those written."""
    if record["moves"]:
        return
    click.echo(text("0 moves: {why}", why=_why(record)))
    for line in _next(record, files):
        click.echo(line)
    click.echo("")


def _why(record: Mapping[str, Any]) -> Text:
    """Return the reason that comes first: nothing measured, nothing short, a rule."""
    from seimbang.explain.discretion import counted
    from seimbang.explain.source import RULE

    if not any(seat["need"] for seat in record["seats"]):
        return text("no post has a known need, so none gives and none receives.")
    if not record["summary"]["no_transfer"]["missing"][0]:
        return text("no measured post lacks people.")
    gates = [
        one
        for one in record["lost"]
        if one["kind"] == "gate" and counted(one["key"], one["compulsory"])
    ]
    if not gates:
        return text("nobody who may move would lessen what is missing.")
    top = max(gates, key=lambda one: one["compulsory"])
    return text(
        "most people are held by “{rule}” ({people} people).",
        rule=RULE[top["key"]].title,
        people=top["compulsory"],
    )


def _next(record: Mapping[str, Any], files: Sequence[Path]) -> Iterator[Text]:
    """Yield what to complete first, and where every reason stands."""
    from seimbang.rules.words import header

    columns = [one for one in record["lost"] if one["kind"] == "column"]
    if columns:
        top = max(columns, key=lambda one: one["compulsory"])
        yield text(
            "Empty for most: column “{column}” ({people} people).",
            column=header(top["key"]),
            people=top["compulsory"],
        )
    folder = next((path.parent for path in files if path.name == REASONS), None)
    if folder is not None:
        yield text("All reasons: seimbang explain {folder}", folder=folder)
