"""The second factor: roles that see others' files or decide do nothing without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from tests.web.accounts.proving import digits, prove, signed_in
from tests.web.conftest import As

ENROL = "/akun/2fa/totp/activate/"


@pytest.fixture
def demanded(settings: object) -> None:
    settings.SEIMBANG_SECOND_FACTOR = True  # type: ignore[attr-defined]


def enrolled(name: str) -> tuple[Client, str]:
    """Return a client whose user has added the app, and the app's key."""
    client = prove(signed_in(name))
    secret = client.get(ENROL).context["form"].secret
    client.post(ENROL, {"code": digits(secret)})
    return client, secret


def test_without_it_every_page_leads_to_adding_it(demanded: None, as_: As) -> None:
    client = as_("sari")
    for url in ("/", "/aturan/", "/akun/pengguna/", "/audit/saya/"):
        assert client.get(url)["Location"] == ENROL, url
    assert as_("guru").get("/").status_code == 200


def test_with_it_one_comes_in(demanded: None) -> None:
    client, _secret = enrolled("sari")
    assert client.get("/").status_code == 200
    page = client.get("/akun/2fa/").content.decode()
    assert "Kode cadangan" in page
    assert client.get("/akun/2fa/recovery-codes/").status_code == 200
    assert client.get("/akun/2fa/recovery-codes/download/").status_code == 200
    assert client.get("/akun/2fa/recovery-codes/generate/").status_code == 200


def test_a_wrong_code_adds_nothing() -> None:
    client = prove(signed_in("sari"))
    client.get(ENROL)
    page = client.post(ENROL, {"code": "000000"}).content.decode()
    assert "Kode salah" in page
    assert "Tambah faktor kedua" in page


def test_signing_in_asks_for_it_and_a_code_counts_once() -> None:
    _client, secret = enrolled("sari")
    fresh = signed_in("sari")
    assert fresh.get("/")["Location"].startswith("/akun/login/")
    page = fresh.get("/akun/2fa/authenticate/").content.decode()
    assert "Kata sandi cocok" in page
    code = digits(secret)
    answer = fresh.post("/akun/2fa/authenticate/", {"code": code})
    assert answer["Location"] == "/"
    assert fresh.get("/").status_code == 200
    again = signed_in("sari")
    answer = again.post("/akun/2fa/authenticate/", {"code": code})
    assert answer.status_code == 200
    assert "Kode salah" in answer.content.decode()


def test_a_spare_code_opens_once() -> None:
    client, _secret = enrolled("sari")
    spare = client.get("/akun/2fa/recovery-codes/").context["unused_codes"][0]
    for status in (302, 200):
        fresh = signed_in("sari")
        answer = fresh.post("/akun/2fa/authenticate/", {"code": spare})
        assert answer.status_code == status


def test_a_new_phone_needs_the_password_and_then_the_new_app(demanded: None) -> None:
    client, _secret = enrolled("sari")
    page = client.get("/akun/2fa/totp/deactivate/").content.decode()
    assert "Lepas ponsel lama" in page
    client.post("/akun/2fa/totp/deactivate/")
    assert client.get("/")["Location"] == ENROL


def test_a_lost_phone_takes_the_verifier_and_another_verifiers_account_stays(
    user: Callable[[str], User],
) -> None:
    client, _secret = enrolled("rina")
    url = f"/akun/pengguna/{user('rina').pk}/faktor/"
    assert prove(signed_in("admin")).post(url).status_code == 404
    sari = prove(signed_in("sari"))
    assert (
        "Ponsel hilang"
        in sari.get(f"/akun/pengguna/{user('rina').pk}/").content.decode()
    )
    page = sari.post(url, follow=True).content.decode()
    assert "Faktor kedua dilepas" in page
    assert client.get("/").status_code == 302
    page = sari.post(url, follow=True).content.decode()
    assert "tidak punya faktor kedua" in page
    own = f"/akun/pengguna/{user('sari').pk}/faktor/"
    assert "sendiri" in sari.post(own, follow=True).content.decode()
