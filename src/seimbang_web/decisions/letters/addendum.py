"""The addendum to the contract of a PPPK whose unit changes."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.addendum import addendum
from seimbang_web.decisions.freeze import digest_of
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.subjects import entry_of
from seimbang_web.decisions.models import Entry
from seimbang_web.documents.compose import Composition
from seimbang_web.institution.queries import profile

UNKNOWN = "…………………… tanggal ……………………"  # the data have no contracts: written by hand


def compose(subject: str, day: date) -> Composition:
    """Compose the addendum of one PPPK."""
    entry = entry_of(subject)
    held, proposal = profile(), entry.proposal
    rows = facts.people_rows(entry.dossier, [entry])
    until = rows["contract_until"].to_list()[0] if len(rows) else None
    official = held.official("office_head", day) or held.held("office_head")
    letter = facts.decree_of(entry)
    told = core.Addendum(
        person=facts.person_of(entry, day),
        first_party=core.Person(
            name=held.signature(official),
            nip=official.nip,
            rank=official.rank,
            job=held.title(official),
        ),
        region=held.regency,
        contract=core.Cited("Perjanjian Kerja", UNKNOWN),
        contract_from=proposal.person.job_since or day,
        contract_to=until or day,
        old_unit=proposal.from_unit.name,
        new_unit=proposal.to_unit.name,
        job=proposal.to_job.name,
        decree=facts.cited(letter, f"Keputusan {facts.authority()}")
        if letter
        else core.Cited(f"Keputusan {facts.authority()}"),
        held_on=day,
        place=held.seat,
        effective_on=facts.effective_on(entry.dossier, [entry], day),
        abk_on=facts.data_on(entry.dossier),
    )
    rests = facts.standing(entry.dossier, [entry], told.effective_on)
    return Composition(
        title=f"Adendum perjanjian kerja {proposal.person}",
        blocks=addendum(told),
        lane=entry.dossier.lane,
        facts=digest_of([rests, letter and letter.number]),
        person=proposal.person,
        unit=proposal.to_unit,
    )


def blocked(subject: str) -> str:
    """Return why it may not be numbered: its decree has no number yet."""
    entry = entry_of(subject)
    if entry.outcome != Entry.Outcome.APPROVED:
        return _("It is not approved yet.")
    if facts.decree_of(entry) is None:
        return _("The decree has no number yet: the addendum names it.")
    return ""
