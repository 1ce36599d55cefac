"""Wishes that came with the office's data: shown, confirmed, changed, dropped."""

from __future__ import annotations

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.home.cast import PASSWORD
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Round
from seimbang_web.wishes.convert import rows_of
from seimbang_web.wishes.models import State, Wish
from tests.web.conftest import As

URL = "/aspirasi/saya/tercatat/"
TOLD = "Tercatat dari data kantor"


@pytest.fixture
def wishing() -> Person:
    """Return the user ``asn``: somebody of whom the data hold a wish for a unit."""
    version = current()
    assert version is not None
    rows = snapshot_of(version)["wishes"].filter(kind="unit", rank=1)
    people = Person.objects.filter(present=True, ref__in=rows["person_id"].to_list())
    person = people.order_by("ref")[0]
    made = User.objects.create_user("asn", PASSWORD)
    made.name, made.person = person.name, person
    made.save()
    return person


@pytest.fixture
def wished(wishing: Person) -> Unit:
    version = current()
    assert version is not None
    rows = snapshot_of(version)["wishes"].filter(person_id=wishing.ref, rank=1)
    return Unit.objects.get(code=rows["target_id"][0])


def test_the_person_sees_what_the_office_recorded(
    wishing: Person, wished: Unit, as_: As
) -> None:
    page = as_("asn").get("/aspirasi/saya/").content.decode()
    assert TOLD in page and str(wished) in page
    assert "Tidak apa-apa" not in page


def test_confirmed_they_are_sent_under_a_number(
    wishing: Person, wished: Unit, as_: As
) -> None:
    client = as_("asn")
    page = client.post(URL, {"do": "confirm"}, follow=True).content.decode()
    assert str(wished) in page and "Belum ada yang terkirim" in page
    wish = Wish.objects.get(person=wishing)
    assert wish.state == State.DRAFT
    client.post("/aspirasi/saya/periksa/", {"version": wish.version, "key": "k"})
    wish.refresh_from_db()
    assert wish.state == State.SENT and wish.receipt
    assert wish.places.get(rank=1).unit == wished
    assert TOLD not in client.get("/aspirasi/saya/").content.decode()


def test_dropped_they_do_not_count_any_more(
    wishing: Person, wished: Unit, as_: As, round_: Round
) -> None:
    client = as_("asn")
    client.post(URL, {"do": "drop"})
    wish = Wish.objects.get(person=wishing)
    client.post("/aspirasi/saya/periksa/", {"version": wish.version, "key": "k"})
    rows = rows_of(round_)["wishes"].filter(person_id=wishing.ref)
    assert rows["target_id"].to_list() == [wishing.unit.code]
    client.post("/aspirasi/saya/tarik/")
    wish.refresh_from_db()
    assert wish.state == State.WITHDRAWN
    rows = rows_of(round_)["wishes"].filter(person_id=wishing.ref)
    assert rows["target_id"].to_list() == [wishing.unit.code]  # not those of the data


def test_changing_begins_with_what_was_recorded(
    wishing: Person, wished: Unit, as_: As
) -> None:
    answer = as_("asn").post(URL, {"do": "change"})
    assert answer["Location"] == "/aspirasi/saya/pilihan/1/"
    wish = Wish.objects.get(person=wishing)
    assert wish.draft["places"][0] == {"kind": "unit", "unit": wished.pk}


def test_nothing_recorded_nothing_to_confirm(as_: As, guru: Person) -> None:
    client = as_("guru")
    assert client.get(URL).status_code == 404
    assert client.post(URL, {"do": "confirm"})["Location"] == "/aspirasi/saya/"
    assert TOLD not in client.get("/aspirasi/saya/").content.decode()
    assert not Wish.objects.exists()


def test_who_helps_does_not_see_them(wishing: Person, as_: As) -> None:
    page = as_("rina").get(f"/aspirasi/untuk/{wishing.pk}/").content.decode()
    assert TOLD not in page
