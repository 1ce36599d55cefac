"""Papers beside a wish: looked at by content, five at most, read by the panel."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang_web.audit.models import Entry
from seimbang_web.cases.scan import Letter
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.wishes import actions
from seimbang_web.wishes.models import Evidence
from tests.web.wishes.conftest import DAY, PDF, As, Send, Users

URL = "/aspirasi/saya/bukti/"


def test_a_paper_is_kept_once_and_taken_back(as_: As) -> None:
    client = as_("guru")
    for _again in range(2):
        client.post(URL, {"scans": SimpleUploadedFile("ktp-rahasia.pdf", PDF)})
    paper = Evidence.objects.get()
    page = client.get(URL).content.decode()
    assert "Bukti 1" in page
    assert "rahasia" not in page
    answer = client.get(f"/aspirasi/{paper.wish_id}/bukti/1/")
    assert answer.content == PDF
    assert "attachment" in answer["Content-Disposition"]
    client.post(URL, {"remove": "1"})
    assert not Evidence.objects.exists()
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"wish.evidence", "wish.evidence-remove", "wish.evidence-read"} <= acts
    page = client.post(URL, {"remove": "1"}, follow=True).content.decode()
    assert "Bukti ini sudah tidak ada." in page


def test_what_is_no_paper_is_refused(as_: As) -> None:
    page = as_("guru").post(URL, {"scans": SimpleUploadedFile("x.pdf", b"MZ program")})
    assert not Evidence.objects.exists()
    assert "error-summary" in page.content.decode()


def test_five_at_most(user: Users, guru: Person, round_: Round, now: datetime) -> None:
    papers = [Letter("application/pdf", PDF + bytes([at])) for at in range(6)]
    with pytest.raises(ActError):
        actions.add_evidence(
            round=round_, person=guru, papers=papers, helper=None,
            actor=user("guru"), now=now, day=DAY,
        )  # fmt: skip
    assert not Evidence.objects.exists()


def test_only_the_panel_reads_a_paper(
    send: Send, guru: Person, needy: Unit, as_: As
) -> None:
    as_("guru").post(URL, {"scans": SimpleUploadedFile("x.pdf", PDF)})
    wish = send(guru, needy)
    assert as_("sari").get(f"/aspirasi/{wish.pk}/bukti/1/").content == PDF
    for who in ("putri", "kepsek", "rina", "disdik"):
        assert as_(who).get(f"/aspirasi/{wish.pk}/bukti/1/").status_code == 404
    page = as_("putri").get(f"/aspirasi/{wish.pk}/").content.decode()
    assert "1 bukti, dibaca oleh panel." in page
