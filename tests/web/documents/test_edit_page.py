"""Change the text of a part."""

from __future__ import annotations

from seimbang_web.documents.models import Letter, State, Wording
from tests.web.conftest import As
from tests.web.documents.conftest import Room, Step


def _address(letter: Letter, name: str = "isi") -> str:
    return f"/surat/{letter.pk}/bagian/{name}/"


def test_the_text_is_kept_with_who_and_when(ready: Step, as_: As) -> None:
    letter = ready()
    sent = {"text": "Isi kantor.", "version": letter.version}
    assert as_("rina").post(_address(letter), sent).status_code == 302
    letter.refresh_from_db()
    assert letter.own == {"isi": "Isi kantor."}
    assert letter.state == State.DRAFT
    last = letter.records.last()
    assert last is not None
    assert "Isi" in last.why
    assert str(last.made_by) in as_("rina").get(f"/surat/{letter.pk}/").content.decode()


def test_for_all_letters_needs_a_reason(drafted: Step, as_: As) -> None:
    letter = drafted()
    sent = {"text": "Isi kantor.", "for_all": "on", "version": letter.version}
    assert as_("rina").post(_address(letter), sent).status_code == 200
    assert not Wording.objects.exists()
    as_("rina").post(_address(letter), {**sent, "why": "Gaya kantor"})
    assert Wording.objects.get().text == "Isi kantor."


def test_figures_and_law_are_said_to_stay(room: Room, drafted: Step, as_: As) -> None:
    room.text = "Kekurangan 3 guru."
    page = as_("rina").get(_address(drafted())).content.decode()
    assert "angka dari catatan" in page


def test_the_text_of_another_is_shown_first(drafted: Step, as_: As) -> None:
    letter = drafted()
    as_("rina").post(_address(letter), {"text": "Satu.", "version": letter.version})
    page = as_("dedi").post(_address(letter), {"text": "Dua.", "version": "1"})
    assert "Satu." in page.content.decode()
    letter.refresh_from_db()
    assert letter.own == {"isi": "Satu."}


def test_a_part_of_the_record_is_no_page(drafted: Step, as_: As) -> None:
    assert as_("rina").get(_address(drafted(), "judul")).status_code == 404


def test_a_numbered_letter_leads_back(numbered: Step, as_: As) -> None:
    letter, rina = numbered(), as_("rina")
    for page in ("bagian/isi/", "penanda-tangan/", "kirim/", "kembalikan/"):
        answer = rina.get(f"/surat/{letter.pk}/{page}", follow=True)
        assert answer.redirect_chain == [(f"/surat/{letter.pk}/", 302)]
    rina.post(_address(letter), {"text": "Lain.", "version": letter.version})
    letter.refresh_from_db()
    assert "Lain." not in str(letter.blocks)


def test_others_do_not(drafted: Step, as_: As) -> None:
    letter = drafted()
    for name in ("sari", "guru", "bupati"):
        assert as_(name).post(_address(letter), {"text": "x"}).status_code == 404
