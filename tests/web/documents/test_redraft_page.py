"""Compose a draft again when its record changed."""

from __future__ import annotations

from seimbang_web.documents.models import Letter, State
from tests.web.conftest import As
from tests.web.documents.conftest import Room, Step


def _address(letter: Letter) -> str:
    return f"/surat/{letter.pk}/susun-ulang/"


def test_it_takes_the_record_of_today(room: Room, ready: Step, as_: As) -> None:
    letter = ready()
    room.facts, room.text = "facts-2", "Isi yang baru."
    as_("rina").post(_address(letter), {"version": letter.version})
    letter.refresh_from_db()
    assert letter.state == State.DRAFT
    assert "Isi yang baru." in str(letter.blocks)


def test_what_another_changed_meanwhile_stops_it(
    room: Room, drafted: Step, as_: As
) -> None:
    letter = drafted()
    room.facts, room.text = "facts-2", "Isi yang baru."
    as_("rina").post(_address(letter), {"version": letter.version - 1})
    letter.refresh_from_db()
    assert "Isi yang baru." not in str(letter.blocks)


def test_others_do_not(room: Room, drafted: Step, as_: As) -> None:
    letter = drafted()
    assert as_("sari").post(_address(letter)).status_code == 404
    assert as_("guru").post(_address(letter)).status_code == 404
    assert as_("rina").get(_address(letter)).status_code in (404, 405)
