"""`seimbang demo`: write the demo regency, or many of them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from seimbang.cli.progress import stage
from seimbang.demo import LOCAL as SHIPPED_LOCAL
from seimbang.demo import SEED, regencies, regency
from seimbang.demo.many import MOST
from seimbang.intake import write_workbook
from seimbang.language import Text, text

WORKBOOK, LOCAL = "batanghari.xlsx", "local.yaml"
DIRTY, PLAN = "kotor", "rencana"  # folders
LOCAL_OF_DIRTY = "local-kotor"


@click.command(name="demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write into.",
)
@click.option("--seed", default=SEED, help="Another seed, other people.")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@click.option(
    "--regencies",
    "number",
    type=click.IntRange(1, MOST),
    help="Write so many regencies as Parquet folders instead.",
)
@click.option("--dirty", is_flag=True, help="Add exports with planted faults.")
@click.option("--run", is_flag=True, help="Go on: plan, verify, report.")
def command(
    out: Path,
    seed: str,
    force: bool,
    number: int | None,
    dirty: bool,
    run: bool,
) -> None:
    """Write the demo regency: real places, invented people."""
    if number is not None and (run or dirty or seed != SEED):
        raise click.UsageError(
            str(text("--regencies stands alone: leave out --run, --dirty and --seed."))
        )
    _refuse_to_overwrite(out, force)
    out.mkdir(parents=True, exist_ok=True)
    if number is not None:
        _many(number, out)
        return
    _one(out, seed)
    if dirty:
        _dirty(out / DIRTY)
    if run:
        from seimbang.cli.plan import run_demo

        run_demo(out / WORKBOOK, out / LOCAL, out / PLAN)


def _refuse_to_overwrite(out: Path, force: bool) -> None:
    if not force and out.is_dir() and any(out.iterdir()):
        raise click.UsageError(
            str(text("{out} is there already; use --force to overwrite it.", out=out))
        )


def _one(out: Path, seed: str) -> None:
    """Write one workbook; it appears only when it is whole."""
    with stage("invent"):
        frames = regency(seed)
    part = out / (WORKBOOK + ".part")
    try:
        with stage("write"):
            write_workbook(frames, part, "xlsx")
        part.replace(out / WORKBOOK)
    finally:
        part.unlink(missing_ok=True)
    shutil.copyfile(SHIPPED_LOCAL, out / LOCAL)
    _say(
        text(
            "{file}: {people} invented people in {units} real units.",
            file=out / WORKBOOK,
            people=frames["people"].height,
            units=frames["units"].height,
        )
    )
    _say(text("{file}: what the law leaves to the region.", file=out / LOCAL))


def _dirty(folder: Path) -> None:
    from seimbang.demo import dirty

    with stage("write"):
        faults = dirty.dirty(folder)
    local = folder.with_name(f"{LOCAL_OF_DIRTY}.yaml")
    shutil.copyfile(dirty.LOCAL, local)
    _say(
        text(
            "{folder}: exports with {number} planted faults; try seimbang check.",
            folder=folder,
            number=len(faults),
        )
    )
    _say(text("{file}: lets what these systems do not hold pass.", file=local))


def _many(number: int, out: Path) -> None:
    """Write regencies one after another, with the time that is left."""
    label = str(text("Regencies"))
    with click.progressbar(
        regencies(number, out), length=number, label=label, file=sys.stderr
    ) as written:
        for _ in written:
            pass
    _say(text("{folder}: {number} regencies as Parquet.", folder=out, number=number))


def _say(message: Text) -> None:
    click.echo(str(message))
