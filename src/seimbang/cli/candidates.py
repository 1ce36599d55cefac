"""``seimbang candidates``: who else could go there, and who stands by for whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.change import (
    of_loss,
    places,
    plain_loss,
    require_units,
    speaking_of_folders,
)
from seimbang.cli.output import format_option, plain, print_json, print_rows
from seimbang.cli.progress import Progress
from seimbang.language import text

if TYPE_CHECKING:
    from seimbang.whatif.candidate import Candidate, Candidates, StandBy
    from seimbang.whatif.folder import Folder

FILE = "standby.json"
FORMAT = "seimbang-standby/1"
COLUMNS = ("rank", "person_id", "from", "planned", "loss")
HEADINGS = {
    "rank": text("Rank"),
    "person_id": text("Person"),
    "from": text("Comes from"),
    "planned": text("In the plan"),
    "loss": text("Best plan with it loses"),
}


@click.command("candidates")
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--unit", "unit_id", help="The unit where somebody is wanted.")
@click.option("--job", "job_id", help="The job there, where the unit has several.")
@click.option(
    "--top",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How many people to name.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="The stand-bys of every move of the plan instead, into standby.json in DIR.",
)
@format_option
def command(
    folder: Path,
    unit_id: str | None,
    job_id: str | None,
    top: int,
    every: bool,
    form: str,
) -> None:
    """Rank who else could go to a seat of the plan in DIR, by what the plan loses."""
    if every is (unit_id is not None):
        raise click.UsageError(str(text("Give either --unit or --all.")))
    with speaking_of_folders():
        from seimbang.whatif.candidate import candidates
        from seimbang.whatif.folder import Folder

        plan = Folder.read(folder)
        require_units(plan, (unit_id,))
        if unit_id is None:
            _write(plan, top)
            return
        found = candidates(plan, unit_id, job_id, top=top)
        if form == "json":
            print_json(_data(plan, found))
        elif form == "csv":
            print_rows(_cells(plan, found), COLUMNS, form)
        else:
            _speak(plan, found)


def _speak(plan: Folder, found: Candidates) -> None:
    click.echo(
        text(
            "{seat}: {number} people may be moved there, {coming} of them by the plan; "
            "{wishing} ask for it.",
            seat=plan.seat(found.seat),
            number=found.everybody,
            coming=len(found.coming),
            wishing=_few(found.wishing),
        )
    )
    if found.tied:
        click.echo(
            text(
                "Limits tie this family to others: the losses are those when nothing "
                "else changes; `seimbang whatif` solves anew."
            )
        )
    rows = [
        {str(HEADINGS[name]): value for name, value in row.items()}
        for row in _cells(plan, found)
    ]
    if rows:
        names = [str(heading) for heading in HEADINGS.values()]
        print_rows(rows, names, "table", wrap=True)


def _few(number: int | None) -> Any:
    from seimbang.whatif.candidate import FEW

    return text("fewer than {few}", few=FEW) if number is None else number


def _cells(plan: Folder, found: Candidates) -> list[dict[str, Any]]:
    seats = {found.seat, *(one for row in found.rows for one in _ends(row))}
    names = places(plan, seats)
    return [
        {
            "rank": rank,
            "person_id": plan.person_id(row.place.family, row.place.person),
            "from": names[row.origin],
            "planned": text("stays in place")
            if row.planned is None
            else text("to {seat}", seat=names[row.planned]),
            "loss": of_loss(row.loss),
        }
        for rank, row in enumerate(found.rows, start=1)
    ]


def _ends(row: Candidate) -> list[str]:
    return [row.origin] if row.planned is None else [row.origin, row.planned]


def _data(plan: Folder, found: Candidates) -> dict[str, Any]:
    return {
        "seat": found.seat,
        "allowed": found.everybody,
        "wishing": found.wishing,
        "coming": [plan.person_id(one.family, one.person) for one in found.coming],
        "nothing_else_changes": found.tied,
        "candidates": [_candidate(plan, row) for row in found.rows],
    }


def _candidate(plan: Folder, row: Candidate) -> dict[str, Any]:
    return {
        "person_id": plan.person_id(row.place.family, row.place.person),
        "from": row.origin,
        "planned": row.planned,
        "loss": plain_loss(row.loss),
    }


def _write(plan: Folder, top: int) -> None:
    """Write the stand-bys of every move into standby.json beside the plan."""
    from seimbang.whatif.candidate import stand_by
    from seimbang.whatif.folder import Place

    movers = [
        Place(family, person)
        for family, solution in enumerate(plan.solutions)
        for person in solution.movers.tolist()
    ]
    rows = []
    with Progress() as progress:
        for done, mover in enumerate(movers):
            progress("standby", done, len(movers))
            rows.append(_stand_by(plan, stand_by(plan, mover, top=top)))
    whole = {
        "format": FORMAT,
        "problem_sha256": plan.plan["problem_sha256"],
        "standby": rows,
    }
    path = plan.path / FILE
    path.write_text(
        json.dumps(plain(whole), ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    click.echo(path)


def _stand_by(plan: Folder, one: StandBy) -> dict[str, Any]:
    return {
        "person_id": plan.person_id(one.mover.family, one.mover.person),
        "seat": one.seat,
        "fails": plain_loss(one.fails),
        "without": None if one.without is None else plain_loss(one.without),
        "nothing_else_changes": one.without is None,
        "candidates": [_candidate(plan, row) for row in one.rows],
    }
