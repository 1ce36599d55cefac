"""``seimbang policies``: the ordered goals to choose from, in words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.output import format_option, print_json, print_rows
from seimbang.language import text, translate

if TYPE_CHECKING:
    from seimbang.plan import Policy

COLUMNS = ("policy", "version", "place", "goal", "words")


@click.command("policies")
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@format_option
def command(files: Sequence[Path], form: str) -> None:
    """List the policies shipped, and check your own FILES."""
    from seimbang.plan.policy import names, policy
    from seimbang.plan.policy_file import PolicyFileError, read_policy

    found, faults = [policy(name) for name in names()], []
    for path in files:
        try:
            found.append(read_policy(path))
        except PolicyFileError as wrong:
            faults.append(f"{path}:\n{wrong}")
    _show(found, form)
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(2 if faults else 0)


def _show(found: Sequence[Policy], form: str) -> None:
    if form == "json":
        print_json([one.as_dict() | {"description": one.description} for one in found])
    elif form == "csv":
        print_rows((row for one in found for row in _rows(one)), COLUMNS, form)
    else:
        click.echo("\n\n".join("\n".join(_lines(one)) for one in found))


def _rows(policy: Policy) -> list[dict[str, Any]]:
    from seimbang.plan.policy import WORDS

    return [
        {
            "policy": policy.name,
            "version": policy.version,
            "place": place,
            "goal": goal,
            "words": str(WORDS[goal]),
        }
        for place, goal in enumerate(policy.goals, start=1)
    ]


def _lines(policy: Policy) -> list[str]:
    """Return a policy as people read it: name, what it is for, its goals in order."""
    head = text("{name}, version {version}", name=policy.name, version=policy.version)
    lines = [str(head), f"  {translate(policy.description)}"]
    lines.append("  " + str(text("Basis: {basis}", basis=translate(policy.basis))))
    if policy.voluntary_only:
        lines.append("  " + str(text("Nobody moves without a wish.")))
    width = max(map(len, policy.goals))
    return lines + [
        f"  {row['place']:>2}. {row['goal'].ljust(width)}  {row['words']}"
        for row in _rows(policy)
    ]
