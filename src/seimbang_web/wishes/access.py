"""Who reads which wishes, who writes them; one answer for no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.access import chosen_plans
from seimbang_web.organisation.access import people_visible_to, units_in
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Move, Round
from seimbang_web.plans.queries import open_round
from seimbang_web.wishes.models import State, Wish
from seimbang_web.wishes.window import is_open


def wishes_visible_to(rights: Rights, act: str = "wish.read") -> QuerySet[Wish]:
    """Return the wishes that were sent, on which the person may do ``act``."""
    reach = rights.reach(act)
    rows = Wish.objects.exclude(state=State.DRAFT).select_related(
        "person__unit", "person__job", "round", "from_unit", "from_job", "helper"
    )
    if reach.everything:
        return rows
    found = rows.none()
    if reach.units:
        found |= rows.filter(person__unit__in=units_in(reach))
    if reach.cases:
        before = Move.objects.filter(plan__in=chosen_plans()).values("person")
        found |= rows.filter(person__in=before)
    if reach.own and rights.user.person_id:
        found |= rows.filter(person=rights.user.person_id)
    return found


def wish_for(rights: Rights, pk: int, act: str = "wish.read") -> Wish:
    """
    Return the wish, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    wish = wishes_visible_to(rights, act).filter(pk=pk).first()
    if wish is None:
        raise Http404
    return wish


def own_draft(rights: Rights, pk: int) -> bool:
    """Tell whether this is a wish of oneself that is not sent yet."""
    person = rights.user.person_id or 0
    return Wish.objects.filter(pk=pk, person=person, state=State.DRAFT).exists()


@dataclass(frozen=True)
class Desk:
    """
    Whose wishes are written, by whom, in which round.

    ``helper``: the officer in whose presence the person speaks; None: the person.
    ``wish`` None: nothing is written yet. ``private``: home and family may be shown.
    """

    round: Round | None
    person: Person
    helper: Any | None
    wish: Wish | None
    day: date
    private: bool

    @property
    def open(self) -> bool:
        """Tell whether wishes may be written now."""
        return self.round is not None and is_open(self.round, self.day)

    @property
    def sent(self) -> bool:
        """Tell whether something is sent and holds."""
        return self.wish is not None and self.wish.state == State.SENT

    @property
    def theirs(self) -> bool:
        """Tell whether the person, or another helper, has written already."""
        wish = self.wish
        if self.helper is None or wish is None:
            return False
        begun = wish.state != State.DRAFT or bool(wish.draft)
        return begun and wish.helper_id != self.helper.pk

    def url(self, page: str, **parts: Any) -> str:
        """Return the address of a page of this desk."""
        if self.helper is None:
            return reverse(f"wish-{page}", kwargs=parts)
        return reverse(f"wish-for-{page}", kwargs={**parts, "person": self.person.pk})


def desk_for(rights: Rights, person: int | None, day: date) -> Desk:
    """
    Return the desk of oneself, or of a person whom one helps.

    :raises Http404: when there is no such person, or out of reach.
    """
    helper = None
    if person is None:
        rows = people_visible_to(rights, "wish.write")
        found = rows.filter(pk=rights.user.person_id or 0)
    else:
        helper = rights.user
        found = people_visible_to(rights, "wish.assist").filter(pk=person)
        found = found.exclude(pk=rights.user.person_id or 0)
    one = found.select_related("unit", "job").first()
    if one is None:
        raise Http404
    round = open_round()
    wish = None
    if round is not None:
        rows_ = Wish.objects.filter(round=round, person=one)
        wish = rows_.select_related("round", "person__unit", "from_unit").first()
    private = helper is None or rights.reach("private.read").everything
    return Desk(round, one, helper, wish, day, private)


def papers_for(rights: Rights, pk: int) -> Wish:
    """
    Return the wish whose papers may be read; oneself before it is sent, too.

    :raises Http404: when it is not there or out of reach.
    """
    mine = Wish.objects.filter(pk=pk, person=rights.user.person_id or 0).first()
    return mine or wish_for(rights, pk, "wish.evidence")


def helped_for(rights: Rights, pk: int) -> Wish:
    """
    Return a wish that this helper entered.

    :raises Http404: when it is not there, or somebody else wrote it.
    """
    rows = Wish.objects.exclude(state=State.DRAFT).filter(helper=rights.user, pk=pk)
    people = people_visible_to(rights, "wish.assist")
    rows = rows.filter(person__in=people).select_related("person", "from_unit")
    wish = rows.first()
    if wish is None:
        raise Http404
    return wish


def receipt_url(desk: Desk, pk: int) -> str:
    """Return where the receipt of a wish just sent is shown."""
    page = "wish-receipt" if desk.helper is None else "wish-receipt-helped"
    return reverse(page, args=[pk])
