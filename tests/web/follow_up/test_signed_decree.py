"""What signing a decree sets off, and what voiding it takes back; by the letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Entry
from seimbang_web.documents.actions.signing import sign_by_scan, void_letter
from seimbang_web.documents.models import Letter, State
from seimbang_web.follow_up import actions
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Version
from seimbang_web.plans.models import Move
from seimbang_web.proposals.models import Proposal
from tests.web.follow_up.conftest import DAY, TMT

SCAN = b"%PDF-1.7 scan"
Numbered = Callable[..., Letter]


@pytest.fixture
def numbered(
    propose: Callable[..., Proposal],
    entry: Callable[..., Entry],
    decree: Callable[..., Letter],
) -> Numbered:
    """Return a decree of one person that waits for its signature."""

    def made(move: Move, tmt: date = TMT) -> Letter:
        return decree(entry(propose(move), tmt), state=State.NUMBERED)

    return made


@pytest.fixture
def sign(user: Callable[[str], User], now: datetime) -> Callable[[Letter], Letter]:
    return lambda letter: sign_by_scan(
        letter=letter, content=SCAN, actor=user("rina"), now=now, day=DAY
    )


def test_a_signed_decree_makes_its_tracks(
    move: Move, numbered: Numbered, sign: Callable[[Letter], Letter]
) -> None:
    letter = numbered(move)
    assert not Track.objects.filter(letter=letter).exists()
    sign(letter)
    track = Track.objects.get(letter=letter)
    assert track.proposal.person == move.person
    assert track.tasks.count() == 6


def test_a_decree_with_a_tmt_before_its_day_is_not_signed(
    move: Move, numbered: Numbered, sign: Callable[[Letter], Letter]
) -> None:
    letter = numbered(move, TMT - timedelta(days=1))
    with pytest.raises(ActError):
        sign(letter)
    letter.refresh_from_db()
    assert letter.state == State.NUMBERED
    assert not letter.files.exists()


def test_voiding_a_decree_ends_its_tracks_and_keeps_the_decision(
    move: Move,
    numbered: Numbered,
    sign: Callable[[Letter], Letter],
    user: Callable[[str], User],
    now: datetime,
) -> None:
    letter = sign(numbered(move))
    void_letter(letter=letter, why="Salah nama", actor=user("sari"), now=now, day=DAY)
    track = Track.objects.get(letter=letter)
    assert track.ended_at and "Salah nama" in track.why
    assert track.proposal.state == "diputuskan"


def test_voiding_after_the_start_puts_the_person_back(
    move: Move,
    numbered: Numbered,
    sign: Callable[[Letter], Letter],
    user: Callable[[str], User],
    now: datetime,
) -> None:
    letter = sign(numbered(move))
    track = Track.objects.get(letter=letter)
    actions.start_track(
        track=track, on=DAY, statement="1", actor=user("rina"), now=now, day=DAY
    )
    void_letter(letter=letter, why="Cacat", actor=user("sari"), now=now, day=DAY)
    person = Person.objects.get(pk=move.person_id)
    assert person.unit == move.from_unit
    assert Version.objects.filter(source=f"track:{track.pk}").count() == 2
    track.proposal.refresh_from_db()
    assert track.proposal.state == "diputuskan"  # the decision stands


def test_after_a_void_decree_the_next_one_starts_the_person(
    move: Move,
    numbered: Numbered,
    decree: Callable[..., Letter],
    sign: Callable[[Letter], Letter],
    user: Callable[[str], User],
    now: datetime,
) -> None:
    first = sign(numbered(move))
    by: dict[str, Any] = {"actor": user("rina"), "now": now, "day": DAY}
    actions.start_track(
        track=Track.objects.get(letter=first), on=DAY, statement="1", **by
    )
    void_letter(letter=first, why="Cacat", actor=user("sari"), now=now, day=DAY)
    entry = Entry.objects.get(proposal__person=move.person_id)
    second = sign(decree(entry, state=State.NUMBERED, number="800.1.3.3/77/2026"))
    actions.start_track(
        track=Track.objects.get(letter=second), on=DAY, statement="2", **by
    )
    assert Person.objects.get(pk=move.person_id).unit == move.to_unit
    assert move.proposals.get().state == "selesai"


def test_voiding_a_decree_that_was_never_signed_touches_no_track(
    move: Move, numbered: Numbered, user: Callable[[str], User], now: datetime
) -> None:
    letter = numbered(move)
    void_letter(letter=letter, why="Salah", actor=user("sari"), now=now, day=DAY)
    assert not Track.objects.filter(letter=letter).exists()
    assert move.proposals.get().state == "diputuskan"
