"""Pins: put with a reason, never against another, ended and never erased."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Pin, Round
from seimbang_web.plans.pinning import add_pin, end_pins

Kind = Pin.Kind


@pytest.fixture
def person() -> Person:
    return Person.objects.filter(job__family="guru-sd-kelas").order_by("pk")[3]


@pytest.fixture
def unit(person: Person) -> Unit:
    found = Unit.objects.filter(kind="sd").exclude(pk=person.unit_id).first()
    assert found is not None
    return found


@pytest.fixture
def put(held: Round, user: Any, now: datetime) -> Any:
    def done(
        kind: Pin.Kind, person: Any = None, unit: Any = None, why: str = "x"
    ) -> Pin:
        return add_pin(
            round=held,
            kind=kind,
            person=person,
            unit=unit,
            why=why,
            actor=user("putri"),
            now=now,
        )

    return done


def test_the_form_puts_a_pin_once(as_: Any, person: Person) -> None:
    client = as_("putri")
    told = {"kind": "stays", "person": person.ref, "why": "ibu hamil", "key": "k1"}
    for _ in range(2):
        assert (
            client.post("/rencana/kunci/baru/", told)["Location"] == "/rencana/kunci/"
        )
    pin = Pin.objects.get()
    assert (pin.person, pin.kind, pin.why) == (person, "stays", "ibu hamil")
    assert pin.made_by.username == "putri"
    entry = Entry.objects.get(act="pin.add")
    assert entry.subject == f"pin:{pin.pk}"
    page = client.get("/rencana/kunci/").content.decode()
    assert person.name in page
    assert "ibu hamil" in page


def test_people_and_units_are_found_by_what_one_remembers(
    as_: Any, person: Person, unit: Unit
) -> None:
    client = as_("putri")
    told = {"kind": "must", "person": "a", "unit": unit.name, "why": "x"}
    page = client.post("/rencana/kunci/baru/", told).content.decode()
    assert "Terlalu banyak" in page
    told = told | {"person": "zzzzzz"}
    assert (
        "Tidak ditemukan" in client.post("/rencana/kunci/baru/", told).content.decode()
    )
    told = told | {"person": ""}
    page = client.post("/rencana/kunci/baru/", told).content.decode()
    assert "memerlukannya" in page
    told = told | {"person": person.nip[2:]}
    assert client.post("/rencana/kunci/baru/", told).status_code == 302
    assert Pin.objects.get().unit == unit


def test_of_several_one_is_chosen(as_: Any, person: Person) -> None:
    client = as_("putri")
    twin = Person.objects.exclude(pk=person.pk).filter(unit=person.unit).first()
    assert twin is not None
    Person.objects.filter(pk__in=(person.pk, twin.pk)).update(name="Kembar Sama")
    told = {"kind": "stays", "person": "kembar", "why": "x"}
    page = client.post("/rencana/kunci/baru/", told).content.decode()
    assert f'name="chosen_person" value="{twin.pk}"' in page
    assert "pilih satu" in page
    client.post("/rencana/kunci/baru/", told | {"chosen_person": twin.pk})
    assert Pin.objects.get().person == twin


def test_links_fill_the_form(as_: Any, person: Person, unit: Unit) -> None:
    address = f"/rencana/kunci/baru/?pegawai={person.pk}&unit={unit.pk}"
    page = as_("putri").get(address).content.decode()
    assert f'value="{person.ref}"' in page
    assert f'value="{unit.code}"' in page


def test_pins_against_each_other_are_refused(
    put: Any, person: Person, unit: Unit
) -> None:
    with pytest.raises(ActError, match="sudah bertugas"):
        put(Kind.MUST, person, person.unit)
    put(Kind.MUST, person, unit)
    other = Unit.objects.exclude(pk__in=(unit.pk, person.unit_id)).first()
    for kind, who, where in (
        (Kind.MUST, person, unit),
        (Kind.MUST, person, other),
        (Kind.STAYS, person, None),
        (Kind.NEVER, person, unit),
        (Kind.CLOSED, None, unit),
    ):
        with pytest.raises(ActError):
            put(kind, who, where)
    put(Kind.NEVER, person, other)
    put(Kind.CLOSED, None, other)
    with pytest.raises(ActError, match="sudah ada"):
        put(Kind.CLOSED, None, other)
    assert Pin.objects.count() == 3


def test_a_pin_needs_a_reason_and_its_own_parts(put: Any, person: Person) -> None:
    with pytest.raises(ActError, match="alasan"):
        put(Kind.STAYS, person, why=" ")
    with pytest.raises(ActError):
        put(Kind.STAYS)
    with pytest.raises(ActError):
        put(Kind.CLOSED, person, person.unit)


def test_ended_pins_stay_with_who_and_when(
    as_: Any, put: Any, person: Person, unit: Unit
) -> None:
    first, second = put(Kind.STAYS, person), put(Kind.CLOSED, None, unit)
    client = as_("putri")
    told = {"pin": [first.pk, second.pk]}
    client.post("/rencana/kunci/akhiri/", told)
    first.refresh_from_db()
    assert first.ended_by is not None
    assert first.ended_by.username == "putri"
    assert Pin.objects.count() == 2
    page = client.post("/rencana/kunci/akhiri/", told, follow=True).content.decode()
    assert "Centang kunci" in page
    assert Entry.objects.filter(act="pin.end").count() == 1
    assert put(Kind.STAYS, person).ended_at is None


def test_without_ticks_nothing_ends(held: Round, user: Any, now: datetime) -> None:
    with pytest.raises(ActError):
        end_pins(round=held, pins=[], actor=user("putri"), now=now)


def test_the_file_of_pins_is_the_sheet_of_the_data(
    as_: Any, put: Any, person: Person
) -> None:
    put(Kind.STAYS, person, why="=SUM(1)")
    answer = as_("inspektur").get("/rencana/kunci/unduh/")
    assert "attachment" in answer["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Kunci"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any(person.ref in row and "tetap" in row for row in cells)


@pytest.mark.parametrize("name", ["sari", "tono", "bupati", "inspektur"])
def test_readers_see_pins_and_put_none(as_: Any, name: str, person: Person) -> None:
    client = as_(name)
    assert client.get("/rencana/kunci/").status_code == 200
    assert "/rencana/kunci/baru/" not in client.get("/rencana/kunci/").content.decode()
    told = {"kind": "stays", "person": person.ref, "why": "x"}
    assert client.post("/rencana/kunci/baru/", told).status_code == 404
    assert client.post("/rencana/kunci/akhiri/", {"pin": 1}).status_code == 404
    assert not Pin.objects.exists()


@pytest.mark.parametrize("name", ["rina", "kepsek", "disdik", "guru", "admin"])
def test_others_see_no_pins(as_: Any, name: str) -> None:
    assert as_(name).get("/rencana/kunci/").status_code == 404


def test_acts_need_post(as_: Any) -> None:
    assert as_("putri").get("/rencana/kunci/akhiri/").status_code in (404, 405)
