"""Read circulars, their readers, questions, outages; what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.models import Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Person
from seimbang_web.outreach.access import audiences, questions_visible_to
from seimbang_web.outreach.models import (
    Audience,
    Circular,
    Faq,
    Gathering,
    Outage,
    Reading,
)
from seimbang_web.plans import queries as plans
from seimbang_web.plans.models import Round

PARTS = {  # step of a round: who has a part in it
    "data": (Role.OPERATOR,),
    "measure": (Role.HEAD, Role.SECTOR, Role.OPERATOR),
    "listen": (Role.ASN, Role.HEAD),
    "plan": (Role.PLANNER,),
    "decide": (Role.SECTOR, Role.VERIFIER, Role.TEAM, Role.AUTHORITY),
    "support": (Role.ASN, Role.HEAD),
}


@dataclass(frozen=True)
class Date:
    """A last day of the round's calendar; ``mine``: the person has a part in it."""

    words: str
    day: date
    who: list[str]
    mine: bool
    past: bool


def calendar(rights: Rights) -> tuple[Round | None, list[Date]]:
    """Return the open round with its last days, the nearest first."""
    held = Round.objects.filter(closed_on=None).first()
    if held is None:
        return None, []
    found = [
        Date(
            str(words),
            day,
            [str(role.label) for role in PARTS[key]],
            bool(rights.roles & set(PARTS[key])),
            day < rights.day,
        )
        for key, words, day in plans.deadlines(held)
    ]
    return held, sorted(found, key=lambda one: one.day)


def circulars(rights: Rights) -> QuerySet[Circular]:
    """Return what is told to the person, with ``done``: whether the person read it."""
    mine = Reading.objects.filter(circular=OuterRef("pk"), user=rights.user)
    rows = Circular.objects.filter(audience__in=audiences(rights), replaced_by=None)
    return rows.annotate(done=Exists(mine)).select_related("published_by")


def faqs(rights: Rights) -> QuerySet[Faq]:
    """Return the questions and answers for the person."""
    return Faq.objects.filter(audience__in=audiences(rights), ended_at=None)


@dataclass(frozen=True)
class Proof:
    """Who was reached by a circular: in the application, and read out in units."""

    reached: int
    read: int
    gatherings: list[Gathering]
    heard: int


def proof(circular: Circular, day: date) -> Proof:
    """Return who read a circular; ``reached``: users of the audience today."""
    gatherings = list(
        circular.gatherings.select_related("unit", "told_by").order_by("unit__name")
    )
    return Proof(
        reached=_users(circular.audience, day),
        read=circular.readings.count(),
        gatherings=gatherings,
        heard=circular.gatherings.aggregate(n=Sum("present"))["n"] or 0,
    )


def _users(audience: str, day: date) -> int:
    active = list(User.objects.filter(is_active=True).prefetch_related("grants"))
    if audience == Audience.ALL:
        return len(active)
    if audience == Audience.ASN:
        return sum(one.person_id is not None for one in active)
    return sum(
        any(
            grant.role == audience and grant.in_force(day) for grant in one.grants.all()
        )
        for one in active
    )


def without_account() -> int:
    """Return how many civil servants have no account: they are reached by hand."""
    return Person.objects.filter(present=True, user=None).count()


def outages() -> QuerySet[Outage]:
    """Return when the service was down, the last first."""
    return Outage.objects.select_related("told_by")


def waiting_for(rights: Rights) -> Iterator[Waiting]:
    """Yield circulars to confirm, questions to answer."""
    unread = circulars(rights).filter(confirm_by__isnull=False)
    unread = unread.exclude(readings__user=rights.user)
    first = unread.order_by("confirm_by").first()
    if first is not None:
        yield Waiting(
            _("Circulars to read and confirm"),
            reverse("outreach"),
            unread.count(),
            first.confirm_by,
        )
    if rights.may("outreach.help"):
        asked = questions_visible_to(rights).filter(answered_at=None)
        count = asked.exclude(asked_by=rights.user).count()
        if count:
            yield Waiting(
                _("Questions to the help desk"), reverse("help-question-list"), count
            )
