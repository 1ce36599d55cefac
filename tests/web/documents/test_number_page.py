"""Give the number by the page: counted by us, or typed from another register."""

from __future__ import annotations

from seimbang_web.documents.models import Letter, State
from tests.web.conftest import As
from tests.web.documents.conftest import Room, Step


def _address(letter: Letter) -> str:
    return f"/surat/{letter.pk}/nomor/"


def test_one_button_gives_the_next_number_once(own: None, ready: Step, as_: As) -> None:
    letter, dedi = ready(), as_("dedi")
    assert "/001/" not in dedi.get(_address(letter)).content.decode()
    sent = {"version": letter.version}
    page = dedi.post(_address(letter), sent, follow=True).content.decode()
    assert "800.1.3.3/001/BKPSDMD/2026" in page
    dedi.post(_address(letter), sent)
    letter.refresh_from_db()
    assert (letter.state, letter.counted) == (State.NUMBERED, 1)


def test_elsewhere_the_number_is_typed_and_not_twice(ready: Step, as_: As) -> None:
    first, second, dedi = ready("dossier:1"), ready("dossier:2"), as_("dedi")
    sent = {"number": "12 Tahun 2026", "dated_on": "2026-01-01"}
    dedi.post(_address(first), {**sent, "version": first.version})
    page = dedi.post(_address(second), {**sent, "version": second.version})
    assert "Keputusan tentang dossier:1" in page.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number) == ("12 Tahun 2026", "")


def test_empty_fields_are_named(ready: Step, as_: As) -> None:
    page = as_("dedi").post(_address(ready()), {"number": "", "dated_on": ""})
    assert "Ada masalah" in page.content.decode()


def test_what_is_missing_takes_the_place_of_the_button(
    room: Room, own: None, ready: Step, as_: As
) -> None:
    letter = ready()
    room.blocked = "Berita acara belum ditandatangani."
    page = as_("dedi").get(_address(letter)).content.decode()
    assert room.blocked in page
    assert '<form method="post" novalidate>' not in page


def test_the_maker_is_told_who_gives_it(own: None, ready: Step, as_: As) -> None:
    letter = ready()
    page = as_("rina").get(_address(letter)).content.decode()
    assert "Nomor diberikan oleh Dedi (bidang mutasi)." in page
    as_("rina").post(_address(letter), {"version": letter.version})
    letter.refresh_from_db()
    assert letter.number == ""


def test_others_do_not(own: None, ready: Step, as_: As) -> None:
    letter = ready()
    for name in ("sari", "guru", "bupati"):
        assert as_(name).post(_address(letter)).status_code == 404
