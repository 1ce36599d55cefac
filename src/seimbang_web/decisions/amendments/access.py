"""Who reaches which changes of decrees; one answer for no."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.amendments.check import changeable
from seimbang_web.decisions.letters.facts import entries_of
from seimbang_web.decisions.letters.subjects import dossier_of, entry_of
from seimbang_web.decisions.models import Amendment, Entry
from seimbang_web.documents.access import letter_for
from seimbang_web.documents.models import Kind, Letter


def amendments_visible_to(
    rights: Rights, act: str = "amendment.read"
) -> QuerySet[Amendment]:
    """Return the changes on which the person may do ``act``."""
    rows = Amendment.objects.select_related(
        "letter",
        "entry__dossier",
        "entry__proposal__person",
        "entry__proposal__from_unit",
        "entry__proposal__from_job",
        "entry__proposal__to_unit",
        "entry__proposal__to_job",
        "proposed_by",
        "decided_by",
    ).defer("entry__dossier__content")
    return rows if rights.reach(act).everything else rows.none()


def amendment_for(rights: Rights, pk: int, act: str = "amendment.read") -> Amendment:
    """
    Return the change, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    found = amendments_visible_to(rights, act).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def decree_for(rights: Rights, pk: int) -> Letter:
    """
    Return the signed decree of which this person proposes a change.

    :raises Http404: when it is none, or out of reach: one answer for both.
    """
    letter = letter_for(rights, pk, "amendment.propose")
    if not changeable(letter):
        raise Http404
    return letter


def rows_of(letter: Letter) -> list[Entry]:
    """Return the entries that stand in a decree, in their order."""
    if letter.kind == Kind.SINGLE:
        return [entry_of(letter.subject)]
    return entries_of(dossier_of(letter.subject))


def row_for(letter: Letter, number: int) -> Entry:
    """
    Return the entry of a row of a decree; the first is 1.

    :raises Http404: when there is no such row.
    """
    rows = rows_of(letter)
    if not 0 < number <= len(rows):
        raise Http404
    return rows[number - 1]
