"""
Edits by hand as the address says them, as the core reads them, as pins that stay.

An edit is never made at once: accepted, it is one or two pins of the round, and takes
effect when the plan is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from seimbang.whatif.edit import Edit
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.models import Move, Pin, Plan

Row = TypeVar("Row", Person, Unit, Job)


class Kind(StrEnum):
    """What is done with a person; the words stand in addresses."""

    LOCK = "kunci"  # goes where the plan says, in every plan from now on
    STAYS = "tetap"
    TO = "ke"
    NEVER = "jangan"
    SWAP = "tukar"


@dataclass(frozen=True)
class Wanted:
    """One edit: ``unit`` and ``job`` where it names a place, ``other`` in a swap."""

    kind: Kind
    person: Person
    unit: Unit | None = None
    job: Job | None = None
    other: Person | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """Return whom the edit settles."""
        return (self.person,) if self.other is None else (self.person, self.other)

    @property
    def words(self) -> str:
        """Return the edit in a sentence."""
        facts = {"person": self.person, "unit": self.unit, "other": self.other}
        return {
            Kind.LOCK: _("{person} goes to {unit}, as planned, and stays locked so."),
            Kind.STAYS: _("{person} stays and does not move in this round."),
            Kind.TO: _("{person} goes to {unit}."),
            Kind.NEVER: _("{person} does not go to {unit}."),
            Kind.SWAP: _("{person} and {other} swap their places."),
        }[self.kind].format(**facts)


def wanted(query: QueryDict, plan: Plan) -> Wanted:
    """
    Return the edit in the query of an address.

    :raises Http404: when it names what is not there, or not enough.
    """
    try:
        kind = Kind(query.get("jenis", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    person = _row(Person, query, "orang")
    if person is None:
        raise Http404
    if kind is Kind.LOCK:
        move = plan.moves.select_related("to_unit", "to_job").filter(person=person)
        planned = move.first()
        if planned is None:
            raise Http404
        return Wanted(kind, person, planned.to_unit, planned.to_job)
    unit, other = _row(Unit, query, "unit"), _row(Person, query, "dengan")
    if (kind in (Kind.TO, Kind.NEVER)) is (unit is None):
        raise Http404
    if (kind is Kind.SWAP) is (other is None):
        raise Http404
    return Wanted(kind, person, unit, _row(Job, query, "jabatan"), other)


def _row(model: type[Row], query: QueryDict, name: str) -> Row | None:
    """Return the row whose id the query names; None when it names none."""
    asked = query.get(name, "")
    if not asked:
        return None
    found = None
    if asked.isdecimal() and len(asked) < 18:
        found = model.objects.filter(pk=int(asked)).first()
    if found is None:
        raise Http404
    return found


def as_core(edit: Wanted) -> Edit:
    """Return the edit as the core reads it."""
    if edit.other is not None:
        return Edit(edit.person.ref, other_id=edit.other.ref)
    if edit.kind is Kind.STAYS or edit.unit is None:
        return Edit(edit.person.ref)
    job = None if edit.job is None else edit.job.code
    return Edit(edit.person.ref, edit.unit.code, job)


@dataclass(frozen=True)
class Put:
    """A pin to put: for whom, of which kind, where."""

    kind: Pin.Kind
    person: Person
    unit: Unit | None = None


def pins_of(edit: Wanted, plan: Plan) -> tuple[Put, ...]:
    """Return the pins that an accepted edit leaves."""
    if edit.other is not None:
        rows = plan.moves.filter(person__in=edit.people).select_related("to_unit")
        goes = {move.person_id: move for move in rows}
        return (
            _to(edit.person, _place(edit.other, goes)),
            _to(edit.other, _place(edit.person, goes)),
        )
    if edit.unit is None:
        return (Put(Pin.Kind.STAYS, edit.person),)
    if edit.kind is Kind.NEVER:
        return (Put(Pin.Kind.NEVER, edit.person, edit.unit),)
    return (_to(edit.person, edit.unit),)


def _place(person: Person, goes: Mapping[int, Move]) -> Unit:
    """Return where the plan has a person."""
    return goes[person.pk].to_unit if person.pk in goes else person.unit


def _to(person: Person, unit: Unit) -> Put:
    if person.unit_id == unit.pk:
        return Put(Pin.Kind.STAYS, person)
    return Put(Pin.Kind.MUST, person, unit)
