"""One's own signed letters: no script, nobody else's, confirmed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from seimbang_web.documents.models import Letter
from seimbang_web.organisation.models import Person
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]
PAGE = "/surat/saya/"
SCAN = b"%PDF-1.4 signed by hand"


@pytest.fixture
def letter(room: Room, own: None, numbered: Step, user: Users, now: datetime) -> Letter:
    """Return the extract of the teacher, signed by hand."""
    person = user("guru").person
    assert person is not None
    room.extracts = ["entry:1"]
    room.people = {"entry:1": person}
    decree = numbered()
    told = {"actor": user("rina"), "now": now, "day": DAY}
    actions.sign_by_scan(letter=decree, content=b"%PDF-1.4 x", **told)
    (made,) = actions.make_extracts(decree=decree, actor=user("dedi"), now=now, day=DAY)
    return actions.sign_by_scan(letter=made, content=SCAN, **told)


def test_the_page_says_the_decree_the_unit_and_carries_no_script(
    letter: Letter, as_: As
) -> None:
    page = as_("guru").get(PAGE).content.decode()
    assert f"SK {letter.number} sudah ditetapkan." in page
    assert f"Lapor ke {letter.unit}." in page
    assert "<script" not in page
    assert letter.person is not None
    assert letter.person.nip not in page


def test_the_file_is_what_was_signed(letter: Letter, as_: As) -> None:
    answer = as_("guru").get(f"{PAGE}{letter.pk}/berkas/")
    assert answer.content == SCAN
    assert letter.person is not None
    assert letter.person.nip not in answer.headers["Content-Disposition"]


def test_the_person_confirms_once(letter: Letter, as_: As) -> None:
    page = f"{PAGE}{letter.pk}/terima/"
    assert as_("guru").get(page).status_code == 404
    for _twice in range(2):
        as_("guru").post(page)
    (receipt,) = letter.deliveries.all()
    assert receipt.way == actions.IN_APPLICATION
    assert "Diterima tanggal 1 Januari 2026" in as_("guru").get(PAGE).content.decode()


def test_nobody_sees_what_is_anothers(
    letter: Letter, user: Users, now: datetime, as_: As
) -> None:
    other = user("dedi")
    other.person = Person.objects.filter(present=True).exclude(pk=letter.person_id)[0]
    other.save()
    assert letter.number not in as_("dedi").get(PAGE).content.decode()
    for name in ("dedi", "rina", "sari"):
        assert as_(name).get(f"{PAGE}{letter.pk}/berkas/").status_code == 404
        assert as_(name).post(f"{PAGE}{letter.pk}/terima/").status_code == 404
    assert not letter.deliveries.exists()


def test_a_letter_before_its_signature_is_not_there(
    room: Room, own: None, numbered: Step, user: Users, as_: As
) -> None:
    person = user("guru").person
    assert person is not None
    room.people = {"dossier:1": person}
    made = numbered()
    assert made.number not in as_("guru").get(PAGE).content.decode()
    assert as_("guru").get(f"{PAGE}{made.pk}/berkas/").status_code == 404


def test_a_void_letter_is_said_to_be_void_and_is_not_handed_out(
    letter: Letter, user: Users, now: datetime, as_: As
) -> None:
    actions.void_letter(
        letter=letter, why="Salah nama", actor=user("sari"), now=now, day=DAY
    )
    page = as_("guru").get(PAGE).content.decode()
    assert f"Surat {letter.number} dibatalkan" in page
    assert "Salah nama" not in page
    assert as_("guru").get(f"{PAGE}{letter.pk}/berkas/").status_code == 404
