"""Vote: bound to what was seen, changeable until the end, never on the own case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Entry, Recusal, Relative, Seat, Session, Vote
from seimbang_web.decisions.team import voting
from seimbang_web.decisions.team.count import attendance, tally
from seimbang_web.lib.act import ActError

pytestmark = pytest.mark.both

As = Callable[[str], Client]
FOR, AGAINST, POSTPONE = Vote.Choice.FOR, Vote.Choice.AGAINST, Vote.Choice.POSTPONE


def _vote(
    session: Session, entry: Entry, user: User, choice: Vote.Choice, now: datetime
) -> None:
    voting.cast_vote(
        session=session,
        entry=entry,
        choice=choice,
        digest=session.dossier.digest,
        actor=user,
        now=now,
    )


def test_a_member_votes_and_changes_the_vote(as_: As, session: Session) -> None:
    address = f"/keputusan/sidang/{session.pk}/kasus/1/suara/"
    digest = session.dossier.digest
    client = as_("ratna")
    assert client.get(address).status_code == 404
    for choice in ("setuju", "setuju", "tidak"):
        client.post(address, {"choice": choice, "digest": digest})
    assert [one.choice for one in session.votes.all()] == ["setuju", "tidak"]
    entry = session.dossier.entries.get(order=1)
    assert tally(session, entry).against == 1
    assert tally(session, entry).favour == 0


@pytest.mark.parametrize("name", ["sari", "putri", "bupati", "inspektur", "guru"])
def test_others_do_not_vote(as_: As, session: Session, name: str) -> None:
    address = f"/keputusan/sidang/{session.pk}/kasus/1/suara/"
    told = {"choice": "setuju", "digest": session.dossier.digest}
    assert as_(name).post(address, told).status_code == 404
    assert not session.votes.exists()


def test_three_votes_make_a_recommendation(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    for user, choice in zip(members, (FOR, FOR, AGAINST), strict=True):
        _vote(session, entries[0], user, choice, now)
    counted = tally(session, entries[0])
    assert counted.ready
    assert counted.choice == "rekomendasi"


def test_a_tie_postpones(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    for user, choice in zip(members, (FOR, AGAINST, POSTPONE), strict=True):
        _vote(session, entries[0], user, choice, now)
    assert tally(session, entries[0]).choice == "tunda"
    assert "Tidak ada mayoritas" in str(tally(session, entries[0]).reason)


def test_recusal_lowers_the_quorum_of_that_case_only(
    as_: As, session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    assert tally(session, entries[0]).needed == 2
    as_("ratna").post(
        f"/keputusan/sidang/{session.pk}/kasus/1/mundur/", {"relative": "on"}
    )
    assert Relative.objects.get().person == entries[0].proposal.person
    first, second = (tally(session, one) for one in entries[:2])
    assert (first.counted.seats, first.needed) == (2, 2)
    assert (second.counted.seats, second.needed) == (3, 2)
    voting.recuse(
        session=session, entry=entries[0], relative=False, why="teman dekat",
        actor=members[1], now=now,
    )  # fmt: skip
    assert tally(session, entries[0]).needed == 1
    _vote(session, entries[0], members[0], FOR, now)
    assert tally(session, entries[0]).ready


def test_stepping_aside_needs_a_reason(as_: As, session: Session) -> None:
    page = as_("ratna").post(f"/keputusan/sidang/{session.pk}/kasus/1/mundur/", {})
    assert page.status_code == 200
    assert not Recusal.objects.exists()


def test_who_steps_aside_does_not_vote_and_earlier_votes_do_not_count(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    ratna = members[2]
    _vote(session, entries[0], ratna, FOR, now)
    voting.recuse(
        session=session, entry=entries[0], relative=True, why="", actor=ratna, now=now
    )
    assert tally(session, entries[0]).favour == 0
    with pytest.raises(ActError):
        _vote(session, entries[0], ratna, FOR, now)


def test_a_relative_declared_elsewhere_steps_aside_by_itself(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    Relative.objects.create(
        user=members[2], person=entries[1].proposal.person, declared_at=now
    )
    with pytest.raises(ActError):
        _vote(session, entries[1], members[2], FOR, now)
    with pytest.raises(DatabaseError), transaction.atomic():
        session.votes.create(
            entry=entries[1], user=members[2], choice=FOR,
            digest=session.dossier.digest, cast_at=now,
        )  # fmt: skip


def test_a_lost_quorum_pauses_and_keeps_the_votes(
    as_: As, session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    _vote(session, entries[0], members[0], FOR, now)
    Seat.objects.exclude(user=members[0]).update(present=False)
    assert not attendance(session).enough
    with pytest.raises(ActError):
        _vote(session, entries[1], members[0], FOR, now)
    page = as_("sekda").get(f"/keputusan/sidang/{session.pk}/").content.decode()
    assert "kuorum" in page.lower()
    Seat.objects.update(present=True)
    _vote(session, entries[1], members[0], FOR, now)
    assert session.votes.count() == 2


def test_an_absent_member_and_a_stranger_do_not_vote(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    Seat.objects.filter(user=members[2]).update(present=False)
    with pytest.raises(ActError):
        _vote(session, entries[0], members[2], FOR, now)
    Seat.objects.filter(user=members[2]).delete()
    with pytest.raises(ActError):
        _vote(session, entries[0], members[2], FOR, now)


def test_another_digest_is_refused_in_code_and_in_the_database(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    with pytest.raises(ActError):
        voting.cast_vote(
            session=session, entry=entries[0], choice=FOR, digest="0" * 64,
            actor=members[0], now=now,
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        session.votes.create(
            entry=entries[0], user=members[0], choice=FOR, digest="0" * 64, cast_at=now
        )


def test_before_the_opening_nobody_votes(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    Session.objects.update(opened_at=None)
    with pytest.raises(ActError):
        _vote(session, entries[0], members[0], FOR, now)
