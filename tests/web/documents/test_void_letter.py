"""Voiding by its page: what it means is said, the proof is fresh, the number stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from seimbang_web.documents.models import Letter, State
from tests.web.accounts.proving import prove, signed_in
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Step

Users = Callable[[str], User]


@pytest.fixture
def letter(numbered: Step, user: Users, now: datetime) -> Letter:
    """Return a signed decree with two extracts."""
    row = numbered()
    actions.sign_by_scan(
        letter=row, content=b"%PDF-1.4 x", actor=user("rina"), now=now, day=DAY
    )
    actions.make_extracts(decree=row, actor=user("dedi"), now=now, day=DAY)
    row.refresh_from_db()
    return row


def page(letter: Letter, more: str = "") -> str:
    return f"/surat/{letter.pk}/batal/{more}"


def test_it_says_what_follows(letter: Letter, as_: As) -> None:
    told = as_("sari").get(page(letter)).content.decode()
    for words in ("Nomornya tetap", "2 petikan ikut dibatalkan", "kursi yang dipesan"):
        assert words in told


def test_it_is_done_after_a_fresh_proof_with_a_reason(letter: Letter) -> None:
    client = signed_in("sari")
    prove(client)
    asked = client.post(page(letter, "tetap/"), {"why": " "}).content.decode()
    assert "Tulis alasan" in asked
    client.post(page(letter, "tetap/"), {"why": "Salah TMT", "key": "v" * 32})
    client.post(page(letter, "tetap/"), {"why": "Lagi", "key": "v" * 32})
    letter.refresh_from_db()
    assert (letter.state, letter.counted) == (State.VOID, 1)
    whys = letter.records.filter(state=State.VOID).values_list("why", flat=True)
    assert list(whys) == ["Salah TMT"]
    shown = client.get(f"/surat/{letter.pk}/").content.decode()
    assert "Salah TMT" in shown


def test_without_a_fresh_proof_it_asks_for_one_first(letter: Letter, as_: As) -> None:
    answer = as_("sari").post(page(letter, "tetap/"), {"why": "Salah TMT"})
    assert "/akun/" in answer.headers["Location"]
    letter.refresh_from_db()
    assert letter.state == State.SIGNED


def test_it_needs_post_and_the_right(letter: Letter, as_: As) -> None:
    assert as_("sari").get(page(letter, "tetap/")).status_code == 404
    for name in ("rina", "dedi", "bupati", "guru"):
        assert as_(name).get(page(letter)).status_code == 404
        assert as_(name).post(page(letter, "tetap/"), {"why": "x"}).status_code == 404


def test_a_void_letter_is_not_voided_again(
    letter: Letter, user: Users, now: datetime, as_: As
) -> None:
    actions.void_letter(letter=letter, why="x", actor=user("sari"), now=now, day=DAY)
    answer = as_("sari").get(page(letter))
    assert answer.headers["Location"] == f"/surat/{letter.pk}/"
