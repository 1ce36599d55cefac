"""`seimbang template`: the empty workbook that an office fills in."""

from __future__ import annotations

from pathlib import Path

import click

from seimbang.cli.output import check_workbook
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
    check_workbook(out, force=force)
    write_template(out)
    click.echo(str(text("Written: {out}", out=out)))
