"""A civil servant asks for correction; an operator answers with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.imports.corrections import actions
from seimbang_web.imports.corrections.queries import waiting_for
from seimbang_web.imports.models import Correction
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person

As = Callable[[str], Client]
User_ = Callable[[str], User]
Rights_ = Callable[[str], Rights]
NEW = "/impor/perbaikan/baru/"
LIST = "/impor/perbaikan/"
ASKED = {"field": "grade", "wanted": "Golongan III/d", "proof": "SK 823/12 tahun 2025"}


def _ask(as_: As, **changed: str) -> Correction:
    answer = as_("guru").post(NEW, {"key": "k1", **ASKED, **changed})
    assert answer.status_code == 302, answer.content.decode()
    return Correction.objects.latest("pk")


def test_the_request_is_kept_with_its_day(as_: As) -> None:
    asked = _ask(as_)
    assert asked.due_at - asked.asked_at == timedelta(hours=72)
    page = as_("guru").get(f"{LIST}{asked.pk}/").content.decode()
    assert "Kantor menjawab sampai" in page
    assert f"P-{asked.pk:06d}" in page
    assert Entry.objects.get(act="correction.ask").subject == f"correction:{asked.pk}"


def test_the_form_shows_what_is_held_and_works_without_scripts(as_: As) -> None:
    page = as_("guru").get(NEW).content.decode()
    assert "Golongan: " in page
    assert "<script" not in page


def test_what_is_missing_is_said_and_nothing_is_kept(as_: As) -> None:
    answer = as_("guru").post(NEW, {"field": "grade", "wanted": ""})
    assert "Tuliskan yang benar." in answer.content.decode()
    assert not Correction.objects.exists()


def test_sent_twice_it_is_kept_once(as_: As) -> None:
    assert _ask(as_).pk == _ask(as_).pk
    assert Correction.objects.count() == 1


def test_the_same_fact_is_not_asked_again_while_it_waits(as_: As) -> None:
    _ask(as_)
    page = as_("guru").post(NEW, {"key": "k2", **ASKED}).content.decode()
    assert "sudah meminta" in page
    assert Correction.objects.count() == 1


def test_only_civil_servants_ask(as_: As) -> None:
    assert as_("rina").get(NEW).status_code == 404
    assert as_("rina").post(NEW, ASKED).status_code == 404


def test_the_operator_answers_and_the_person_reads_it(as_: As, user: User_) -> None:
    asked = _ask(as_)
    answer = as_("rina").post(
        f"{LIST}{asked.pk}/", {"answer": "done", "reason": "Diajukan ke SIASN."}
    )
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert asked.answered_by == user("rina")
    page = as_("guru").get(f"{LIST}{asked.pk}/").content.decode()
    assert "Diajukan ke SIASN." in page
    assert Entry.objects.filter(act="correction.answer").count() == 1


def test_an_answer_needs_a_reason(as_: As) -> None:
    asked = _ask(as_)
    page = as_("rina").post(f"{LIST}{asked.pk}/", {"answer": "refused", "reason": ""})
    assert "Tuliskan alasannya." in page.content.decode()
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_a_second_answer_is_refused_and_the_first_stays(
    as_: As, user: User_, now: datetime
) -> None:
    asked = _ask(as_)
    for name, told in (("rina", "pertama"), ("dedi", "kedua")):
        page = as_(name).post(f"{LIST}{asked.pk}/", {"answer": "done", "reason": told})
    assert "menjawab permintaan ini" in page.content.decode()
    asked.refresh_from_db()
    assert asked.reason == "pertama"


def test_nobody_answers_an_own_request(as_: As, user: User_, now: datetime) -> None:
    asked = _ask(as_)
    with pytest.raises(ActError):
        actions.answer_correction(
            asked=asked,
            answer=Correction.Answer.DONE,
            reason="ya",
            actor=user("guru"),
            now=now,
        )


def test_others_do_not_see_it(as_: As, user: User_) -> None:
    asked = _ask(as_)
    person = Person.objects.exclude(pk=asked.person_id).filter(present=True)[0]
    other = User.objects.create_user("lain", "x")
    other.person = person
    other.save()
    address = f"{LIST}{asked.pk}/"
    assert as_("lain").get(address).status_code == 404
    assert asked.wanted not in as_("lain").get(LIST).content.decode()
    assert as_("putri").get(address).status_code == 404
    assert as_("guru").post(address, {"answer": "done", "reason": "x"}).status_code in (
        403,
        404,
    )
    assert as_("sari").get(address).status_code == 200
    assert as_("sari").post(address, {"answer": "done"}).status_code == 404


def test_it_waits_for_the_office_and_the_person_sees_that(
    as_: As, rights: Rights_
) -> None:
    _ask(as_)
    (office,) = waiting_for(rights("rina"))
    (own,) = waiting_for(rights("guru"))
    assert (office.state, office.count, own.state) == ("todo", 1, "waiting")
    assert waiting_for(rights("putri")) == []


def test_the_list_is_filtered_by_its_address_and_late_ones_are_marked(
    as_: As, now: datetime
) -> None:
    asked = _ask(as_)
    Correction.objects.update(due_at=now - timedelta(hours=1))
    assert "terlambat" in as_("rina").get(LIST).content.decode()
    assert asked.person.name in as_("rina").get(f"{LIST}?state=open").content.decode()
    page = as_("rina").get(f"{LIST}?state=done").content.decode()
    assert asked.person.name not in page
