"""`seimbang template`: the empty workbook that an office fills in."""

from __future__ import annotations

from pathlib import Path

import click

from seimbang.intake import write_template
from seimbang.language import text


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The workbook to write: NAME.xlsx.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def command(out: Path, force: bool) -> None:
    """Write the empty workbook, with drop-downs, notes and examples."""
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(
            str(text("The name must end in .xlsx, got {out}.", out=out))
        )
    if out.exists() and not force:
        raise click.UsageError(
            str(text("{out} is there already; use --force to overwrite it.", out=out))
        )
    write_template(out)
    click.echo(str(text("Written: {out}", out=out)))
