"""Read a person's file: what each role sees of it, and that reading is recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Content, Entry
from seimbang_web.organisation.models import Person

As = Callable[[str], Client]


@pytest.fixture
def teacher(user: Callable[[str], User]) -> Person:
    found = user("guru").person
    assert found is not None
    return found


def _page(as_: As, name: str, person: Person) -> str:
    answer = as_(name).get(f"/pegawai/{person.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_operator_sees_all_and_it_is_recorded(as_: As, teacher: Person) -> None:
    page = _page(as_, "rina", teacher)
    assert teacher.nip in page
    assert "Tanggal lahir" in page
    entry = Entry.objects.get(act="person.read")
    assert entry.subject == f"person:{teacher.pk}"
    assert Content.objects.get(entry=entry).content == {"private": True}
    assert teacher.nip not in entry.subject


def test_a_planner_sees_no_private_facts_but_the_district(
    as_: As, teacher: Person
) -> None:
    page = _page(as_, "putri", teacher)
    assert teacher.nip not in page
    assert f"…{teacher.nip[-4:]}" in page
    assert "Tanggal lahir" not in page
    assert "Kecamatan tempat tinggal" in page
    assert Content.objects.get(entry__act="person.read").content == {"private": False}


def test_the_head_sees_the_own_school_only(as_: As, teacher: Person) -> None:
    page = _page(as_, "kepsek", teacher)
    assert "Tanggal lahir" not in page
    assert "Kecamatan tempat tinggal" not in page
    other = Person.objects.exclude(unit=teacher.unit).filter(present=True)[0]
    assert as_("kepsek").get(f"/pegawai/{other.pk}/").status_code == 404


def test_oneself_sees_all_of_it_and_nobody_else(as_: As, teacher: Person) -> None:
    page = _page(as_, "guru", teacher)
    assert teacher.nip in page
    assert "/impor/perbaikan/baru/" in page
    assert not Entry.objects.filter(act="person.read").exists()
    other = Person.objects.exclude(pk=teacher.pk)[0]
    assert as_("guru").get(f"/pegawai/{other.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["bupati", "admin", "pdp"])
def test_who_decides_or_runs_the_machine_reads_no_files(
    as_: As, teacher: Person, name: str
) -> None:
    assert as_(name).get(f"/pegawai/{teacher.pk}/").status_code == 404


def test_somebody_gone_from_the_data_is_said_so(as_: As, teacher: Person) -> None:
    Person.objects.filter(pk=teacher.pk).update(present=False, ref="gone")
    assert "tidak lagi menyebut" in _page(as_, "rina", teacher)


def test_the_page_tells_where_the_person_sat(as_: As, teacher: Person) -> None:
    page = _page(as_, "rina", teacher)
    assert "1 Januari 2026" in page
    assert "sekarang" in page


def test_a_page_of_a_person_takes_few_queries(
    as_: As,
    teacher: Person,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    client = as_("rina")
    client.get(f"/pegawai/{teacher.pk}/")
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        client.get(f"/pegawai/{teacher.pk}/")
