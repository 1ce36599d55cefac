"""To withdraw an objection: after a pause, once."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.decisions.models import Objection
from tests.web.decisions.objections.conftest import File

As = Callable[[str], Client]


def _address(one: Objection) -> str:
    return f"/keputusan/keberatan/{one.pk}/cabut/"


def test_a_page_between_and_then_it_is_withdrawn(as_: As, file: File) -> None:
    one = file()
    page = as_("asn").get(_address(one)).content.decode()
    assert "tidak akan dijawab lagi" in page
    one.refresh_from_db()
    assert one.outcome == ""
    as_("asn").post(_address(one))
    as_("asn").post(_address(one))
    one.refresh_from_db()
    assert one.outcome == "dicabut"
    assert Entry.objects.filter(act="objection.withdraw").count() == 1


def test_one_may_object_again_with_another_number(as_: As, file: File) -> None:
    as_("asn").post(_address(file()))
    assert file().receipt == "K-2026-00002"


def test_an_officer_withdraws_in_the_persons_presence(as_: As, file: File) -> None:
    one = file()
    as_("dedi").post(_address(one))
    one.refresh_from_db()
    assert one.outcome == "dicabut"


def test_others_may_not(as_: As, file: File, asn: User) -> None:
    one = file()
    for name in ("guru", "kepsek", "putri", "sari", "bupati", "tono"):
        assert as_(name).post(_address(one)).status_code == 404, name
    one.refresh_from_db()
    assert one.outcome == ""
