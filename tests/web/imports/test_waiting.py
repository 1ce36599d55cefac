"""What of imports waits for whom, and the notice when another person applied one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import override

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.imports.corrections.actions import ask_correction
from seimbang_web.imports.models import Import, State
from seimbang_web.imports.queries import waiting_for
from tests.web.conftest import As

Rights_ = Callable[[str], Rights]


def _import(user: Callable[[str], User], now: datetime, **more: object) -> Import:
    return Import.objects.create(
        name="a.xlsx",
        digest="0" * 64,
        uploaded_by=user("rina"),
        uploaded_at=now,
        **more,
    )


def _labels(rights: Rights) -> list[str]:
    with override("id"):
        return [str(one.label) for one in waiting_for(rights)]


def test_the_uploader_waits_and_the_others_have_work(
    user: Callable[[str], User], rights: Rights_, now: datetime
) -> None:
    _import(user, now, state=State.WAITING)
    (mine,) = waiting_for(rights("rina"))
    (dedi,) = waiting_for(rights("dedi"))
    (sari,) = waiting_for(rights("sari"))
    assert (mine.state, dedi.state, sari.state) == ("waiting", "todo", "todo")
    assert waiting_for(rights("putri")) == []


def test_the_uploader_is_told_who_applied_it_for_two_days(
    user: Callable[[str], User], rights: Rights_, now: datetime
) -> None:
    source = _import(user, now, state=State.APPLIED)
    Import.objects.update(approved_by=user("dedi"), approved_at=now)
    assert _labels(rights("rina")) == [
        "Dedi (bidang mutasi) menerapkan impor Anda: lihat hasilnya"
    ]
    assert _labels(rights("dedi")) == []
    Import.objects.filter(pk=source.pk).update(approved_at=now - timedelta(days=3))
    assert _labels(rights("rina")) == []


def test_requests_to_correct_stand_beside_them(
    user: Callable[[str], User], rights: Rights_, now: datetime
) -> None:
    person = user("guru").person
    assert person is not None
    ask_correction(
        person=person, field="grade", wanted="x", proof="", actor=user("guru"), now=now
    )
    assert _labels(rights("dedi")) == ["Jawab permintaan perbaikan data"]


def test_the_page_of_data_leads_to_quality_versions_and_requests(as_: As) -> None:
    page = as_("rina").get("/impor/").content.decode()
    for address in ("/impor/mutu/", "/impor/versi/", "/impor/perbaikan/"):
        assert address in page
    page = as_("rina").get("/impor/baru/").content.decode()
    for address in ("/impor/templat/", "/impor/contoh/"):
        assert address in page
