"""Keep the profile of the institution: one form, versions, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.institution import queries
from seimbang_web.institution.actions import save_profile
from seimbang_web.institution.forms import ProfileForm
from seimbang_web.institution.models import Profile
from seimbang_web.lib.act import StaleError
from tests.web.conftest import DAY, As

URL = "/instansi/"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def sent(**changes: object) -> dict[str, object]:
    """Return the form of the profile as it is, with changes, as a browser sends it."""
    held = queries.profile()
    fields = {name: held.told.get(name, "") for name in ProfileForm().fields}
    del fields["logo"]
    return {**fields, "base": held.number, **changes}


REST = {
    "secretary_acting_since": "2026-01-01",
    "secretary_acting_until": "2026-02-28",
    "decree_pattern": "{kode}/Kep.{urut}/{unit}/{tahun}",
}


def test_the_demo_lacks_two_fields_and_says_so(as_: As) -> None:
    page = as_("rina").get(URL).content.decode()
    assert "2 isian belum ada" in page
    assert "Plh. Sekretaris daerah: dari kapan sampai kapan" in page
    assert "Pola nomor: Keputusan dan petikan" in page


def test_filling_them_completes_the_profile(as_: As) -> None:
    answer = as_("rina").post(URL, sent(**REST), follow=True)
    page = answer.content.decode()
    assert "Profil lengkap" in page
    assert "800.1.3.3/Kep.041/BKPSDMD/2026" in page
    assert Entry.objects.order_by("-seq")[0].act == "profile.save"
    assert queries.profile().number == 2


def test_the_letterhead_is_seen_at_once_and_nothing_is_kept(as_: As) -> None:
    changed = sent(office="Badan Kepegawaian", seat="Sungai Penuh")
    answer = as_("rina").post(URL + "pratinjau/", changed)
    page = answer.content.decode()
    assert "BADAN KEPEGAWAIAN" in page
    assert "Sungai Penuh" in page
    assert queries.profile().number == 1


def test_who_acts_today_signs_by_the_dates(as_: As) -> None:
    as_("rina").post(URL, sent(**REST))
    held = queries.profile()
    acting = held.official("secretary", DAY)
    assert acting is not None
    assert held.title(acting) == "Plh. Sekretaris Daerah Kabupaten Batang Hari"
    assert held.signature(acting) == "Ir. CONTOH ASISTEN, M.M."
    later = held.official("secretary", DAY.replace(month=3))
    assert later is not None
    assert not later.standing


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("decree_pattern", "{kode}/{nomor}/{tahun}", "{nomor} tidak dikenal"),
        ("decree_pattern", "{kode}/{tahun}", "{urut} satu kali"),
        ("decree_pattern", "{urut}/{tahun", "kurung"),
        ("secretary_nip", "12345", "18 angka"),
        ("head_until", "2020-01-01", "lebih awal"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_kept(
    as_: As, field: str, value: str, told: str
) -> None:
    changes = {**REST, "head_since": "2025-02-20", field: value}
    answer = as_("rina").post(URL, sent(**changes))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert f'href="#id_{field}"' in page
    assert Profile.objects.count() == 1


def test_an_emblem_is_a_picture_of_some_kilobytes(as_: As) -> None:
    client = as_("rina")
    good = SimpleUploadedFile("logo.png", PNG)
    client.post(URL, sent(logo=good))
    pk = queries.profile().logo
    picture = client.get(f"{URL}lambang/{pk}/")
    assert picture["Content-Type"] == "image/png"
    assert picture.content == PNG
    for bad in (b"<svg onload=alert(1)>", PNG + bytes(500 * 1024)):
        answer = client.post(URL, sent(logo=SimpleUploadedFile("logo.png", bad)))
        assert answer.status_code == 200
    assert queries.profile().number == 2
    assert client.get(f"{URL}lambang/999999/").status_code == 404


def test_the_emblem_stays_when_none_is_sent(as_: As) -> None:
    client = as_("rina")
    client.post(URL, sent(logo=SimpleUploadedFile("logo.png", PNG)))
    client.post(URL, sent(**REST))
    assert queries.profile().logo is not None


def test_two_people_at_once_see_both_values(as_: As) -> None:
    first = sent(seat="Muara Bulian Kota")
    second = sent(seat="Muara Tembesi")
    as_("rina").post(URL, first)
    page = as_("dedi").post(URL, second).content.decode()
    assert "Rina" in page
    assert "Muara Bulian Kota" in page
    assert 'value="Muara Tembesi"' in page
    assert queries.profile().seat == "Muara Bulian Kota"


def test_the_act_itself_refuses_an_old_base(
    user: Callable[[str], User], now: datetime
) -> None:
    with pytest.raises(StaleError):
        save_profile(content={"seat": "x"}, base=0, actor=user("rina"), now=now)


def test_others_may_read_but_not_write(as_: As) -> None:
    assert as_("putri").get(URL).status_code == 200
    assert b"Simpan profil" not in as_("putri").get(URL).content
    assert as_("putri").post(URL, sent(**REST)).status_code == 404
    assert as_("kepsek").get(URL).status_code == 404
    assert as_("guru").get(URL).status_code == 404
    assert as_("rina").get(URL + "pratinjau/").status_code == 404


def test_it_waits_for_the_operator_only(rights: Callable[[str], Rights]) -> None:
    with override("id"):
        assert [str(one.label) for one in queries.waiting_for(rights("rina"))] == [
            "Profil instansi: 2 isian belum ada"
        ]
    assert queries.waiting_for(rights("putri")) == []


def test_another_regency_begins_with_an_empty_form(as_: As) -> None:
    Profile.objects.all().delete()
    client = as_("rina")
    page = client.get(URL).content.decode()
    assert "14 isian belum ada" in page
    refused = client.get("/nowhere/").content.decode()
    assert "kantor kepegawaian" in refused
    answer = client.post(URL, sent(regency="Kota Jambi", time_zone="Asia/Makassar"))
    assert answer.status_code == 302
    held = queries.profile()
    assert (held.head_called, held.place, held.zone) == ("Wali Kota", "Jambi", "WITA")
