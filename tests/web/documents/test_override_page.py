"""Let a letter go out although a citation is not confirmed: by name, after a proof."""

from __future__ import annotations

from seimbang_web.documents import actions
from seimbang_web.documents.models import Letter
from tests.web.accounts.proving import prove
from tests.web.conftest import As
from tests.web.documents.conftest import Room, Step


def _address(letter: Letter) -> str:
    return f"/surat/{letter.pk}/konfirmasi/"


def test_name_and_reason_stand_on_the_letter(room: Room, ready: Step, as_: As) -> None:
    room.citation = "UU 20/2023"
    letter, head = ready(), prove(as_("tono"))
    assert "UU 20/2023" in head.get(_address(letter)).content.decode()
    assert head.post(_address(letter), {"why": "", "key": "k"}).status_code == 200
    head.post(_address(letter), {"why": "Dilihat pada naskah cetak."})
    letter.refresh_from_db()
    assert letter.override == "Dilihat pada naskah cetak."
    page = as_("rina").get(f"/surat/{letter.pk}/").content.decode()
    assert "Dilihat pada naskah cetak." in page


def test_without_a_fresh_proof_nothing_is_decided(
    room: Room, ready: Step, as_: As
) -> None:
    room.citation = "UU 20/2023"
    letter = ready()
    answer = as_("tono").post(_address(letter), {"why": "x"})
    assert "/akun/reauthenticate/" in answer.url  # type: ignore[attr-defined]
    letter.refresh_from_db()
    assert letter.override == ""


def test_another_text_asks_for_it_again(room: Room, ready: Step, as_: As) -> None:
    room.citation = "UU 20/2023"
    letter, head = ready(), prove(as_("tono"))
    head.post(_address(letter), {"why": "Dilihat."})
    letter.refresh_from_db()
    assert letter.override == "Dilihat."
    actions.redraft(
        letter=letter, actor=letter.made_by, now=letter.made_at,
        day=letter.made_at.date(),
    )  # fmt: skip
    letter.refresh_from_db()
    assert (letter.override, letter.override_by) == ("", None)


def test_a_verifier_who_is_not_the_head_decides_nothing(
    room: Room, ready: Step, as_: As
) -> None:
    room.citation = "UU 20/2023"
    letter, sari = ready(), prove(as_("sari"))
    page = sari.get(f"/surat/{letter.pk}/").content.decode()
    assert _address(letter) not in page
    assert "Tono (kepala badan kepegawaian)" in page
    sari.post(_address(letter), {"why": "x"})
    letter.refresh_from_db()
    assert letter.override == ""


def test_others_do_not(ready: Step, as_: As) -> None:
    letter = ready()
    for name in ("rina", "dedi", "guru"):
        assert as_(name).get(_address(letter)).status_code == 404
