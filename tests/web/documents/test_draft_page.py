"""Draft a letter from the page of its record: once, by whom the record lets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.models import Kind, Letter
from tests.web.conftest import As
from tests.web.documents.conftest import Room

ASKED = {"kind": Kind.DECREE.value, "subject": "dossier:1"}


@pytest.fixture
def open_to_rina(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the record be Rina's to write of."""

    def reach(rights: Rights, subject: str) -> None:
        if rights.user.username != "rina":
            raise Http404

    held = COMPOSERS[Kind.DECREE]
    told = replace(held, reach=reach, page=lambda _subject: "/surat/")
    monkeypatch.setitem(COMPOSERS, Kind.DECREE, told)


def test_the_button_drafts_and_opens_the_letter(open_to_rina: None, as_: As) -> None:
    rina = as_("rina")
    answer = rina.post("/surat/baru/", {**ASKED, "key": "once"})
    letter = Letter.objects.get()
    assert answer.url == f"/surat/{letter.pk}/"  # type: ignore[attr-defined]
    again = rina.post("/surat/baru/", {**ASKED, "key": "once"})
    assert again.url == answer.url  # type: ignore[attr-defined]
    assert Letter.objects.count() == 1


def test_a_second_one_leads_back_with_the_reason(open_to_rina: None, as_: As) -> None:
    rina = as_("rina")
    rina.post("/surat/baru/", ASKED)
    page = rina.post("/surat/baru/", ASKED, follow=True)
    assert "Keputusan tentang dossier:1" in page.content.decode()
    assert Letter.objects.count() == 1


def test_a_record_out_of_reach_is_not_there(open_to_rina: None, as_: As) -> None:
    assert as_("dedi").post("/surat/baru/", ASKED).status_code == 404
    assert as_("sari").post("/surat/baru/", ASKED).status_code == 404
    assert as_("rina").post("/surat/baru/", {**ASKED, "kind": "x"}).status_code == 404
    assert not Letter.objects.exists()


def test_without_a_rule_of_the_room_nobody_drafts(room: Room, as_: As) -> None:
    assert as_("rina").post("/surat/baru/", ASKED).status_code == 404


def test_it_needs_a_post(open_to_rina: None, as_: As) -> None:
    assert as_("rina").get("/surat/baru/").status_code in (404, 405)
