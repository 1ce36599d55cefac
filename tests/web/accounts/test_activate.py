"""Activation: a code made by an officer, handed out in person, used once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from seimbang_web.accounts.codes import activation_of, make_code, use_code
from seimbang_web.accounts.models import Activation, User
from seimbang_web.audit.models import Content, Entry
from seimbang_web.lib.act import ActError
from tests.web.accounts.proving import digits, prove, signed_in
from tests.web.conftest import DAY, As

Get = Callable[[str], User]
OWN = "kerbau makan rumput"


@pytest.fixture
def code(user: Get, now: datetime) -> str:
    return make_code(user=user("kepsek"), actor=user("rina"), now=now, day=DAY)


def typed(client: Client, name: str, code: str) -> object:
    return client.post("/akun/aktivasi/", {"username": name, "code": code})


def chosen(client: Client, password: str, again: str = "") -> object:
    return client.post(
        "/akun/aktivasi/kata-sandi/",
        {"password1": password, "password2": again or password},
    )


def test_the_sheet_shows_the_code_once(user: Get) -> None:
    client = prove(signed_in("admin"))
    page = client.get("/akun/kode/?nama=sari").content.decode()
    assert 'value="sari"' in page
    sheet = client.post("/akun/kode/", {"username": "Sari"}).content.decode()
    shown = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", sheet)
    assert len(shown) == 1
    assert "http://testserver/akun/aktivasi/" in sheet
    kept = Activation.objects.latest("pk")
    assert shown[0] not in kept.digest
    assert len(kept.digest) == 64
    told = Content.objects.latest("pk")
    assert told.entry.act == "code.make"
    assert shown[0] not in str(told.content)
    assert shown[0] not in client.get("/akun/kode/").content.decode()


def test_six_pages_lead_from_the_code_to_ones_tasks(
    user: Get, now: datetime, settings: object
) -> None:
    settings.SEIMBANG_SECOND_FACTOR = True  # type: ignore[attr-defined]
    code = make_code(user=user("sari"), actor=user("admin"), now=now, day=DAY)
    client = Client()
    pages = [client.get("/akun/aktivasi/")]
    there = client.post(
        "/akun/aktivasi/", {"username": "SARI", "code": code.lower()}, follow=True
    )
    pages.append(there)
    assert there.redirect_chain[-1][0] == "/akun/aktivasi/kata-sandi/"
    there = client.post(
        there.redirect_chain[-1][0], {"password1": OWN, "password2": OWN}, follow=True
    )
    pages.append(there)
    assert there.redirect_chain[-1][0] == "/akun/2fa/totp/activate/"
    secret = there.context["form"].secret
    there = client.post(
        "/akun/2fa/totp/activate/", {"code": digits(secret)}, follow=True
    )
    pages.append(there)
    assert there.redirect_chain[-1][0] == "/akun/2fa/recovery-codes/"
    pages.append(client.get("/"))
    assert len(pages) <= 6
    assert [page.status_code for page in pages] == [200] * 5
    assert b"Tugas saya" in pages[-1].content
    acts = list(Entry.objects.order_by("-seq").values_list("act", flat=True)[:3])
    assert acts == ["code.use", "user.password", "code.make"]


def test_a_role_that_sees_little_needs_no_phone(
    user: Get, now: datetime, settings: object
) -> None:
    settings.SEIMBANG_SECOND_FACTOR = True  # type: ignore[attr-defined]
    guru, admin = user("guru"), user("admin")
    fresh = make_code(user=guru, actor=admin, now=now, day=DAY)
    client = Client()
    typed(client, "guru", fresh)
    assert chosen(client, OWN)["Location"] == "/"  # type: ignore[index]
    assert client.get("/").status_code == 200


def test_a_code_is_used_once(code: str, user: Get) -> None:
    first, second = Client(), Client()
    typed(first, "kepsek", code)
    typed(second, "kepsek", code)
    assert chosen(first, OWN).status_code == 302  # type: ignore[attr-defined]
    assert chosen(second, "sapi makan jerami")["Location"] == "/akun/aktivasi/"  # type: ignore[index]
    assert user("kepsek").check_password(OWN)
    assert typed(Client(), "kepsek", code).status_code == 200  # type: ignore[attr-defined]


def test_the_act_refuses_a_used_code(code: str, now: datetime) -> None:
    found = activation_of(username="kepsek", code=code, now=now)
    assert found is not None
    use_code(activation=found, password=OWN, now=now)
    with pytest.raises(ActError):
        use_code(activation=found, password="another one", now=now)


def test_wrong_old_or_another_s_code_reads_the_same(
    code: str, user: Get, now: datetime
) -> None:
    old = make_code(user=user("guru"), actor=user("rina"), now=now, day=DAY)
    Activation.objects.filter(user=user("guru")).update(
        expires_at=now - timedelta(seconds=1)
    )
    pages = []
    for name, typed_code in (
        ("kepsek", "AAAA-AAAA-AAAA"),
        ("nobody", code),
        ("dedi", code),
        ("guru", old),
    ):
        answer = typed(Client(), name, typed_code)
        page = answer.content.decode()  # type: ignore[attr-defined]
        assert "Nama dan kode tidak cocok" in page
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        pages.append(page.replace(f'value="{name}"', "").replace(typed_code, ""))
    assert len(set(pages)) == 1


def test_a_new_code_makes_the_old_one_void(code: str, user: Get, now: datetime) -> None:
    fresh = make_code(user=user("kepsek"), actor=user("dedi"), now=now, day=DAY)
    assert activation_of(username="kepsek", code=code, now=now) is None
    assert activation_of(username="kepsek", code=fresh, now=now) is not None
    later = now + timedelta(hours=72, seconds=1)
    assert activation_of(username="kepsek", code=fresh, now=later) is None


def test_a_weak_password_is_refused_and_the_code_stays(code: str) -> None:
    client = Client()
    typed(client, "kepsek", code)
    for password, again in (("short", ""), ("1234567890", ""), (OWN, "else")):
        answer = chosen(client, password, again)
        assert answer.status_code == 200  # type: ignore[attr-defined]
        assert "error-summary" in answer.content.decode()  # type: ignore[attr-defined]
    assert chosen(client, OWN).status_code == 302  # type: ignore[attr-defined]


def test_without_a_code_there_is_no_password_page() -> None:
    assert Client().get("/akun/aktivasi/kata-sandi/")["Location"] == "/akun/aktivasi/"


def test_a_new_code_ends_sessions_but_not_the_second_factor(
    user: Get, now: datetime
) -> None:
    client = prove(signed_in("kepsek"))
    page = client.get("/akun/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/akun/2fa/totp/activate/", {"code": digits(secret)})
    code = make_code(user=user("kepsek"), actor=user("rina"), now=now, day=DAY)
    other = Client()
    typed(other, "kepsek", code)
    assert chosen(other, OWN)["Location"] == "/akun/login/"  # type: ignore[index]
    assert client.get("/").status_code == 302
    answer = other.post("/akun/login/", {"login": "kepsek", "password": OWN})
    assert answer["Location"] == "/akun/2fa/authenticate/"
    assert other.get("/").status_code == 302


def test_nobody_makes_a_code_for_oneself_or_a_closed_account(
    user: Get, now: datetime
) -> None:
    with pytest.raises(ActError):
        make_code(user=user("rina"), actor=user("rina"), now=now, day=DAY)
    User.objects.filter(username="guru").update(is_active=False)
    with pytest.raises(ActError):
        make_code(user=user("guru"), actor=user("rina"), now=now, day=DAY)


def test_an_operator_makes_codes_for_civil_servants_and_heads_only(
    user: Get, now: datetime
) -> None:
    make_code(user=user("guru"), actor=user("rina"), now=now, day=DAY)
    for name in ("sari", "bupati", "admin", "dedi"):
        with pytest.raises(ActError, match="admin"):
            make_code(user=user(name), actor=user("rina"), now=now, day=DAY)
    client = prove(signed_in("rina"))
    page = client.post("/akun/kode/", {"username": "sari"}).content.decode()
    assert "admin teknis" in page
    page = client.post("/akun/kode/", {"username": "nobody"}).content.decode()
    assert "Tidak ada pengguna" in page


def test_others_hand_out_no_codes(as_: As) -> None:
    for name in ("putri", "sari", "inspektur", "kepsek", "guru"):
        assert as_(name).get("/akun/kode/").status_code == 404
        answer = as_(name).post("/akun/kode/", {"username": "guru"})
        assert answer.status_code == 404
    assert not Activation.objects.exists()
