"""``seimbang extremes``: the best plan for each criterion beside the chosen one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seimbang.cli.folder import may_replace, whole
from seimbang.cli.output import format_option, on_option
from seimbang.cli.progress import Progress
from seimbang.language import text

if TYPE_CHECKING:
    from seimbang.law import Local
    from seimbang.model.snapshot import Snapshot
    from seimbang.plan import Plan, Policy


@click.command("extremes")
@click.argument(
    "data", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@on_option
@click.option(
    "--policy", "policy_name", help="Ordered goals: a name or FILE.yaml. Or local file."
)
@click.option(
    "--local",
    "local_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Parameters of the region; without it the shipped defaults.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder that gets a folder for each plan.",
)
@click.option("--force", is_flag=True, help="Replace plans that are there.")
@format_option
def command(
    data: Sequence[Path],
    day: date,
    policy_name: str | None,
    local_file: Path | None,
    out: Path,
    force: bool,
    form: str,
) -> None:
    """Plan DATA for the chosen policy and for each extreme, and compare them."""
    from seimbang.cli.compare import show
    from seimbang.law import Law
    from seimbang.plan import write
    from seimbang.plan.comparison import Folder, compare
    from seimbang.plan.extreme import EXTREMES, extremes

    snapshot, local, policy = read(data, policy_name, local_file, form)
    for name in {policy.name, *EXTREMES}:  # all of them, before any is written
        may_replace(out / name, force=force)
    folders = []
    with Progress() as progress:
        for plan in extremes(
            snapshot,
            law=Law.load(),
            local=local,
            chosen=policy,
            day=day,
            progress=progress,
        ):
            name = plan.policy.name
            with whole(out / name, force=force) as folder:
                record = write(plan, folder)
            if plan.made:
                folders.append(Folder(name, record))
            else:
                told = text("{policy}: {reason}", policy=name, reason=plan.reason)
                click.echo(told, err=True)
    if len(folders) < 2:
        sys.exit(3)
    show(compare(folders), form, people=False)


def read(
    data: Sequence[Path], policy_name: str | None, local_file: Path | None, form: str
) -> tuple[Snapshot, Local, Policy]:
    """Return the data, the region and the policy. Exit 1 on problems in the data."""
    from seimbang.cli import check
    from seimbang.intake import read as read_files
    from seimbang.law import Local, LocalFileError
    from seimbang.plan import UnknownPolicyError
    from seimbang.plan.policy_file import PolicyFileError, chosen

    try:
        local = Local.load(local_file)
        beside = None if policy_name or local_file is None else local_file.parent
        policy = chosen(policy_name or local.policy, beside)
    except (LocalFileError, PolicyFileError, UnknownPolicyError) as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(2)
    with Progress() as progress:
        progress("read", 0, 1)
        taken = read_files(data)
    if taken.snapshot is None:
        check.show(taken.problems, form)
        sys.exit(1)
    return taken.snapshot, local, policy


def planned(
    data: Sequence[Path],
    day: date,
    policy_name: str | None,
    local_file: Path | None,
    form: str,
) -> Plan:
    """Return the plan of ``data``. Exit 1 on problems in them."""
    from seimbang.law import Law
    from seimbang.plan import make_plan

    snapshot, local, policy = read(data, policy_name, local_file, form)
    with Progress() as progress:
        return make_plan(
            snapshot,
            law=Law.load(),
            local=local,
            policy=policy,
            day=day,
            progress=progress,
        )
