"""Print, sign by hand, upload the scan, look at it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang_web.documents.models import File, Letter, State
from tests.web.conftest import As
from tests.web.documents.conftest import Room, Step

SCAN = b"%PDF-1.4 signed by hand"


def _address(letter: Letter) -> str:
    return f"/surat/{letter.pk}/pindaian/"


def _file(content: bytes = SCAN) -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", content)


def test_the_scan_signs_once_and_is_looked_at(
    room: Room, numbered: Step, as_: As
) -> None:
    letter, rina = numbered(), as_("rina")
    for _again in range(2):
        rina.post(_address(letter), {"file": _file()})
    letter.refresh_from_db()
    assert letter.state == State.SIGNED
    assert room.signed == [letter.pk]
    assert letter.files.filter(form=File.Form.SCAN).count() == 1
    kept = rina.get(f"/surat/{letter.pk}/berkas/scan/")
    assert kept.content == SCAN
    assert "attachment" in kept["Content-Disposition"]


def test_what_is_no_scan_is_told_on_the_form(numbered: Step, as_: As) -> None:
    letter = numbered()
    page = as_("rina").post(_address(letter), {"file": _file(b"MZ")})
    assert "bukan PDF, JPEG, atau PNG" in page.content.decode()
    page = as_("rina").post(_address(letter), {"key": "k"})
    assert "Pilih pindaian" in page.content.decode()
    letter.refresh_from_db()
    assert letter.state == State.NUMBERED


def test_others_do_not(numbered: Step, as_: As) -> None:
    letter = numbered()
    for name in ("putri", "sari", "guru", "bupati"):
        assert as_(name).post(_address(letter), {"file": _file()}).status_code == 404
