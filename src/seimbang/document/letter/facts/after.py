"""Facts of what follows: L9–L12, surat tugas, adendum, lists of handing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seimbang.document.letter.facts.common import Cited, Gap, Person, Place


@dataclass(frozen=True)
class Cover:
    """L9: the old unit sends the person to the new one."""

    person: Person
    to_unit: str
    to_job: str
    decree: Cited
    effective_on: date
    from_unit: str
    handed_over_on: date | None = None
    seat: str = ""


@dataclass(frozen=True)
class Start:
    """L10: SPMT. ``head``: who states it. ``started_on``: the real first day."""

    head: Person
    person: Person
    unit: str
    job: str
    decree: Cited
    effective_on: date
    started_on: date
    induction: Cited | None = None  # minutes of pelantikan, where the job needs one


@dataclass(frozen=True)
class Handover:
    """L11: what is handed over. Passwords are never written; so there is no field."""

    giver: Person
    receiver: Person
    head: Person
    held_on: date
    place: str
    unit: str
    decree: Cited
    duties: tuple[tuple[str, str], ...] = ()  # what, state
    goods: tuple[tuple[str, str], ...] = ()  # what, number and condition
    accounts: tuple[tuple[str, str], ...] = ()  # system, "dialihkan tanggal …"


@dataclass(frozen=True)
class Answer:
    """
    L12: the written answer to a wish. ``result``: granted, partly, not.

    ``reason``: by unit and job, of no other person. ``stays``: what stays valid.
    """

    person: Person
    result: str
    asked: tuple[Place, ...]
    received_on: date
    receipt: str
    reason: str
    gaps: tuple[Gap, ...] = ()
    granted: Place | None = None
    abk_on: date | None = None
    stays: str = ""
    contact: str = ""
    seat: str = ""


@dataclass(frozen=True)
class Assignment:
    """Surat tugas inside one agency: same job, no mutasi; counted all the same."""

    persons: tuple[Person, ...]
    unit: str  # where they work
    task: str
    since: date
    until: date | None
    gaps: tuple[Gap, ...] = ()
    abk_on: date | None = None
    basis: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Addendum:
    """Adendum of a PPPK's contract: the unit changes, all else stays."""

    person: Person
    first_party: Person  # for the region
    region: str
    contract: Cited
    contract_from: date
    contract_to: date
    old_unit: str
    new_unit: str
    job: str
    decree: Cited
    held_on: date
    place: str
    effective_on: date
    abk_on: date


@dataclass(frozen=True)
class Handout:
    """The list of those of one unit who get a letter; ``job``: the new one."""

    letter: Cited
    unit: str
    persons: tuple[Person, ...]


@dataclass(frozen=True)
class Copies:
    """The list of those who get a copy of a letter."""

    letter: Cited
    to: tuple[str, ...]
