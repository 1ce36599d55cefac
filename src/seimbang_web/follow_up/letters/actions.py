"""
Acts on the letters of carrying out: written with the number of the unit's register,
printed, signed by hand, and taken as a scan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.documents.actions.chain import send
from seimbang_web.documents.actions.draft import DRAFTS, draft, redraft
from seimbang_web.documents.actions.numbers import number_letter
from seimbang_web.documents.actions.signing import sign_by_scan
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.follow_up.actions import changed, locked, tell_start, told
from seimbang_web.follow_up.letters.facts import subject_of
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Registered:
    """Number and day of a letter in the register of the unit."""

    number: str
    dated_on: date


@dataclass(frozen=True)
class Handed:
    """What is handed over, to whom; passwords have no field."""

    held_on: date
    place: str
    receiver: Person
    duties: Pairs = ()
    goods: Pairs = ()
    accounts: Pairs = ()


@transaction.atomic
def write_start(
    *,
    track: Track,
    on: date,
    cover: str,
    registered: Registered,
    actor: Any,
    now: datetime,
    day: date,
) -> Letter:
    """
    Tell the real start and write the SPMT of it, to be printed and signed.

    :raises ActError: when nobody can start on the day, or there is an SPMT already.
    """
    tell_start(track=track, on=on, cover=cover, actor=actor, now=now, day=day)
    return _written(Kind.START, track, registered, actor, now, day)


@transaction.atomic
def write_cover(
    *, track: Track, registered: Registered, actor: Any, now: datetime, day: date
) -> Letter:
    """
    Write the letter that sends the person to the new unit.

    :raises ActError: when the move has ended, or there is such a letter already.
    """
    locked(track, actor)
    return _written(Kind.COVER, track, registered, actor, now, day)


@transaction.atomic
def write_handover(
    *,
    track: Track,
    handed: Handed,
    registered: Registered,
    actor: Any,
    now: datetime,
    day: date,
) -> Letter:
    """
    Keep what is handed over and write the minutes of it.

    :raises ActError: of a later day, to oneself, or when the move has ended.
    """
    hand_over(track=track, handed=handed, actor=actor, now=now, day=day)
    return _written(Kind.HANDOVER, track, registered, actor, now, day)


@transaction.atomic
def hand_over(
    *, track: Track, handed: Handed, actor: Any, now: datetime, day: date
) -> None:
    """
    Keep what is handed over: day, place, receiver, duties, goods, accounts.

    :raises ActError: of a later day, to oneself, or when the move has ended.
    """
    row = locked(track, actor)
    if handed.held_on > day:
        raise ActError(_("It was handed over on a day that has come: not after today."))
    if handed.receiver.pk == row.proposal.person_id:
        raise ActError(_("Nobody hands over to oneself: choose who receives."))
    content = {
        "held_on": handed.held_on.isoformat(),
        "place": handed.place.strip(),
        "receiver": handed.receiver.pk,
        "duties": [list(one) for one in handed.duties],
        "goods": [list(one) for one in handed.goods],
        "accounts": [list(one) for one in handed.accounts],
    }
    changed(row, handover=content)
    told(row, "handover", "", actor, now, {"on": content["held_on"]})


def _written(
    kind: Kind,
    track: Track,
    registered: Registered,
    actor: Any,
    now: datetime,
    day: date,
) -> Letter:
    """Draft the letter, or compose its draft again, and give the unit's number."""
    held = letter_of(track, kind)
    if held is not None and held.state not in DRAFTS:
        raise ActError(
            _("There is one already: number %(number)s. A verifier voids it first.")
            % {"number": held.number}
        )
    if held is None:
        held = draft(
            kind=kind, subject=subject_of(track), actor=actor, now=now, day=day
        )
    else:
        held = redraft(letter=held, actor=actor, now=now, day=day)
    held = send(letter=held, people={}, actor=actor, now=now, day=day)
    return number_letter(
        letter=held,
        number=registered.number,
        dated_on=registered.dated_on,
        actor=actor,
        now=now,
        day=day,
    )


def letter_of(track: Track, kind: Kind) -> Letter | None:
    """Return the letter of a kind that a track has; None: none, or it is void."""
    rows = Letter.objects.filter(kind=kind, subject=subject_of(track))
    return rows.exclude(state=State.VOID).first()


@transaction.atomic
def take_signed(
    *, track: Track, kind: Kind, scan: bytes, actor: Any, now: datetime, day: date
) -> Letter:
    """
    Take the scan of the signed letter: an SPMT changes the roster.

    :raises ActError: when no such letter waits for its signature, or it is no scan.
    """
    locked(track, actor)
    held = letter_of(track, kind)
    if held is None or held.state != State.NUMBERED:
        raise ActError(_("No letter waits for its signature here: write it first."))
    return sign_by_scan(letter=held, content=scan, actor=actor, now=now, day=day)
