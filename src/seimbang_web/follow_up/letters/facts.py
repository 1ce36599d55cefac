"""From a track to plain facts: the decree, the person before and after, the heads."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang_web.accounts.models import User
from seimbang_web.audit.actions import canonical
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.letters.facts import authority
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.people import person_facts, rank_of
from seimbang_web.documents.signer import head_of_unit
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import Proposal

SUBJECT = "track"
LED = (Lane.SCHOOL, Lane.PUSKESMAS)  # who moves heads the unit: the agency states it


def subject_of(track: Track) -> str:
    """Return what the letters of a track speak of."""
    return f"{SUBJECT}:{track.pk}"


def track_of(subject: str) -> Track:
    """
    Return the track that a letter speaks of.

    :raises ActError: when it speaks of something else.
    """
    kind, _colon, number = subject.partition(":")
    if kind != SUBJECT or not number.isdecimal():
        raise ActError(_("This letter is not written of that record."))
    rows = Track.objects.select_related(
        "letter",
        "proposal__person",
        "proposal__from_unit__agency",
        "proposal__from_job",
        "proposal__to_unit__agency",
        "proposal__to_job",
    )
    return rows.get(pk=int(number))


def decree_of(letter: Letter) -> core.Cited:
    """Return the decree of a track as its letters cite it."""
    if letter.kind == Kind.ASSIGNMENT:
        title = f"Surat Tugas {letter.signer.get('office', '')}".strip()
    else:
        title = f"Keputusan {authority()}"
    return core.Cited(title, letter.number, letter.dated_on)


def old(proposal: Proposal, day: date) -> core.Person:
    """Return the person in the old job."""
    return person_facts(
        proposal.person, day, job=proposal.from_job, unit=proposal.from_unit
    )


def new(proposal: Proposal, day: date) -> core.Person:
    """Return the person in the new job."""
    return person_facts(
        proposal.person, day, job=proposal.to_job, unit=proposal.to_unit
    )


def stating(proposal: Proposal) -> Unit:
    """Return the unit whose head states the start: of a new head, the agency's."""
    if proposal.lane in LED and proposal.to_unit.agency is not None:
        return proposal.to_unit.agency
    return proposal.to_unit


def sending(proposal: Proposal) -> Unit:
    """Return the unit whose head sends the person: of its head, the agency's."""
    if proposal.lane in LED and proposal.from_unit.agency is not None:
        return proposal.from_unit.agency
    return proposal.from_unit


def head_facts(unit: Unit, day: date) -> core.Person:
    """
    Return the head of a unit.

    :raises ActError: when nobody holds that role.
    """
    head = head_of_unit(unit, day)
    if head is None:
        raise ActError(
            _("%(unit)s has no head in the application: ask the administrator.")
            % {"unit": unit}
        )
    return as_head(head, unit, day)


def as_head(user: User, unit: Unit, day: date) -> core.Person:
    """Return a user as the head of a unit."""
    person, office = user.person, f"Kepala {unit.name}"
    if person is None:
        return core.Person(name=user.name, job=office)
    return core.Person(
        name=person.name,
        nip=person.nip,
        rank=rank_of(person, day),
        job=office,
        status="PPPK" if person.status == "pppk" else "PNS",
    )


def digest(*told: Any) -> str:
    """Return the digest of what a letter was composed from."""
    return sha256(canonical([*told])).hexdigest()
