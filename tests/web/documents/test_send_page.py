"""Send a draft along its chain."""

from __future__ import annotations

from collections.abc import Callable

from seimbang_web.accounts.models import User
from seimbang_web.documents.models import Letter, State
from tests.web.conftest import As
from tests.web.documents.conftest import Room, Step

Users = Callable[[str], User]


def _address(letter: Letter) -> str:
    return f"/surat/{letter.pk}/kirim/"


def _sent(letter: Letter, first: User, second: User) -> dict[str, object]:
    return {"p-1": first.pk, "p-2": second.pk, "version": letter.version}


def test_each_place_gets_its_person(drafted: Step, as_: As, user: Users) -> None:
    letter = drafted()
    sent = _sent(letter, user("sari"), user("sekda"))
    assert as_("rina").post(_address(letter), sent).status_code == 302
    letter.refresh_from_db()
    assert letter.state == State.INITIALLED
    assert [str(one.user) for one in letter.initials.all()] == [
        str(user("sari")), str(user("sekda"))
    ]  # fmt: skip


def test_the_same_person_twice_is_refused(drafted: Step, as_: As, user: Users) -> None:
    letter = drafted()
    page = as_("rina").post(_address(letter), _sent(letter, *[user("sari")] * 2))
    assert "Ada masalah" in page.content.decode()
    letter.refresh_from_db()
    assert letter.state == State.DRAFT


def test_who_drafted_it_cannot_be_chosen(drafted: Step, as_: As, user: Users) -> None:
    letter = drafted()
    sent = _sent(letter, user("rina"), user("sekda"))
    assert as_("rina").post(_address(letter), sent).status_code == 200
    letter.refresh_from_db()
    assert letter.state == State.DRAFT


def test_without_chain_it_waits_for_its_number(
    room: Room, drafted: Step, as_: As
) -> None:
    room.chain = ()
    letter = drafted()
    as_("rina").post(_address(letter), {"version": letter.version})
    letter.refresh_from_db()
    assert letter.state == State.READY


def test_others_do_not(drafted: Step, as_: As) -> None:
    letter = drafted()
    for name in ("sari", "guru"):
        assert as_(name).get(_address(letter)).status_code == 404
