"""`seimbang eligible`: may this person move, and to this place? Why, by which rule?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from seimbang.cli.check import show
from seimbang.cli.output import format_option, on_option, print_json, print_rows
from seimbang.cli.progress import stage
from seimbang.intake import read
from seimbang.language import Text, text, translate
from seimbang.law import Law, LawError, Local
from seimbang.law.standing import standing
from seimbang.model.snapshot import Snapshot
from seimbang.rules import (
    COMPULSORY,
    VOLUNTARY,
    Eligibility,
    Finding,
    Verdict,
    conclude,
    eligibility,
)
from seimbang.rules.words import spoken
from seimbang.workload import requirements

NIP = re.compile(r"\d{18}")
COLUMNS = ("rule", "verdict", "modes", "sentence", "source")
HEADINGS = {
    "rule": text("Rule"),
    "verdict": text("Verdict"),
    "modes": text("Holds for"),
    "sentence": text("Finding and source"),
}


@click.command(name="eligible")
@click.argument(
    "data", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
@on_option
@click.option(
    "--person",
    "person_id",
    required=True,
    help="The person_id of the file: never a NIP, which would stay in the history.",
)
@click.option("--to", "unit_id", help="A unit_id: judge this place too.")
@click.option("--job", "job_id", help="A job_id at that place, if not the present job.")
@click.option(
    "--local",
    "local_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File of local parameters; without it: those shipped.",
)
@format_option
def command(
    data: tuple[Path, ...],
    day: date,
    person_id: str,
    unit_id: str | None,
    job_id: str | None,
    local_file: Path | None,
    form: str,
) -> None:
    """Tell whether a person may move on a day, with every rule and its source."""
    if NIP.fullmatch(person_id):
        raise click.UsageError(
            str(
                text(
                    "This is a NIP: it would stay in the history of the command line. "
                    "Give the person_id of the file instead."
                )
            )
        )
    if job_id is not None and unit_id is None:
        raise click.UsageError(str(text("--job needs --to.")))
    snapshot = _snapshot(data, form)
    try:
        law, local = Law.load(), Local.load(local_file)
        with stage("rules"):
            needs = requirements(snapshot, law, local, day)
            answers = eligibility(snapshot, needs, law, local, day)
    except LawError as error:
        raise click.UsageError(str(error)) from error
    _require_known(answers, snapshot, person_id, unit_id, job_id)
    findings = answers.findings(person_id, unit_id, job_id)
    for problem in answers.problems:
        click.echo(f"{problem.found}. {problem.todo}", err=True)
    _print(findings, form, unit_id, _job_names(snapshot))


def _job_names(snapshot: Snapshot) -> dict[str, str]:
    return dict(snapshot["jobs"].select("job_id", "name").iter_rows())


def _snapshot(data: tuple[Path, ...], form: str) -> Snapshot:
    """Return what the files hold; with errors in them, show these and end (1)."""
    with stage("read"):
        found = read(data)
    if found.snapshot is None:
        show(found.problems, form)
        raise click.exceptions.Exit(1)
    return found.snapshot


def _require_known(
    answers: Eligibility,
    snapshot: Snapshot,
    person_id: str,
    unit_id: str | None,
    job_id: str | None,
) -> None:
    _require("--person", person_id, answers.people["person_id"])
    if unit_id is not None:
        _require("--to", unit_id, snapshot["units"]["unit_id"])
    if job_id is not None:
        _require("--job", job_id, snapshot["jobs"]["job_id"])


def _require(option: str, code: str, known: Iterable[str]) -> None:
    """End with wrong use (2) and the nearest codes when ``code`` is not known."""
    codes = list(known)
    if code in codes:
        return
    nearest = difflib.get_close_matches(code, codes, n=3, cutoff=0.4)
    raise click.UsageError(
        str(
            text(
                "{option}: found no {code} in the data. Nearest: {nearest}.",
                option=option,
                code=code,
                nearest=", ".join(nearest) or "–",
            )
        )
    )


def _print(
    findings: list[Finding], form: str, unit_id: str | None, jobs: Mapping[str, str]
) -> None:
    """Print the findings, and what follows from them in each mode."""
    concluded = {mode: conclude(findings, mode) for mode in (COMPULSORY, VOLUNTARY)}
    if form == "json":
        verdicts = {mode: verdict.name.lower() for mode, verdict in concluded.items()}
        print_json(
            {"verdicts": verdicts, "findings": [one.as_dict() for one in findings]}
        )
        return
    rows = [_row(one, jobs) for one in findings]
    if form == "csv":
        print_rows(rows, COLUMNS, form)
        return
    headings = {name: str(heading) for name, heading in HEADINGS.items()}
    named = [{headings[name]: _cell(row, name) for name in headings} for row in rows]
    print_rows(named, list(headings.values()), form, wrap=True)
    click.echo("")
    for mode, verdict in concluded.items():
        click.echo(_CONCLUSION[mode, verdict, unit_id is None])


def _cell(row: Mapping[str, Any], name: str) -> Any:
    """Return a cell for people: the sources on lines below the sentence."""
    if name == "modes" and len(row[name]) > 1:
        return text("any move")
    if name != "sentence":
        return row[name]
    return "\n".join([str(row["sentence"]), *(f"– {one}" for one in row["source"])])


def _named(sentence: Text, jobs: Mapping[str, str]) -> Text:
    """Return ``sentence`` with the names of jobs in the place of their ids."""
    facts = tuple(
        (name, _named(value, jobs))
        if isinstance(value, Text)
        else (name, jobs.get(value, value) if name == "job_id" else value)
        for name, value in sentence.facts
    )
    return replace(sentence, facts=facts)


def _row(finding: Finding, jobs: Mapping[str, str]) -> dict[str, Any]:
    modes = [spoken(mode) for mode in sorted(finding.modes)]
    return {
        "rule": finding.rule,
        "verdict": _VERDICT[finding.role == "flag", finding.verdict],
        "modes": modes,
        "sentence": _named(finding.sentence, jobs),
        "source": list(
            dict.fromkeys(_source(one.as_dict()) for one in finding.citations)
        ),
    }


def _source(citation: dict[str, Any]) -> str:
    words = f"{citation['title']}, {translate(citation['at'])}"
    word = standing(citation)
    return words if word is None else f"{words} ({word})"


_VERDICT = {
    (False, Verdict.PASS): text("allowed"),
    (False, Verdict.FAIL): text("not allowed"),
    (False, Verdict.UNKNOWN): text("not known"),
    (True, Verdict.PASS): text("no remark"),
    (True, Verdict.FAIL): text("remark"),
    (True, Verdict.UNKNOWN): text("not known"),
}
_CONCLUSION = {
    (COMPULSORY, Verdict.PASS, True): text("May be moved without a wish."),
    (COMPULSORY, Verdict.FAIL, True): text("May not be moved without a wish."),
    (COMPULSORY, Verdict.UNKNOWN, True): text("Without a wish: not known."),
    (VOLUNTARY, Verdict.PASS, True): text("May move by a wish."),
    (VOLUNTARY, Verdict.FAIL, True): text("May not move by a wish."),
    (VOLUNTARY, Verdict.UNKNOWN, True): text("By a wish: not known."),
    (COMPULSORY, Verdict.PASS, False): text("May be moved there without a wish."),
    (COMPULSORY, Verdict.FAIL, False): text("May not be moved there without a wish."),
    (COMPULSORY, Verdict.UNKNOWN, False): text("There without a wish: not known."),
    (VOLUNTARY, Verdict.PASS, False): text("May move there by a wish."),
    (VOLUNTARY, Verdict.FAIL, False): text("May not move there by a wish."),
    (VOLUNTARY, Verdict.UNKNOWN, False): text("There by a wish: not known."),
}
