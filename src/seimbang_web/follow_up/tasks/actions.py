"""Acts of the follow-up sheet: done with proof, talks held and answered, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.cases.scan import Letter as Proof
from seimbang_web.follow_up.models import Talk, Task, TaskRule, Track, Who
from seimbang_web.lib.act import ActError


@transaction.atomic
def finish_task(
    *,
    task: Task,
    done_on: date,
    note: str,
    proof: Proof | None,
    actor: Any,
    now: datetime,
    day: date,
) -> None:
    """
    Keep that a task is done, with its proof or a note.

    :raises ActError: without both, of a later day, or when it is done already.
    """
    if not note.strip() and proof is None:
        raise ActError(_("Add a file or write what shows that it is done."))
    if done_on > day:
        raise ActError(_("It is done on a day that has come: not after today."))
    changed = Task.objects.filter(pk=task.pk, done_on=None).update(
        done_on=done_on,
        note=note.strip(),
        proof=proof.content if proof else None,
        proof_type=proof.type if proof else "",
        done_by=actor,
        done_at=now,
    )
    if not changed:
        raise ActError(_("Somebody did this meanwhile: look at the sheet again."))
    record(
        actor=actor,
        act="follow_up.task",
        subject=f"track:{task.track_id}",
        now=now,
        content={"task": task.key, "proof": proof.digest if proof else ""},
    )


@transaction.atomic
def read_proof(*, task: Task, actor: Any, now: datetime) -> bytes:
    """Return the file that proves a task; that it was read is recorded."""
    record(
        actor=actor,
        act="follow_up.proof-read",
        subject=f"track:{task.track_id}",
        now=now,
        content={"task": task.key},
    )
    return bytes(task.proof or b"")


@dataclass(frozen=True)
class Told:
    """What a talk of 30, 60 or 90 days told."""

    held_on: date
    going: Talk.Going
    missing: str = ""
    mentor: str = ""


@transaction.atomic
def hold_talk(*, talk: Talk, told: Told, actor: Any, now: datetime, day: date) -> None:
    """
    Keep a talk: how it goes, what is missing.

    :raises ActError: of a later day, when it is kept, or the move has ended.
    """
    if told.held_on > day:
        raise ActError(_("The talk was held on a day that has come: not after today."))
    changed = Talk.objects.filter(
        pk=talk.pk, held_on=None, track__ended_at=None
    ).update(
        held_on=told.held_on,
        going=told.going,
        missing=told.missing.strip(),
        mentor=told.mentor.strip(),
        recorded_by=actor,
    )
    if not changed:
        raise ActError(_("This talk is kept already, or the move has ended."))
    record(
        actor=actor,
        act="follow_up.talk",
        subject=f"track:{talk.track_id}",
        now=now,
        content={"days": talk.days, "missing": bool(told.missing.strip())},
    )


@transaction.atomic
def answer_talk(*, talk: Talk, answer: str, actor: Any, now: datetime) -> None:
    """
    Answer what a talk said is missing.

    :raises ActError: when nothing was missing, or it is answered.
    """
    changed = (
        Talk.objects.filter(pk=talk.pk, held_on__isnull=False, answer="")
        .exclude(missing="")
        .update(answer=answer.strip(), answered_by=actor)
    )
    if not changed:
        raise ActError(_("Nothing waits for an answer here."))
    record(
        actor=actor,
        act="follow_up.talk-answer",
        subject=f"track:{talk.track_id}",
        now=now,
        content={"days": talk.days},
    )


@dataclass(frozen=True)
class Wanted:
    """A line of the table of tasks as the office wants it."""

    title: str
    who: Who
    families: Sequence[str]
    days: int
    before_service: bool


@transaction.atomic
def set_rule(
    *, rule: TaskRule, wanted: Wanted | None, actor: Any, now: datetime, day: date
) -> None:
    """
    Put another line in force from ``day`` on, or none; what moves have stays.

    :raises ActError: when somebody changed the line meanwhile.
    """
    if not TaskRule.objects.filter(pk=rule.pk, until=None).update(
        until=max(day, rule.since)
    ):
        raise ActError(_("Somebody changed this line meanwhile: look at it again."))
    if wanted is not None:
        TaskRule.objects.create(
            key=rule.key,
            title=wanted.title,
            who=wanted.who,
            families=list(wanted.families),
            kinds=rule.kinds,
            days=wanted.days,
            before_service=wanted.before_service,
            since=max(day, rule.since),
            made_by=actor,
            made_at=now,
        )
    record(
        actor=actor,
        act="follow_up.rule",
        subject=f"task-rule:{rule.key}",
        now=now,
        content={"kept": wanted is not None, "days": wanted.days if wanted else None},
    )


@transaction.atomic
def export_system(*, system: str, rows: int, actor: Any, now: datetime) -> None:
    """Record that somebody took the list of a system as a file."""
    record(
        actor=actor,
        act="follow_up.export",
        subject=f"system:{system}",
        now=now,
        content={"rows": rows},
    )


@transaction.atomic
def read_track(*, track: Track, actor: Any, now: datetime) -> None:
    """Record that somebody opened the sheet of another person."""
    if actor.person_id != track.proposal.person_id:
        record(actor=actor, act="person.read", subject=f"track:{track.pk}", now=now)
