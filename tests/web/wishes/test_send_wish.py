"""Write and send wishes: one question a page, checked, once, with a receipt."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.wishes import actions
from seimbang_web.wishes.models import Register, State, Wish
from seimbang_web.wishes.rooms import Room
from tests.web.wishes.conftest import DAY, PDF, As, Send, Users, places

CHECK = "/aspirasi/saya/periksa/"


def test_the_whole_way_by_plain_forms(
    as_: As, guru: Person, needy: Unit, full: Unit
) -> None:
    client = as_("guru")
    page = client.get("/aspirasi/saya/").content.decode()
    assert "Anda belum menulis aspirasi. Tidak apa-apa." in page
    assert "30 Januari 2026" in page
    answer = client.post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    assert answer["Location"] == "/aspirasi/saya/pilihan/1/tempat/"
    page = client.get(answer["Location"]).content.decode()
    assert f"?kecamatan={full.district_code}" in page
    address = f"{answer['Location']}?kecamatan={full.district_code}"
    assert full.name in client.get(address).content.decode()
    answer = client.post(address, {"kind": "unit", "target": full.pk}, follow=True)
    page = answer.content.decode()
    assert "kemungkinan besar belum dapat dipenuhi" in page
    assert needy.name in page
    assert "pada siklus ini: 0." in page
    assert "Belum ada putaran sebelumnya" in page
    client.post(
        "/aspirasi/saya/pilihan/1/tempat/", {"kind": "unit", "target": needy.pk}
    )
    client.post("/aspirasi/saya/pilihan/2/", {"kind": "kecamatan"})
    client.post("/aspirasi/saya/pilihan/2/tempat/", {"target": needy.district_code})
    client.post("/aspirasi/saya/pilihan/3/", {"kind": "kriteria"})
    client.post("/aspirasi/saya/pilihan/3/tempat/", {"target": "rumah"})
    goals = {"career": "jenjang", "competences": ["digital"], "goal": "Belajar"}
    answer = client.post("/aspirasi/saya/tujuan/", goals)
    assert answer["Location"] == "/aspirasi/saya/bukti/"
    scan = SimpleUploadedFile("196001012000011001.pdf", PDF)
    client.post("/aspirasi/saya/bukti/", {"scans": scan})
    answer = client.post(
        "/aspirasi/saya/keadaan/", {"category": "merawat", "text": "Ibu sakit."}
    )
    assert answer["Location"] == CHECK
    page = client.get(CHECK).content.decode()
    assert "Periksa aspirasi Anda" in page
    assert "Belum ada yang terkirim." in page
    assert "Ibu sakit." in page
    assert not Wish.objects.exclude(state=State.DRAFT).exists()
    data = {"key": "k", "version": 1}
    answer = client.post(CHECK, data, follow=True)
    wish = Wish.objects.get()
    page = answer.content.decode()
    assert "A-2026-000001" in page
    assert "Aspirasi Anda sudah kami terima" in page
    assert "Ibu sakit." not in page
    assert [one.kind for one in wish.places.all()] == ["unit", "kecamatan", "kriteria"]
    assert (wish.career, wish.competences, wish.goal) == (
        "jenjang", ["digital"], "Belajar",
    )  # fmt: skip
    assert wish.draft == {}
    again = client.post(CHECK, data, follow=True)
    assert "A-2026-000001" in again.content.decode()
    assert Entry.objects.filter(act="wish.send").count() == 1
    assert Register.objects.get().last == 1


def test_none_is_fine_and_gets_a_number(as_: As) -> None:
    client = as_("guru")
    answer = client.post("/aspirasi/saya/pilihan/1/", {"kind": "tidak"})
    assert answer["Location"] == "/aspirasi/saya/tujuan/"
    answer = client.post(CHECK, {"key": "k", "version": 1}, follow=True)
    assert "Tidak meminta pindah." in answer.content.decode()
    assert Wish.objects.get().receipt == "A-2026-000001"


def test_the_draft_stays_after_signing_out_but_not_what_is_in_confidence(
    as_: As, guru: Person, needy: Unit
) -> None:
    client = as_("guru")
    client.post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    client.post(
        "/aspirasi/saya/pilihan/1/tempat/", {"kind": "unit", "target": needy.pk}
    )
    client.post("/aspirasi/saya/keadaan/", {"category": "merawat", "text": "Ibu."})
    assert "Ibu." in client.get(CHECK).content.decode()
    assert "Ibu." not in str(Wish.objects.get().draft)
    assert "Ibu." not in str(dict(client.session))
    client.logout()
    page = as_("guru").get(CHECK).content.decode()
    assert needy.name in page
    assert "Ibu." not in page


def test_changing_keeps_the_number_and_what_was_sent_until_it_is_sent_again(
    send: Send, guru: Person, needy: Unit, full: Unit, round_: Round
) -> None:
    wish = send(guru, needy)
    actions.save_draft(
        round=round_, person=guru, changes=places(full), helper=None, day=DAY
    )
    assert wish.places.get().unit == needy
    again = send(guru, full)
    assert again.receipt == wish.receipt
    assert again.places.get().unit == full


def test_what_was_sent_elsewhere_meanwhile_is_not_overwritten(
    send: Send, guru: Person, needy: Unit, full: Unit, as_: As
) -> None:
    wish = send(guru, needy)
    client = as_("guru")
    client.post("/aspirasi/saya/pilihan/1/", {"kind": "tidak"})
    page = client.post(CHECK, {"key": "k2", "version": wish.version - 1})
    assert "sudah dikirim dari tempat lain" in page.content.decode()
    assert wish.places.get().unit == needy


@pytest.mark.parametrize("wrong", ["own", "twice", "gone"])
def test_a_place_that_cannot_be_is_refused(
    wrong: str, send: Send, guru: Person, needy: Unit
) -> None:
    if wrong == "gone":
        Unit.objects.filter(pk=needy.pk).update(present=False)
    units = {"own": [guru.unit], "twice": [needy, needy], "gone": [needy]}[wrong]
    with pytest.raises(ActError):
        send(guru, *units)


def test_after_the_last_day_nothing_can_be_written(
    send: Send, guru: Person, needy: Unit, as_: As, round_: Round
) -> None:
    send(guru, needy, day=date(2026, 1, 30))
    with pytest.raises(ActError, match="Jan"):
        send(guru, needy, day=date(2026, 1, 31))
    round_.deadlines = {**round_.deadlines, "listen": "2025-12-31"}
    round_.save()
    client = as_("guru")
    page = client.get("/aspirasi/saya/").content.decode()
    assert "Batas waktu sudah lewat" in page
    assert "(0743) 00000" in page
    assert client.get("/aspirasi/saya/pilihan/1/").status_code == 302
    assert client.post(CHECK, {"key": "k3", "version": 2}).status_code == 302
    assert Wish.objects.get().version == 2


def test_receipts_as_text(send: Send, guru: Person, needy: Unit, as_: As) -> None:
    told = actions.Told("tell", "merawat", "Ibu sakit.")
    wish = send(guru, needy, told=told)
    answer = as_("guru").get(f"/aspirasi/{wish.pk}/tanda-terima.txt")
    text = answer.content.decode()
    assert wish.receipt in text
    assert needy.name in text
    assert "Ibu" not in text
    assert guru.nip not in text
    assert "attachment" in answer["Content-Disposition"]


def test_the_page_of_a_teacher_is_light_and_has_no_script(
    as_: As, found: list[Room]
) -> None:
    client = as_("guru")
    client.post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    most = max(
        (one.unit.district_code for one in found),
        key=lambda code: sum(one.unit.district_code == code for one in found),
    )
    for url in (
        "/aspirasi/saya/",
        f"/aspirasi/saya/pilihan/1/tempat/?kecamatan={most}",
        "/aspirasi/saya/keadaan/",
    ):
        page = client.get(url).content
        assert b"<script" not in page
        assert len(page) < 60_000


def test_sentences_are_short(as_: As, needy: Unit) -> None:
    client = as_("guru")
    client.post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    client.post(
        "/aspirasi/saya/pilihan/1/tempat/", {"kind": "unit", "target": needy.pk}
    )
    for part in ("", "pilihan/1/", "pilihan/1/pertimbangan/", "keadaan/", "periksa/"):
        page = client.get(f"/aspirasi/saya/{part}").content.decode()
        main = page.split("<main")[1].split("</main>")[0]
        text = re.sub(r"<[^>]+>", "\n", main)
        sentences = [
            one.split()
            for line in text.splitlines()
            for one in re.split(r"(?<=[.?!])\s+", line.strip())
            if len(one.split()) > 2
        ]
        assert sum(map(len, sentences)) / len(sentences) <= 15


def test_a_colleague_does_not_read_it(
    send: Send,
    guru: Person,
    needy: Unit,
    as_: As,
    user: Users,
    colleagues: list[Person],
) -> None:
    wish = send(guru, needy)
    other = User.objects.create_user("rekan", "x")
    other.person = colleagues[0]
    other.save()
    for part in ("tanda-terima/", "tanda-terima.txt", "", "permohonan.pdf"):
        assert as_("rekan").get(f"/aspirasi/{wish.pk}/{part}").status_code == 404
    assert as_("kepsek").get(f"/aspirasi/{wish.pk}/tanda-terima/").status_code == 404
    assert as_("kepsek").get(f"/aspirasi/{wish.pk}/").status_code == 404


def test_nothing_new_is_not_sent(
    send: Send, guru: Person, needy: Unit, now: datetime, user: Users
) -> None:
    wish = send(guru, needy)
    with pytest.raises(ActError):
        actions.send_wish(
            wish=wish, version=wish.version, told=actions.Told(), helper=None,
            actor=user("guru"), now=now, day=DAY,
        )  # fmt: skip
    with pytest.raises(StaleError):
        actions.send_wish(
            wish=wish, version=9, told=actions.Told(), helper=None,
            actor=user("guru"), now=now, day=DAY,
        )  # fmt: skip
