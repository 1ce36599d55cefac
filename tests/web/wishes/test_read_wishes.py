"""The list of the office: filters, counts, file; who reads it."""

from __future__ import annotations

from seimbang_web.audit.models import Entry
from seimbang_web.organisation.models import Person, Unit
from tests.web.wishes.conftest import As, Send


def test_the_list_filters_and_goes_into_a_file(
    as_: As, send: Send, guru: Person, needy: Unit, colleagues: list[Person]
) -> None:
    wish = send(guru, needy)
    other = send(colleagues[0], needy)
    as_("guru").post("/aspirasi/saya/tarik/")
    client = as_("putri")
    page = client.get("/aspirasi/daftar/").content.decode()
    assert wish.receipt in page
    assert "2 aspirasi." in page
    page = client.get("/aspirasi/daftar/?state=ditarik").content.decode()
    assert "1 aspirasi." in page
    none = client.get("/aspirasi/daftar/?answer=dijawab&outcome=x&round=y")
    assert "Tidak ada aspirasi di sini." in none.content.decode()
    family = guru.job.family
    some = client.get(f"/aspirasi/daftar/?family={family}&answer=belum&outcome=")
    assert other.receipt in some.content.decode()  # the withdrawn one needs none
    assert wish.receipt not in some.content.decode()
    for form in ("csv", "xlsx"):
        assert client.get(f"/aspirasi/daftar.{form}").status_code == 200
    assert client.get("/aspirasi/daftar.exe").status_code == 404
    text = client.get("/aspirasi/daftar.csv").content.decode()
    assert wish.receipt in text
    assert guru.nip not in text
    assert Entry.objects.filter(act="wish.export").count() == 3


def test_who_reads_the_list(as_: As, send: Send, guru: Person, needy: Unit) -> None:
    wish = send(guru, needy)
    for who in ("putri", "sari", "inspektur", "disdik"):
        assert wish.receipt in as_(who).get("/aspirasi/daftar/").content.decode()
        assert as_(who).get(f"/aspirasi/{wish.pk}/").status_code == 200
    for who in ("rina", "kepsek", "bupati", "admin", "pdp"):
        assert as_(who).get("/aspirasi/daftar/").status_code == 404
        assert as_(who).get(f"/aspirasi/{wish.pk}/").status_code == 404
    for who in ("tono", "dinkes"):  # not before the team; another agency
        assert as_(who).get(f"/aspirasi/{wish.pk}/").status_code == 404
    for who in ("sari", "rina", "guru", "kepsek"):
        assert as_(who).get("/aspirasi/daftar.csv").status_code == 404
    assert as_("guru").get(f"/aspirasi/{wish.pk}/").status_code == 302


def test_a_draft_is_nobody_elses(as_: As, guru: Person) -> None:
    as_("guru").post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    assert "0 aspirasi." in as_("putri").get("/aspirasi/daftar/").content.decode()


def test_tasks_say_until_when(as_: As, send: Send, guru: Person, needy: Unit) -> None:
    page = as_("guru").get("/").content.decode()
    assert "Sampaikan aspirasi Anda; tidak wajib" in page
    assert "30 Januari 2026" in page
    as_("guru").post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    assert "belum terkirim" in as_("guru").get("/").content.decode()
    send(guru, needy)
    assert "Sampaikan aspirasi Anda" not in as_("guru").get("/").content.decode()
    assert "hadapan pegawai" in as_("rina").get("/").content.decode()
