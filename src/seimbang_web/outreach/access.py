"""Who reads which circular and question; one answer for no."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.access import units_visible_to
from seimbang_web.organisation.models import Unit
from seimbang_web.outreach.models import Audience, Circular, Faq, Question


def audiences(rights: Rights) -> list[str]:
    """Return the audiences the person belongs to; who writes them reads all."""
    if rights.may("outreach.write"):
        return [one.value for one in Audience]
    roles = {role.value for role in rights.roles}
    return [Audience.ALL.value, *(one.value for one in Audience if one.value in roles)]


def circular_for(rights: Rights, pk: int) -> Circular:
    """
    Return the circular, checked; an older one stays readable.

    :raises Http404: when it is not there or not for the person.
    """
    rows = Circular.objects.filter(audience__in=audiences(rights))
    found = rows.select_related("published_by", "replaces", "replaced_by")
    circular = found.filter(pk=pk).first()
    if circular is None:
        raise Http404
    return circular


def units_told_by(rights: Rights) -> QuerySet[Unit]:
    """Return the units in which the person may say that a circular was read out."""
    return units_visible_to(rights, "outreach.print").filter(present=True)


def questions_visible_to(rights: Rights) -> QuerySet[Question]:
    """Return one's own questions; all for the help desk."""
    rows = Question.objects.select_related("asked_by", "answered_by")
    if rights.may("outreach.help"):
        return rows
    return rows.filter(asked_by=rights.user)


def question_for(rights: Rights, pk: int) -> Question:
    """
    Return the question, checked.

    :raises Http404: when it is not there or another person's.
    """
    question = questions_visible_to(rights).filter(pk=pk).first()
    if question is None:
        raise Http404
    return question


def faq_for(rights: Rights, pk: int) -> Faq:
    """
    Return the answer in force, checked.

    :raises Http404: when it is not there, ended, or not for the person.
    """
    rows = Faq.objects.filter(ended_at=None, audience__in=audiences(rights))
    faq = rows.filter(pk=pk).first()
    if faq is None:
        raise Http404
    return faq
