"""The time of wishes of a round: open until the last day of its step ``listen``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.institution.queries import profile
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Round
from seimbang_web.plans.rounds import set_deadlines

STEP = "listen"


def until(round: Round) -> date | None:
    """Return the last day (inclusive); None: the time of wishes was never opened."""
    day = round.deadlines.get(STEP)
    return date.fromisoformat(day) if day else None


def is_open(round: Round, day: date) -> bool:
    """Tell whether wishes may be written on ``day``."""
    last = until(round)
    return round.closed_on is None and last is not None and day <= last


def closed_words(round: Round) -> str:
    """Return that the time is over, and whom to call (copy M15)."""
    last, held = until(round), profile()
    told = {"office": held.called, "contact": held.contact}
    if last is None:
        return _("The time of wishes is not open. Ask %(office)s. %(contact)s") % told
    told["day"] = date_format(last, "DATE_FORMAT")
    words = _("The last day was %(day)s. Call %(office)s if it is urgent. %(contact)s")
    return (words % told).strip()


def move_last_day(
    *, round: Round, base: int, last: date, actor: Any, now: Any, day: date
) -> Round:
    """
    Open the time of wishes until ``last``, or move its last day; return the round.

    :raises ActError: when the round is closed or the day is past.
    :raises StaleError: when somebody changed the days meanwhile.
    """
    if round.closed_on is not None:
        raise ActError(_("The round is closed."))
    if last < day:
        raise ActError(_("The last day is past: choose today or later."))
    return _set(round, base, last, actor, now)


def close(*, round: Round, base: int, actor: Any, now: Any, day: date) -> Round:
    """
    Close the time of wishes: its last day was yesterday; return the round.

    :raises ActError: when it is not open.
    """
    if not is_open(round, day):
        raise ActError(closed_words(round))
    return _set(round, base, day - timedelta(days=1), actor, now)


def _set(round: Round, base: int, last: date, actor: Any, now: Any) -> Round:
    days = {step: date.fromisoformat(one) for step, one in round.deadlines.items()}
    return set_deadlines(
        round=round, base=base, deadlines=days | {STEP: last}, actor=actor, now=now
    )
