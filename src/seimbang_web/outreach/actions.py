"""Publish, confirm, read out, ask, answer; move last days when the service was down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.outreach.extend import EXTENDERS, LEAST, Moved, lost
from seimbang_web.outreach.models import (
    Circular,
    Faq,
    Gathering,
    Outage,
    Pulse,
    Question,
    Reading,
)
from seimbang_web.plans.models import Round


@dataclass(frozen=True)
class Told:
    """What a circular says: whom, what, in short, and until when it is confirmed."""

    audience: str
    title: str
    body: str
    short: str
    confirm_by: date | None = None


@transaction.atomic
def publish_circular(
    *,
    told: Told,
    round: Round | None,
    replaces: Circular | None,
    actor: Any,
    now: datetime,
    day: date,
) -> Circular:
    """
    Publish a circular, or one that takes another's place; return it.

    :raises ActError: when the last day to confirm has passed, or the other one was
        replaced already.
    """
    if told.confirm_by is not None and told.confirm_by < day:
        raise ActError(_("The day until which it is confirmed has passed."))
    if replaces is not None:
        Circular.objects.select_for_update().get(pk=replaces.pk)
        if Circular.objects.filter(replaces=replaces).exists():
            raise ActError(_("Another circular took its place already: open that one."))
    made = Circular.objects.create(
        round=round,
        audience=told.audience,
        title=told.title,
        body=told.body,
        short=told.short,
        confirm_by=told.confirm_by,
        replaces=replaces,
        published_by=actor,
        published_at=now,
    )
    record(
        actor=actor,
        act="circular.publish",
        subject=f"circular:{made.pk}",
        now=now,
        content={
            "audience": told.audience,
            "title": told.title,
            "replaces": replaces.pk if replaces else None,
        },
    )
    return made


@transaction.atomic
def confirm_reading(*, circular: Circular, actor: Any, now: datetime) -> Reading:
    """Keep that the actor read the circular, once."""
    reading, new = Reading.objects.get_or_create(
        circular=circular, user=actor, defaults={"read_at": now}
    )
    if new:
        subject = f"circular:{circular.pk}"
        record(actor=actor, act="circular.read", subject=subject, now=now)
    return reading


@transaction.atomic
def tell_gathering(
    *,
    circular: Circular,
    unit: Unit,
    held_on: date,
    present: int,
    note: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Gathering:
    """
    Keep that a circular was read out in a unit.

    :raises ActError: when the day is still to come, is before the circular, or was
        told already.
    """
    if held_on > day:
        raise ActError(_("The day is still to come: tell it when it was held."))
    told = {"circular": circular, "unit": unit, "held_on": held_on}
    if Gathering.objects.filter(**told).exists():
        raise ActError(_("This was told already for the unit and the day."))
    made = Gathering.objects.create(
        **told, present=present, note=note, told_by=actor, told_at=now
    )
    record(
        actor=actor,
        act="circular.gather",
        subject=f"circular:{circular.pk}",
        now=now,
        content={"unit": unit.code, "held_on": held_on, "present": present},
    )
    return made


@transaction.atomic
def ask_question(*, text: str, actor: Any, now: datetime) -> Question:
    """Send a question to the help desk; return it."""
    made = Question.objects.create(text=text, asked_by=actor, asked_at=now)
    record(actor=actor, act="question.ask", subject=f"question:{made.pk}", now=now)
    return made


@transaction.atomic
def answer_question(
    *, question: Question, answer: str, actor: Any, now: datetime
) -> None:
    """
    Answer a question of the help desk.

    :raises ActError: when it was answered meanwhile, or is the actor's own.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.asked_by_id == actor.pk:
        raise ActError(_("It is your own question: a colleague answers it."))
    if held.answered_at is not None:
        raise ActError(
            _("{who} answered it meanwhile: read that answer.").format(
                who=held.answered_by
            )
        )
    held.answer, held.answered_by, held.answered_at = answer, actor, now
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    record(actor=actor, act="question.answer", subject=f"question:{held.pk}", now=now)


@transaction.atomic
def publish_faq(
    *, audience: str, question: str, answer: str, actor: Any, now: datetime
) -> Faq:
    """Publish a question with its answer; return it."""
    made = Faq.objects.create(
        audience=audience, question=question, answer=answer, made_by=actor, made_at=now
    )
    record(
        actor=actor,
        act="faq.publish",
        subject=f"faq:{made.pk}",
        now=now,
        content={"audience": audience, "question": question},
    )
    return made


@transaction.atomic
def end_faq(*, faq: Faq, actor: Any, now: datetime) -> None:
    """Take an answer from the pages; it stays in the record."""
    held = Faq.objects.filter(pk=faq.pk, ended_at=None)
    if held.update(ended_at=now, ended_by=actor):
        record(actor=actor, act="faq.end", subject=f"faq:{faq.pk}", now=now)


@transaction.atomic
def pulse(*, now: datetime, working: Callable[[date], date]) -> Outage | None:
    """
    Keep that the pages answer now; a gap of two hours or more was an outage.

    Returns the outage that was found, with the last days it moved; None: there is none.
    """
    held = Pulse.objects.select_for_update().first()
    if held is None:
        Pulse.objects.create(at=now)
        return None
    since, held.at = held.at, now
    held.save(update_fields=["at"])
    if now - since < LEAST:
        return None
    return _kept(since, now, "", working, actor=None, now=now)


@transaction.atomic
def tell_outage(
    *,
    since: datetime,
    until: datetime,
    why: str,
    working: Callable[[date], date],
    actor: Any,
    now: datetime,
) -> Outage:
    """
    Keep an outage that the pulse does not see, and move the last days it concerns.

    :raises ActError: when it ends before it begins, lies ahead, is shorter than two
        hours, or overlaps one that was counted.
    """
    if until <= since:
        raise ActError(_("The end must be after the beginning."))
    if until > now:
        raise ActError(_("The end lies ahead: tell it when the service is back."))
    if until - since < LEAST:
        raise ActError(_("Less than two hours move no last day."))
    if Outage.objects.filter(since__lt=until, until__gt=since).exists():
        raise ActError(_("An outage of that time was counted already."))
    return _kept(since, until, why, working, actor=actor, now=now)


def _kept(
    since: datetime,
    until: datetime,
    why: str,
    working: Callable[[date], date],
    *,
    actor: Any,
    now: datetime,
) -> Outage:
    moved_day = lost(since, until, working)
    moved = [one for extend in EXTENDERS for one in extend(moved_day, actor, now)]
    made = Outage.objects.create(
        since=since,
        until=until,
        found=actor is None,
        why=why,
        extended=[
            {
                "subject": one.subject,
                "was": one.was.isoformat(),
                "now": one.now.isoformat(),
            }
            for one in moved
        ],
        told_by=actor,
        told_at=now,
    )
    record(
        actor=actor,
        act="outage.keep",
        subject=f"outage:{made.pk}",
        now=now,
        content={"since": since, "until": until, "moved": made.extended},
    )
    return made


def extend_wishes(
    moved_day: Callable[[date], date], actor: Any, now: datetime
) -> list[Moved]:
    """Move the last day of wishes of the open round."""
    found = []
    for held in Round.objects.select_for_update().filter(closed_on=None):
        told = held.deadlines.get("listen")
        if told is None:
            continue
        was = date.fromisoformat(told)
        new = moved_day(was)
        if new != was:
            held.deadlines = {**held.deadlines, "listen": new.isoformat()}
            held.version += 1
            held.save(update_fields=["deadlines", "version"])
            found.append(Moved(f"round:{held.pk}", was, new))
    return found
