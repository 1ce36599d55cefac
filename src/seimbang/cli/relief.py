"""``seimbang relief``: what helps short places without a transfer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from seimbang.cli.output import Day, format_option, print_json, print_rows
from seimbang.language import text

COLUMNS = (
    "unit_id",
    "unit",
    "job_id",
    "job",
    "instead_of",
    "kind",
    "before",
    "after",
    "measure",
    "who",
    "from_unit",
    "gives",
    "minutes_week",
    "added_week",
    "rupiah_week",
    "posts",
    "posts_after",
    "cannot",
)
SHOWN = {
    "unit": text("Unit"),
    "job": text("Job"),
    "missing": text("Missing"),
    "left": text("Then"),
    "posts": text("Posts"),
    "how": text("Without a transfer"),
}


@click.command("relief")
@click.argument("data", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--on", "day", type=Day(), help="The day of the law: 2026-01-31.")
@click.option(
    "--local",
    "local_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The region's file of local parameters.",
)
@click.option(
    "--plan",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A plan's folder instead of data: what it leaves short, and its transfers.",
)
@click.option("--unit", help="Only this unit (its code): everything in words.")
@format_option
def command(
    data: Sequence[Path],
    day: date | None,
    local_file: Path | None,
    folder: Path | None,
    unit: str | None,
    form: str,
) -> None:
    """Show what helps short places of DATA without a transfer."""
    if (folder is None) == (not data) or (data and day is None):
        raise click.UsageError(
            str(text("Give either DATA with --on, or --plan with a folder."))
        )
    if folder is not None:
        found = _stored(folder)
    else:
        assert day is not None
        found = _computed(data, day, local_file, form)
    if unit is not None:
        found = _of_unit(found, unit)
    _show(found, form, whole=unit is not None)


def _stored(folder: Path) -> dict[str, Any]:
    from seimbang.relief.record import FILE, FORMAT
    from seimbang.whatif.folder import FolderError, read_json

    try:
        return dict(read_json(folder / FILE, FORMAT))
    except FolderError as wrong:
        raise click.UsageError(str(wrong)) from wrong


def _computed(
    data: Sequence[Path], day: date, local_file: Path | None, form: str
) -> dict[str, Any]:
    from seimbang.cli.check import show
    from seimbang.cli.progress import stage
    from seimbang.intake import read
    from seimbang.law import Law, Local
    from seimbang.relief import of_data

    local = Local.load(local_file)
    with stage("read"):
        taken = read(data)
    if taken.snapshot is None:
        show(taken.problems, form)
        raise click.exceptions.Exit(1)
    with stage("relief"):
        return of_data(taken.snapshot, Law.load(), local, day)


def _of_unit(found: Mapping[str, Any], unit: str) -> dict[str, Any]:
    """Return what concerns one unit, as the place that is short."""
    return {
        **found,
        "seats": [one for one in found["seats"] if one["unit_id"] == unit],
        "moves": [one for one in found["moves"] if one["to_unit"] == unit],
        "requests": [one for one in found["requests"] if one["unit_id"] == unit],
    }


def _show(found: Mapping[str, Any], form: str, *, whole: bool) -> None:
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_rows(_rows(found), COLUMNS, form)
    elif whole:
        _tell(found)
    else:
        _table(found)


def _table(found: Mapping[str, Any]) -> None:
    """Print the short seats that can be helped, the best relief of each."""
    from seimbang.relief import words

    rows = [
        {
            str(SHOWN["unit"]): words.unit(found, seat["unit_id"]),
            str(SHOWN["job"]): words.job(found, seat["job_id"]),
            str(SHOWN["missing"]): words.amount(seat["short"]),
            str(SHOWN["left"]): words.amount(seat["short_after"]),
            str(SHOWN["posts"]): f"{seat['posts']} → {seat['posts_after']}",
            str(SHOWN["how"]): words.KINDS[seat["options"][0]["kind"]],
        }
        for seat in found["seats"]
        if seat["options"]
    ]
    print_rows(rows, list(map(str, SHOWN.values())), "table")
    click.echo()
    click.echo(words.total(found))
    if found["moves"]:
        replaceable = text(
            "{number} transfers of the plan could be replaced.",
            number=found["summary"]["replaceable"],
        )
        click.echo(replaceable)
    for one in found["missing"]:
        click.echo(words.missing(one))


def _tell(found: Mapping[str, Any]) -> None:
    """Print every option of a unit in words."""
    from seimbang.relief import words

    for seat in found["seats"]:
        click.echo(words.job(found, seat["job_id"]))
        for option in seat["options"]:
            click.echo(f"  {words.KINDS[option['kind']]}")
            for sentence in words.of_option(found, option):
                click.echo(f"    {sentence}")
        if not seat["options"]:
            click.echo("  " + str(text("Nothing but a post to request.")))
    for move in found["moves"]:
        instead = text(
            "Instead of moving {person} from {unit}:",
            person=move["person_id"],
            unit=words.unit(found, move["from_unit"]),
        )
        click.echo(instead)
        for option in move["options"]:
            click.echo(f"  {words.KINDS[option['kind']]}")
            for sentence in words.of_option(found, option):
                click.echo(f"    {sentence}")
            click.echo(f"    {words.replaced(move, option)}")


def _rows(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row an option and helper: of short seats, then beside transfers."""
    for seat in found["seats"]:
        posts = {"posts": seat["posts"], "posts_after": seat["posts_after"]}
        for option in seat["options"]:
            yield from _option(found, seat["unit_id"], seat["job_id"], option, posts)
    for move in found["moves"]:
        instead = {"instead_of": move["person_id"]}
        for option in move["options"]:
            yield from _option(found, move["to_unit"], move["to_job"], option, instead)


def _option(
    found: Mapping[str, Any],
    unit_id: str,
    job_id: str,
    option: Mapping[str, Any],
    besides: Mapping[str, Any],
) -> Iterator[dict[str, Any]]:
    from seimbang.relief import words

    common = {
        "unit_id": unit_id,
        "unit": words.unit(found, unit_id),
        "job_id": job_id,
        "job": words.job(found, job_id),
        "kind": option["kind"],
        "before": words.amount(option["gap"]),
        "after": words.amount(option["gap_after"]),
        "measure": option["unit"],
        "cannot": option["cannot"],
        **besides,
    }
    for helper in option["helpers"] or [None]:
        if helper is None:
            yield common
            continue
        trip = helper["trip"] or {}
        yield common | {
            "who": helper["person_id"] or helper["job_id"],
            "from_unit": helper["unit_id"],
            "gives": words.amount(helper["gives"]),
            "minutes_week": trip.get("minutes_week"),
            "added_week": trip.get("added_week"),
            "rupiah_week": trip.get("rupiah_week"),
        }
