"""
What may be changed in a signed decree by another text, and what is a new decision.

Who, whose NIP, which unit and which job were decided: here only their spelling changes,
to that of the data. Another TMT is never before its signing, nor after the start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from seimbang_web.decisions.amendments.standing import (
    DECREES,
    Field,
    annulled,
    subject_of,
    texts,
)
from seimbang_web.decisions.authority.actions import check_day
from seimbang_web.decisions.models import Amendment, Entry
from seimbang_web.documents.check import FINAL
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from seimbang_web.proposals.models import State as Proposed


@dataclass(frozen=True)
class Wanted:
    """A change that is wanted of a row: the text, and the day where it is a TMT."""

    letter: Letter
    entry: Entry
    field: Field
    new: str
    effective_on: date | None = None


def changeable(letter: Letter) -> bool:
    """Tell whether the texts of a letter are changed by a decree of change."""
    return letter.kind in DECREES and letter.state in FINAL


def hindrance(wanted: Wanted, old: str, day: date) -> str:
    """Return why a text may not be changed so, with the lawful way; empty: it may."""
    if not changeable(wanted.letter):
        return _("Only a signed decree that is in force is changed by another one.")
    if not wanted.new.strip():
        return _("Write the text as it should be.")
    if wanted.new == old:
        return _("This is what stands there already.")
    rule = RULES.get(wanted.field)
    return rule(wanted, day) if rule else ""


def lapsed(amendment: Amendment, day: date) -> str:
    """Return why an amendment may not go on any more; empty: it may."""
    letter, entry = amendment.letter, amendment.entry
    field = Field(amendment.field)
    if annulled(amendment):
        return _("Its decree of change is void: propose the change again.")
    if texts(letter, entry, but=amendment).get(field, "") != amendment.old:
        return _("The text was changed meanwhile: propose the change again.")
    wanted = Wanted(letter, entry, field, amendment.new, amendment.effective_on)
    return hindrance(wanted, amendment.old, day)


def in_chain(letter: Letter, entry: Entry, field: Field) -> Letter | None:
    """Return a decree of change of the same text that is on its way to be signed."""
    rows = letter.amendments.filter(entry=entry, field=field)
    written = Letter.objects.filter(
        kind=Kind.CHANGE, subject__in=[subject_of(one) for one in rows]
    )
    return written.exclude(state__in=(*FINAL, State.VOID)).first()


def _place(name: Callable[[Entry], str]) -> Callable[[Wanted, date], str]:
    """Return the rule of a unit or job: its own name as the data have it, no other."""

    def checked(wanted: Wanted, _day: date) -> str:
        held = name(wanted.entry)
        if wanted.new == held:
            return ""
        return _(
            "Another unit or job is a new decision, not another text. Void this decree "
            "or have the move cancelled, then open a new proposal. The name of this "
            "one in the data is “%(name)s”: only that can be written here. If it is "
            "wrong there, correct the data first."
        ) % {"name": held}

    return checked


def _name(wanted: Wanted, _day: date) -> str:
    people = Person.objects.filter(name__iexact=wanted.new)
    if wanted.new == wanted.entry.proposal.person.name or not people.exists():
        return ""
    return _(
        "Somebody else in the data has this name: another person is a new decision. If "
        "it is the name of this person too, correct the data first."
    )


def _nip(wanted: Wanted, _day: date) -> str:
    if wanted.new == wanted.entry.proposal.person.nip:
        return ""
    return _(
        "This is not the NIP that the data have of this person: correct the data "
        "first, so that nobody is taken for another."
    )


def _tmt(wanted: Wanted, day: date) -> str:
    if wanted.entry.proposal.state != Proposed.DECIDED:
        return _(
            "The person has started, or the move has ended: its TMT is carried out and "
            "does not change any more."
        )
    try:
        check_day([wanted.entry], wanted.effective_on, day)
    except ActError as error:
        return str(error)
    return ""


RULES: dict[Field, Callable[[Wanted, date], str]] = {
    Field.NAME: _name,
    Field.NIP: _nip,
    Field.OLD_JOB: _place(lambda entry: entry.proposal.from_job.name),
    Field.OLD_UNIT: _place(lambda entry: entry.proposal.from_unit.name),
    Field.NEW_JOB: _place(lambda entry: entry.proposal.to_job.name),
    Field.NEW_UNIT: _place(lambda entry: entry.proposal.to_unit.name),
    Field.TMT: _tmt,
}
