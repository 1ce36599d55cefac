"""L14: a decree of change after an objection to a decree was upheld."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.change import change
from seimbang_web.decisions.letters import SIGNED, facts
from seimbang_web.decisions.letters.decree import CHAIN
from seimbang_web.decisions.letters.objection import person_of
from seimbang_web.decisions.letters.subjects import objection_of
from seimbang_web.decisions.models import Entry, Objection
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.institution.queries import profile
from seimbang_web.proposals.actions import settle_proposal
from seimbang_web.proposals.models import State

Outcome, Stage = Objection.Outcome, Objection.Stage


def compose(subject: str, day: date) -> Composition:
    """Compose the decree that takes a row of a decree back."""
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
    one = objection_of(subject)
    if one.stage != Stage.AFTER or one.decree is None:
        return _("There is no decree yet that could be changed.")
    if one.outcome != Outcome.UPHELD:
        return _("The objection is not upheld: the decree stays as it is.")
    return ""


def signed(letter: Letter, actor: Any, now: datetime) -> None:
    """Take the move back: it is not carried out any more."""
    for begin in SIGNED:
        begin(letter, actor, now)
    one = objection_of(letter.subject)
    if one.proposal.state == State.DECIDED:
        why = _("Objection {receipt} was upheld.").format(receipt=one.receipt)
        settle_proposal(
            proposal=one.proposal, state=State.REFUSED, why=why, actor=actor, now=now
        )
