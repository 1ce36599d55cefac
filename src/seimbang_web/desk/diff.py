"""A plan made anew against the one before it: who is treated otherwise, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.report.number import number, signed
from seimbang_web.desk.effects import MEASURED, exact
from seimbang_web.desk.queries import moves_of
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Move, Plan

KINDS: Mapping[str, Any] = {
    "changed": gettext_lazy("goes elsewhere"),
    "new": gettext_lazy("moves now"),
    "cancelled": gettext_lazy("stays now"),
}
Seat = tuple[int, int]  # unit, job


@dataclass(frozen=True)
class Change:
    """One person whom the new plan treats otherwise; ``why`` in words."""

    kind: str
    person: Person
    origin: Unit
    before: Unit
    after: Unit
    why: str

    @property
    def words(self) -> str:
        """Return what changes, in words."""
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class Diff:
    """All changes, how many of each kind, what stayed, and the measures of both."""

    changes: tuple[Change, ...]
    counts: Mapping[str, int]
    same: int
    figures: tuple[tuple[str, str, str, str], ...]
    released: int  # pins that had ended before the new plan


@dataclass(frozen=True)
class _Two:
    """What a person does in the plan before and in the new one (None: stays)."""

    before: Move | None
    after: Move | None

    @property
    def move(self) -> Move:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        if self.before is None:
            return "new"
        return "cancelled" if self.after is None else "changed"

    @property
    def seats(self) -> tuple[Seat, Seat]:
        home = (self.move.from_unit_id, self.move.from_job_id)
        return (_goes(self.before) or home, _goes(self.after) or home)


def _goes(move: Move | None) -> Seat | None:
    return None if move is None else (move.to_unit_id, move.to_job_id)


def diff(plan: Plan) -> Diff | None:
    """Return what ``plan`` changes of its parent; None: it has none."""
    if plan.parent is None:
        return None
    old = {move.person_id: move for move in moves_of(plan.parent)}
    new = {move.person_id: move for move in moves_of(plan)}
    pairs = [
        _Two(old.get(one), new.get(one)) for one in sorted(old.keys() | new.keys())
    ]
    changed = [pair for pair in pairs if _goes(pair.before) != _goes(pair.after)]
    put, ended = _pins(plan.parent, plan), _pins(plan, plan.parent)
    reasons = dict(_reasons(changed, put, ended))
    changes = tuple(_change(pair, reasons) for pair in changed)
    counts = Counter(one.kind for one in changes)
    return Diff(
        changes=tuple(sorted(changes, key=_order)),
        counts={kind: counts[kind] for kind in KINDS},
        same=len(pairs) - len(changed),
        figures=tuple(_figures(plan.parent, plan)),
        released=len(ended),
    )


def _order(one: Change) -> tuple[int, str]:
    return list(KINDS).index(one.kind), one.person.name


def _change(pair: _Two, reasons: Mapping[int, str]) -> Change:
    move = pair.move
    return Change(
        kind=pair.kind,
        person=move.person,
        origin=move.from_unit,
        before=move.from_unit if pair.before is None else pair.before.to_unit,
        after=move.from_unit if pair.after is None else pair.after.to_unit,
        why=reasons[move.person_id],
    )


Row = Mapping[str, Any]


def _pins(one: Plan, other: Plan) -> list[Row]:
    """Return the pins of ``other`` that ``one`` does not have."""
    known = {_key(row) for row in one.inputs["pins"]}
    return [row for row in other.inputs["pins"] if _key(row) not in known]


def _key(row: Row) -> tuple[Any, ...]:
    return row["kind"], row["person_id"], row["unit_id"]


def _reasons(
    changed: Iterable[_Two], put: list[Row], ended: list[Row]
) -> Iterator[tuple[int, str]]:
    """
    Yield why each person changes: a pin of their own, or one along the same chain.

    Changes that share a seat belong together, for one person's place is another's.
    """
    pairs = list(changed)
    groups = _groups(pairs)
    own = {row["person_id"]: row for row in put}
    closed = {row["unit_id"]: row for row in put if row["person_id"] is None}
    freed = {row["person_id"] for row in ended} | {row["unit_id"] for row in ended}
    for pair in pairs:
        person = pair.move.person
        mine = own.get(person.ref)
        if mine is not None:
            yield person.pk, _("Decided by hand: {why}").format(why=mine["reason"])
            continue
        near = [one for one in pairs if groups[one.seats[0]] == groups[pair.seats[0]]]
        yield person.pk, _along(near, own, closed, freed)


def _along(
    near: Iterable[_Two],
    own: Mapping[str, Row],
    closed: Mapping[str, Row],
    freed: set[str],
) -> str:
    """Return the reason of somebody without a pin: what happened along the chain."""
    rows = list(near)
    for one in rows:
        if one.move.person.ref in own:
            told = _("Follows from what was decided about {person}.")
            return told.format(person=one.move.person.name)
    units = [move.to_unit for one in rows for move in (one.before, one.after) if move]
    for unit in units:
        if unit.code in closed:
            return _("{unit} takes nobody any more.").format(unit=unit.name)
    refs = {one.move.person.ref for one in rows} | {unit.code for unit in units}
    if refs & freed:
        return _("A lock was ended, so a better plan is possible.")
    return _("The best plan with the new locks needs it; limits tie the plan together.")


def _groups(pairs: Iterable[_Two]) -> dict[Seat, Seat]:
    """Return a name for each set of seats that changes connect."""
    above: dict[Seat, Seat] = {}

    def top(seat: Seat) -> Seat:
        while above.setdefault(seat, seat) != seat:
            seat = above[seat]
        return seat

    for pair in pairs:
        one, other = pair.seats
        above[top(one)] = top(other)
    return {seat: top(seat) for seat in list(above)}


def _figures(old: Plan, new: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Yield each measure of both plans and its change."""
    before, after = (old.summary or {})["plan"], (new.summary or {})["plan"]
    for name, words in MEASURED.items():
        one, other = exact(before[name]), exact(after[name])
        change = _("the same") if one == other else signed(other - one, 2)
        told = (number(value, 2, trim=True) for value in (one, other))
        yield (str(words), *told, change)  # type: ignore[misc]
