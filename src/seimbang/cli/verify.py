"""`seimbang verify`: is the plan in a folder what it claims to be?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from seimbang.cli.output import format_option, print_json, print_rows
from seimbang.cli.progress import Progress
from seimbang.language import text
from seimbang.verify import Check, Gap, MissingFilesError, Report, Verdict, verify
from seimbang.verify.words import check_words

COLUMNS = ("check", "verdict", "sentence")
HEADINGS = {
    "words": text("Check"),
    "check": text("Key"),
    "verdict": text("Result"),
    "sentence": text("What was found"),
}
_VERDICTS = {
    Verdict.PASS: text("holds"),
    Verdict.FAIL: text("FAILS"),
    Verdict.SKIPPED: text("not checked"),
}


@click.command(name="verify")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="The data of the plan: also check that it is lawful. May be given again.",
)
@click.option(
    "--local",
    "local_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File of local parameters; without it: those shipped.",
)
@format_option
def command(
    folder: Path, data: tuple[Path, ...], local_file: Path | None, form: str
) -> None:
    """Check the plan in FOLDER by its files alone, and by its data when given."""
    if local_file is not None and not data:
        raise click.UsageError(str(text("--local is of use only with --data.")))
    try:
        with Progress() as progress:
            report = verify(folder, data=data, local=local_file, progress=progress)
    except MissingFilesError as error:
        message = text("{folder} lacks {files}.", folder=folder, files=error)
        raise click.UsageError(str(message)) from error
    _print(report, form)
    if not report.holds:
        raise SystemExit(1)


def _print(report: Report, form: str) -> None:
    if form == "json":
        checks = [_plain(check) for check in report.checks]
        print_json(
            {
                "status": report.status,
                "sentence": report.sentence,
                "gaps": [_gap(gap) for gap in report.gaps],
                "unchecked": list(report.unchecked),
                "checks": checks,
            }
        )
        return
    rows = [_row(check) for check in report.checks]
    if form == "csv":
        print_rows(rows, COLUMNS, form)
        return
    headings = {name: str(heading) for name, heading in HEADINGS.items()}
    named = [{headings[name]: row[name] for name in headings} for row in rows]
    print_rows(named, list(headings.values()), form, wrap=True)
    click.echo("")
    for gap in report.gaps:
        click.echo(gap.sentence)
    if report.reserve is not None:
        click.echo(report.reserve)
    click.echo(report.sentence)


def _gap(gap: Gap) -> dict[str, Any]:
    amount = gap.amount
    return {
        "goal": gap.step.goal,
        "rank": gap.step.rank,
        "gap": [amount.numerator, amount.denominator],
        "closed": gap.closed,
        "sentence": gap.sentence,
    }


def _plain(check: Check) -> dict[str, Any]:
    return {
        "check": check.key,
        "verdict": check.verdict,
        "failures": check.failures,
        "sentence": check.sentence,
    }


def _row(check: Check) -> dict[str, Any]:
    sentence = check.sentence
    if check.failures > 1:
        sentence = text(
            "{first} (and {more} more)", first=sentence, more=check.failures - 1
        )
    return {
        "words": check_words(check.key),
        "check": check.key,
        "verdict": _VERDICTS[check.verdict],
        "sentence": sentence,
    }
