"""L9, L10, L11: written with the unit's number, signed by scan; what that sets off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from seimbang.document.plain import plain
from seimbang_web.accounts.models import User
from seimbang_web.documents.actions.signing import void_letter
from seimbang_web.documents.files import pdf_of
from seimbang_web.documents.frame import drafted
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.follow_up.letters import actions
from seimbang_web.follow_up.letters.actions import Handed, Registered
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from tests.web.follow_up.conftest import DAY, LATER, TMT

SCAN = b"%PDF-1.7 scan"
UserOf = Callable[[str], User]
Write = Callable[..., Letter]


@pytest.fixture
def start(
    track: Track, heads: tuple[User, User], now: datetime, settings: Any
) -> Write:
    settings.SEIMBANG_DAY = LATER.isoformat()

    def run(on: date = TMT, number: str = "800/SPMT/01", **more: Any) -> Letter:
        told: dict[str, Any] = {"cover": "", "actor": heads[1], "day": LATER, **more}
        return actions.write_start(
            track=track, on=on, registered=Registered(number, LATER), now=now, **told
        )

    return run


@pytest.fixture
def handed(track: Track) -> Handed:
    receiver = (
        Person.objects.filter(unit=track.proposal.from_unit, present=True)
        .exclude(pk=track.proposal.person_id)
        .first()
    )
    assert receiver is not None
    return Handed(
        DAY,
        "Muara Bulian",
        receiver,
        duties=[("Rapor kelas 4", "selesai")],
        goods=[("Laptop", "1 unit, baik")],
        accounts=[("Dapodik", "dialihkan")],
    )


def text_of(letter: Letter) -> str:
    return plain(drafted(letter))


def test_the_spmt_tells_the_real_start_and_its_signing_moves_the_person(
    track: Track, start: Write, heads: tuple[User, User], now: datetime
) -> None:
    letter = start(on=DAY + timedelta(days=1))
    words = text_of(letter)
    assert letter.state == State.NUMBERED
    assert "SURAT PERNYATAAN MELAKSANAKAN TUGAS" in words
    assert "2 Januari 2026" in words and track.letter.number in words
    assert heads[1].person and heads[1].person.name in words
    assert track.proposal.person.nip in words
    track.refresh_from_db()
    assert track.started_on is None
    actions.take_signed(
        track=track, kind=Kind.START, scan=SCAN, actor=heads[1], now=now, day=LATER
    )
    track.refresh_from_db()
    assert track.started_on == DAY + timedelta(days=1)
    assert track.statement == letter.number
    person = Person.objects.get(pk=track.proposal.person_id)
    assert person.unit == track.proposal.to_unit


def test_the_spmt_is_rendered_as_pdf(start: Write) -> None:
    assert pdf_of(start()).startswith(b"%PDF")


def test_a_scan_is_taken_once(
    track: Track, start: Write, heads: tuple[User, User], now: datetime
) -> None:
    start()

    def take() -> None:
        actions.take_signed(
            track=track, kind=Kind.START, scan=SCAN, actor=heads[1], now=now, day=LATER
        )

    take()
    with pytest.raises(ActError):
        take()


def test_a_second_spmt_waits_until_the_first_is_void(
    start: Write, user: UserOf, now: datetime
) -> None:
    first = start()
    with pytest.raises(ActError, match=first.number):
        start(number="800/SPMT/02")
    void_letter(letter=first, why="Salah", actor=user("sari"), now=now, day=LATER)
    assert start(number="800/SPMT/02").number == "800/SPMT/02"


def test_a_signed_spmt_is_not_voided_while_roster_and_pay_rest_on_it(
    track: Track, start: Write, heads: tuple[User, User], user: UserOf, now: datetime
) -> None:
    letter = start()
    actions.take_signed(
        track=track, kind=Kind.START, scan=SCAN, actor=heads[1], now=now, day=LATER
    )
    with pytest.raises(ActError):
        void_letter(letter=letter, why="Salah", actor=user("sari"), now=now, day=LATER)
    letter.refresh_from_db()
    assert letter.state == State.SIGNED


def test_no_spmt_without_the_oath_where_one_is_needed(
    track: Track, start: Write
) -> None:
    Track.objects.filter(pk=track.pk).update(needs_oath=True)
    with pytest.raises(ActError):
        start()
    assert not Letter.objects.filter(kind=Kind.START).exists()


def test_the_covering_letter_names_decree_unit_and_tmt(
    track: Track, heads: tuple[User, User], now: datetime
) -> None:
    letter = actions.write_cover(
        track=track, registered=Registered("800/9", DAY), actor=heads[0], now=now,
        day=DAY,
    )  # fmt: skip
    words = text_of(letter)
    assert track.letter.number in words
    assert track.proposal.to_unit.name in words
    assert "1 Januari 2026" in words
    assert letter.unit == track.proposal.from_unit


def test_signed_minutes_of_handing_over_finish_the_task(
    track: Track, handed: Handed, heads: tuple[User, User], now: datetime
) -> None:
    letter = actions.write_handover(
        track=track, handed=handed, registered=Registered("BA/1", DAY),
        actor=heads[0], now=now, day=DAY,
    )  # fmt: skip
    words = text_of(letter)
    assert "Rapor kelas 4" in words and handed.receiver.name in words
    actions.take_signed(
        track=track, kind=Kind.HANDOVER, scan=SCAN, actor=heads[0], now=now, day=DAY
    )
    assert track.tasks.get(key="serah").done_on


def test_nobody_hands_over_to_oneself(
    track: Track, handed: Handed, heads: tuple[User, User], now: datetime
) -> None:
    own = Handed(DAY, "x", track.proposal.person)
    with pytest.raises(ActError):
        actions.hand_over(track=track, handed=own, actor=heads[0], now=now, day=DAY)
