"""Hand letters out, and make the extracts of a decree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.documents.actions.chain import send
from seimbang_web.documents.actions.draft import changed, draft, kept, locked, told
from seimbang_web.documents.actions.numbers import may_number, number_letter
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import final
from seimbang_web.documents.models import Delivery, Kind, Letter, State
from seimbang_web.jobs.actions import ask
from seimbang_web.jobs.models import Job
from seimbang_web.lib.act import ActError

BY_HAND, IN_APPLICATION = "langsung", "aplikasi"
EXTRACTS = "letter.extracts"  # the kind of job
AT_ONCE = 20  # extracts made while the person waits


@transaction.atomic
def deliver(
    *, letter: Letter, to: str, way: str, received_on: date, actor: Any, now: datetime,
    day: date,
) -> Delivery:  # fmt: skip
    """
    Keep that somebody received a signed letter, the same receipt once.

    :raises ActError: when it is not signed, or the day is later than today.
    """
    row = locked(letter)
    if not final(row):
        raise ActError(_("Only a signed letter is handed out."))
    if received_on > day or (row.dated_on and received_on < row.dated_on):
        raise ActError(_("It was received between the day of the letter and today."))
    held, new = Delivery.objects.get_or_create(
        letter=row,
        to=to.strip(),
        way=way,
        received_on=received_on,
        defaults={"recorded_by": actor, "recorded_at": now},
    )
    if new:
        if row.state == State.SIGNED:
            changed(row, state=State.DELIVERED)
            kept(row, State.DELIVERED, actor, now)
        told("letter.deliver", row, actor, now, way=way)
    return held


@transaction.atomic
def deliver_all(
    *, letters: Iterable[Letter], to: str, way: str, received_on: date, actor: Any,
    now: datetime, day: date,
) -> None:  # fmt: skip
    """
    Keep that the letters of a unit were received: by ``to``, or each by its person.

    :raises ActError: when one of them may not be handed out: then none is kept.
    """
    for one in letters:
        deliver(
            letter=one, to=to or str(one.person), way=way, received_on=received_on,
            actor=actor, now=now, day=day,
        )  # fmt: skip


def read_own(*, letter: Letter, actor: Any, now: datetime, day: date) -> None:
    """Keep that the person took the own letter in the application, the first time."""
    if not letter.deliveries.filter(way=IN_APPLICATION).exists():
        deliver(
            letter=letter, to=str(actor), way=IN_APPLICATION, received_on=day,
            actor=actor, now=now, day=day,
        )  # fmt: skip


def lacking_extracts(decree: Letter) -> list[str]:
    """
    Return the subjects of the extracts of a signed decree that are not there yet.

    :raises ActError: when the decree is not signed, or has no extracts.
    """
    if not final(decree):
        raise ActError(_("Extracts are made when the decree is signed."))
    composer = COMPOSERS.get(Kind(decree.kind))
    subjects = composer.extracts(decree.subject) if composer else []
    if not subjects:
        raise ActError(_("This letter has no extracts."))
    there = set(
        decree.children.filter(kind=Kind.EXTRACT)
        .exclude(state=State.VOID)
        .values_list("subject", flat=True)
    )
    return [one for one in subjects if one not in there]


@transaction.atomic
def make_extract(
    *, decree: Letter, subject: str, actor: Any, now: datetime, day: date
) -> Letter | None:
    """
    Draft and number one extract; None: it is there already.

    :raises ActError: when the decree is not signed, or the person gives no numbers.
    """
    if subject not in lacking_extracts(locked(decree)):
        return None
    one = draft(kind=Kind.EXTRACT, subject=subject, actor=actor, now=now, day=day)
    send(letter=one, people={}, actor=actor, now=now, day=day)
    return number_letter(letter=one, actor=actor, now=now, day=day)


@transaction.atomic
def make_extracts(
    *, decree: Letter, actor: Any, now: datetime, day: date
) -> list[Letter]:
    """
    Draft and number the extracts of a signed decree that are not there yet.

    :raises ActError: when the decree is not signed, or has no extracts.
    """
    row = locked(decree)
    with COMPOSERS[Kind.EXTRACT].together():
        made = [
            make_extract(decree=row, subject=one, actor=actor, now=now, day=day)
            for one in lacking_extracts(row)
        ]
    return [one for one in made if one is not None]


@transaction.atomic
def ask_extracts(*, decree: Letter, actor: Any, now: datetime, day: date) -> Job | None:
    """
    Make the extracts of a decree: a few at once, many as a job; None: they are made.

    :raises ActError: when the decree is not signed, has no extracts, or the person
        gives no numbers.
    """
    row = locked(decree)
    if why := may_number(Rights(actor, day), row):
        raise ActError(why)
    if len(lacking_extracts(row)) <= AT_ONCE:
        make_extracts(decree=row, actor=actor, now=now, day=day)
        return None
    return ask(kind=EXTRACTS, argument={"letter": row.pk}, actor=actor, now=now)


@transaction.atomic
def take_file(*, letter: Letter, form: str, actor: Any, now: datetime) -> None:
    """Keep that somebody took a file of a letter, which names people."""
    told("letter.file", letter, actor, now, form=form)


@transaction.atomic
def take_register(*, rows: int, actor: Any, now: datetime) -> None:
    """Keep that somebody took the register as a file."""
    record(
        actor=actor, act="letter.export", subject="letter:", now=now,
        content={"rows": rows},
    )  # fmt: skip
