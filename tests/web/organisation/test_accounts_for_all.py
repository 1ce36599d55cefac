"""Accounts of an agency's civil servants: proposed, approved by another, handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from seimbang_web.accounts import many
from seimbang_web.accounts.codes import activation_of
from seimbang_web.accounts.models import Grant, User
from seimbang_web.audit.models import Content, Entry
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.accounts import queries
from seimbang_web.organisation.models import Unit
from tests.web.accounts.proving import prove

As = Callable[[str], Client]
BASE = "/pegawai/akun/"


@pytest.fixture
def school() -> Unit:
    return Unit.objects.filter(kind="sd", agency__isnull=False).order_by("code")[0]


def _line(unit: Unit) -> queries.Line:
    assert unit.agency is not None
    return next(one for one in queries.units_of(unit.agency) if one.unit == unit)


def test_from_none_to_slips(as_: As, school: Unit) -> None:
    people = queries.people_of(school).count()
    assert (_line(school).accounts, _line(school).without) == (1, people - 1)  # guru
    admin, sari, before = as_("admin"), as_("sari"), Entry.objects.count()
    prove(admin)
    page = admin.post(f"{BASE}{school.pk}/usulkan/", follow=True).content.decode()
    assert f"{people - 1} akun diusulkan" in page
    assert _line(school).waiting == people - 1
    assert Entry.objects.count() == before + 1
    prove(sari)
    sari.post(f"{BASE}{school.pk}/setujui/")
    assert (_line(school).waiting, _line(school).outside) == (0, people - 1)
    slips = admin.post(f"{BASE}{school.pk}/kode/").content.decode()
    assert slips.count('class="slip"') == people - 1
    user = many.never_came(queries.people_of(school))[0]
    code = slips.split(f"<strong>{user.username}</strong>")[1].split('monospace">')[1]
    found = activation_of(username=user.username, code=code[:14], now=user.created_at)
    assert found is not None
    assert found.user == user


def test_names_are_of_the_name_and_never_a_nip(
    school: Unit, user: Callable[[str], User], now: datetime
) -> None:
    people = list(queries.people_of(school))
    admin, day = user("admin"), now.date()
    many.propose_people(people=people, subject="unit:1", actor=admin, now=now, day=day)
    names = list(
        User.objects.filter(person__in=people).values_list("username", flat=True)
    )
    assert len(set(names)) == len(people)
    assert not any(one.nip and one.nip in names for one in people)
    kept = str(list(Content.objects.values_list("content", flat=True)))
    assert not any(one.nip and one.nip in kept for one in people)
    with pytest.raises(ActError, match="sudah punya akun"):
        many.propose_people(
            people=people, subject="unit:1", actor=admin, now=now, day=day
        )


def test_nobody_approves_the_own_proposal_or_another_role(
    school: Unit, user: Callable[[str], User], now: datetime
) -> None:
    people, admin = list(queries.people_of(school)), user("admin")
    many.propose_people(
        people=people, subject="unit:1", actor=admin, now=now, day=now.date()
    )
    waiting = Grant.objects.filter(approved_at=None, role="asn")
    more = Grant.objects.create(
        user=waiting[0].user, role="opr", since=now.date(), proposed_by=admin
    )
    count = waiting.count()
    with pytest.raises(ActError):
        many.approve_people(people=people, subject="unit:1", actor=admin, now=now)
    assert count == many.approve_people(
        people=people, subject="unit:1", actor=user("sari"), now=now
    )
    more.refresh_from_db()
    assert more.approved_at is None


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("admin", {"", "usulkan", "kode"}),
        ("sari", {"", "setujui"}),
        ("rina", {"", "kode"}),
        ("inspektur", {""}),
        ("putri", set()),
        ("kepsek", set()),
        ("guru", set()),
        ("bupati", set()),
    ],
)
def test_who_may(as_: As, school: Unit, name: str, may: set[str]) -> None:
    client = as_(name)
    prove(client)
    assert (client.get(BASE).status_code == 200) is ("" in may)
    for act in ("usulkan", "setujui", "kode"):
        address = f"{BASE}{school.pk}/{act}/"
        assert client.get(address).status_code == 404
        assert (client.post(address).status_code != 404) is (act in may), act


def test_the_whole_agency_at_once(as_: As, school: Unit) -> None:
    agency = school.agency
    assert agency is not None
    admin = as_("admin")
    prove(admin)
    admin.post(f"{BASE}{agency.pk}/usulkan/")
    line = next(one for one in queries.agencies() if one.unit == agency)
    assert line.without == 0
    assert line.people > 1000
