"""Open a session with its quorum; who comes and who leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Recusal, Seat, Session
from seimbang_web.decisions.team import actions
from seimbang_web.lib.act import ActError
from tests.web.decisions.sitting import DAY, session_of

As = Callable[[str], Client]


@pytest.fixture
def called(dossier: Dossier, members: list[User], now: datetime) -> Session:
    return session_of(dossier, members, now, opened=False)


def test_the_chair_opens_it_once(as_: As, called: Session) -> None:
    address = f"/keputusan/sidang/{called.pk}/buka/"
    assert as_("sekda").get(address).status_code == 404
    as_("sekda").post(address)
    called.refresh_from_db()
    first = called.opened_at
    assert first is not None
    as_("sekda").post(address)
    called.refresh_from_db()
    assert called.opened_at == first


@pytest.mark.parametrize("name", ["putri", "bupati", "rina", "guru"])
def test_others_do_not_open_it(as_: As, called: Session, name: str) -> None:
    assert as_(name).post(f"/keputusan/sidang/{called.pk}/buka/").status_code == 404


def test_a_plain_member_does_not_open_it(as_: As, called: Session) -> None:
    as_("ratna").post(f"/keputusan/sidang/{called.pk}/buka/")
    called.refresh_from_db()
    assert called.opened_at is None


def test_without_quorum_or_before_its_day_it_stays_closed(
    called: Session, members: list[User], now: datetime
) -> None:
    day = DAY - timedelta(days=1)
    with pytest.raises(ActError):
        actions.open_session(session=called, actor=members[0], now=now, day=day)
    Seat.objects.exclude(user=members[0]).update(present=False)
    with pytest.raises(ActError):
        actions.open_session(session=called, actor=members[0], now=now, day=DAY)


def test_conflicts_are_found_when_it_opens(
    called: Session, members: list[User], now: datetime
) -> None:
    entry = called.dossier.entries.get(order=1)
    ratna = members[2]
    ratna.person = entry.proposal.person
    ratna.save()
    actions.open_session(session=called, actor=members[0], now=now, day=DAY)
    assert [(one.user, one.entry, one.found) for one in Recusal.objects.all()] == [
        (ratna, entry, "subject")
    ]


def test_members_say_themselves_that_they_are_here(as_: As, called: Session) -> None:
    seat = called.seats.get(user__username="ratna")
    address = f"/keputusan/sidang/{called.pk}/hadir/"
    as_("ratna").post(address, {"seat": seat.pk, "present": "no"})
    seat.refresh_from_db()
    assert not seat.present
    as_("sekda").post(address, {"seat": seat.pk, "present": "yes"})
    seat.refresh_from_db()
    assert seat.present


def test_a_plain_member_does_not_speak_for_another(as_: As, called: Session) -> None:
    seat = called.seats.get(user__username="tono")
    address = f"/keputusan/sidang/{called.pk}/hadir/"
    as_("ratna").post(address, {"seat": seat.pk, "present": "no"})
    seat.refresh_from_db()
    assert seat.present
    assert as_("ratna").post(address, {"seat": 0}).status_code == 404
    assert as_("sari").post(address, {"seat": seat.pk}).status_code == 404
