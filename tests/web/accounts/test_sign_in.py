"""Sign in: who guesses waits, nobody else does, and nothing tells who exists."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from seimbang_web.accounts.hashing import Argon2
from seimbang_web.accounts.models import User
from seimbang_web.home.cast import PASSWORD
from tests.web.accounts.proving import signed_in

pytestmark = pytest.mark.both

URL = "/akun/login/"
Get = Callable[[str], User]


def sent(name: str, password: str, address: str = "10.0.0.1", **more: str) -> object:
    return Client(REMOTE_ADDR=address, **more).post(  # type: ignore[arg-type]
        URL, {"login": name, "password": password}
    )


def guess(name: str, times: int, address: str = "10.0.0.1", **more: str) -> int:
    """Send wrong passwords; return the last status."""
    status = 0
    for _number in range(times):
        status = sent(name, "wrong", address, **more).status_code  # type: ignore[attr-defined]
    return status


def test_the_name_is_one_however_it_is_spelled(user: Get) -> None:
    for name in ("rina", "Rina", " RINA "):
        answer = sent(name, PASSWORD)
        assert answer.status_code == 302, name  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(username="rina").update(username="Rina")


def test_it_goes_where_one_wanted_but_never_elsewhere() -> None:
    for wanted, there in (("/aturan/", "/aturan/"), ("https://evil.example/", "/")):
        answer = Client().post(
            URL, {"login": "rina", "password": PASSWORD, "next": wanted}
        )
        assert answer["Location"] == there
    page = Client().get(f"{URL}?next=/aturan/").content.decode()
    assert 'name="next" value="/aturan/"' in page


def test_the_page_needs_no_script_and_says_what_it_is() -> None:
    page = Client().get(URL).content.decode()
    assert "<script" not in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "Aktifkan akun Anda" in page


def test_five_guesses_lock_the_pair_and_say_how_long() -> None:
    assert guess("rina", 4) == 200
    answer = sent("rina", "wrong")
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert b"15 menit" in answer.content  # type: ignore[attr-defined]
    assert sent("rina", PASSWORD).status_code == 429  # type: ignore[attr-defined]
    assert sent("RINA", PASSWORD).status_code == 429  # type: ignore[attr-defined]


def test_others_still_get_in() -> None:
    guess("rina", 6)
    assert sent("rina", PASSWORD, "10.0.0.2").status_code == 302  # type: ignore[attr-defined]
    assert sent("dedi", PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_many_addresses_lock_nobody_out() -> None:
    for number in range(10):
        assert guess("bupati", 4, f"10.1.0.{number}") == 200
    assert sent("bupati", PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_an_invented_address_counts_for_nothing() -> None:
    for number in range(6):
        status = guess("rina", 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert status == 429
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {
        "10.0.0.1"
    }


def test_behind_our_proxy_its_header_counts(settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    guess("rina", 6, HTTP_X_FORWARDED_FOR="evil, 192.0.2.1")
    inside = {"HTTP_X_FORWARDED_FOR": "evil, 192.0.2.2"}
    assert sent("rina", PASSWORD, **inside).status_code == 302  # type: ignore[attr-defined]


def test_an_empty_name_locks_nobody() -> None:
    for _number in range(7):
        answer = sent("", "")
        assert answer.status_code == 200  # type: ignore[attr-defined]
        request = RequestFactory().post(URL, REMOTE_ADDR="10.0.0.1")
        assert authenticate(request, username="", password="x") is None
    assert sent("rina", PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_nothing_tells_whether_a_name_exists(user: Get) -> None:
    User.objects.filter(username="dedi").update(is_active=False)
    pages = set()
    for name in ("rina", "nobody", "dedi"):
        password = PASSWORD if name == "dedi" else "wrong"
        answer = sent(name, password)
        page = answer.content.decode()  # type: ignore[attr-defined]
        pages.add((answer.status_code, _without_token(page, name)))  # type: ignore[attr-defined]
    assert len(pages) == 1


def _without_token(page: str, name: str) -> str:
    lines = [one for one in page.splitlines() if "csrfmiddlewaretoken" not in one]
    return "\n".join(lines).replace(f'value="{name}"', "")


def test_the_session_is_a_new_one_after_signing_in() -> None:
    client = Client()
    client.post("/bahasa/", {"language": "en"})
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    before = session.session_key
    client.post(URL, {"login": "rina", "password": PASSWORD})
    after = client.cookies[settings.SESSION_COOKIE_NAME]
    assert after.value != before
    assert after["httponly"]
    assert after["samesite"] == "Lax"
    planted = Client()
    planted.cookies[settings.SESSION_COOKIE_NAME] = before  # type: ignore[assignment]
    assert planted.get("/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-x/",
        "password/set/",
        "login/code/confirm/",
    ],
)
def test_pages_that_are_not_used_are_refused(path: str) -> None:
    for client in (Client(), signed_in("rina")):
        for answer in (client.get(f"/akun/{path}"), client.post(f"/akun/{path}")):
            login = answer.status_code == 302 and answer["Location"].startswith(URL)
            assert answer.status_code == 404 or login, (path, answer.status_code)


def test_signing_out_ends_the_session_on_the_server() -> None:
    client = signed_in("rina")
    key = client.session.session_key
    assert b"Keluar?" in client.get("/akun/logout/").content
    assert client.get("/").status_code == 200
    client.post("/akun/logout/")
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = key  # type: ignore[assignment]
    assert stolen.get("/").status_code == 302


def test_passwords_cost_a_guesser_time_and_the_office_little() -> None:
    hasher, spent = Argon2(), []
    for _number in range(3):
        start = time.process_time()
        kept = hasher.encode("seimbang-contoh-2026", hasher.salt())
        spent.append(time.process_time() - start)
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert 0.005 < min(spent) < 0.25
    assert make_password("x") != make_password("x")
