"""Wishes entered in a person's presence: marked, with a receipt, within reach."""

from __future__ import annotations

from seimbang_web.accounts.models import User
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.wishes.models import State, Wish
from tests.web.wishes.conftest import As, Send


def _enter(as_: As, who: str, person: Person, unit: Unit) -> str:
    client, base = as_(who), f"/aspirasi/untuk/{person.pk}/"
    client.post(f"{base}pilihan/1/", {"kind": "unit"})
    client.post(f"{base}pilihan/1/tempat/", {"kind": "unit", "target": unit.pk})
    page = client.get(f"{base}periksa/").content.decode()
    assert "di hadapannya" in page
    answer = client.post(f"{base}periksa/", {"key": who, "version": 1}, follow=True)
    return answer.content.decode()


def test_an_operator_enters_it_at_the_counter(
    as_: As, guru: Person, needy: Unit
) -> None:
    client = as_("rina")
    assert "Cari" in client.get("/aspirasi/untuk/").content.decode()
    found = client.post("/aspirasi/untuk/", {"asked": guru.name[:8]}).content.decode()
    assert f"/aspirasi/untuk/{guru.pk}/" in found
    page = _enter(as_, "rina", guru, needy)
    assert "A-2026-000001" in page
    assert "Diisikan di hadapan pegawai oleh" in page
    wish = Wish.objects.get()
    assert wish.helper is not None
    assert wish.helper.username == "rina"
    printed = client.get(f"/aspirasi/{wish.pk}/tanda-terima/cetak.pdf")
    assert printed.content.startswith(b"%PDF")
    assert guru.nip not in printed["Content-Disposition"]


def test_a_head_helps_the_own_unit_only(
    as_: As, guru: Person, needy: Unit, colleagues: list[Person]
) -> None:
    User.objects.filter(username="guru").update(person=None)  # has no account
    page = _enter(as_, "kepsek", guru, needy)
    assert "A-2026-000001" in page
    other = colleagues[0]
    client = as_("kepsek")
    assert client.get(f"/aspirasi/untuk/{other.pk}/").status_code == 404
    found = client.post("/aspirasi/untuk/", {"asked": other.name[:8]})
    assert f"/untuk/{other.pk}/" not in found.content.decode()


def test_a_helper_does_not_see_what_the_person_wrote(
    as_: As, guru: Person, needy: Unit, send: Send
) -> None:
    wish = send(guru, needy)
    for who in ("kepsek", "rina"):
        client = as_(who)
        page = client.get(f"/aspirasi/untuk/{guru.pk}/").content.decode()
        assert "menulis aspirasinya sendiri" in page
        assert needy.name not in page
        for part in ("periksa/", "pilihan/1/", "bukti/"):
            answer = client.get(f"/aspirasi/untuk/{guru.pk}/{part}")
            assert answer.status_code == 302
        client.post(f"/aspirasi/untuk/{guru.pk}/pilihan/1/", {"kind": "tidak"})
        client.post(f"/aspirasi/untuk/{guru.pk}/tarik/")
        printed = client.get(f"/aspirasi/{wish.pk}/tanda-terima/cetak/")
        assert printed.status_code == 404
    wish.refresh_from_db()
    assert (wish.state, wish.draft) == (State.SENT, {})


def test_a_helper_is_never_asked_what_is_in_confidence(
    as_: As, guru: Person, needy: Unit
) -> None:
    client = as_("kepsek")
    base = f"/aspirasi/untuk/{guru.pk}/"
    client.post(f"{base}pilihan/1/", {"kind": "kriteria"})
    page = client.get(f"{base}pilihan/1/tempat/").content.decode()
    assert "Dekat tempat tugas pasangan" not in page
    assert "Lebih dekat ke rumah" not in page
    assert client.get(f"{base}keadaan/").status_code == 404
    assert "keadaan" not in client.get(f"{base}bukti/").content.decode()


def test_who_may_not_help_is_refused(as_: As, guru: Person) -> None:
    for who in ("putri", "sari", "bupati", "guru"):
        assert as_(who).get("/aspirasi/untuk/").status_code == 404
        assert as_(who).get(f"/aspirasi/untuk/{guru.pk}/").status_code == 404


def test_the_person_may_change_what_a_helper_entered(
    as_: As, guru: Person, needy: Unit, full: Unit
) -> None:
    _enter(as_, "rina", guru, needy)
    client = as_("guru")
    client.post("/aspirasi/saya/pilihan/1/tempat/", {"kind": "unit", "target": full.pk})
    wish = Wish.objects.get()
    client.post("/aspirasi/saya/periksa/", {"key": "g", "version": wish.version})
    wish.refresh_from_db()
    assert wish.helper is None
    assert wish.places.get().unit == full
    assert (
        "menulis aspirasinya sendiri"
        in as_("rina").get(f"/aspirasi/untuk/{guru.pk}/").content.decode()
    )
