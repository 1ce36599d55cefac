"""L14: a decree of change, after an upheld objection or to put a wrong text right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.change import change
from seimbang_web.decisions.amendments.check import lapsed
from seimbang_web.decisions.amendments.standing import Field, texts, where
from seimbang_web.decisions.letters import SIGNED, VOIDED, facts
from seimbang_web.decisions.letters.decree import CHAIN
from seimbang_web.decisions.letters.objection import person_of
from seimbang_web.decisions.letters.subjects import (
    amendment_of,
    amends,
    objection_of,
)
from seimbang_web.decisions.models import Amendment, Entry, Objection
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.models import State as Signed
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.actions import revive_proposal, settle_proposal
from seimbang_web.proposals.models import Proposal, State

Outcome, Stage = Objection.Outcome, Objection.Stage


def compose(subject: str, day: date) -> Composition:
    """Compose the decree that takes a row of a decree back, or puts a text right."""
    if amends(subject):
        return _amended(amendment_of(subject), day)
    one = objection_of(subject)
    return Composition(
        title=f"Keputusan perubahan setelah keberatan {one.receipt}",
        blocks=change(told(one, day)),
        lane=one.proposal.lane,
        facts=f"{one.receipt}:{one.version}",
        person=one.proposal.person,
        unit=one.proposal.from_unit,
        parent=whole(one),
        chain=CHAIN,
    )


def _amended(one: Amendment, day: date) -> Composition:
    proposal = one.entry.proposal
    return Composition(
        title=f"Keputusan perubahan atas Keputusan Nomor {one.letter.number}",
        blocks=change(_corrected(one, day)),
        lane=proposal.lane,
        facts=f"amendment:{one.pk}:{one.outcome}",
        person=proposal.person,
        unit=proposal.to_unit,
        parent=one.letter,
        chain=CHAIN,
        effective_on=one.effective_on,
    )


def _corrected(one: Amendment, day: date) -> core.Change:
    """Return the facts of a decree of change of one text; the person as it stands."""
    held = texts(one.letter, one.entry)
    person = replace(
        facts.person_of(one.entry, day), name=held[Field.NAME], nip=held[Field.NIP]
    )
    return core.Change(
        authority=facts.authority(),
        region=profile().regency,
        decree=facts.cited(one.letter, f"Keputusan {facts.authority()}"),
        corrections=(core.Correction(where(one), one.old or "-", one.new, person),),
        why=one.why,
        variant=facts.variant_of([one.entry]),
        local=facts.local_rules(day),
    )


def whole(one: Objection) -> Letter | None:
    """Return the decree that is changed: of an extract its decree."""
    if one.decree is None:
        return None
    return one.decree.parent or one.decree


def told(one: Objection, day: date) -> core.Change:
    """Return the facts of the decree of change."""
    proposal, person = one.proposal, person_of(one, day)
    entry = proposal.entries.filter(outcome=Entry.Outcome.APPROVED).last()
    variant = facts.variant_of([entry]) if entry else "umum"
    changed = whole(one)
    title = f"Keputusan {facts.authority()}"
    letter = Letter.objects.filter(
        kind=Kind.OBJECTION, subject=f"objection:{one.pk}", state__in=facts.NUMBERED
    ).first()
    mindful = (facts.cited(letter, "Keputusan atas keberatan"),) if letter else ()
    return core.Change(
        authority=facts.authority(),
        region=profile().regency,
        decree=facts.cited(changed, title) if changed else core.Cited(title),
        corrections=(
            core.Correction(
                where=_row(one),
                old=f"dipindahkan ke {proposal.to_unit.name} sebagai {proposal.to_job}",
                new=f"tetap bertugas di {proposal.from_unit.name} sebagai {person.job}",
                person=person,
            ),
        ),
        why=f"keberatan yang bersangkutan Nomor {one.receipt} diterima",
        effective_on=day,
        cancels=True,
        variant=variant,
        mindful=mindful,
        local=facts.local_rules(day),
    )


def _row(one: Objection) -> str:
    """Return where the person stands in the decree."""
    changed = whole(one)
    if changed is None or changed.kind == Kind.SINGLE:
        return "Diktum KESATU"
    entry = one.proposal.entries.filter(outcome=Entry.Outcome.APPROVED).last()
    if entry is None:
        return "Lampiran"
    return f"Lampiran nomor urut {facts.row_of(entry)}"


def blocked(subject: str) -> str:
    """Return why the decree of change may not be numbered yet."""
    if amends(subject):
        return _not_amended(amendment_of(subject), clock.today())
    one = objection_of(subject)
    if one.stage != Stage.AFTER or one.decree is None:
        return _("There is no decree yet that could be changed.")
    if one.outcome != Outcome.UPHELD:
        return _("The objection is not upheld: the decree stays as it is.")
    return ""


def _not_amended(one: Amendment, day: date) -> str:
    """Return what keeps a change of a text from being set; empty: nothing."""
    if one.outcome != Amendment.Outcome.APPROVED:
        return _("The change is not approved: another person than its proposer does.")
    return lapsed(one, day)


def signed(letter: Letter, actor: Any, now: datetime) -> None:
    """
    Take the move back, which is not carried out any more; or let the new text stand.

    :raises ActError: when the text was changed meanwhile, or the TMT would be before
        the signing.
    """
    if amends(letter.subject):
        amendment = amendment_of(letter.subject)
        if why := lapsed(amendment, letter.dated_on or now.date()):
            raise ActError(why)
    for begin in SIGNED:
        begin(letter, actor, now)
    if amends(letter.subject):
        return
    one = objection_of(letter.subject)
    if one.proposal.state == State.DECIDED:
        why = _("Objection {receipt} was upheld.").format(receipt=one.receipt)
        settle_proposal(
            proposal=one.proposal, state=State.REFUSED, why=why, actor=actor, now=now
        )


def voided(letter: Letter, actor: Any, now: datetime) -> None:
    """
    Let what a signed decree of change had changed hold again: the move, or the text.

    :raises ActError: when it cannot any more, with the lawful way.
    """
    if not amends(letter.subject):
        proposal = objection_of(letter.subject).proposal
        if _took_back(letter, proposal):
            why = _("Decree of change %(number)s is void.") % {"number": letter.number}
            day = clock.today()
            revive_proposal(proposal=proposal, why=why, actor=actor, now=now, day=day)
    for undo in VOIDED:
        undo(letter, actor, now)


def _took_back(letter: Letter, proposal: Proposal) -> bool:
    """Tell whether the signing of this letter was the last that became of a move."""
    last = proposal.changes.order_by("pk").last()
    signing = letter.records.filter(state=Signed.SIGNED).last()
    return (
        proposal.state == State.REFUSED
        and last is not None
        and signing is not None
        and last.made_at == signing.made_at
    )
