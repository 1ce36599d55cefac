"""Acts that decide ask again who one is, and do what was sent after the proof."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts import actions
from seimbang_web.accounts.actions import Wish
from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.home.cast import PASSWORD
from tests.web.accounts.proving import prove, signed_in
from tests.web.conftest import DAY

Get = Callable[[str], User]
AGAIN = "/akun/reauthenticate/"


@pytest.fixture
def url(user: Get, now: datetime) -> str:
    wish = Wish(role=Role.PLANNER, since=DAY)
    grant = actions.propose_grant(
        user=user("rina"), wish=wish, actor=user("admin"), now=now
    )
    return f"/akun/peran/{grant.pk}/setujui/"


def approved() -> bool:
    return Grant.objects.filter(role=Role.PLANNER, approved_by__isnull=False).exists()


def test_what_was_sent_is_done_after_the_proof(url: str) -> None:
    client = signed_in("sari")
    asked = client.post(url)
    assert asked["Location"].startswith(AGAIN)
    assert not approved()
    page = client.get(asked["Location"]).content.decode()
    assert "Tindakan ini memutuskan sesuatu" in page
    client.post(AGAIN, {"password": PASSWORD, "next": url})
    assert approved()


def test_a_wrong_password_does_nothing(url: str) -> None:
    client = signed_in("sari")
    client.post(url)
    page = client.post(AGAIN, {"password": "wrong", "next": url}).content.decode()
    assert "Kata sandi salah" in page
    assert not approved()


def test_five_minutes_later_it_asks_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = prove(signed_in("sari"))
    later = time.time() + 301
    monkeypatch.setattr("time.time", lambda: later)
    assert client.post(url)["Location"].startswith(AGAIN)
    assert not approved()


def test_within_five_minutes_it_does_not(url: str) -> None:
    prove(signed_in("sari")).post(url)
    assert approved()
