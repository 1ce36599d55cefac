"""Who drafts letters of which records; one answer for no."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.dossier.access import dossier_for
from seimbang_web.decisions.letters.subjects import RECEIPT
from seimbang_web.decisions.models import Entry, Session
from seimbang_web.decisions.objections.access import objection_for
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.models import Kind

ACT = "letter.draft"
SUBJECTS = {  # kind of letter → kinds of records it is written of
    Kind.MEMO: ("dossier",),
    Kind.MINUTES: ("session",),
    Kind.DECREE: ("dossier",),
    Kind.EXTRACT: ("entry",),
    Kind.SINGLE: ("entry",),
    Kind.OBJECTION: ("objection", RECEIPT),
    Kind.CHANGE: ("objection",),
    Kind.ASSIGNMENT: ("entry",),
    Kind.ADDENDUM: ("entry",),
}


def subject_for(rights: Rights, kind: str, subject: str) -> tuple[Kind, str]:
    """
    Return kind and subject of a letter to be drafted, checked.

    :raises Http404: when no such letter is written of it, or it is out of reach.
    """
    of, _colon, number = subject.partition(":")
    if kind not in COMPOSERS or of not in SUBJECTS.get(Kind(kind), ()):
        raise Http404
    if not number.isdecimal() or len(number) > 17:
        raise Http404
    pk = int(number)
    if of == "entry":
        pk = _dossier(Entry, pk)
    elif of == "session":
        pk = _dossier(Session, pk)
    if of in ("objection", RECEIPT):
        objection_for(rights, pk, ACT)
    else:
        dossier_for(rights, pk, ACT)
    return Kind(kind), subject


def _dossier(model: type[Entry] | type[Session], pk: int) -> int:
    row = model.objects.filter(pk=pk).values_list("dossier_id", flat=True).first()
    if row is None:
        raise Http404
    return int(row)
