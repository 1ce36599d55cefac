"""What the commands share that change a plan: ids, figures of plans side by side."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.output import print_rows
from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.plan.measure import Measure
    from seimbang.rules import Eligibility
    from seimbang.whatif.bound import Broken
    from seimbang.whatif.folder import Folder
    from seimbang.whatif.loss import Loss

data_option: Callable[[Any], Any] = click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="The data of the plan, for what its files do not tell. May be given again.",
)
local_option: Callable[[Any], Any] = click.option(
    "--local",
    "local_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --data: the parameters of the region.",
)
NIP = re.compile(r"\d{18}")


def refuse_nip(ids: Iterable[str | None]) -> None:
    """Refuse what looks like a NIP: it would stay in the history of the shell."""
    if any(NIP.search(re.sub(r"[\s.-]", "", one or "")) for one in ids):
        told = text(
            "This looks like a NIP, which would stay in the shell's history. Give the "
            "internal id of the person."
        )
        raise click.UsageError(str(told))


@contextmanager
def speaking_of_folders() -> Iterator[None]:
    """Tell what is wrong with a folder or a question in a sentence, and end."""
    from seimbang.whatif.folder import FolderError, NoEditError, NoPlanError
    from seimbang.whatif.loss import NotBestError

    try:
        yield
    except NotBestError:
        told = text(
            "The plan in the folder is not the best of its problem, so nothing can be "
            "reckoned from it: see `seimbang verify`."
        )
        click.echo(told, err=True)
        sys.exit(1)
    except (NoPlanError, NoEditError) as wrong:
        raise click.UsageError(str(wrong.told)) from wrong
    except FolderError as wrong:
        click.echo(wrong.told, err=True)
        sys.exit(1)


def answers_of(
    plan: Folder, data: Sequence[Path], local_file: Path | None
) -> Eligibility | None:
    """Return what the rules say of the data of the plan; None: no data given."""
    if not data:
        if local_file is not None:
            raise click.UsageError(str(text("--local is of use only with --data.")))
        return None
    from seimbang.cli.check import show
    from seimbang.intake import read
    from seimbang.law import Law, Local
    from seimbang.whatif.lawful import judge

    taken = read(data)
    if taken.snapshot is None:
        show(taken.problems, "table")
        sys.exit(1)
    return judge(plan, taken.snapshot, Law.load(), Local.load(local_file))


def require_people(plan: Folder, ids: Iterable[str | None]) -> None:
    """Refuse people the plan does not know, with the nearest ids."""
    known = sorted(plan.ids.values())
    for one in ids:
        if one is not None and one not in known:
            _near(text("Found no such person in this plan."), one, known)


def require_units(plan: Folder, ids: Iterable[str | None]) -> None:
    """Refuse units the plan does not know, with the nearest codes."""
    known = sorted(plan.units)
    for one in ids:
        if one is not None and one not in known:
            _near(text("Found no such unit in this plan."), one, known)


def _near(told: Text, asked: str, known: Sequence[str]) -> None:
    near = difflib.get_close_matches(asked, known, n=3, cutoff=0.5)
    if near:
        told = text(
            "{found} The nearest ids: {near}.", found=told, near=", ".join(near)
        )
    raise click.UsageError(str(told))


def places(plan: Folder, seats: Iterable[str]) -> dict[str, str]:
    """Return seats in words: of one and the same job, only their units."""
    named = set(seats)
    if len({name.split("|")[1] for name in named}) > 1:
        return {name: plan.seat(name) for name in named}
    units = {name: name.split("|")[0] for name in named}
    return {name: plan.names.get(unit, unit) for name, unit in units.items()}


def measures(columns: Sequence[Measure]) -> list[tuple[Text, list[Any]]]:
    """Return what is measured, with one value per plan; ratios as ratios."""
    rows: list[tuple[Text, str]] = [
        (text("seats with a minimum where nobody of the profession is"), "nobody"),
        (text("people missing to the legal minimum, weighted"), "minimum"),
        (text("spread of the shortage (sum of shortage²/need)"), "shortage"),
        (text("missing people (sum of the gaps)"), "missing"),
        (text("compulsory moves"), "compulsory"),
        (text("moves in all"), "moves"),
        (text("added travel (minutes a day, one way, all movers)"), "travel"),
        (text("largest added travel of one person (minutes)"), "worst_travel"),
        (text("points of competence not met"), "misfit"),
        (text("points of steps back in the career"), "regression"),
    ]
    found = [(words, [getattr(one, name) for one in columns]) for words, name in rows]
    ranks = max((len(one.wishes) for one in columns), default=0)
    wishes = [
        (
            text("granted wishes of rank {rank}", rank=rank + 1),
            [one.wishes[rank] for one in columns],
        )
        for rank in range(ranks)
        if any(one.wishes[rank] for one in columns)
    ]
    return [*found[:6], *wishes, *found[6:]]


def print_measures(columns: Sequence[Measure], headings: Sequence[Text]) -> None:
    """Print plans side by side; measures that are zero in all of them are left out."""
    measured = str(text("Measured"))
    rows = [
        {measured: words}
        | {
            str(name): spoken(value)
            for name, value in zip(headings, values, strict=True)
        }
        for words, values in measures(columns)
        if any(values)
    ]
    print_rows(rows, [measured, *map(str, headings)], "table")


def spoken(value: Any) -> Any:
    """Return a ratio as people write it, anything else as it is."""
    from seimbang.explain.words.common import Amount

    return Amount(value) if isinstance(value, Fraction) else value


def of_loss(loss: Loss) -> Text:
    """Return a loss in words, by its first goal that is not equal."""
    from seimbang.explain.move import loss as plain
    from seimbang.explain.words import of_loss as words

    return words(plain(loss))


def plain_loss(loss: Loss) -> dict[str, Any] | None:
    """Return a loss as JSON has it: goal → ratio; None: no plan keeps the bounds."""
    return None if loss.amounts is None else dict(loss.amounts)


def of_bound(plan: Folder, one: Broken) -> Text:
    """Return a bound that is broken, in words."""
    name = one.name if one.kind == "group" else plan.seat(one.name)
    return text(
        _BOUNDS[one.kind].message, name=name, number=one.number, bound=one.bound
    )


def of_limit(plan: Folder, name: str) -> Text:
    """Return what a limit demands, in words."""
    from seimbang.plan.told import words

    limit = next(one for one in plan.problem.limits if one.name == name)
    return words(limit, plan.ids)


_BOUNDS = {
    "minimum": text(
        "{name}: {number} people; not fewer than {bound} may be left (the legal "
        "minimum, or those there today where they are fewer)"
    ),
    "maximum": text("{name}: {number} people; at most {bound} may be there"),
    "leaving": text("{name}: {number} people leave; at most {bound} may"),
    "group": text("the cap “{name}”: {number} people; at most {bound} may be there"),
}
