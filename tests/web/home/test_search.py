"""Find people and units by what one remembers, within one's rights."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.rights import Rights
from seimbang_web.home.search import closeness, find
from seimbang_web.organisation.models import Person, Unit
from tests.web.conftest import As

Who = Callable[[str], Rights]


@pytest.mark.parametrize(
    "text", ["sd 12", "SDN 12", "sdn 012", "sd12", "SDN 12/I", "terusan sd 12"]
)
def test_a_school_is_found_by_its_number_however_written(
    rights: Who, text: str
) -> None:
    found = find(rights("rina"), text)
    assert [unit.name for unit in found.units] == ["SDN 12/I Terusan"]


@pytest.mark.parametrize(
    "text", ["pkm aro", "puskesmas aro", "pusk. ARO", "p1504010101"]
)
def test_a_health_centre_is_found_by_its_short_name(rights: Who, text: str) -> None:
    units = find(rights("rina"), text).units
    assert units
    assert units[0].kind == "puskesmas"


def test_exact_comes_first_then_beginnings_then_parts() -> None:
    names = ["Puskesmas Muaro", "Puskesmas Aro", "Kantor Arosan"]
    ordered = sorted(names, key=lambda name: closeness(["aro"], name) or 0)
    assert ordered == ["Puskesmas Aro", "Kantor Arosan", "Puskesmas Muaro"]
    assert closeness(["1"], "SDN 12") is None


def test_people_are_found_by_parts_of_the_name_and_the_tail_of_the_nip(
    rights: Who,
) -> None:
    person = Person.objects.exclude(nip="").order_by("pk").first()
    assert person is not None
    first, last = person.name.split()[0], person.name.split()[-1]
    by_name = find(rights("rina"), f"{last.upper()} {first[:4]}")
    assert person in by_name.people or by_name.more
    by_nip = find(rights("rina"), person.nip)
    assert person in by_nip.people
    assert find(rights("rina"), person.nip[-3:]).people == []


def test_heads_find_their_own_people_only(rights: Who) -> None:
    head = rights("kepsek")
    own = Person.objects.filter(unit=head.grants[0].unit, present=True)
    other = Person.objects.exclude(unit=head.grants[0].unit).first()
    assert other is not None
    mine = own.first()
    assert mine is not None
    assert mine in find(head, mine.name).people
    assert other not in find(head, other.name).people
    assert find(head, other.nip[-8:]).people == []


def test_the_regent_finds_units_but_no_people(rights: Who) -> None:
    person = Person.objects.first()
    assert person is not None
    assert find(rights("bupati"), person.name).people == []
    assert find(rights("bupati"), "sd 12").units


def test_nothing_of_the_question_stands_in_an_address(as_: As) -> None:
    client = as_("rina")
    answer = client.post("/cari/", {"text": "sd 12"})
    page = answer.content.decode()
    assert answer.status_code == 200  # no redirect that would carry it
    assert "SDN 12/I Terusan" in page
    assert "?text" not in page
    assert client.get("/cari/?text=sd+12").content.decode().count("Terusan") == 0


def test_it_stays_within_twelve_queries_and_the_page_small(as_: As) -> None:
    client = as_("rina")
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        answer = client.post("/cari/", {"text": "siti"})
    asked = [one for one in captured if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= 12
    assert len(answer.content) <= 60_000


def test_a_question_of_one_letter_finds_nothing(rights: Who) -> None:
    found = find(rights("rina"), " a ")
    assert (found.units, found.people) == ([], [])


def test_civil_servants_do_not_search(as_: As) -> None:
    assert as_("guru").post("/cari/", {"text": "siti"}).status_code == 404
    assert b'role="search"' not in as_("guru").get("/").content


def test_people_of_no_version_are_not_found(rights: Who) -> None:
    Unit.objects.filter(name="SDN 12/I Terusan").update(present=False)
    assert find(rights("rina"), "sd 12").units == []
