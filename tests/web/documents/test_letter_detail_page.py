"""The home of a letter: where it stands, what each may do, who does the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]


def _page(as_: As, name: str, pk: int) -> str:
    return as_(name).get(f"/surat/{pk}/").content.decode()


def test_the_maker_sees_words_marks_and_what_is_missing(
    room: Room, drafted: Step, as_: As
) -> None:
    room.citation = "UU 20/2023"
    page = _page(as_, "rina", drafted().pk)
    for words in ("Isi keputusan.", "DRAF", "CONTOH", "belum dikonfirmasi", "Rina"):
        assert words in page
    assert "Belum dikonfirmasi: UU 20/2023." in page
    assert "Kirim untuk diparaf" in page
    assert "/bagian/isi/" in page


def test_a_reader_is_told_who_completes_it(drafted: Step, as_: As) -> None:
    page = _page(as_, "sari", drafted().pk)
    assert "/kirim/" not in page
    assert "melengkapi naskah ini dan mengirimkannya" in page


def test_only_whose_turn_it_is_is_offered_the_initial(
    drafted: Step, as_: As, user: Users, now: datetime
) -> None:
    letter = drafted()
    people = {1: user("sari"), 2: user("sekda")}
    actions.send(letter=letter, people=people, actor=user("rina"), now=now, day=DAY)
    assert f"/surat/{letter.pk}/paraf/" in _page(as_, "sari", letter.pk)
    page = _page(as_, "sekda", letter.pk)
    assert f"/surat/{letter.pk}/paraf/" not in page
    assert "Menunggu paraf Sari" in page


def test_the_maker_is_told_who_gives_the_number(ready: Step, as_: As) -> None:
    letter = ready()
    page = _page(as_, "rina", letter.pk)
    assert f"/surat/{letter.pk}/nomor/" not in page
    assert "Nomor diberikan oleh Dedi (bidang mutasi)." in page
    assert f"/surat/{letter.pk}/nomor/" in _page(as_, "dedi", letter.pk)


def test_a_numbered_letter_tells_who_signs(numbered: Step, as_: As) -> None:
    letter = numbered()
    page = _page(as_, "dedi", letter.pk)
    assert letter.number in page
    assert f"/surat/{letter.pk}/pindaian/" in page
    assert "hanya yang namanya tercantum" in page
    assert "Tanda tangani secara elektronik" in _page(as_, "bupati", letter.pk)


def test_a_changed_record_comes_first(room: Room, drafted: Step, as_: As) -> None:
    letter = drafted()
    room.facts = "facts-2"
    assert "/susun-ulang/" in _page(as_, "rina", letter.pk)


def test_who_sees_no_letters_finds_none(drafted: Step, as_: As) -> None:
    assert as_("guru").get(f"/surat/{drafted().pk}/").status_code == 404


def test_pdf_and_docx_are_taken(drafted: Step, as_: As) -> None:
    letter = drafted()
    rina = as_("rina")
    assert rina.get(f"/surat/{letter.pk}/berkas/pdf/").content.startswith(b"%PDF")
    assert rina.get(f"/surat/{letter.pk}/berkas/docx/").content.startswith(b"PK")
    assert rina.get(f"/surat/{letter.pk}/berkas/scan/").status_code == 404
