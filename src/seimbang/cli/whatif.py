"""``seimbang whatif``: what one hand edit would do, before anybody decides on it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.change import (
    answers_of,
    data_option,
    local_option,
    of_bound,
    of_limit,
    of_loss,
    places,
    plain_loss,
    print_measures,
    refuse_nip,
    require_people,
    require_units,
    speaking_of_folders,
    spoken,
)
from seimbang.cli.output import format_option, print_json, print_rows
from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.rules import Eligibility
    from seimbang.whatif.edit import Edit, Effect, SeatEffect
    from seimbang.whatif.folder import Folder

COLUMNS = ("seat", "need", "minimum", "before", "plan", "as_is", "best")
PLANS = (text("plan"), text("as it is"), text("best with it"))
HEADINGS = {
    "seat": text("Post"),
    "need": text("Need"),
    "minimum": text("Minimum"),
    "before": text("Today"),
    "plan": PLANS[0],
    "as_is": PLANS[1],
    "best": PLANS[2],
}


@click.command("whatif")
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--person", "person_id", required=True, help="Internal id of a person; never a NIP."
)
@click.option("--to", "unit_id", help="The person goes to this unit.")
@click.option("--job", "job_id", help="The job there, where the unit has several.")
@click.option("--stays", is_flag=True, help="The person stays.")
@click.option("--swap", "other_id", help="The person swaps places with this person.")
@data_option
@local_option
@format_option
def command(
    folder: Path,
    person_id: str,
    unit_id: str | None,
    job_id: str | None,
    stays: bool,
    other_id: str | None,
    data: Sequence[Path],
    local_file: Path | None,
    form: str,
) -> None:
    """Tell what it does to the plan in DIR when one person is treated otherwise."""
    from seimbang.whatif.edit import Edit, effect
    from seimbang.whatif.folder import Folder

    refuse_nip((person_id, other_id))
    if sum((unit_id is not None, stays, other_id is not None)) != 1:
        raise click.UsageError(str(text("Give one of --to, --stays and --swap.")))
    if job_id is not None and unit_id is None:
        raise click.UsageError(str(text("--job needs --to.")))
    with speaking_of_folders():
        plan = Folder.read(folder)
        require_people(plan, (person_id, other_id))
        require_units(plan, (unit_id,))
        began = time.monotonic()
        told = effect(plan, Edit(person_id, unit_id, job_id, other_id))
        took = time.monotonic() - began
        rules = _rules(plan, told, answers_of(plan, data, local_file))
    if told.solved:
        seconds = f"{took:.1f}"
        click.echo(
            text(
                "Limits tie these families together: solved anew in {seconds} seconds.",
                seconds=seconds,
            ),
            err=True,
        )
    if form == "json":
        print_json(_data(told, rules))
    elif form == "csv":
        print_rows([_cells(one) for one in told.seats], COLUMNS, form)
    else:
        _speak(plan, told, rules)


def _rules(
    plan: Folder, told: Effect, answers: Eligibility | None
) -> dict[str, list[str]]:
    """Return the rules that forbid each denied move, by person; private ones as one."""
    if answers is None:
        return {}
    from seimbang.explain.discretion import discreet
    from seimbang.whatif.lawful import forbidding

    only = plan.problem.policy.voluntary_only
    return {
        person: discreet(forbidding(answers, person, unit, voluntary_only=only))
        for person, unit in told.denied
    }


def _speak(plan: Folder, told: Effect, rules: dict[str, list[str]]) -> None:
    for sentence in _sentences(plan, told, rules):
        click.echo(sentence)
    if told.plan is None or told.as_is is None:
        return
    click.echo("")
    names = places(plan, (one.seat for one in told.seats))
    rows = [
        {str(HEADINGS[name]): value for name, value in _spoken(one, names).items()}
        for one in told.seats
    ]
    print_rows(rows, [str(HEADINGS[name]) for name in COLUMNS], "table")
    click.echo("")
    columns = [told.plan, told.as_is, *([told.best] if told.best else [])]
    print_measures(columns, PLANS[: len(columns)])


def _sentences(plan: Folder, told: Effect, rules: dict[str, list[str]]) -> list[Text]:
    if told.denied:
        return [_denied(plan, *one, rules.get(one[0])) for one in told.denied]
    if told.changes_nothing:
        return [text("The plan does this already: nothing changes.")]
    lines = [
        text("Best plan with it loses: {loss}.", loss=of_loss(told.loss)),
        text("Other people who change in it: {number}.", number=told.others),
    ]
    if told.best is None:
        lines = [text("No plan with it keeps the bounds and limits.")]
    lines += [
        text("As it is, this bound is broken: {bound}.", bound=of_bound(plan, one))
        for one in told.bounds
    ]
    lines += [
        text("As it is, this limit is broken: {limit}.", limit=of_limit(plan, name))
        for name in told.limits
    ]
    if told.cost is not None:
        before, as_is, best = told.cost
        lines.append(
            text(
                "Cost in rupiah: plan {before}, as it is {as_is}, best with it {best}.",
                before=before,
                as_is=as_is,
                best="–" if best is None else best,
            )
        )
    return lines


def _denied(
    plan: Folder, person_id: str, unit_id: str, rules: list[str] | None
) -> Text:
    name = plan.names.get(unit_id, unit_id)
    if not rules:
        return text(
            "{person} has no allowed move to {unit}. With --data, the rules that "
            "forbid it are named.",
            person=person_id,
            unit=name,
        )
    return text(
        "{person} has no allowed move to {unit}; rules that forbid it: {rules}.",
        person=person_id,
        unit=name,
        rules="; ".join(str(_title(rule)) for rule in rules),
    )


def _title(rule: str) -> Text:
    from seimbang.explain.source import RULE

    if rule not in RULE:
        return text("a private cause on record")
    return text("{title} ({rule})", title=RULE[rule].title, rule=rule)


def _cells(one: SeatEffect) -> dict[str, Any]:
    return {name: spoken(getattr(one, name)) for name in COLUMNS}


def _spoken(one: SeatEffect, names: Mapping[str, str]) -> dict[str, Any]:
    cells = _cells(one) | {"seat": names[one.seat]}
    return {name: "–" if value is None else value for name, value in cells.items()}


def _data(told: Effect, rules: dict[str, list[str]]) -> dict[str, Any]:
    edit: Edit = told.edit
    measured = {"plan": told.plan, "as_is": told.as_is, "best": told.best}
    return {
        "edit": vars(edit),
        "denied": [
            {"person_id": person, "unit_id": unit, "rules": rules.get(person)}
            for person, unit in told.denied
        ],
        "changes_nothing": told.changes_nothing,
        "seats": [vars(one) for one in told.seats],
        "measures": {
            name: None if one is None else one.as_dict()
            for name, one in measured.items()
        },
        "loss": plain_loss(told.loss),
        "others": told.others,
        "broken": {
            "bounds": [vars(one) for one in told.bounds],
            "limits": list(told.limits),
        },
        "rupiah": None
        if told.cost is None
        else dict(zip(measured, told.cost, strict=True)),
        "solved_anew": told.solved,
    }
