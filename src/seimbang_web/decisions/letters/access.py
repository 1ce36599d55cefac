"""Who drafts letters of which records; one answer for no."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.amendments.access import amendment_for
from seimbang_web.decisions.dossier.access import dossier_for
from seimbang_web.decisions.letters.subjects import AMENDMENT, RECEIPT
from seimbang_web.decisions.models import Entry, Session
from seimbang_web.decisions.objections.access import objection_for
from seimbang_web.documents.models import Kind

ACT = "letter.draft"
DIGITS = 17  # of an id that the database takes
SUBJECTS = {  # kind of letter → kinds of records it is written of
    Kind.MEMO: ("dossier",),
    Kind.MINUTES: ("session",),
    Kind.DECREE: ("dossier",),
    Kind.EXTRACT: ("entry",),
    Kind.SINGLE: ("entry",),
    Kind.OBJECTION: ("objection", RECEIPT),
    Kind.CHANGE: ("objection", AMENDMENT),
    Kind.ASSIGNMENT: ("entry",),
    Kind.ADDENDUM: ("entry",),
}


def reach(kind: Kind, rights: Rights, subject: str) -> None:
    """
    Let pass who drafts this letter of this record.

    :raises Http404: when no such letter is written of it, or it is out of reach.
    """
    of, _colon, number = subject.partition(":")
    if of not in SUBJECTS[kind] or not number.isdecimal() or len(number) > DIGITS:
        raise Http404
    pk = int(number)
    if of == "entry":
        pk = _dossier(Entry, pk)
    elif of == "session":
        pk = _dossier(Session, pk)
    if of == AMENDMENT:
        amendment_for(rights, pk, ACT)
    elif of in ("objection", RECEIPT):
        objection_for(rights, pk, ACT)
    else:
        dossier_for(rights, pk, ACT)


def _dossier(model: type[Entry] | type[Session], pk: int) -> int:
    row = model.objects.filter(pk=pk).values_list("dossier_id", flat=True).first()
    if row is None:
        raise Http404
    return int(row)
