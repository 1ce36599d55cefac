"""Call the team together, seat its members, print what is handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry as Ledger
from seimbang_web.decisions.models import Dossier, Proposer, Session
from seimbang_web.decisions.team import actions, queries
from seimbang_web.decisions.team.actions import Place
from seimbang_web.lib.act import ActError
from tests.web.decisions.sitting import DAY, dossier_at, proposed

As = Callable[[str], Client]
Named = Callable[[str], User]
CALL = {
    "held_on": "2026-01-05",
    "starts_at": "09:00",
    "place": "Ruang Rapat",
    "basis": "Keputusan Bupati Nomor 1 Tahun 2026",
}


def test_it_calls_seats_and_prints(
    as_: As, dossier: Dossier, members: list[User]
) -> None:
    client = as_("tono")
    answer = client.post(f"/keputusan/{dossier.pk}/sidang-baru/", CALL)
    session = Session.objects.get()
    assert answer["Location"] == f"/keputusan/sidang/{session.pk}/anggota/"
    form = {"key": "x"}
    for user, part in zip(members, ("chair", "secretary", "member"), strict=True):
        form |= {f"part-{user.pk}": part, f"post-{user.pk}": f"Jabatan {user.pk}"}
    client.post(f"/keputusan/sidang/{session.pk}/anggota/", form)
    assert session.seats.filter(chair=True).get().user == members[0]
    assert session.seats.count() == 3
    invitation = client.get(f"/keputusan/sidang/{session.pk}/undangan/").content
    assert "5 Januari 2026" in invitation.decode()
    listed = client.get(f"/keputusan/sidang/{session.pk}/daftar-hadir/").content
    assert f"Jabatan {members[2].pk}" in listed.decode()
    assert {one.act for one in Ledger.objects.filter(act__startswith="session.")} == {
        "session.call",
        "session.seats",
    }


def test_it_waits_for_the_team(
    dossier: Dossier, rights: Callable[[str], Rights]
) -> None:
    (told,) = queries.waiting_for(rights("tono"))
    assert told.url == f"/keputusan/{dossier.pk}/sidang-baru/"
    assert queries.waiting_for(rights("bupati")) == []


def test_the_same_form_twice_calls_once(as_: As, dossier: Dossier) -> None:
    for _ in range(2):
        as_("tono").post(f"/keputusan/{dossier.pk}/sidang-baru/", CALL | {"key": "k"})
    assert Session.objects.count() == 1


@pytest.mark.parametrize("name", ["rina", "putri", "bupati", "kepsek", "guru", "admin"])
def test_others_do_not_call(as_: As, dossier: Dossier, name: str) -> None:
    address = f"/keputusan/{dossier.pk}/sidang-baru/"
    assert as_(name).post(address, CALL).status_code == 404
    assert not Session.objects.exists()


def _call(dossier: Dossier, actor: User, now: datetime, on: date = DAY) -> Session:
    return actions.call_session(
        dossier=dossier,
        held_on=on,
        starts_at=None,
        place="x",
        basis="x",
        actor=actor,
        now=now,
        day=DAY,
    )


def test_the_day_is_not_past_and_one_session_is_open(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    with pytest.raises(ActError):
        _call(dossier, user("tono"), now, DAY - timedelta(days=1))
    _call(dossier, user("tono"), now)
    with pytest.raises(ActError):
        _call(dossier, user("sekda"), now)


def test_it_is_not_called_at_another_step(user: Named, now: datetime) -> None:
    putri = user("putri")
    dossier = dossier_at("decide", proposed(1, putri, now), putri, now)
    with pytest.raises(ActError):
        _call(dossier, user("tono"), now)


def test_who_proposed_neither_calls_nor_sits(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    """S1, also by a second account of the same address (S8)."""
    putri, tono = user("putri"), user("tono")
    Proposer.objects.create(dossier=dossier, user=user("rina"), part="mengunci")
    putri.email = tono.email = "sama@contoh.go.id"
    putri.save()
    tono.save()
    with pytest.raises(ActError):
        _call(dossier, tono, now)
    session = _call(dossier, user("sekda"), now)
    places = [Place(user("sekda"), "Sekda", chair=True), Place(tono, "x", False, True)]
    with pytest.raises(ActError):
        actions.arrange_seats(
            session=session, places=places, actor=user("sekda"), now=now
        )


def test_a_chair_and_another_secretary_are_needed(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    session = _call(dossier, user("tono"), now)
    sekda, tono = user("sekda"), user("tono")
    for places in (
        [Place(sekda, "Sekda", chair=True)],
        [Place(sekda, "Sekda", chair=True, secretary=True)],
        [Place(sekda, "Sekda", chair=True), Place(tono, " ", secretary=True)],
        [Place(sekda, "S", chair=True), Place(sekda, "S", secretary=True)],
    ):
        with pytest.raises(ActError):
            actions.arrange_seats(session=session, places=places, actor=tono, now=now)
    assert not session.seats.exists()


def test_who_voted_keeps_the_seat(
    session: Session, members: list[User], now: datetime
) -> None:
    entry = session.dossier.entries.first()
    session.votes.create(
        entry=entry, user=members[2], choice="setuju", digest=session.dossier.digest,
        cast_at=now,
    )  # fmt: skip
    places = [Place(members[0], "a", chair=True), Place(members[1], "b", False, True)]
    with pytest.raises(ActError):
        actions.arrange_seats(session=session, places=places, actor=members[0], now=now)
