"""``seimbang explain``: why a plan does what it does, from its files alone."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.output import format_option, print_json, print_rows
from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.explain.folder import Folder
    from seimbang.explain.words import Line

NIP = re.compile(r"\d{18}")


@click.command("explain")
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--person", "person_id", help="Internal id of a person; never a NIP.")
@click.option("--unit", "unit_id", help="A unit; with --person: why (not) there.")
@format_option
def command(
    folder: Path, person_id: str | None, unit_id: str | None, form: str
) -> None:
    """Tell why the plan in DIR is as it is: for a person, a unit, or as a whole."""
    from seimbang.explain.folder import Folder, FolderError, NoPlanError

    if person_id is not None:
        _refuse_nip(person_id)
    try:
        plan = Folder.read(folder)
        _known(person_id, plan.people, text("Found no such person in this plan."))
        _known_unit(unit_id, plan.reasons["units"])
        lines = _lines(plan, person_id, unit_id)
    except NoPlanError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    except FolderError as wrong:
        click.echo(wrong.told, err=True)
        sys.exit(1)
    if form == "json":
        print_json(_data(plan, person_id, unit_id) | {"sentences": _rows(lines)})
    elif form == "csv":
        print_rows(_rows(lines), ("topic", "sentence"), form)
    else:
        _speak(lines)


def _refuse_nip(person_id: str) -> None:
    if NIP.search(re.sub(r"[\s.-]", "", person_id)):
        told = text(
            "This looks like a NIP, which would stay in the shell's history. Give the "
            "internal id of the person."
        )
        raise click.UsageError(str(told))


def _known(asked: str | None, known: Sequence[str], told: Text) -> None:
    if asked is None or asked in known:
        return
    near = difflib.get_close_matches(asked, known, n=3, cutoff=0.5)
    if near:
        ids = ", ".join(near)
        told = text("{found} The nearest ids: {near}.", found=told, near=ids)
    raise click.UsageError(str(told))


def _known_unit(asked: str | None, names: Mapping[str, str]) -> None:
    """Refuse a unit that is not there; offer the code where its name is given."""
    named = [code for code, name in names.items() if name == asked]
    if asked not in names and len(named) == 1:
        told = text(
            "{name} is the name of the unit {code}: give its code.",
            name=asked,
            code=named[0],
        )
        raise click.UsageError(str(told))
    _known(asked, tuple(names), text("Found no such unit in this plan."))


def _lines(plan: Folder, person_id: str | None, unit_id: str | None) -> Sequence[Line]:
    from seimbang.explain import words

    if person_id is not None:
        return _of_person(plan, person_id, unit_id)
    if unit_id is not None:
        return [*words.of_unit(plan.reasons, unit_id), *_worth(plan, unit_id)]
    return [words.Line("whole", told) for told in words.of_whole(plan.reasons)]


def _of_person(plan: Folder, person_id: str, unit_id: str | None) -> Sequence[Line]:
    """Return the answer to --unit, what reasons.json says, what would change it."""
    from seimbang.explain import words

    lines = words.of_person(plan.reasons, person_id)
    way, answer = plan.forbidden(person_id), plan.change(person_id)
    if way is not None:
        follows = words.of_forbidden(plan.reasons, way)
        lines += [words.Line("follows", told) for told in follows]
    if answer is not None:
        told = words.of_change(plan.reasons, answer)
        lines.append(words.Line("change", told))
    stays = plan.stays_when_filled(person_id)
    if stays is not None:
        told = words.of_filled(plan.reasons, person_id, stays=stays)
        lines.append(words.Line("change", told))
    if unit_id is not None:
        told = words.of_pair(plan.reasons, plan.pair(person_id, unit_id), unit_id)
        lines.insert(0, words.Line("pair", told))
    return lines


def _worth(plan: Folder, unit_id: str) -> list[Line]:
    """Return what one person more or fewer is worth at the posts of a unit."""
    from seimbang.explain import words
    from seimbang.explain.move import changed

    return [
        words.Line("worth", told)
        for job, more, fewer in plan.worth(unit_id)
        for told in words.of_worth(
            plan.reasons, job, {"more": changed(more), "fewer": changed(fewer)}
        )
    ]


def _data(plan: Folder, person_id: str | None, unit_id: str | None) -> dict[str, Any]:
    reasons = plan.reasons
    if person_id is not None:
        mine = [one for one in reasons["moves"] if one["person_id"] == person_id]
        asked = [one for one in reasons["wishes"] if one["person_id"] == person_id]
        held = [
            {name: value for name, value in group.items() if name != "people"}
            for group in reasons["stays"]
            if person_id in group["people"]
        ]
        return {"person_id": person_id, "moves": mine, "wishes": asked, "stays": held}
    if unit_id is not None:
        short = [one for one in reasons["short"] if one["unit_id"] == unit_id]
        moves = {
            name: [one for one in reasons["moves"] if one[end]["unit_id"] == unit_id]
            for name, end in (("come", "target"), ("go", "origin"))
        }
        return {"unit_id": unit_id, **moves, "short": short}
    return {"whole": reasons["whole"]}


def _rows(lines: Sequence[Line]) -> list[dict[str, str]]:
    return [{"topic": one.topic, "sentence": str(one.sentence)} for one in lines]


HEADINGS = {
    "move": text("Move"),
    "open": text("Not met, but let through"),
    "rule": text("Rules it meets"),
    "stays": text("No move"),
    "wish": text("Wishes"),
    "follows": text("If the move were forbidden"),
    "change": text("What would change it"),
    "pair": text("Why (not) there"),
    "unit": text("Unit"),
    "moves": text("Who comes and who goes"),
    "short": text("What stays short"),
    "worth": text("What one person is worth here"),
    "whole": text("The plan as a whole"),
}


def _speak(lines: Sequence[Line]) -> None:
    topic = None
    for line in lines:
        if line.topic != topic:
            topic = line.topic
            click.echo(HEADINGS[topic])
        click.echo(f"  - {line.sentence}")
