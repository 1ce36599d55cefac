"""The cases without an exception, voted on and recorded in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry as Kept
from seimbang_web.decisions.models import Entry, Recusal, Session, Vote
from seimbang_web.decisions.team import together, voting
from seimbang_web.lib.act import ActError

As = Callable[[str], Client]
FOR, AGAINST = Vote.Choice.FOR, Vote.Choice.AGAINST


def _vote(session: Session, user: User, now: datetime) -> int:
    return together.vote_together(
        session=session,
        choice=FOR,
        digest=session.dossier.digest,
        actor=user,
        now=now,
    )


def test_all_but_the_exceptions(
    as_: As, session: Session, entries: list[Entry], now: datetime
) -> None:
    address = f"/keputusan/sidang/{session.pk}/suara-bersama/"
    client, before = as_("ratna"), Kept.objects.count()
    assert client.get(address).status_code == 404
    told = {"choice": "setuju", "digest": session.dossier.digest}
    assert client.post(address, told).status_code == 302
    assert set(session.votes.values_list("entry", flat=True)) == {
        entries[0].pk,
        entries[2].pk,  # the second one is against the person's will
    }
    assert Kept.objects.count() == before + 1
    client.post(address, told)
    assert session.votes.count() == 2
    page = client.get(f"/keputusan/sidang/{session.pk}/").content.decode()
    assert "suara-bersama" not in page


@pytest.mark.parametrize("name", ["sari", "putri", "bupati", "inspektur", "guru"])
def test_others_do_not(as_: As, session: Session, name: str) -> None:
    base = f"/keputusan/sidang/{session.pk}/"
    told = {"choice": "setuju", "digest": session.dossier.digest}
    for act in ("suara-bersama/", "rekomendasi-bersama/"):
        assert as_(name).post(base + act, told).status_code == 404
    assert not session.votes.exists()


def test_a_vote_given_before_stays_and_who_steps_aside_does_not_vote(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    sekda = members[0]
    voting.cast_vote(
        session=session, entry=entries[0], choice=AGAINST,
        digest=session.dossier.digest, actor=sekda, now=now,
    )  # fmt: skip
    Recusal.objects.create(
        session=session, entry=entries[2], user=sekda, why="teman", made_at=now
    )
    with pytest.raises(ActError, match="menunggu suara Anda"):
        _vote(session, sekda, now)
    assert [one.choice for one in session.votes.all()] == [AGAINST]


def test_another_dossier_and_an_absent_member(
    session: Session, members: list[User], now: datetime
) -> None:
    with pytest.raises(ActError):
        together.vote_together(
            session=session, choice=FOR, digest="0" * 64, actor=members[0], now=now
        )
    session.seats.filter(user=members[0]).update(present=False)
    with pytest.raises(ActError):
        _vote(session, members[0], now)
    assert not session.votes.exists()


def test_the_leader_records_what_the_votes_make(
    as_: As, session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    digest = session.dossier.digest
    address = f"/keputusan/sidang/{session.pk}/rekomendasi-bersama/"
    as_("tono").post(address, {"digest": digest})
    assert not session.advices.exists()  # nobody has voted
    for user in members:
        assert _vote(session, user, now) == 2
    as_("ratna").post(address, {"digest": digest})
    assert not session.advices.exists()  # neither chair nor secretary
    as_("tono").post(address, {"digest": digest})
    kept = session.advices.order_by("entry__order")
    assert [(one.entry_id, one.choice) for one in kept] == [
        (entries[0].pk, "rekomendasi"),
        (entries[2].pk, "rekomendasi"),
    ]
    with pytest.raises(ActError, match="cukup suaranya"):
        together.advise_together(
            session=session, digest=digest, actor=members[0], now=now
        )
