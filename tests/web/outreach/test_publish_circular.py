"""A circular is published, read, read out, and replaced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.outreach import queries
from seimbang_web.outreach.actions import Told, publish_circular, tell_gathering
from seimbang_web.outreach.models import Circular, Gathering, Reading

DAY = date(2026, 1, 1)
FORM = {
    "audience": "asn",
    "title": "Masa aspirasi dibuka",
    "body": "Anda dapat menulis aspirasi.",
    "short": "Masa aspirasi dibuka sampai 30 Januari.",
    "confirm_by": "2026-01-20",
    "key": "k1",
}


@pytest.fixture
def circular(user: Callable[[str], User], now: datetime) -> Circular:
    return publish_circular(
        told=Told("asn", "Masa aspirasi", "Isi.", "Ringkas.", date(2026, 1, 20)),
        round=None,
        replaces=None,
        actor=user("putri"),
        now=now,
        day=DAY,
    )


def test_it_is_published_once(as_: Callable[[str], Client]) -> None:
    client = as_("putri")
    first = client.post("/sosialisasi/edaran/baru/", FORM)
    again = client.post("/sosialisasi/edaran/baru/", FORM)
    assert first["Location"] == again["Location"]
    assert Circular.objects.count() == 1
    assert Entry.objects.filter(act="circular.publish").count() == 1


def test_a_past_day_to_confirm_is_refused(as_: Callable[[str], Client]) -> None:
    told = FORM | {"confirm_by": "2025-12-31"}
    page = as_("putri").post("/sosialisasi/edaran/baru/", told).content.decode()
    assert "Batas konfirmasi sudah lewat." in page
    assert "Masa aspirasi dibuka" in page  # what was typed is not lost
    assert not Circular.objects.exists()


def test_only_who_may_writes(as_: Callable[[str], Client]) -> None:
    assert as_("guru").post("/sosialisasi/edaran/baru/", FORM).status_code == 404


def test_its_audience_reads_and_confirms_once(
    as_: Callable[[str], Client], circular: Circular
) -> None:
    client, url = as_("guru"), f"/sosialisasi/edaran/{circular.pk}/"
    assert "Edaran untuk dibaca" in client.get("/").content.decode()  # a task
    assert "Saya sudah membaca" in client.get(url).content.decode()
    client.post(url)
    client.post(url)
    assert Reading.objects.count() == 1
    assert "Anda mengonfirmasinya" in client.get(url).content.decode()


def test_others_do_not_see_it(as_: Callable[[str], Client], circular: Circular) -> None:
    assert as_("tono").get(f"/sosialisasi/edaran/{circular.pk}/").status_code == 404


def test_the_head_tells_that_it_was_read_out(
    as_: Callable[[str], Client],
    rights: Callable[[str], Rights],
    user: Callable[[str], User],
    now: datetime,
) -> None:
    told = Told("all", "Putaran dibuka", "Isi.", "Ringkas.")
    made = publish_circular(
        told=told, round=None, replaces=None, actor=user("putri"), now=now, day=DAY
    )
    unit = rights("kepsek").grants[0].unit
    assert unit is not None
    form = {"unit": unit.pk, "held_on": "2026-01-01", "present": "9", "note": "Kapan?"}
    url = f"/sosialisasi/edaran/{made.pk}/dibacakan/"
    assert as_("kepsek").post(url, form).status_code == 302
    page = as_("putri").get(f"/sosialisasi/edaran/{made.pk}/bukti/").content.decode()
    assert "9 orang mendengarnya" in page and "Kapan?" in page
    again = as_("kepsek").post(url, form).content.decode()
    assert "Sudah dilaporkan untuk unit dan tanggal itu." in again
    assert Gathering.objects.count() == 1


def test_a_head_does_not_tell_for_another_unit(
    as_: Callable[[str], Client],
    rights: Callable[[str], Rights],
    circular: Circular,
) -> None:
    own = rights("kepsek").grants[0].unit_id
    other = Unit.objects.filter(present=True, kind="sd").exclude(pk=own)[0]
    form = {"unit": other.pk, "held_on": "2026-01-01", "present": "9"}
    Circular.objects.update(audience="all")
    as_("kepsek").post(f"/sosialisasi/edaran/{circular.pk}/dibacakan/", form)
    assert not Gathering.objects.exists()


def test_a_day_to_come_is_no_proof(
    circular: Circular, user: Callable[[str], User], now: datetime
) -> None:
    with pytest.raises(ActError):
        tell_gathering(
            circular=circular,
            unit=Unit.objects.all()[0],
            held_on=date(2026, 1, 2),
            present=3,
            note="",
            actor=user("putri"),
            now=now,
            day=DAY,
        )


def test_one_takes_the_place_of_another_once(
    as_: Callable[[str], Client], circular: Circular
) -> None:
    url = f"/sosialisasi/edaran/{circular.pk}/ganti/"
    assert as_("putri").post(url, FORM | {"key": "k2"}).status_code == 302
    page = as_("putri").post(url, FORM | {"key": "k3"}).content.decode()
    assert "Edaran lain sudah menggantikannya" in page
    old = as_("guru").get(f"/sosialisasi/edaran/{circular.pk}/").content.decode()
    assert "sudah diganti" in old and "Saya sudah membaca" not in old


def test_reach_counts_users_of_the_audience(circular: Circular) -> None:
    assert queries.proof(circular, DAY).reached == 1  # guru
    Circular.objects.filter(pk=circular.pk).update(audience="opr")
    circular.refresh_from_db()
    assert queries.proof(circular, DAY).reached == 2  # rina, dedi


def test_it_can_be_printed(as_: Callable[[str], Client], circular: Circular) -> None:
    page = as_("rina").get(f"/sosialisasi/edaran/{circular.pk}/cetak/")
    assert page.status_code == 404  # it is not for operators
    page = as_("putri").get(f"/sosialisasi/edaran/{circular.pk}/cetak/")
    assert "Ringkas." in page.content.decode()


@pytest.mark.parametrize("form", ["aspirasi", "tanggapan", "keberatan"])
def test_paper_forms_are_there(as_: Callable[[str], Client], form: str) -> None:
    page = as_("kepsek").get(f"/sosialisasi/formulir/{form}/").content.decode()
    assert "NIP" in page and "nomor tanda terima" in page
    assert as_("kepsek").get("/sosialisasi/formulir/lain/").status_code == 404
