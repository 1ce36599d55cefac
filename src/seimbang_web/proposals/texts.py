"""Copy M1: what is sent by hand; no personal detail, no NIP, no unit."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.institution.content import Content
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import Proposal, State


def text_for(proposal: Proposal, office: Content, site: str) -> str:
    """Return the message for one person, for WhatsApp, SMS or a slip of paper."""
    return _(
        "%(office)s: Dear Mr/Ms %(name)s, there is a proposal that you need to read "
        "and answer by %(day)s. Open %(site)s and sign in as usual. We never ask for a "
        "password or OTP."
    ) % {
        "office": f"{office.called} {office.place}".strip(),
        "name": first_name(proposal.person.name),
        "day": date_format(proposal.respond_until, "l, j F Y"),
        "site": site,
    }


def first_name(name: str) -> str:
    """Return the first part of a name that is no title."""
    parts = name.replace(",", " ").split()
    return next((part for part in parts if not part.endswith(".")), name)


def unanswered(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return the open proposals whose person has not answered."""
    return rows.filter(state=State.OPEN, responses=None).order_by("person__name")


def units_of(rows: QuerySet[Proposal]) -> QuerySet[Unit]:
    """Return the units whose people have not answered, with their number."""
    left = unanswered(rows).order_by().values("from_unit")
    units = Unit.objects.filter(pk__in=left)
    return units.annotate(people_asked=Count("pk", distinct=True)).order_by(
        "district", "name"
    )
