"""Consent to release and to receive: by the heads, or from a signed letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.cases import decide, queries
from seimbang_web.cases.actions import Place
from seimbang_web.cases.models import Case, Consent, State
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from tests.web.cases.conftest import Register

As = Callable[[str], Client]
Rightly = Callable[[str], Rights]


@pytest.fixture
def case(
    register: Register, free: Person, rights: Rightly,
    places: Callable[[Person], list[Place]],
) -> Case:  # fmt: skip
    """Return a case that asks for a place at the school of *kepsek*."""
    unit = rights("kepsek").grants[0].unit
    assert unit is not None
    teacher = (
        free
        if free.unit_id != unit.pk
        else Person.objects.filter(job=free.job, present=True)
        .exclude(unit=unit)
        .first()
    )
    assert teacher is not None
    return register(teacher, [(unit, teacher.job)])


def _form(case: Case, answer: str, condition: str = "") -> dict[str, str]:
    unit = case.wishes.get().unit_id
    return {"place": f"terima-{unit}", "answer": answer, "condition": condition}


def test_a_head_consents_on_a_condition(as_: As, case: Case, rights: Rightly) -> None:
    assert [one.count for one in queries.waiting_for(rights("kepsek"))] == [1]
    client, address = as_("kepsek"), f"/kasus/{case.pk}/persetujuan/"
    assert "menerima" in client.get(address).content.decode()
    client.post(address, _form(case, "pengganti"))
    given = case.consents.get()
    assert given.answer == Consent.Answer.AFTER
    assert given.side == Consent.Side.RECEIVE
    assert queries.waiting_for(rights("kepsek")) == []
    assert Entry.objects.filter(act="case.consent").count() == 1


def test_twice_is_once_and_another_answer_counts(as_: As, case: Case) -> None:
    client, address = as_("kepsek"), f"/kasus/{case.pk}/persetujuan/"
    client.post(address, _form(case, "ya"))
    client.post(address, _form(case, "ya"))
    assert case.consents.count() == 1
    client.post(address, _form(case, "tidak", "Kelas enam tanpa guru"))
    assert case.consents.count() == 2
    last = queries.asked_of(case)[-1].answer
    assert last is not None
    assert last.answer == Consent.Answer.NO


def test_a_refusal_says_why(as_: As, case: Case) -> None:
    answer = as_("kepsek").post(f"/kasus/{case.pk}/persetujuan/", _form(case, "tidak"))
    assert "alasan menolak" in answer.content.decode()
    assert not case.consents.exists()


def test_a_head_speaks_for_the_own_unit_only(as_: As, case: Case) -> None:
    form = {"place": f"lepas-{case.from_unit_id}", "answer": "ya"}
    answer = as_("kepsek").post(f"/kasus/{case.pk}/persetujuan/", form)
    assert answer.status_code == 200
    assert not case.consents.exists()


def test_a_head_of_another_unit_sees_nothing(
    as_: As, register: Register, pppk: Person
) -> None:
    case = register(pppk)
    for address in ("", "persetujuan/", "tanda-terima/"):
        answer = as_("kepsek").get(f"/kasus/{case.pk}/{address}")
        assert answer.status_code == 404, address


def test_a_head_sees_no_private_fact_and_no_scan(as_: As, case: Case) -> None:
    page = as_("kepsek").get(f"/kasus/{case.pk}/").content.decode()
    assert "Data pribadi" in page
    assert "Hukuman disiplin" not in page
    assert "dari rumah" not in page
    assert as_("kepsek").get(f"/kasus/{case.pk}/pindaian/1/").status_code == 404


def test_an_officer_names_the_signed_letter(as_: As, case: Case) -> None:
    client, address = as_("dedi"), f"/kasus/{case.pk}/persetujuan/"
    client.post(address, _form(case, "ya"))
    assert not case.consents.exists()
    client.post(address, _form(case, "ya") | {"letter": "421/7, 28-12-2025"})
    assert case.consents.get().letter == "421/7, 28-12-2025"


def test_others_may_not(as_: As, case: Case) -> None:
    for name in ("guru", "tono", "bupati", "admin", "sari", "inspektur"):
        answer = as_(name).post(f"/kasus/{case.pk}/persetujuan/", _form(case, "ya"))
        assert answer.status_code == 404, name


def test_nothing_is_added_to_a_decided_case(
    case: Case, user: Callable[[str], User], now: datetime
) -> None:
    Case.objects.filter(pk=case.pk).update(state=State.REFUSED)
    with pytest.raises(ActError, match="sudah diputus"):
        decide.give_consent(
            case=case, side=Consent.Side.RELEASE, unit=case.from_unit,
            answer=Consent.Answer.YES, actor=user("rina"), now=now,
        )  # fmt: skip


def test_a_unit_that_is_not_asked(
    case: Case, user: Callable[[str], User], now: datetime
) -> None:
    with pytest.raises(ActError, match="tidak dimintai"):
        decide.give_consent(
            case=case, side=Consent.Side.RECEIVE, unit=case.from_unit,
            answer=Consent.Answer.YES, actor=user("rina"), now=now,
        )  # fmt: skip
