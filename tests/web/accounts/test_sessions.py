"""Sessions: one sees them, ends them; they end with the account and the password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.models import User
from seimbang_web.accounts.templatetags.browsers import browser
from seimbang_web.audit.models import Entry
from seimbang_web.home.cast import PASSWORD
from seimbang_web.lib import clock
from tests.web.accounts.proving import prove, signed_in

Get = Callable[[str], User]
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130 Safari/537 Edg/130"


def at_two_places() -> tuple[Client, Client]:
    here, there = signed_in("rina"), signed_in("rina")
    assert here.get("/").status_code == there.get("/").status_code == 200
    return here, there


def test_one_session_is_ended_by_its_button(user: Get) -> None:
    here, there = at_two_places()
    page = here.get("/akun/sessions/").content.decode()
    assert "Anda masuk di 2 tempat" in page
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/akun/sesi/{other.pk}/akhiri/")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_nobody_ends_another_s_session(user: Get) -> None:
    here, _there = at_two_places()
    mine = UserSession.objects.get(session_key=here.session.session_key)
    signed_in("dedi").post(f"/akun/sesi/{mine.pk}/akhiri/")
    assert here.get("/").status_code == 200
    assert here.get(f"/akun/sesi/{mine.pk}/akhiri/").status_code == 405


def test_all_others_are_ended_at_once() -> None:
    here, there = at_two_places()
    here.post("/akun/sessions/")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_a_new_password_ends_all_others_and_stands_in_the_ledger() -> None:
    here, there = at_two_places()
    fields = {"oldpassword": PASSWORD, "password1": "kerbau makan rumput"}
    page = here.post(
        "/akun/password/change/", {**fields, "password2": "else"}
    ).content.decode()
    assert "error-summary" in page
    here.post("/akun/password/change/", {**fields, "password2": fields["password1"]})
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Entry.objects.order_by("-seq")[0].act == "user.password"


def test_a_closed_account_is_out_at_once(user: Get) -> None:
    here, _there = at_two_places()
    sari = prove(signed_in("sari"))
    sari.post(f"/akun/pengguna/{user('rina').pk}/tutup/")
    assert here.get("/").status_code == 302
    assert not UserSession.objects.filter(user=user("rina")).exists()
    again = Client().post("/akun/login/", {"login": "rina", "password": PASSWORD})
    assert again.status_code == 200


def test_the_account_leads_to_everything_of_ones_own() -> None:
    client = signed_in("kepsek")
    assert client.get("/akun/", follow=True).redirect_chain[-1][0] == "/akun/2fa/"
    page = client.get("/akun/2fa/").content.decode()
    for url in ("/audit/saya/", "/akun/sessions/", "/akun/password/change/"):
        assert f'href="{url}"' in page
        assert client.get(url).status_code == 200
    assert "Kepala unit, SD" in page


def test_a_browser_is_told_as_people_know_it() -> None:
    assert browser(EDGE) == "Edge, Windows"
    assert browser("Mozilla/5.0 (Linux; Android 14) Firefox/130") == "Firefox, Android"
    assert browser("curl/8") == "curl/8"


def test_reading_writes_nothing_but_every_five_minutes_that_one_was_seen(
    monkeypatch: pytest.MonkeyPatch, user: Get
) -> None:
    client = signed_in("rina")
    client.get("/akun/2fa/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/akun/2fa/")
    told = [one["sql"].split()[0] for one in asked.captured_queries]
    assert set(told) == {"SELECT"}
    before = UserSession.objects.get(user=user("rina")).last_seen_at
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    client.get("/akun/2fa/")
    assert UserSession.objects.get(user=user("rina")).last_seen_at > before
