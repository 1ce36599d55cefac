"""Read cases: lists and filters, scans as files, who sees which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import polars as pl
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.cards.judged import judged_now
from seimbang_web.cases import queries
from seimbang_web.cases.models import Case, Kind
from seimbang_web.organisation.models import Person
from tests.web.cases.conftest import DAY, PAPER, PDF, Register

As = Callable[[str], Client]


def test_the_list_is_filtered_by_its_address(
    as_: As, register: Register, free: Person, pppk: Person
) -> None:
    first, second = register(free), register(pppk)
    client = as_("rina")
    page = client.get("/kasus/").content.decode()
    assert first.agenda in page
    assert second.agenda in page
    page = client.get("/kasus/?lane=pppk").content.decode()
    assert first.agenda not in page
    assert second.agenda in page
    assert "Belum ada kasus" in client.get("/kasus/?state=ditolak").content.decode()
    assert first.agenda in client.get("/kasus/?state=nonsense&round=x").content.decode()
    assert first.agenda not in client.get("/kasus/?round=99").content.decode()


def test_a_long_list_asks_the_database_little(
    as_: As, register: Register, free: Person, pppk: Person
) -> None:
    register(free)
    register(pppk)
    client = as_("rina")
    client.get("/kasus/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/kasus/")
    assert len(asked) <= 12, [one["sql"][:90] for one in asked.captured_queries]


def test_the_list_as_a_file(as_: As, register: Register, free: Person) -> None:
    case = register(free)
    answer = as_("sari").get("/kasus/daftar.csv?state=terdaftar")
    assert case.agenda in answer.content.decode()
    assert free.nip not in answer.content.decode()
    assert as_("sari").get("/kasus/daftar.xlsx").content[:2] == b"PK"
    assert as_("sari").get("/kasus/daftar.exe").status_code == 404
    assert Entry.objects.filter(act="case.export").count() == 2
    other = as_("kepsek").get("/kasus/daftar.csv").content.decode()
    assert case.agenda not in other or free.unit.name in other


def test_a_scan_is_a_file_and_reading_it_is_recorded(
    as_: As, register: Register, free: Person
) -> None:
    case = register(free)
    answer = as_("sari").get(f"/kasus/{case.pk}/pindaian/1/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="A-2026-0001-1.pdf"'
    assert Entry.objects.filter(act="case.scan-read").count() == 1
    assert as_("sari").get(f"/kasus/{case.pk}/pindaian/2/").status_code == 404
    for name in ("kepsek", "tono", "bupati", "guru"):
        assert as_(name).get(f"/kasus/{case.pk}/pindaian/1/").status_code == 404


def test_adding_a_scan(as_: As, register: Register, free: Person) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    case, client = register(free), as_("dedi")
    address = f"/kasus/{case.pk}/pindaian/"
    assert client.get(address).status_code == 404
    client.post(address, {"scans": SimpleUploadedFile("x", b"\x89PNG\r\n\x1a\nx")})
    assert case.scans.count() == 2
    answer = client.post(
        address, {"scans": SimpleUploadedFile("x", b"GIF89a")}, follow=True
    )
    assert "bukan PDF" in answer.content.decode()
    assert as_("kepsek").post(address).status_code == 404


def test_opening_a_case_is_recorded(as_: As, register: Register, free: Person) -> None:
    case = register(free)
    as_("inspektur").get(f"/kasus/{case.pk}/")
    read = Entry.objects.filter(act="person.read", subject=f"case:{case.pk}")
    assert read.count() == 1


def test_looking_what_would_follow_is_recorded_too(as_: As, free: Person) -> None:
    client = as_("rina")
    client.get(f"/kasus/baru/{free.pk}/")
    read = Entry.objects.filter(act="person.read", subject=f"person:{free.pk}")
    assert read.count() == 0
    options = client.get(f"/kasus/baru/{free.pk}/").content.decode()
    value = options.split('<option value="')[2].split('"')[0]
    client.get(f"/kasus/baru/{free.pk}/?kind=usul&place1={value}")
    assert read.count() == 1


def test_a_private_cause_is_not_named_to_the_planner(
    as_: As, register: Register, now: datetime
) -> None:
    answers = judged_now(DAY)
    assert answers is not None
    held = answers.people.filter(
        pl.col("failed_compulsory").list.contains("G4")
        & (pl.col("job_id") == "guru-sd-kelas")
    )
    person = Person.objects.get(ref=held["person_id"][0])
    case = register(person, paper=replace(PAPER, kind=Kind.AGENCY))
    page = as_("putri").get(f"/kasus/{case.pk}/disposisi/").content.decode()
    assert "Dispensasi atas data pribadi" in page
    assert "G4" not in page


def test_who_sees_no_case(as_: As, register: Register, free: Person) -> None:
    case = register(free)
    for name in ("tono", "bupati", "guru", "admin", "pdp"):
        assert as_(name).get("/kasus/").status_code == 404, name
        assert as_(name).get(f"/kasus/{case.pk}/").status_code == 404, name
    assert as_("rina").get("/kasus/999999/").status_code == 404


def test_what_waits_for_whom(
    register: Register, free: Person, rights: Callable[[str], Rights]
) -> None:
    assert queries.waiting_for(rights("sari")) == []
    register(free)
    (task,) = queries.waiting_for(rights("sari"))
    assert (task.count, task.url) == (1, "/kasus/?state=terdaftar")
    assert queries.waiting_for(rights("tono")) == []
    assert queries.waiting_for(rights("rina")) == []


def test_a_person_who_left_the_data_keeps_a_readable_case(
    as_: As, register: Register, free: Person, user: Callable[[str], User],
    now: datetime,
) -> None:  # fmt: skip
    case = register(free)
    Person.objects.filter(pk=free.pk).update(ref="gone")
    page = as_("sari").get(f"/kasus/{case.pk}/").content.decode()
    assert "tidak ada lagi dalam data" in page
    fresh = Case.objects.get(pk=case.pk)
    assert queries.lacking(fresh, fresh.wishes.get(), fresh.registered_on)
