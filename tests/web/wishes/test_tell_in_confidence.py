"""What is told in confidence: sealed, read by the panel only, each reading recorded."""

from __future__ import annotations

from seimbang_web.audit.models import Content, Entry
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Move, Plan
from seimbang_web.wishes.actions import Told
from seimbang_web.wishes.models import Hardship
from tests.web.wishes.conftest import As, Send

TOLD = Told("tell", "merawat", "Ibu saya sakit keras.")


def test_it_lies_sealed_and_not_in_the_record(
    send: Send, guru: Person, needy: Unit
) -> None:
    send(guru, needy, told=TOLD)
    sealed = Hardship.objects.get().text
    assert sealed is not None
    assert b"sakit" not in bytes(sealed)
    assert "sakit" not in str(list(Entry.objects.values()))
    assert "sakit" not in str(list(Content.objects.values()))
    assert "merawat" not in str(list(Content.objects.values()))


def test_the_panel_reads_it_and_the_person_sees_who_did(
    send: Send, guru: Person, needy: Unit, as_: As
) -> None:
    wish = send(guru, needy, told=TOLD)
    client = as_("sari")
    assert "sakit keras" not in client.get(f"/aspirasi/{wish.pk}/").content.decode()
    page = client.post(f"/aspirasi/{wish.pk}/keadaan/").content.decode()
    assert "sakit keras" in page
    assert "Merawat anggota keluarga" in page
    assert Entry.objects.filter(act="wish.hardship-read").count() == 1
    assert "Sari" in as_("guru").get("/aspirasi/saya/").content.decode()
    assert as_("sari").get(f"/aspirasi/{wish.pk}/keadaan/").status_code in (404, 405)


def test_the_protection_officer_reads_it_too(
    send: Send, guru: Person, needy: Unit, as_: As
) -> None:
    wish = send(guru, needy, told=TOLD)
    answer = as_("pdp").post(f"/aspirasi/{wish.pk}/keadaan/")
    assert "sakit keras" in answer.content.decode()


def test_the_planner_sees_yes_or_no_and_the_head_nothing(
    send: Send, guru: Person, needy: Unit, as_: As
) -> None:
    wish = send(guru, needy, told=TOLD)
    page = as_("putri").get(f"/aspirasi/{wish.pk}/").content.decode()
    assert "Hanya panel yang membacanya" in page
    assert "Merawat" not in page
    for who in ("putri", "kepsek", "rina", "disdik", "inspektur", "bupati", "admin"):
        answer = as_(who).post(f"/aspirasi/{wish.pk}/keadaan/")
        assert answer.status_code == 404, who
    taken = as_("putri").get("/aspirasi/daftar.csv").content.decode()
    assert "sakit" not in taken
    assert "Merawat" not in taken


def test_the_team_reads_it_when_the_case_is_before_it(
    send: Send, as_: As, chosen: Plan, colleagues: list[Person], needy: Unit
) -> None:
    moved = Move.objects.filter(plan=chosen).values("person")
    mover = Person.objects.filter(pk__in=moved).exclude(unit=needy)[0]
    stays = next(one for one in colleagues if not moved.filter(person=one).exists())
    for person, status in ((mover, 200), (stays, 404)):
        wish = send(person, needy, told=TOLD)
        answer = as_("tono").post(f"/aspirasi/{wish.pk}/keadaan/")
        assert answer.status_code == status


def test_it_can_be_left_changed_and_taken_back(
    send: Send, guru: Person, needy: Unit, full: Unit, as_: As
) -> None:
    send(guru, needy, told=TOLD)
    send(guru, full)
    assert Hardship.objects.count() == 1
    client = as_("guru")
    page = client.get("/aspirasi/saya/keadaan/").content.decode()
    assert "Biarkan yang sudah saya sampaikan" in page
    assert "sakit" not in page
    client.post("/aspirasi/saya/keadaan/", {"category": ""})
    page = client.get("/aspirasi/saya/periksa/").content.decode()
    assert "akan ditarik kembali" in page
    client.post("/aspirasi/saya/periksa/", {"key": "x", "version": 3})
    assert not Hardship.objects.exists()


def test_a_text_without_its_kind_is_not_lost(as_: As) -> None:
    page = as_("guru").post("/aspirasi/saya/keadaan/", {"text": "Ada."})
    assert "Pilih tentang apa tulisan itu." in page.content.decode()
