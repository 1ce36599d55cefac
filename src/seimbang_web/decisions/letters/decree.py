"""L6 and L8: the decree of a dossier with its annex, or of one person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from seimbang.decide.instrument import Instrument, instrument
from seimbang.document.letter import facts as core
from seimbang.document.letter.decree import decree
from seimbang.document.letter.single import single
from seimbang_web.decisions.dossier.reconciled import contradicted
from seimbang_web.decisions.letters import SIGNED, VOIDED, facts
from seimbang_web.decisions.letters.subjects import dossier_of, entry_of
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.models import Letter
from seimbang_web.institution.queries import profile

CHAIN = ("Kepala Bidang Mutasi", "Kepala Badan", "Sekretaris Daerah")


def compose(subject: str, day: date) -> Composition:
    """Compose the decree of a dossier, with all its rows in the annex."""
    dossier = dossier_of(subject)
    entries = facts.entries_of(dossier)
    made = told(dossier, entries, day)
    return Composition(
        title=f"Keputusan tentang {facts.about(entries)} ({dossier})",
        blocks=decree(made),
        lane=dossier.lane,
        facts=facts.standing(dossier, entries, made.effective_on),
        chain=CHAIN,
        effective_on=made.effective_on,
    )


def compose_single(subject: str, day: date) -> Composition:
    """Compose the decree of one person."""
    entry = entry_of(subject)
    dossier = entry.dossier
    made = told(dossier, [entry], day)
    return Composition(
        title=f"Keputusan tentang {facts.about([entry])}: {entry.proposal.person}",
        blocks=single(made),
        lane=dossier.lane,
        facts=facts.standing(dossier, [entry], made.effective_on),
        person=entry.proposal.person,
        unit=entry.proposal.to_unit,
        chain=CHAIN,
        effective_on=made.effective_on,
    )


def told(dossier: Dossier, entries: list[Entry], day: date) -> core.Decree:
    """Return the facts of a decree; before the decision, of its draft."""
    start = facts.effective_on(dossier, entries, day)
    rows = facts.people_rows(dossier, entries)
    session = facts.last_session(dossier)
    return core.Decree(
        authority=facts.authority(),
        region=profile().regency,
        transfers=tuple(facts.transfer_of(one, start, day, rows) for one in entries),
        effective_on=start,
        abk_on=facts.data_on(dossier),
        gaps=facts.gaps_of(entries),
        variant=facts.variant_of(entries),
        about=facts.about(entries),
        advised_on=session and session.held_on,
        mindful=facts.mindful_of(dossier, entries),
        local=facts.local_rules(day),
    )


def blocked(subject: str) -> str:
    """Return why the decree of a dossier may not be numbered yet."""
    dossier = dossier_of(subject)
    decided = hasattr(dossier, "decision")  # before it the rows need not be read
    return hindrance(dossier, facts.entries_of(dossier) if decided else [])


def blocked_single(subject: str) -> str:
    """Return why the decree of one person may not be numbered yet."""
    entry = entry_of(subject)
    if entry.outcome not in (Entry.Outcome.WAITS, Entry.Outcome.APPROVED):
        return _("This case was not approved: no decree is written of it.")
    return hindrance(entry.dossier, [entry])


def hindrance(dossier: Dossier, entries: list[Entry]) -> str:
    """Return what keeps a decree from its number, in a sentence; empty: nothing."""
    decision = getattr(dossier, "decision", None)
    if instrument(dossier.lane).instrument != Instrument.DECREE:
        return _("This lane has no decree: the head of the unit assigns.")
    if decision is None:
        return _("There is no decision yet: the appointing authority decides first.")
    if decision.digest != dossier.digest:
        return _("The decision was made on another version: it has to be made again.")
    if not entries:
        return _("Nothing was approved: there is no decree to write.")
    other = facts.decree_of(*entries)
    if other is not None:
        words = _("There is one already: “%(title)s”. Go on with that one.")
        return words % {"title": other.title}
    contrary = next(iter(contradicted(entries).values()), "")
    if contrary:
        return contrary
    if instrument(dossier.lane).recommendation:
        lacking = [one for one in entries if not one.facts["recommendation"]]
        if lacking:
            told = _("The number of the I-Mut recommendation is missing: {names}.")
            names = ", ".join(one.proposal.person.name for one in lacking)
            return told.format(names=names)
    return ""


def extracts(subject: str) -> list[str]:
    """Return the subjects of the extracts of a decree: one a person."""
    return [f"entry:{pk}" for pk in facts.numbers_of(dossier_of(subject))]


def signed(letter: Letter, actor: Any, now: datetime) -> None:
    """Let the rooms above begin what a signed decree sets off."""
    for begin in SIGNED:
        begin(letter, actor, now)


def voided(letter: Letter, actor: Any, now: datetime) -> None:
    """Let the rooms above take back what a voided decree had set off."""
    for undo in VOIDED:
        undo(letter, actor, now)
