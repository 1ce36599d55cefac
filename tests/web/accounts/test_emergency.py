"""Emergency access (S7): a reason, an hour, two who see it; reading only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from seimbang_web.accounts.emergency import actions
from seimbang_web.accounts.emergency.queries import EMERGENCY
from seimbang_web.accounts.matrix import MatrixError, _emergency, matrix
from seimbang_web.accounts.models import (
    EmergencyAccess,
    EmergencyReview,
    Grant,
    User,
)
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from tests.web.accounts.proving import prove, signed_in
from tests.web.conftest import DAY, As

pytestmark = pytest.mark.both

Get = Callable[[str], User]
WHY = "Guru dijemput polisi; kepala bidang di rumah sakit."
HOUR = timedelta(minutes=60)


@pytest.fixture
def stranger() -> Person:
    """Return somebody whom the sector verifier of health does not reach."""
    return Person.objects.filter(present=True, unit__kind="sd").order_by("pk")[0]


@pytest.fixture
def taken(user: Get, now: datetime) -> EmergencyAccess:
    return actions.take_emergency(
        scope="people", reason=WHY, rights=Rights(user("dinkes"), DAY), now=now
    )


def row(user: User, now: datetime, **changes: object) -> EmergencyAccess:
    told = {"scope": "people", "reason": WHY, "since": now, "until": now + HOUR}
    return EmergencyAccess.objects.create(user=user, **{**told, **changes})


def _taken_here(client: Client) -> None:
    session = client.session
    session[EMERGENCY] = True
    session.save()


def test_an_hour_of_reading_is_taken_seen_and_reviewed(stranger: Person) -> None:
    client = prove(signed_in("dinkes"))
    address = f"/pegawai/{stranger.pk}/"
    assert client.get(address).status_code == 404
    assert "/akun/darurat/baru/" in client.get("/bantuan/").content.decode()
    form = {"scope": "people", "reason": WHY, "key": "k1"}
    for _number in range(2):
        assert client.post("/akun/darurat/baru/", form).status_code == 302
    access = EmergencyAccess.objects.get()
    assert access.until - access.since == HOUR
    page = client.get(address)
    assert page.status_code == 200
    assert "Akses darurat" in page.content.decode()
    told = Entry.objects.filter(act="emergency.page").order_by("-seq")[0]
    assert told.content.content == {"page": "person-detail", "path": address}
    assert WHY not in str(page.content)  # a screen others may see tells no reason
    for name in ("inspektur", "pdp"):
        watcher = signed_in(name)
        assert "akses darurat" in watcher.get("/").content.decode()
        seen = watcher.get(f"/akun/darurat/{access.pk}/").content.decode()
        assert WHY in seen
        assert address in seen
    ended = client.post(f"/akun/darurat/{access.pk}/akhiri/", follow=True)
    assert "berakhir" in ended.content.decode()
    assert client.get(address).status_code == 404
    auditor = signed_in("inspektur")
    sent = {"found": "Alasan benar; jabatan diganti sementara."}
    auditor.post(f"/akun/darurat/{access.pk}/", sent)
    auditor.post(f"/akun/darurat/{access.pk}/", sent)
    assert EmergencyReview.objects.count() == 1
    assert "akses darurat" not in auditor.get("/").content.decode()
    assert "akses darurat" in signed_in("pdp").get("/").content.decode()


def test_it_needs_post_proof_and_a_reason(as_: As) -> None:
    client = as_("dinkes")
    assert client.get("/akun/darurat/baru/").status_code == 200
    there = client.post("/akun/darurat/baru/", {"scope": "people", "reason": WHY})
    assert "reauthenticate" in there["Location"]
    proven = prove(signed_in("dinkes"))
    page = proven.post("/akun/darurat/baru/", {"scope": "people", "reason": "  "})
    assert page.status_code == 200
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("name", ["admin", "inspektur", "pdp", "guru", "kepsek"])
def test_who_watches_or_keeps_the_machine_or_has_no_office_takes_none(
    name: str, as_: As, user: Get, now: datetime
) -> None:
    assert as_(name).get("/akun/darurat/baru/").status_code == 404
    with pytest.raises(ActError):
        actions.take_emergency(
            scope="people", reason=WHY, rights=Rights(user(name), DAY), now=now
        )


def test_only_who_took_it_and_the_watchers_reach_it(
    taken: EmergencyAccess, as_: As
) -> None:
    for name in ("dinkes", "sari", "admin"):
        assert as_(name).get(f"/akun/darurat/{taken.pk}/").status_code == 404
    for name in ("sari", "bupati", "admin"):
        assert as_(name).post(f"/akun/darurat/{taken.pk}/akhiri/").status_code == 404
    as_("pdp").post(f"/akun/darurat/{taken.pk}/akhiri/")
    taken.refresh_from_db()
    assert taken.ended_by == User.objects.get(username="pdp")
    with pytest.raises(ActError, match="berakhir"):
        actions.end_emergency(access=taken, actor=taken.user, now=clock.now())


def test_it_expires_by_itself(
    taken: EmergencyAccess,
    stranger: Person,
    as_: As,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, address = as_("dinkes"), f"/pegawai/{stranger.pk}/"
    assert client.get(address).status_code == 404  # another session of the same user
    _taken_here(client)
    assert client.get(address).status_code == 200
    with pytest.raises(ActError, match="sudah berjalan"):
        actions.take_emergency(
            scope="cases", reason=WHY, rights=Rights(taken.user, DAY), now=now
        )
    with pytest.raises(ActError, match="masih berjalan"):
        actions.review_emergency(
            access=taken, found="x", actor=User.objects.get(username="pdp"), now=now
        )
    monkeypatch.setattr(clock, "now", lambda: now + HOUR)
    assert client.get(address).status_code == 404
    again = actions.take_emergency(
        scope="cases", reason=WHY, rights=Rights(taken.user, DAY), now=now + HOUR
    )
    taken.refresh_from_db()
    assert again.pk != taken.pk
    assert taken.ended_at == taken.until


def test_it_opens_reading_and_nothing_else(taken: EmergencyAccess) -> None:
    held = Rights(taken.user, DAY, taken)
    plain = Rights(taken.user, DAY)
    opened = {act for act in matrix().acts if held.reach(act) != plain.reach(act)}
    assert opened <= matrix().emergency["people"]
    assert "private.read" in opened
    writing = {page.write for page in matrix().pages.values()}
    for acts in matrix().emergency.values():
        assert not acts & writing
        assert not acts & {"wish.hardship", "decision.sign", "letter.sign"}
    assert set(matrix().emergency) == set(EmergencyAccess.Scope.values)
    with pytest.raises(MatrixError):
        _emergency({"x": ["decision.sign"]}, matrix().acts, matrix().pages)
    with pytest.raises(MatrixError):
        _emergency({"x": ["no.such"]}, matrix().acts, matrix().pages)


def test_the_database_keeps_the_hour_the_reason_and_the_row(
    taken: EmergencyAccess, user: Get, now: datetime
) -> None:
    bad: list[dict[str, object]] = [
        {"until": now + HOUR + timedelta(seconds=1)},
        {"until": now},
        {"reason": "   "},
        {"ended_at": now},
    ]
    for changes in bad:
        with pytest.raises(DatabaseError), transaction.atomic():
            row(user("putri"), now, **changes)
    for name in ("admin", "inspektur", "pdp"):
        with pytest.raises(DatabaseError), transaction.atomic():
            row(user(name), now)
    with pytest.raises(DatabaseError), transaction.atomic():
        row(user("dinkes"), now)  # two at once
    held = EmergencyAccess.objects.filter(pk=taken.pk)
    changed: list[dict[str, object]] = [
        {"until": now + 2 * HOUR},
        {"reason": "lain"},
        {"scope": "cases"},
        {"user": user("rina")},
        {"ended_at": taken.until + HOUR},
    ]
    for changes in changed:
        with pytest.raises(DatabaseError), transaction.atomic():
            held.update(**changes)
    held.update(ended_at=now)
    for changes in ({"ended_at": None}, {"ended_at": now + HOUR / 2}):
        with pytest.raises(DatabaseError), transaction.atomic():
            held.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        held.delete()
    review = EmergencyReview.objects.create(
        access=taken, by=user("pdp"), at=now, found="benar"
    )
    kept = EmergencyReview.objects.filter(pk=review.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.update(found="salah")
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()


def test_an_administrator_of_tomorrow_does_not_hinder_yesterday(
    user: Get, now: datetime
) -> None:
    Grant.objects.filter(user=user("admin")).update(until=clock.now().date())
    assert row(user("admin"), now + timedelta(days=1)).pk


def test_every_page_is_recorded_before_it_is_shown(
    taken: EmergencyAccess, monkeypatch: pytest.MonkeyPatch, user: Get
) -> None:
    def broken(**_told: object) -> None:
        raise RuntimeError("The ledger is full.")

    monkeypatch.setattr("seimbang_web.accounts.middleware.record_page", broken)
    client = Client(raise_request_exception=False)
    client.force_login(taken.user, backend="django.contrib.auth.backends.ModelBackend")
    _taken_here(client)
    assert client.get("/").status_code == 500
