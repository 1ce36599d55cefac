"""Record what the votes recommend; close; the minutes come from the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.models import Entry, Session, Vote
from seimbang_web.decisions.team import queries, voting
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.models import Response
from tests.web.decisions.sitting import DAY

pytestmark = pytest.mark.both

As = Callable[[str], Client]
Named = Callable[[str], User]


def vote_all(session: Session, members: list[User], now: datetime) -> None:
    """Let all members vote for all cases."""
    for entry in session.dossier.entries.all():
        for user in members:
            voting.cast_vote(
                session=session, entry=entry, choice=Vote.Choice.FOR,
                digest=session.dossier.digest, actor=user, now=now,
            )  # fmt: skip


def _advise(
    session: Session, entry: Entry, actor: User, now: datetime, considered: str = ""
) -> None:
    voting.record_advice(
        session=session,
        entry=entry,
        condition="setelah pengganti datang",
        considered=considered,
        digest=session.dossier.digest,
        actor=actor,
        now=now,
    )


def _object(entry: Entry, now: datetime) -> None:
    Response.objects.create(
        proposal=entry.proposal, year=2026, number=1, answer=Response.Answer.NO,
        reasons=["kesehatan"], given_by=entry.dossier.made_by, given_at=now,
    )  # fmt: skip


def test_the_whole_session_by_its_pages(
    as_: As,
    session: Session,
    entries: list[Entry],
    members: list[User],
    rights: Callable[[str], Rights],
    now: datetime,
) -> None:
    _object(entries[1], now)
    vote_all(session, members, now)
    client, digest = as_("tono"), session.dossier.digest
    base = f"/keputusan/sidang/{session.pk}/"
    page = client.get(f"{base}kasus/2/").content.decode()
    assert "Kesehatan saya" in page
    for entry in entries:
        address = f"{base}kasus/{entry.order}/rekomendasi/"
        client.post(address, {"digest": digest, "considered": "Jarak sudah ditimbang."})
    assert session.advices.count() == 3
    assert "Semua 3 kasus selesai." in client.get(base).content.decode()
    client.post(f"{base}tutup/", {"closing": "Sidang ditutup."})
    session.refresh_from_db()
    assert session.closed_at is not None
    step = here(session.dossier)
    assert step is not None
    assert step.key == "decide"
    facts = queries.minutes_facts(session)
    assert [one.choice for one in facts.cases] == ["rekomendasi"] * 3
    assert [one.objection for one in facts.cases] == [False, True, False]
    assert facts.cases[1].considered == "Jarak sudah ditimbang."
    assert (facts.attendance.present, facts.attendance.needed) == (3, 2)
    assert queries.waiting_for(rights("tono")) == []


def test_an_objection_must_be_considered(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    _object(entries[0], now)
    vote_all(session, members, now)
    with pytest.raises(ActError):
        _advise(session, entries[0], members[1], now)
    _advise(session, entries[0], members[1], now, "Ditimbang.")


def test_before_enough_votes_nothing_is_recorded(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    with pytest.raises(ActError):
        _advise(session, entries[0], members[1], now)


def test_only_chair_or_secretary_record_and_never_who_steps_aside(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    vote_all(session, members, now)
    chair, secretary, member = members
    with pytest.raises(ActError):
        _advise(session, entries[0], member, now)
    voting.recuse(
        session=session, entry=entries[0], relative=False, why="a", actor=chair, now=now
    )
    with pytest.raises(ActError):
        _advise(session, entries[0], chair, now)
    voting.recuse(
        session=session, entry=entries[0], relative=False, why="b", actor=secretary,
        now=now,
    )  # fmt: skip
    _advise(session, entries[0], member, now)


def test_a_vote_that_changes_the_count_makes_it_stale(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    vote_all(session, members, now)
    for entry in entries:
        _advise(session, entry, members[1], now)
    for user in members[1:]:
        voting.cast_vote(
            session=session, entry=entries[0], choice=Vote.Choice.AGAINST,
            digest=session.dossier.digest, actor=user, now=now,
        )  # fmt: skip
    with pytest.raises(ActError):
        _close(session, members[0], now)
    _advise(session, entries[0], members[1], now)
    _close(session, members[0], now)


def _close(session: Session, actor: User, now: datetime, closing: str = "") -> None:
    voting.close_session(
        session=session, closing=closing, actor=actor, now=now, day=DAY
    )
    session.refresh_from_db()


def test_cases_left_are_postponed_with_a_reason(
    session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    vote_all(session, members, now)
    with pytest.raises(ActError):
        _close(session, members[0], now, "Waktu habis.")
    _advise(session, entries[0], members[1], now)
    with pytest.raises(ActError):
        _close(session, members[0], now)
    _close(session, members[0], now, "Waktu habis.")
    facts = queries.minutes_facts(session)
    assert [one.order for one in facts.postponed] == [2, 3]
    assert facts.postponed[0].considered == "Waktu habis."


def test_after_closing_nothing_changes_in_code_or_database(
    as_: As, session: Session, entries: list[Entry], members: list[User], now: datetime
) -> None:
    vote_all(session, members, now)
    _advise(session, entries[0], members[1], now)
    _close(session, members[0], now, "Waktu habis.")
    told = {"choice": "tidak", "digest": session.dossier.digest}
    as_("ratna").post(f"/keputusan/sidang/{session.pk}/kasus/1/suara/", told)
    assert session.votes.count() == 9
    with pytest.raises(ActError):
        _close(session, members[0], now)
    seat, aside = session.seats.all()[0], {"user": members[2], "made_at": now}
    for act in (
        lambda: session.votes.update(choice="tidak"),
        lambda: session.votes.all()._raw_delete("default"),
        lambda: session.advices.update(choice="tidak"),
        lambda: session.advices.all()._raw_delete("default"),
        lambda: Session.objects.filter(pk=session.pk).update(closing="lain"),
        lambda: Session.objects.filter(pk=session.pk).update(opened_at=None),
        lambda: type(seat).objects.filter(pk=seat.pk).update(present=False),
        lambda: type(seat).objects.filter(pk=seat.pk)._raw_delete("default"),
        lambda: session.recusals.create(entry=entries[0], **aside),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_minutes_of_an_open_session_are_none(session: Session) -> None:
    with pytest.raises(ValueError, match="closed"):
        queries.minutes_facts(session)


@pytest.mark.parametrize("name", ["putri", "rina", "bupati", "kepsek", "guru", "admin"])
def test_others_do_not_read_the_session(as_: As, session: Session, name: str) -> None:
    for page in ("", "kasus/1/", "undangan/", "daftar-hadir/"):
        address = f"/keputusan/sidang/{session.pk}/{page}"
        assert as_(name).get(address).status_code == 404, page


def test_the_pages_work_for_auditor_and_verifier(as_: As, session: Session) -> None:
    for name in ("sari", "inspektur"):
        for page in ("", "kasus/1/"):
            address = f"/keputusan/sidang/{session.pk}/{page}"
            assert as_(name).get(address).status_code == 200
