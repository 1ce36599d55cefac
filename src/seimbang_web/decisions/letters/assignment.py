"""Surat tugas of the head of an agency: same job, no transfer, counted all the same."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from seimbang.decide.instrument import Instrument, instrument
from seimbang.document.letter import facts as core
from seimbang.document.letter.assignment import assignment
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.subjects import entry_of
from seimbang_web.decisions.models import Entry
from seimbang_web.documents.compose import Composition


def compose(subject: str, day: date) -> Composition:
    """Compose the letter of assignment of one person."""
    entry = entry_of(subject)
    proposal = entry.proposal
    told = core.Assignment(
        persons=(facts.person_of(entry, day),),
        unit=proposal.to_unit.name,
        task=f"melaksanakan tugas sebagai {proposal.to_job.name}",
        since=facts.effective_on(entry.dossier, [entry], day),
        until=None,
        gaps=facts.gaps_of([entry]),
        abk_on=facts.data_on(entry.dossier),
        basis=facts.mindful_of(entry.dossier, [entry]),
    )
    return Composition(
        title=f"Surat tugas {proposal.person}",
        blocks=assignment(told),
        lane=entry.dossier.lane,
        facts=facts.standing(entry.dossier, [entry], told.since),
        person=proposal.person,
        unit=proposal.to_unit,
    )


def blocked(subject: str) -> str:
    """Return why it may not be numbered: the head has not assigned yet."""
    entry = entry_of(subject)
    if instrument(entry.dossier.lane).instrument != Instrument.ASSIGNMENT:
        return _("This lane needs a decree, not an assignment.")
    if entry.outcome != Entry.Outcome.APPROVED:
        return _("It is not approved yet.")
    return ""
