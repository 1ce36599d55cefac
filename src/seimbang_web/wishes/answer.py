"""Answer every wish in writing: what the chosen plan makes of it, and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.documents.actions.draft import draft
from seimbang_web.documents.models import Kind as LetterKind
from seimbang_web.documents.models import Letter
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Plan, Round
from seimbang_web.plans.queries import chosen
from seimbang_web.wishes.fate import Fate, fate
from seimbang_web.wishes.models import State, Wish
from seimbang_web.wishes.queries import asking, letters_of

AT_ONCE = 100  # letters of one press of the button


def plan_of(round: Round) -> Plan:
    """
    Return the plan that answers rest on.

    :raises ActError: when none is chosen.
    """
    held = chosen(round)
    if held is None:
        raise ActError(_("No plan is chosen yet: answers rest on the chosen plan."))
    return Plan.objects.get(pk=held.plan_id)


def fate_now(wish: Wish) -> Fate | None:
    """Return what the chosen plan makes of a wish; None: the person left the data."""
    try:
        return fate(wish, plan_of(wish.round))
    except KeyError:
        return None


def keep_outcome(wish: Wish) -> Fate | None:
    """Keep the outcome of a wish and of its places by the chosen plan; return it."""
    found = fate_now(wish)
    if found is None:
        return None
    Wish.objects.filter(pk=wish.pk).update(
        outcome=found.outcome, plan=plan_of(wish.round)
    )
    for one in found.reasons:
        wish.places.filter(pk=one.place.pk).update(outcome=one.outcome)
    return found


@transaction.atomic
def answer_wish(*, wish: Wish, actor: Any, now: datetime, day: date) -> Letter:
    """
    Draft the written answer to a wish; return the letter.

    :raises ActError: when it is withdrawn or answered, or no plan is chosen.
    """
    row = Wish.objects.select_for_update().get(pk=wish.pk)
    if row.state != State.SENT:
        raise ActError(_("Withdrawn wishes are not answered."))
    if not row.places.exists():
        raise ActError(_("No transfer is wished: there is nothing to answer."))
    if row.person_id == actor.person_id:
        raise ActError(_("Your own wish is answered by a colleague."))
    if row.pk in letters_of([row.pk]):
        raise ActError(_("There is an answer already: look at it among the letters."))
    found = keep_outcome(row)
    if found is None:
        raise ActError(_("This person is not in the data any more."))
    letter = draft(
        kind=LetterKind.ANSWER,
        subject=f"wish:{row.pk}",
        actor=actor,
        now=now,
        day=day,
    )
    record(
        actor=actor,
        act="wish.answer",
        subject=f"wish:{row.pk}",
        now=now,
        content={"letter": letter.pk, "outcome": found.outcome},
    )
    return letter


def answer_round(*, round: Round, actor: Any, now: datetime, day: date) -> int:
    """
    Draft the answers to the wishes of a round that have none; return how many.

    At most :data:`AT_ONCE`, so that the page comes back; who asks again goes on.
    Each stands by itself: what was drafted stays when a later one cannot be.
    :raises ActError: when no plan is chosen.
    """
    plan_of(round)
    sent = list(asking(round).order_by("number"))
    held, made = letters_of(one.pk for one in sent), 0
    for wish in sent:
        if made == AT_ONCE:
            break
        if wish.pk in held:
            continue
        try:
            answer_wish(wish=wish, actor=actor, now=now, day=day)
        except ActError:  # one's own, or left the data: stays unanswered in the count
            continue
        made += 1
    return made
