"""Initial what was shown, or send it back with a remark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from seimbang_web.documents.frame import digest
from seimbang_web.documents.models import Letter, State
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Step

Users = Callable[[str], User]


@pytest.fixture
def sent(drafted: Step, user: Users, now: datetime) -> Letter:
    """Let a draft wait for Sari's initial."""
    people = {1: user("sari"), 2: user("sekda")}
    return actions.send(
        letter=drafted(), people=people, actor=user("rina"), now=now, day=DAY
    )


def _initial(as_: As, name: str, letter: Letter, shown: str = "") -> int:
    sent = {"shown": shown or digest(letter)}
    return as_(name).post(f"/surat/{letter.pk}/paraf/", sent).status_code


def test_in_turn_and_once(sent: Letter, as_: As) -> None:
    _initial(as_, "sekda", sent)
    assert not sent.initials.filter(given_at__isnull=False).exists()
    for name in ("sari", "sari", "sekda"):
        _initial(as_, name, sent)
    sent.refresh_from_db()
    assert sent.state == State.READY
    assert sent.initials.filter(given_at__isnull=False).count() == 2


def test_another_text_than_the_one_shown_is_not_initialled(
    sent: Letter, as_: As
) -> None:
    _initial(as_, "sari", sent, "0" * 64)
    _initial(as_, "sari", Letter(pk=sent.pk), "x")
    assert not sent.initials.filter(given_at__isnull=False).exists()


def test_it_goes_back_with_the_remark_on_top(sent: Letter, as_: As) -> None:
    address = f"/surat/{sent.pk}/kembalikan/"
    assert as_("sari").post(address, {"remark": "", "key": "k"}).status_code == 200
    as_("sari").post(address, {"remark": "Perbaiki TMT."})
    sent.refresh_from_db()
    assert sent.state == State.DRAFT
    page = as_("rina").get(f"/surat/{sent.pk}/").content.decode()
    assert "Perbaiki TMT." in page
    assert "dikembalikan" in page


def test_only_whose_turn_it_is_sends_back(sent: Letter, as_: As) -> None:
    as_("sekda").post(f"/surat/{sent.pk}/kembalikan/", {"remark": "x"})
    sent.refresh_from_db()
    assert sent.state == State.INITIALLED


def test_others_do_not(sent: Letter, as_: As) -> None:
    for name in ("guru", "bupati", "inspektur"):
        assert _initial(as_, name, sent) == 404
        assert as_(name).get(f"/surat/{sent.pk}/kembalikan/").status_code == 404
