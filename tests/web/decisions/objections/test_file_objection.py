"""To object before the decision, and after the decree on the legal clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from seimbang.decide.calendar import working_day
from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Content, Entry
from seimbang_web.decisions.models import Objection
from seimbang_web.decisions.objections import actions, queries
from seimbang_web.lib.act import ActError
from seimbang_web.lib.confidence import opened
from seimbang_web.proposals.models import Proposal, State
from tests.web.decisions.objections.conftest import DAY, SECRET, File

pytestmark = pytest.mark.both

As = Callable[[str], Client]
TOLD = {"reasons": ["merawat", "jarak"], "told": SECRET}


def _address(proposal: Proposal, who: str = "baru") -> str:
    return f"/keputusan/keberatan/{who}/{proposal.pk}/"


def test_the_person_says_why_checks_and_sends(
    as_: As, asn: User, proposal: Proposal
) -> None:
    client, address = as_("asn"), _address(proposal)
    page = client.get(address).content.decode()
    assert "<script" not in page
    assert len(page) < 100_000
    check = client.post(address, TOLD).content.decode()
    assert "Belum ada yang terkirim" in check
    assert not Objection.objects.exists()
    answer = client.post(address, TOLD | {"send": "1", "key": "k"}, follow=True)
    one = Objection.objects.get()
    assert one.receipt == "K-2026-00001"
    assert one.receipt in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert (one.stage, one.outcome) == ("usulan", "")
    assert one.due_on == working_day(DAY, 21)
    assert not one.assisted


def test_what_was_typed_comes_back_to_be_changed(
    as_: As, asn: User, proposal: Proposal
) -> None:
    page = as_("asn").post(_address(proposal), TOLD | {"change": "1"})
    assert SECRET in page.content.decode()
    assert not Objection.objects.exists()


def test_sent_twice_is_one(as_: As, asn: User, proposal: Proposal) -> None:
    for _ in range(2):
        as_("asn").post(_address(proposal), TOLD | {"send": "1", "key": "k"})
    assert Objection.objects.count() == 1
    with pytest.raises(ActError, match="masih terbuka"):
        actions.file_objection(
            proposal=proposal, reasons=["jarak"], told="", actor=asn,
            now=Entry.objects.latest("seq").at, day=DAY,
        )  # fmt: skip


def test_what_is_told_is_sealed(file: File) -> None:
    one = file()
    assert SECRET.encode() not in bytes(one.told or b"")
    assert opened(one.told) == SECRET
    kept = str(list(Content.objects.values_list("content", flat=True)))
    assert SECRET not in kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT told FROM decisions_objection")
        assert SECRET.encode() not in bytes(cursor.fetchone()[0])


def test_a_reason_is_needed(as_: As, asn: User, proposal: Proposal) -> None:
    page = as_("asn").post(_address(proposal), {"told": SECRET, "send": "1"})
    assert "Pilih paling sedikit satu alasan" in page.content.decode()
    assert not Objection.objects.exists()


def test_an_officer_enters_it_and_it_says_so(
    as_: As, proposal: Proposal, asn: User
) -> None:
    address = _address(proposal, "loket")
    answer = as_("rina").post(address, TOLD | {"send": "1", "key": "k"}, follow=True)
    one = Objection.objects.get()
    assert one.assisted
    assert one.filed_by.username == "rina"
    assert "Rina" in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_others_may_not(as_: As, asn: User, proposal: Proposal, now: datetime) -> None:
    for name in ("guru", "kepsek", "putri", "sari", "bupati", "inspektur", "admin"):
        answer = as_(name).post(_address(proposal), TOLD | {"send": "1"})
        assert answer.status_code == 404, name
    for name in ("asn", "kepsek", "putri", "sari", "bupati"):
        answer = as_(name).post(_address(proposal, "loket"), TOLD | {"send": "1"})
        assert answer.status_code == 404, name
    with pytest.raises(ActError, match="Hanya yang bersangkutan"):
        actions.file_objection(
            proposal=proposal, reasons=["jarak"], told="", now=now, day=DAY,
            actor=User.objects.get(username="guru"),
        )  # fmt: skip
    assert not Objection.objects.exists()


def test_nothing_can_be_objected_to_once_withdrawn(
    file: File, proposal: Proposal
) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(state=State.WITHDRAWN)
    with pytest.raises(ActError, match="tidak dilaksanakan"):
        file()


def test_between_decision_and_decree_it_waits(file: File, proposal: Proposal) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(state=State.DECIDED)
    assert queries.way_of(Proposal.objects.get(pk=proposal.pk)).stage is None
    with pytest.raises(ActError, match="keputusan sedang ditulis"):
        file()


def test_after_the_decree_on_the_legal_clock(file: File, received: date) -> None:
    last = working_day(received, 14)
    one = file(day=last)
    assert one.stage == "keputusan"
    assert one.outcome == ""
    assert one.file_until == last
    assert one.due_on == working_day(last, 21)


def test_too_late_is_kept_and_said(
    as_: As, file: File, received: date, proposal: Proposal
) -> None:
    one = file(day=working_day(received, 14) + timedelta(days=1))
    assert one.outcome == "lewat"
    page = as_("asn").get(f"/keputusan/keberatan/{one.pk}/").content.decode()
    assert "lewat waktu" in page
    with pytest.raises(ActError, match="satu keberatan"):
        file(day=working_day(received, 14) + timedelta(days=2))


def test_the_clock_does_not_run_before_the_receipt(file: File, decree: object) -> None:
    one = file(day=date(2026, 6, 1))
    assert one.outcome == ""
    assert one.file_until is None


def test_numbers_have_no_gaps(
    file: File, proposals: list[Proposal], user: Callable[[str], User]
) -> None:
    for other in proposals[:4]:
        file(proposal=other, actor=user("rina"), assisted=True)
    numbers = Objection.objects.values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def test_the_way_to_it_is_on_the_pages(
    as_: As, asn: User, proposal: Proposal, file: File
) -> None:
    client, own = as_("asn"), "/keputusan/keberatan/saya/"
    assert own in client.get("/usulan/saya/").content.decode()
    assert _address(proposal) in client.get(own).content.decode()
    office = as_("rina").get(f"/usulan/{proposal.pk}/").content.decode()
    assert _address(proposal, "loket") in office
    assert "/keputusan/keberatan/" in as_("sari").get("/keputusan/").content.decode()
    file()
    assert _address(proposal) not in client.get(own).content.decode()
