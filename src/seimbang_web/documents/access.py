"""Who reads which letters; one answer for no."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.models import Kind, Letter, Record, State
from seimbang_web.organisation.access import units_in


def letters_visible_to(rights: Rights, act: str = "letter.read") -> QuerySet[Letter]:
    """Return the letters on which the person may do ``act``; units by their head."""
    rows = Letter.objects.select_related("person", "unit", "made_by", "parent")
    reach = rights.reach(act)
    if reach.everything:
        return rows
    within = Q(unit__in=units_in(reach)) if reach.units else Q(pk=None)
    return rows.filter(within)


def letter_for(rights: Rights, pk: int, act: str = "letter.read") -> Letter:
    """
    Return the letter, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    letter = letters_visible_to(rights, act).filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter


def kind_for(rights: Rights, kind: str, subject: str) -> Kind:
    """
    Return the kind of a letter to be drafted, its record checked by the room of it.

    :raises Http404: when no such letter is written of it, or it is out of reach.
    """
    if kind not in COMPOSERS:
        raise Http404
    COMPOSERS[Kind(kind)].reach(rights, subject)
    return Kind(kind)


def own_letters(rights: Rights) -> QuerySet[Letter]:
    """Return the letters to the person that were signed, the last first."""
    person = rights.user.person_id
    if person is None or not rights.reach("letter.own").own:
        return Letter.objects.none()
    rows = Letter.objects.select_related("unit", "person", "parent")
    signed = Record.objects.filter(state=State.SIGNED).values("letter")
    return rows.filter(person=person, pk__in=signed)


def own_letter_for(rights: Rights, pk: int) -> Letter:
    """
    Return a signed letter to the person, which is in force.

    :raises Http404: when it is another's, not there, or void: one answer for all.
    """
    rows = own_letters(rights).filter(state__in=(State.SIGNED, State.DELIVERED))
    letter = rows.filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter
