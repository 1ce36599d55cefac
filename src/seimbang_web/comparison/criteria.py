"""Plans beside one another: which may be compared, every criterion, who wins it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.language import Text
from seimbang.plan.comparison import (
    Criterion,
    Difference,
    Folder,
    compare,
)
from seimbang.report.number import number, signed
from seimbang_web.comparison.pictures import strip
from seimbang_web.organisation.models import Version
from seimbang_web.plans.models import Plan
from seimbang_web.regulations.models import LocalVersion

LETTERS = "ABCDEF"
NOBODY = "tanpa"  # the tick of "no transfer"
EXTREME = "e"  # before the id of an extreme in a tick
PERCENT = {"spread"}
HEADLINE = "shortage"
KINDS = {
    "plan": gettext_lazy("plan"),
    "extreme": gettext_lazy("best of one criterion"),
    "none": gettext_lazy("nobody moves"),
}


@dataclass(frozen=True)
class Entry:
    """
    One of those compared: a plan, an extreme, or that nobody moves.

    ``tick`` is its value in the address; ``version``, ``local`` and ``day`` are what
    it was computed from. ``other``: not the same as the first one's.
    """

    tick: str
    name: str
    kind: str
    record: dict[str, Any]
    version: Version
    local: LocalVersion | None
    day: date
    plan: Plan | None = None
    letter: str = ""
    other: bool = False

    @property
    def words(self) -> str:
        """Return what kind of entry it is."""
        return str(KINDS[self.kind])

    @property
    def moves(self) -> int:
        """Return how many people move."""
        return int(self.record["summary"]["plan"]["moves"])

    @property
    def shortage(self) -> Fraction:
        """Return the spread of the shortage."""
        return Fraction(*self.record["summary"]["plan"]["shortage"])


def nobody_moves(like: Entry) -> Entry:
    """Return the entry in which everybody stays, on the ground of another."""
    summary = like.record["summary"]
    record = like.record | {
        "status": "OPTIMAL",
        "moves": [],
        "summary": summary | {"plan": summary["no_transfer"]},
    }
    return Entry(
        NOBODY,
        _("No transfer"),
        "none",
        record,
        like.version,
        like.local,
        like.day,
    )


def grounds(entry: Entry) -> tuple[Any, ...]:
    """Return what must be the same for plans to be compared."""
    local = None if entry.local is None else entry.local.pk
    return (entry.version.pk, local, entry.day)


def refusal(entries: Sequence[Entry]) -> list[str]:
    """Return why these cannot be compared, a sentence each; empty: they can."""
    first, found = entries[0], []
    for one in entries[1:]:
        facts = {"one": first.name, "other": one.name}
        if one.version.pk != first.version.pk:
            told = _(
                "“{one}” is of data version {first}, “{other}” of version {second}: "
                "nothing tells whether plan or data make the difference."
            )
            numbers = {"first": first.version.number, "second": one.version.number}
            found.append(told.format(**facts, **numbers))
        if grounds(one)[1] != grounds(first)[1]:
            told = _("“{one}” and “{other}” rest on other parameters of the region.")
            found.append(told.format(**facts))
        if one.day != first.day:
            told = _("“{one}” is of {first}, “{other}” of {second}: other rules.")
            days = {"first": date_format(first.day), "second": date_format(one.day)}
            found.append(told.format(**facts, **days))
    return found


@dataclass(frozen=True)
class Cell:
    """The value of one plan: as people read it, and against the first plan."""

    letter: str
    name: str
    value: str
    delta: str
    best: bool


@dataclass(frozen=True)
class Line:
    """One criterion: its words, who wins it, the strip, a cell a plan."""

    key: str
    name: str
    winner: str
    today: str
    cells: tuple[Cell, ...]
    picture: SafeString


@dataclass(frozen=True)
class Shown:
    """Plans beside one another, as the page shows them."""

    lines: tuple[Line, ...]
    notes: tuple[Text, ...]
    differences: tuple[str, ...]

    @property
    def headline(self) -> Line:
        """Return the criterion that is told first: how the shortage is spread."""
        return next((one for one in self.lines if one.key == HEADLINE), self.lines[0])


def shown(entries: Sequence[Entry]) -> Shown:
    """
    Return the comparison of entries that may be compared.

    :raises ComparisonError: when they are too few or too many.
    """
    ground = entries[0].record
    folders = [Folder(one.letter, _as_of(one.record, ground)) for one in entries]
    found = compare(folders)
    lines = (_line(one, entries) for one in found.criteria if _tells(one))
    return Shown(
        lines=tuple(lines),
        notes=found.notes,
        differences=tuple(_differences(found.differences, entries)),
    )


def _as_of(record: dict[str, Any], ground: dict[str, Any]) -> dict[str, Any]:
    """Return the record as if of the same data; whether it is was asked before."""
    return record | {"day": ground["day"], "data": ground["data"]}


def _tells(one: Criterion) -> bool:
    """Tell whether anything is to be seen: not a criterion that is zero everywhere."""
    return any(one.values) or bool(one.today)


def _line(one: Criterion, entries: Sequence[Entry]) -> Line:
    first = one.values[0]
    percent = " %" if one.key in PERCENT else ""
    cells = [
        Cell(
            letter=entry.letter,
            name=entry.name,
            value=_number(value) + percent,
            delta=signed(value - first, 1).removesuffix(",0").removesuffix(".0")
            if value != first
            else "",
            best=entry.letter in one.best,
        )
        for entry, value in zip(entries, one.values, strict=True)
    ]
    winner = _winner(one, entries)
    points = [
        (entry.letter, value, entry.letter in one.best)
        for entry, value in zip(entries, one.values, strict=True)
    ]
    return Line(
        key=one.key,
        name=str(one.name),
        winner=winner,
        today=_number(one.today) + percent,
        cells=tuple(cells),
        picture=strip(str(one.name), winner, points),
    )


def _number(value: Fraction) -> str:
    return number(value, 1, trim=True)


def _winner(one: Criterion, entries: Sequence[Entry]) -> str:
    """Return who is best at a criterion, in words."""
    if len(one.best) == len(entries):
        return _("All the same.")
    names = [e.letter for e in entries if e.letter in one.best]
    if len(names) == 1:
        names = [f"{e.letter} ({e.name})" for e in entries if e.letter in one.best]
    return _("Best: {names}.").format(names=", ".join(names))


def _differences(
    found: Sequence[Difference], entries: Sequence[Entry]
) -> Iterator[str]:
    names = {one.letter: one.name for one in entries}
    for one in found:
        told = _(
            "{a} ({one}) and {b} ({other}): {same} people move alike, {elsewhere} go "
            "elsewhere, {only_one} move only in {a}, {only_other} only in {b}."
        )
        yield told.format(
            a=one.one,
            b=one.other,
            one=names[one.one],
            other=names[one.other],
            same=number(one.same),
            elsewhere=number(len(one.elsewhere)),
            only_one=number(len(one.only_one)),
            only_other=number(len(one.only_other)),
        )
