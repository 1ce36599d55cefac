"""L7: what one person gets of a signed decree, under the same number and day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.dress import office_lines
from seimbang.document.letter.extract import extract
from seimbang_web.decisions.letters import decree, facts
from seimbang_web.decisions.letters.subjects import entry_of
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.models import Letter
from seimbang_web.documents.signer import core as signer_of
from seimbang_web.institution.queries import profile
from seimbang_web.lib.act import ActError

_HELD: ContextVar[dict[tuple[Any, ...], core.Decree] | None] = ContextVar(
    "decrees", default=None
)


@contextmanager
def together() -> Iterator[None]:
    """Read the record of a decree once for all the extracts made inside."""
    token = _HELD.set({})
    try:
        yield
    finally:
        _HELD.reset(token)


def _decree(dossier: Dossier, day: date) -> core.Decree:
    """Return the facts of a numbered decree; its entries do not change any more."""
    held = _HELD.get()
    key = (dossier.pk, dossier.digest, day)
    if held is not None and key in held:
        return held[key]
    told = decree.told(dossier, facts.entries_of(dossier), day)
    if held is not None:
        held[key] = told
    return told


def compose(subject: str, day: date) -> Composition:
    """
    Compose the extract of one person.

    :raises ActError: when the decree has no number yet.
    """
    entry = entry_of(subject)
    letter = facts.decree_of(entry)
    if letter is None:
        raise ActError(_("The decree has no number yet: extracts carry the same one."))
    dossier = entry.dossier
    told = core.Extract(
        decree=_decree(dossier, day),
        row=facts.row_of(entry),
        signed=_signed(letter),
    )
    return Composition(
        title=f"Petikan keputusan {letter.number}: {entry.proposal.person}",
        blocks=extract(told),
        lane=dossier.lane,
        facts=facts.standing(dossier, [entry], told.decree.effective_on),
        person=entry.proposal.person,
        unit=entry.proposal.to_unit,
        parent=letter,
        effective_on=letter.effective_on,
    )


def _signed(letter: Letter) -> core.Signed:
    """Return number, day and signer of the decree, as an extract repeats them."""
    signer = signer_of(letter.signer) if letter.signer else core.Signer("", "")
    return core.Signed(
        number=letter.number,
        on=letter.dated_on or letter.made_at.date(),
        place=profile().seat,
        office=office_lines(signer),
        name=signer.name,
        rank=signer.rank,
        nip=signer.nip,
    )


def blocked(subject: str) -> str:
    """Return why an extract may not be numbered: its decree has no number."""
    entry = entry_of(subject)
    if entry.outcome != Entry.Outcome.APPROVED:
        return _("It is not approved yet.")
    if facts.decree_of(entry) is None:
        return _("The decree has no number yet: extracts carry the same one.")
    return ""
