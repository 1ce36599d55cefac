"""What is told in confidence: who reads it, and that it leaves a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.audit.models import Entry
from seimbang_web.home.cast import PASSWORD
from tests.web.decisions.objections.conftest import DAY, SECRET, File

As = Callable[[str], Client]


def test_those_who_examine_read_it_and_it_is_recorded(as_: As, file: File) -> None:
    address = f"/keputusan/keberatan/{file().pk}/isi/"
    assert as_("sari").get(address).status_code in (404, 405)
    for number, name in enumerate(("sari", "inspektur", "pdp"), 1):
        assert SECRET in as_(name).post(address).content.decode()
        assert Entry.objects.filter(act="objection.read").count() == number


def test_the_authority_sees_categories_not_the_text(as_: As, file: File) -> None:
    one = file()
    page = as_("bupati").get(f"/keputusan/keberatan/{one.pk}/").content.decode()
    assert "Jarak atau transportasi" in page
    assert SECRET not in page
    assert as_("bupati").post(f"/keputusan/keberatan/{one.pk}/isi/").status_code == 404


def test_a_head_never_sees_it(as_: As, file: File, now: datetime) -> None:
    one = file()
    head = User.objects.create_user("kepala", PASSWORD)
    Grant.objects.create(
        user=head, role=Role.HEAD, unit=one.proposal.from_unit, since=DAY,
        approved_at=now,
    )  # fmt: skip
    for address in ("", "tanda-terima/", "isi/"):
        for answer in (as_("kepala").get, as_("kepala").post):
            status = answer(f"/keputusan/keberatan/{one.pk}/{address}").status_code
            assert status in (404, 405), address
    assert as_("kepala").get("/keputusan/keberatan/").status_code == 404


def test_the_team_sees_those_in_a_dossier(as_: As, file: File, decree: object) -> None:
    one = file()
    assert as_("tono").get(f"/keputusan/keberatan/{one.pk}/").status_code == 200


def test_the_team_sees_no_other(as_: As, file: File) -> None:
    assert as_("tono").get(f"/keputusan/keberatan/{file().pk}/").status_code == 404


def test_lists_and_receipts(as_: As, file: File) -> None:
    one = file()
    assert one.receipt in as_("sari").get("/keputusan/keberatan/").content.decode()
    closed = as_("sari").get("/keputusan/keberatan/?state=selesai").content.decode()
    assert one.receipt not in closed
    assert one.receipt in as_("asn").get("/keputusan/keberatan/saya/").content.decode()
    none = as_("guru").get("/keputusan/keberatan/saya/").content.decode()
    assert one.receipt not in none
    assert as_("guru").get(f"/keputusan/keberatan/{one.pk}/").status_code == 404
    text = as_("asn").get(f"/keputusan/keberatan/{one.pk}/tanda-terima.txt")
    assert one.receipt in text.content.decode()
    pdf = as_("asn").get(f"/keputusan/keberatan/{one.pk}/tanda-terima.pdf")
    assert pdf.content.startswith(b"%PDF")
    none = as_("asn").get(f"/keputusan/keberatan/{one.pk}/tanda-terima.doc")
    assert none.status_code == 404
