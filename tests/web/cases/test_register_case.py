"""Register a case: number, receipt, rules shown; once, by who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.cases import actions
from seimbang_web.cases.actions import Place
from seimbang_web.cases.models import Case, Kind, Lane, Register, State
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from tests.web.cases.conftest import DAY, PAPER, PDF
from tests.web.cases.conftest import Register as Registers

As = Callable[[str], Client]
Places = Callable[[Person], list[Place]]


def _address(person: Person, places: list[Place], kind: str = "sendiri") -> str:
    asked = "&".join(
        f"place{rank}={unit.pk}-{job.pk}" for rank, (unit, job) in enumerate(places, 1)
    )
    return f"/kasus/baru/{person.pk}/?kind={kind}&{asked}"


def _letter(key: str = "k1", content: bytes = PDF) -> dict[str, object]:
    return {
        "key": key,
        "letter_number": "800/12/SD",
        "letter_on": "2025-12-20",
        "scans": SimpleUploadedFile("196001012000011001.pdf", content),
    }


def test_the_clerk_registers_a_scanned_request(
    as_: As, early: Person, places: Places
) -> None:
    client = as_("rina")
    found = client.post("/kasus/baru/", {"asked": early.name[:7]})
    assert f"/kasus/baru/{early.pk}/" in found.content.decode()
    address = _address(early, places(early)[:2])
    before = client.get(address).content.decode()
    assert "perlu dispensasi" in before
    assert "R17" in before
    assert "sudah 24 bulan" in before
    assert "Jam mengajar di kedua sekolah" in before
    answer = client.post(address, _letter(), follow=True)
    after = answer.content.decode()
    case = Case.objects.get()
    assert case.agenda == "A-2026-0001"
    assert case.agenda in after
    for words in ("perlu dispensasi", "R17", "Jam mengajar di kedua sekolah"):
        assert words in after
    assert case.lane == Lane.ORDINARY
    assert [one.rank for one in case.wishes.all()] == [1, 2]
    assert bytes(case.scans.get().content) == PDF
    assert Entry.objects.filter(act="case.register").count() == 1
    receipt = client.get(f"/kasus/{case.pk}/tanda-terima/").content.decode()
    assert "A-2026-0001" in receipt
    text = client.get(f"/kasus/{case.pk}/tanda-terima.txt")
    assert "A-2026-0001" in text.content.decode()
    assert "attachment" in text["Content-Disposition"]


def test_nothing_of_the_person_stands_in_an_address(
    as_: As, early: Person, places: Places
) -> None:
    address = _address(early, places(early)[:1])
    assert early.name.split()[0].lower() not in address.lower()
    assert early.nip not in address


def test_by_the_tail_of_the_nip(as_: As, early: Person) -> None:
    answer = as_("rina").post("/kasus/baru/", {"asked": early.nip[-10:]})
    assert early.name in answer.content.decode()


def test_two_clicks_give_one_number(as_: As, early: Person, places: Places) -> None:
    client, address = as_("rina"), _address(early, places(early)[:1])
    first = client.post(address, _letter("same"))
    second = client.post(address, _letter("same"))
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert Register.objects.get().last == 1


def test_the_key_answers_with_the_same_case(
    as_: As, early: Person, free: Person, places: Places
) -> None:
    client = as_("rina")
    client.post(_address(early, places(early)[:1]), _letter("same"))
    again = client.post(_address(free, places(free)[:1]), _letter("same"))
    assert again["Location"] == f"/kasus/{Case.objects.get().pk}/"


def test_a_second_case_of_one_person_is_refused(
    register: Registers, early: Person, as_: As
) -> None:
    case = register(early)
    with pytest.raises(ActError, match=case.agenda):
        register(early)
    page = as_("rina").get(f"/kasus/baru/{early.pk}/").content.decode()
    assert case.agenda in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ program", "bukan PDF, JPEG, atau PNG"),
        (b"%PDF-" + b"0" * (5 * 2**20), "lebih besar dari 5 MB"),
    ],
)
def test_a_scan_is_looked_at(
    as_: As, early: Person, places: Places, content: bytes, words: str
) -> None:
    answer = as_("rina").post(
        _address(early, places(early)[:1]), _letter(content=content)
    )
    assert words in answer.content.decode()
    assert not Case.objects.exists()


def test_what_does_not_go_is_said(
    register: Registers, early: Person, places: Places
) -> None:
    one = places(early)[0]
    with pytest.raises(ActError, match="satu sampai tiga"):
        register(early, places(early)[:4])
    with pytest.raises(ActError, match="dua kali"):
        register(early, [one, one])
    with pytest.raises(ActError, match="sudah bertugas di sana"):
        register(early, [(early.unit, early.job)])
    with pytest.raises(ActError, match="sesudah hari ini"):
        register(early, paper=replace(PAPER, on=date(2026, 2, 1)))
    early.present = False
    with pytest.raises(ActError, match="tidak ada lagi"):
        register(early)
    assert not Case.objects.exists()


def test_a_pppk_keeps_the_job(
    register: Registers, pppk: Person, free: Person, places: Places
) -> None:
    unit, _ = places(pppk)[0]
    other = Person.objects.filter(job__code="guru-sd-pjok").first()
    assert other is not None
    with pytest.raises(ActError, match="PPPK"):
        register(pppk, [(unit, other.job)])
    assert register(pppk).lane == Lane.PPPK


def test_lanes(register: Registers, places: Places) -> None:
    head = Person.objects.filter(duties__icontains="head_of_school").first()
    assert head is not None
    assert register(head).lane == Lane.SCHOOL
    puskesmas = Person.objects.filter(duties__icontains="head_of_puskesmas").first()
    assert puskesmas is not None
    assert register(puskesmas).lane == Lane.PUSKESMAS
    managerial = Person.objects.filter(job__kind="pengawas", present=True).first()
    assert managerial is not None
    assert register(managerial).lane == Lane.MANAGERIAL


def test_inside_one_agency_it_is_a_letter_of_assignment(register: Registers) -> None:
    person = Person.objects.filter(
        unit__kind="kelurahan_office", job__code="pengadministrasi", status="pns"
    ).first()
    assert person is not None
    assert person.unit.agency is not None
    assert register(person, [(person.unit.agency, person.job)]).lane == Lane.INSIDE


def test_what_is_missing_is_named_and_nothing_is_lost(
    as_: As, early: Person, places: Places
) -> None:
    address = _address(early, places(early)[:1])
    answer = as_("rina").post(address, {"key": "k", "letter_number": "7/SD"})
    page = answer.content.decode()
    for words in ("Tulis tanggal surat.", "Pilih berkas pindaian surat.", "7/SD"):
        assert words in page
    assert "I-Mut" not in page
    empty = as_("rina").get(f"/kasus/baru/{early.pk}/?kind=sendiri&place1=")
    assert "Pilih tempat yang diminta." in empty.content.decode()
    wrong = as_("rina").get(f"/kasus/baru/{early.pk}/?kind=sendiri&place1=1-999")
    assert "tidak terbuka bagi orang ini" in wrong.content.decode()


def test_heads_of_schools_are_asked_for_the_recommendation(
    as_: As, places: Places
) -> None:
    head = Person.objects.filter(duties__icontains="head_of_school").first()
    assert head is not None
    page = as_("rina").get(_address(head, places(head)[:1])).content.decode()
    assert "Nomor rekomendasi I-Mut" in page
    answer = as_("rina").post(
        _address(head, places(head)[:1]), _letter() | {"recommendation": "IM-7"}
    )
    assert answer.status_code == 302
    assert Case.objects.get().recommendation == "IM-7"


def test_who_may_register(as_: As, early: Person, places: Places) -> None:
    address = _address(early, places(early)[:1])
    for name in ("kepsek", "sari", "tono", "bupati", "guru", "admin", "pdp"):
        assert as_(name).post(address, _letter()).status_code == 404, name
        assert as_(name).get("/kasus/baru/").status_code == 404, name
    assert not Case.objects.exists()


def test_a_sector_registers_its_own_people_only(
    as_: As, early: Person, places: Places
) -> None:
    client = as_("disdik")
    stranger = Person.objects.filter(unit__kind="puskesmas", present=True).first()
    assert stranger is not None
    assert client.get(f"/kasus/baru/{stranger.pk}/").status_code == 404
    client.post(_address(early, places(early)[:1], "usul"), _letter())
    assert Case.objects.get().kind == Kind.AGENCY


def test_a_refused_registration_leaves_no_gap(
    register: Registers, early: Person, free: Person, pppk: Person
) -> None:
    register(early)
    with pytest.raises(ActError):
        register(early)
    second = register(free)
    assert second.number == 2
    assert Register.objects.get().last == 2


def test_the_number_begins_anew_each_year(
    early: Person, free: Person, places: Places, user: Callable[[str], User],
    now: datetime, register: Registers,
) -> None:  # fmt: skip
    register(early)
    later = actions.register_case(
        person=free,
        wishes=places(free)[:1],
        paper=PAPER,
        scans=[],
        actor=user("rina"),
        now=now,
        day=DAY.replace(year=2027),
    )
    assert later.agenda == "A-2027-0001"


def test_nothing_is_kept_when_a_scan_is_too_many(
    register: Registers, early: Person, user: Callable[[str], User], now: datetime
) -> None:
    case = register(early)
    for page in range(4):
        actions.add_scan(
            case=case, letter=actions.Letter("image/png", b"%d" % page),
            actor=user("rina"), now=now,
        )  # fmt: skip
    with pytest.raises(ActError, match="lima"):
        actions.add_scan(
            case=case, letter=actions.Letter("image/png", b"x"),
            actor=user("rina"), now=now,
        )  # fmt: skip
    same = actions.add_scan(
        case=case, letter=actions.Letter("application/pdf", PDF),
        actor=user("rina"), now=now,
    )  # fmt: skip
    assert same is None
    assert case.scans.count() == 5


def test_the_state_is_the_last_record(register: Registers, early: Person) -> None:
    case = register(early)
    last = case.records.last()
    assert last is not None
    assert last.state == case.state == State.REGISTERED
