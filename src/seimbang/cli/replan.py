"""``seimbang replan``: plan anew with pins, so that as little as possible changes."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.change import (
    answers_of,
    data_option,
    local_option,
    of_bound,
    of_limit,
    places,
    print_measures,
    refuse_nip,
    require_people,
    require_units,
    speaking_of_folders,
)
from seimbang.cli.folder import whole
from seimbang.cli.output import format_option, print_json, print_rows
from seimbang.cli.progress import Progress
from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.whatif.folder import Folder
    from seimbang.whatif.pin import Pin
    from seimbang.whatif.replan import Replan

COLUMNS = ("change", "person_id", "family", "origin", "before", "after")
HEADINGS = {
    "change": text("Change"),
    "person_id": text("Person"),
    "before": text("Accepted plan"),
    "after": text("New plan"),
}
KINDS = {
    "changed": text("goes elsewhere"),
    "new": text("moves now"),
    "cancelled": text("stays now"),
}
PLANS = (text("accepted plan"), text("only the pins"), text("new plan"))


@click.command("replan")
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--pins",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML list of pins: kind, person_id, unit_id, job_id.",
)
@click.option("--stays", multiple=True, metavar="ID", help="The person stays.")
@click.option(
    "--must", multiple=True, metavar="ID=UNIT", help="The person goes to the unit."
)
@click.option(
    "--not", "never", multiple=True, metavar="ID=UNIT", help="Not to the unit."
)
@click.option("--closed", multiple=True, metavar="UNIT", help="The unit takes nobody.")
@click.option(
    "--drop", multiple=True, metavar="ID", help="The person is out of the round."
)
@click.option(
    "--keep",
    type=click.Choice(("moves", "balance")),
    default="moves",
    show_default=True,
    help="What comes first: the accepted moves, or the balance they gave.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    help="Seconds for the families that limits tie together.",
)
@data_option
@local_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The folder to write."
)
@click.option("--force", is_flag=True, help="Replace a plan that is there.")
@format_option
def command(
    folder: Path,
    file: Path | None,
    stays: Sequence[str],
    must: Sequence[str],
    never: Sequence[str],
    closed: Sequence[str],
    drop: Sequence[str],
    keep: str,
    time_limit: float | None,
    data: Sequence[Path],
    local_file: Path | None,
    out: Path,
    force: bool,
    form: str,
) -> None:
    """Plan anew from the plan in DIR, keeping to it and to the pins given."""
    from seimbang.whatif.folder import Folder
    from seimbang.whatif.replan import replan
    from seimbang.whatif.write import write

    with speaking_of_folders():
        pins = [*_of_file(file), *_of_options(stays, must, never, closed, drop)]
        refuse_nip(pin.person_id for pin in pins)
        if not pins:
            raise click.UsageError(str(text("Give at least one pin, see --help.")))
        _refuse_same(folder, out)
        with whole(out, force=force) as part, Progress() as progress:
            plan = Folder.read(folder)
            require_people(plan, (pin.person_id for pin in pins))
            require_units(plan, (pin.unit_id for pin in pins))
            answers = answers_of(plan, data, local_file)
            began = time.monotonic()
            again = replan(
                plan, pins, keep=keep, time_limit=time_limit, progress=progress
            )
            took = time.monotonic() - began
            if not again.solved.solutions:
                progress.close()
                click.echo(_why_not(plan, again), err=True)
                sys.exit(3)
            record = write(plan, again, part, answers)
    _tell_time(plan, took)
    if form == "json":
        print_json(_data(plan, again, record))
    elif form == "csv":
        print_rows(_rows(plan, again), COLUMNS, form)
    else:
        _speak(plan, again)
        for path in sorted(out.iterdir()):
            click.echo(path)


def _refuse_same(folder: Path, out: Path) -> None:
    if out.resolve() == folder.resolve():
        told = text("--out must be another folder: the accepted plan stays as it is.")
        raise click.UsageError(str(told))


def _of_file(file: Path | None) -> list[Pin]:
    from seimbang.whatif.pin import read_pins

    return [] if file is None else read_pins(file)


def _of_options(
    stays: Sequence[str],
    must: Sequence[str],
    never: Sequence[str],
    closed: Sequence[str],
    drop: Sequence[str],
) -> Iterator[Pin]:
    """Yield the pins of the command line."""
    from seimbang.whatif.pin import Pin

    for kind, ids in (("stays", stays), ("drop", drop)):
        for one in ids:
            yield Pin(kind, one)
    for option, kind, pairs in (
        ("--must", "must_go", must),
        ("--not", "not_to", never),
    ):
        for pair in pairs:
            person, found, unit = pair.partition("=")
            if not (person and found and unit):
                told = text(
                    "{option}: expected ID=UNIT, got {value}.",
                    option=option,
                    value=pair,
                )
                raise click.UsageError(str(told))
            yield Pin(kind, person, unit)
    for unit in closed:
        yield Pin("unit_closed", None, unit)


def _why_not(plan: Folder, again: Replan) -> Text:
    from seimbang.plan.told import why_not

    return why_not(again.problem, again.solved.conflict)


def _tell_time(plan: Folder, took: float) -> None:
    if plan.tied:
        told = text(
            "{number} families are tied by limits: solved anew in {seconds} seconds.",
            number=len(plan.tied),
            seconds=f"{took:.1f}",
        )
        click.echo(told, err=True)


def _counts(again: Replan) -> dict[str, int]:
    kinds = Counter(one.kind for one in again.changes)
    return {kind: kinds[kind] for kind in KINDS}


def _speak(plan: Folder, again: Replan) -> None:
    click.echo(
        text("{changed} changed, {new} new, {cancelled} cancelled", **_counts(again))
    )
    ends = (seat for one in again.changes for seat in (one.before, one.after))
    names = places(plan, ends)
    rows = [
        {str(heading): row[name] for name, heading in HEADINGS.items()}
        for row in _rows(plan, again, names)
    ]
    if rows:
        click.echo("")
        print_rows(rows, [str(heading) for heading in HEADINGS.values()], "table")
    click.echo("")
    print_measures(again.columns, PLANS)
    for one in again.bounds:
        bound = of_bound(plan, one)
        click.echo(text("With only the pins, this bound breaks: {bound}.", bound=bound))
    for name in again.limits:
        click.echo(
            text(
                "With only the pins, this limit breaks: {limit}.",
                limit=of_limit(plan, name),
            )
        )
    if again.rupiah[0] is not None:
        accepted, pinned, new = again.rupiah
        click.echo(
            text(
                "Cost in rupiah: accepted plan {accepted}, only the pins {pinned}, new "
                "plan {new}.",
                accepted=accepted,
                pinned=pinned,
                new=new,
            )
        )


def _rows(
    plan: Folder, again: Replan, names: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return a row a change; seats by their codes without ``names``."""
    return [
        {
            "change": KINDS[one.kind] if names else one.kind,
            "person_id": plan.person_id(one.family, one.person),
            "family": plan.problem.families[one.family].name,
            "origin": one.origin,
            "before": names[one.before] if names else one.before,
            "after": names[one.after] if names else one.after,
        }
        for one in again.changes
    ]


def _data(plan: Folder, again: Replan, record: dict[str, Any]) -> dict[str, Any]:
    names = ("accepted", "pins", "new")
    return {
        "status": record["status"],
        "counts": _counts(again),
        "changes": _rows(plan, again),
        "pins": record["pins"],
        "measures": {
            name: column.as_dict()
            for name, column in zip(names, again.columns, strict=True)
        },
        "rupiah": dict(zip(names, again.rupiah, strict=True)),
        "broken": {
            "bounds": [vars(one) for one in again.bounds],
            "limits": list(again.limits),
        },
    }
