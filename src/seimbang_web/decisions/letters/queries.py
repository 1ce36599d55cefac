"""Which letters a record has, and which may be drafted of it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang.decide.instrument import Instrument, instrument
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.amendments.check import lapsed
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.subjects import AMENDMENT, RECEIPT
from seimbang_web.decisions.models import Amendment, Dossier, Objection
from seimbang_web.decisions.models import State as Dossiers
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.lib.waiting import Waiting

DECIDING = (Kind.DECREE, Kind.SINGLE, Kind.ASSIGNMENT)  # what carries a decision out


@dataclass(frozen=True)
class Offer:
    """
    A letter of a record: there already, or to be drafted.

    ``blocked``: why it could not be numbered now; a draft may be written all the same.
    """

    kind: Kind
    subject: str
    name: str
    letter: Letter | None
    blocked: str
    may_draft: bool


def of_dossier(dossier: Dossier, rights: Rights) -> list[Offer]:
    """Return the letters of a dossier, in the order in which they are written."""
    return [_offer(*one, rights) for one in _of_dossier(dossier)]


def of_objection(objection: Objection, rights: Rights) -> list[Offer]:
    """Return the letters of an objection: receipt, decision, decree of change."""
    found = [
        (Kind.OBJECTION, f"{RECEIPT}:{objection.pk}", ""),
        (Kind.OBJECTION, f"objection:{objection.pk}", ""),
    ]
    if objection.stage == Objection.Stage.AFTER:
        found.append((Kind.CHANGE, f"objection:{objection.pk}", ""))
    return [_offer(*one, rights) for one in found]


def of_amendment(amendment: Amendment, rights: Rights) -> list[Offer]:
    """Return the decree of change that writes a new text."""
    return [_offer(Kind.CHANGE, f"{AMENDMENT}:{amendment.pk}", "", rights)]


def _of_dossier(dossier: Dossier) -> Iterator[tuple[Kind, str, str]]:
    subject = f"dossier:{dossier.pk}"
    names = facts.names_of(dossier)
    if instrument(dossier.lane).instrument == Instrument.ASSIGNMENT:
        yield from ((Kind.ASSIGNMENT, f"entry:{pk}", who) for pk, who in names.items())
        return
    yield Kind.MEMO, subject, ""
    session = facts.last_session(dossier)
    if session is not None:
        yield Kind.MINUTES, f"session:{session.pk}", ""
    if len(names) == 1:
        yield Kind.SINGLE, f"entry:{next(iter(names))}", ""
    else:
        yield Kind.DECREE, subject, ""
    if instrument(dossier.lane).addendum:
        yield from ((Kind.ADDENDUM, f"entry:{pk}", who) for pk, who in names.items())


def _offer(kind: Kind, subject: str, who: str, rights: Rights) -> Offer:
    rows = Letter.objects.filter(kind=kind, subject=subject).exclude(state=State.VOID)
    letter = rows.first()
    name = str(Kind(kind).label)
    return Offer(
        kind=kind,
        subject=subject,
        name=f"{name}: {who}" if who else name,
        letter=letter,
        blocked="" if letter else COMPOSERS[kind].blocked(subject),
        may_draft=letter is None and rights.may("letter.draft"),
    )


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the decrees, and decrees of change, that nobody has drafted."""
    if not rights.reach("letter.draft").everything:
        return []
    return [*_decrees(), *_changes(rights)]


def _changes(rights: Rights) -> Iterator[Waiting]:
    """Yield the decrees of change that are due."""
    written = Letter.objects.filter(kind=Kind.CHANGE).exclude(state=State.VOID)
    subjects = set(written.values_list("subject", flat=True))
    words = _("Write the decree of change of %(what)s")
    if rights.may("objection.receipt"):
        for one in Objection.objects.filter(
            stage=Objection.Stage.AFTER, outcome=Objection.Outcome.UPHELD
        ):
            if f"objection:{one.pk}" not in subjects:
                url = reverse("objection-receipt", args=[one.pk])
                yield Waiting(words % {"what": one.receipt}, url, 1)
    rows = Amendment.objects.filter(outcome=Amendment.Outcome.APPROVED)
    rows = rows.select_related("letter", "entry__proposal", "entry__dossier")
    for row in rows.defer("entry__dossier__content"):
        if f"{AMENDMENT}:{row.pk}" not in subjects and not lapsed(row, rights.day):
            url = reverse("amendment-detail", args=[row.pk])
            yield Waiting(words % {"what": row.letter.number}, url, 1)


def _decrees() -> list[Waiting]:
    """Return the decided dossiers whose decree is to be drafted."""
    rows = Letter.objects.filter(kind__in=DECIDING).exclude(state=State.VOID)
    written = set(rows.values_list("kind", "subject"))
    found = []
    for dossier in Dossier.objects.filter(state=Dossiers.DECIDED).order_by("pk"):
        due = [told[:2] for told in _of_dossier(dossier) if told[0] in DECIDING]
        if due and not written.issuperset(due):
            words = _("Write the decree of %(dossier)s") % {"dossier": dossier}
            url = reverse("dossier-detail", args=[dossier.pk])
            found.append(Waiting(words, url, 1))
    return found
