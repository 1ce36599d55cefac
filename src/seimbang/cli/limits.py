"""The limits of a plan in a few lines: what each allows and what the plan uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from seimbang.language import text

COUNTED = ("max_moves", "budget", "move_cap", "group")


def show(record: Mapping[str, Any]) -> None:
    """Print the limits of plan.json; couples and pins are only counted."""
    others = 0
    for limit in record["limits"]:
        if limit["kind"] not in COUNTED:
            others += 1
            continue
        row = limit["rows"][0]
        click.echo(
            text(
                "limit: {words}; used {used} of {high}",
                words=limit["words"],
                used=row["activity"],
                high=row["high"],
            )
        )
    if others:
        click.echo(text("{number} couples, groups or posts are kept", number=others))
