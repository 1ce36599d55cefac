"""Write, send and withdraw wishes; papers; what is told in confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.cases.scan import MOST, Letter
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.lib.confidence import opened, seal
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Round
from seimbang_web.wishes.draft import Draft, of_wish
from seimbang_web.wishes.models import (
    Evidence,
    Hardship,
    Kind,
    Place,
    Register,
    State,
    Wish,
)
from seimbang_web.wishes.window import closed_words, is_open


@dataclass(frozen=True)
class Told:
    """What is told in confidence: kept as it was, taken back, or told anew."""

    change: Literal["keep", "remove", "tell"] = "keep"
    category: str = ""
    text: str = field(default="", repr=False)


def _open(round: Round, day: date) -> Round:
    """Return the round, checked: the time of wishes is not over."""
    held = Round.objects.get(pk=round.pk)
    if not is_open(held, day):
        raise ActError(closed_words(held))
    return held


def _present(person: Person) -> Person:
    held = Person.objects.select_related("unit", "job").get(pk=person.pk)
    if not held.present:
        raise ActError(_("This person is not in the data any more."))
    return held


def _locked(round: Round, person: Person) -> Wish:
    Wish.objects.get_or_create(round=round, person=person)
    return Wish.objects.select_for_update().get(round=round, person=person)


@transaction.atomic
def save_draft(
    *,
    round: Round,
    person: Person,
    changes: Mapping[str, Any],
    helper: Any | None,
    day: date,
) -> Wish:
    """
    Keep answers that are not sent yet; return the wish.

    Nothing of it has an effect before it is sent, so the record of acts is silent.
    :raises ActError: when the time of wishes is over, or somebody else writes it.
    """
    held = _open(round, day)
    wish = _locked(held, _present(person))
    _mine(wish, helper)
    draft = Draft(wish.draft) if wish.draft else of_wish(wish)
    wish.draft = {**draft.content, **changes}
    wish.helper = helper if wish.state == State.DRAFT else wish.helper
    wish.save(update_fields=["draft", "helper"])
    return wish


def _mine(wish: Wish, helper: Any | None) -> None:
    """Refuse a helper what the person, or another helper, has written."""
    begun = wish.state != State.DRAFT or wish.draft
    if helper is not None and begun and wish.helper_id != helper.pk:
        raise ActError(
            _("The person writes this wish without you: it can be changed there only.")
        )


@transaction.atomic
def send_wish(
    *,
    wish: Wish,
    version: int,
    told: Told,
    helper: Any | None,
    actor: Any,
    now: datetime,
    day: date,
) -> Wish:
    """
    Send what was drafted; the first sending gives the number of the receipt.

    :raises ActError: when the time of wishes is over, or there is nothing to send.
    :raises StaleError: when it was sent from elsewhere meanwhile.
    """
    held = _open(wish.round, day)
    row = Wish.objects.select_for_update().get(pk=wish.pk)
    _mine(row, helper)
    if row.version != version:
        raise StaleError(
            _("These wishes were sent from elsewhere meanwhile: look at them again."),
            mine={},
            theirs={},
        )
    if not row.draft and told.change == "keep" and row.state != State.WITHDRAWN:
        raise ActError(_("Nothing is changed: there is nothing to send."))
    draft = Draft(row.draft) if row.draft else of_wish(row)
    places = _places(row, draft)
    if row.number is None:
        row.year, row.number = day.year, _next_number(day.year)
    person = _present(row.person)
    row.state, row.draft, row.outcome, row.plan = State.SENT, {}, "", None
    row.from_unit, row.from_job, row.data = person.unit, person.job, current()
    row.career, row.goal = draft.career, draft.goal
    row.competences, row.helper = draft.competences, helper
    row.sent_on, row.sent_at, row.sent_by = day, now, actor
    row.version += 1
    row.save()
    row.places.all().delete()
    Place.objects.bulk_create(places)
    _tell(row, told, now)
    record(
        actor=actor,
        act="wish.send",
        subject=f"wish:{row.pk}",
        now=now,
        content={
            "receipt": row.receipt,
            "round": held.pk,
            "places": [_in_record(one) for one in places],
            "assisted": helper is not None,
            "confidence": told.change,
        },
    )
    return row


def _in_record(place: Place) -> str:
    what = place.unit_id or place.district_code or place.criterion
    return f"{place.kind}:{what}"


def _next_number(year: int) -> int:
    """Return the next number; its row stays locked until the act is whole."""
    Register.objects.get_or_create(year=year)
    Register.objects.filter(year=year).update(last=F("last") + 1)
    return Register.objects.get(year=year).last


def _places(wish: Wish, draft: Draft) -> list[Place]:
    """Return the places of a draft, checked."""
    found: list[Place] = []
    units = Unit.objects.in_bulk(draft.units)
    for rank, one in enumerate(draft.whole_places, 1):
        place = Place(wish=wish, rank=rank, kind=one["kind"])
        if place.kind == Kind.UNIT:
            unit = units.get(one["unit"])
            if unit is None or not unit.present:
                raise ActError(_("A unit is not in the data any more: choose again."))
            if unit.pk == wish.person.unit_id:
                raise ActError(_("You work there already: choose another unit."))
            place.unit = unit
        elif place.kind == Kind.DISTRICT:
            place.district_code, place.district = one["code"], one["name"]
        else:
            place.criterion = one["criterion"]
        found.append(place)
    told = [_in_record(one) for one in found]
    if len(set(told)) < len(told):
        raise ActError(_("The same place stands there twice: choose another one."))
    return found


def _tell(wish: Wish, told: Told, now: datetime) -> None:
    if told.change == "keep":
        return
    if told.change == "remove":
        Hardship.objects.filter(wish=wish).delete()
        return
    Hardship.objects.update_or_create(
        wish=wish,
        defaults={
            "category": told.category,
            "text": seal(told.text),
            "told_at": now,
        },
    )


@transaction.atomic
def withdraw_wish(
    *, wish: Wish, helper: Any | None, actor: Any, now: datetime, day: date
) -> None:
    """
    Take back what was sent, with what was told in confidence; the number stays.

    :raises ActError: when it is not sent, or the time of wishes is over.
    """
    _open(wish.round, day)
    row = Wish.objects.select_for_update().get(pk=wish.pk)
    _mine(row, helper)
    if row.state != State.SENT:
        raise ActError(_("Nothing is sent that could be withdrawn."))
    Hardship.objects.filter(wish=row).delete()
    row.state, row.draft, row.version = State.WITHDRAWN, {}, row.version + 1
    row.save(update_fields=["state", "draft", "version"])
    record(
        actor=actor,
        act="wish.withdraw",
        subject=f"wish:{row.pk}",
        now=now,
        content={"receipt": row.receipt},
    )


@transaction.atomic
def add_evidence(
    *,
    round: Round,
    person: Person,
    papers: Sequence[Letter],
    helper: Any | None,
    actor: Any,
    now: datetime,
    day: date,
) -> Wish:
    """
    Keep papers beside a wish, each once; return the wish.

    :raises ActError: when the time of wishes is over, or there are more than five.
    """
    held = _open(round, day)
    wish = _locked(held, _present(person))
    _mine(wish, helper)
    if wish.state == State.DRAFT and helper is not None:
        Wish.objects.filter(pk=wish.pk).update(helper=helper)
    for one in papers:
        if wish.evidence.filter(digest=one.digest).exists():
            continue
        if wish.evidence.count() >= MOST:
            raise ActError(_("Five papers can be kept: put the pages into one PDF."))
        last = wish.evidence.order_by("-number").first()
        paper = Evidence.objects.create(
            wish=wish,
            number=last.number + 1 if last else 1,
            type=one.type,
            content=one.content,
            size=len(one.content),
            digest=one.digest,
            added_by=actor,
            added_at=now,
        )
        record(
            actor=actor,
            act="wish.evidence",
            subject=f"wish:{wish.pk}",
            now=now,
            content={"paper": paper.number, "digest": paper.digest},
        )
    return wish


@transaction.atomic
def remove_evidence(
    *, wish: Wish, number: int, helper: Any | None, actor: Any, now: datetime, day: date
) -> None:
    """
    Take a paper back.

    :raises ActError: when the time of wishes is over, or the paper is not there.
    """
    _open(wish.round, day)
    row = Wish.objects.select_for_update().get(pk=wish.pk)
    _mine(row, helper)
    gone, _kinds = row.evidence.filter(number=number).delete()
    if not gone:
        raise ActError(_("This paper is not there any more."))
    record(
        actor=actor,
        act="wish.evidence-remove",
        subject=f"wish:{row.pk}",
        now=now,
        content={"paper": number},
    )


@transaction.atomic
def read_evidence(*, paper: Evidence, actor: Any, now: datetime) -> bytes:
    """Return the bytes of a paper; that it was read is recorded."""
    record(
        actor=actor,
        act="wish.evidence-read",
        subject=f"wish:{paper.wish_id}",
        now=now,
        content={"paper": paper.number},
    )
    return bytes(paper.content)


@transaction.atomic
def read_hardship(*, wish: Wish, actor: Any, now: datetime) -> tuple[str, str]:
    """
    Return what was told in confidence, its kind in words; the reading is recorded.

    :raises SealedError: when the key of this installation does not open it.
    """
    told = wish.hardship
    words = opened(told.text)
    record(actor=actor, act="wish.hardship-read", subject=f"wish:{wish.pk}", now=now)
    return str(told.get_category_display()), words


@transaction.atomic
def read_wish(*, wish: Wish, actor: Any, now: datetime) -> None:
    """Record that an officer opened the wish of a person."""
    record(actor=actor, act="wish.read", subject=f"wish:{wish.pk}", now=now)


@transaction.atomic
def export_wishes(*, rows: int, actor: Any, now: datetime) -> None:
    """Record that somebody took the list as a file."""
    record(
        actor=actor, act="wish.export", subject="wish", now=now, content={"rows": rows}
    )
