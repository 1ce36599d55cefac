"""Prepared by the verifier, decided by the authority; upheld: the person stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.decisions.models import Objection
from seimbang_web.decisions.objections import actions, queries
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.proposals.models import State
from tests.web.accounts.proving import prove
from tests.web.decisions.objections.conftest import DAY, File

As = Callable[[str], Client]
By = Callable[[str], User]
ADVICE = "Jarak bertambah 40 menit; guru lain bersedia."
WHY = "Unit tujuan dapat dipenuhi guru lain yang bersedia."


def _decide(one: Objection, actor: User, now: datetime, **more: object) -> Objection:
    told = {"version": one.version, "upheld": True, "considered": ADVICE, "why": WHY}
    return actions.decide_objection(
        objection=one, actor=actor, now=now, day=DAY, **(told | more)
    )  # fmt: skip


def test_the_verifier_prepares_it(
    as_: As, file: File, rights: Callable[[str], Rights]
) -> None:
    one = file()
    assert [w.count for w in queries.waiting_for(rights("sari"))] == [1]
    assert queries.waiting_for(rights("bupati")) == []
    address = f"/keputusan/keberatan/{one.pk}/telaah/"
    page = as_("sari").get(address).content.decode()
    assert "Bila diterima" in page
    as_("sari").post(address, {"version": one.version, "considered": ADVICE})
    one.refresh_from_db()
    assert one.considered == ADVICE
    assert one.preview is not None
    assert queries.waiting_for(rights("sari")) == []
    assert [w.count for w in queries.waiting_for(rights("bupati"))] == [1]
    for name in ("guru", "putri", "rina", "bupati", "tono", "kepsek"):
        assert as_(name).post(address).status_code == 404, name


def test_the_authority_decides_after_proving(as_: As, file: File) -> None:
    one = file()
    address = f"/keputusan/keberatan/{one.pk}/putusan/"
    form = {
        "version": one.version, "considered": ADVICE, "outcome": "tidak", "why": WHY,
    }  # fmt: skip
    answer = as_("bupati").post(address, form)
    assert "reauthenticate" in answer.headers["Location"]
    client = prove(as_("bupati"))
    assert client.post(address, form | {"why": ""}).status_code == 200
    client.post(address, form)
    one.refresh_from_db()
    assert (one.outcome, one.why) == ("ditolak", WHY)
    page = as_("asn").get(f"/keputusan/keberatan/{one.pk}/").content.decode()
    assert WHY in page
    assert "14 hari kerja" in page
    for name in ("guru", "putri", "rina", "sari", "tono", "kepsek"):
        assert as_(name).post(address, form).status_code == 404, name


def test_upheld_the_person_stays_and_one_plan_is_asked(
    file: File, user: By, now: datetime
) -> None:
    one = _decide(file(), user("bupati"), now)
    one.refresh_from_db()
    proposal = one.proposal
    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN
    assert one.receipt in proposal.why
    pin = Pin.objects.get(person=proposal.person, ended_at=None)
    assert pin.kind == Pin.Kind.STAYS
    assert one.replan is not None
    assert one.replan.inputs["keep"] == "moves"
    assert one.replan.parent_id == proposal.move.plan_id  # type: ignore[union-attr]
    assert Entry.objects.filter(act="objection.decide").count() == 1


def test_two_upheld_wait_for_the_newest_plan(
    file: File, user: By, now: datetime, proposals: list[object]
) -> None:
    first = _decide(file(), user("bupati"), now)
    other = next(one for one in proposals if one.pk != first.proposal_id)  # type: ignore[attr-defined]
    second = file(proposal=other, actor=user("rina"), assisted=True)
    _decide(second, user("bupati"), now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.replan == second.replan
    assert Plan.objects.filter(solved_at=None).count() == 2


def test_a_lock_to_go_ends(file: File, user: By, now: datetime) -> None:
    one = file()
    proposal = one.proposal
    must = Pin.objects.create(
        round=proposal.round, kind=Pin.Kind.MUST, person=proposal.person,
        unit=proposal.to_unit, why="x", made_by=user("putri"), made_at=now,
    )  # fmt: skip
    _decide(one, user("bupati"), now)
    must.refresh_from_db()
    assert must.ended_at is not None


def test_the_sentence_why_is_needed(file: File, user: By, now: datetime) -> None:
    for field in ("considered", "why"):
        with pytest.raises(ActError, match="mengapa"):
            _decide(file() if field == "considered" else Objection.objects.get(),
                    user("bupati"), now, **{field: " "})  # fmt: skip


def test_once_and_as_it_was_seen(file: File, user: By, now: datetime) -> None:
    one = file()
    with pytest.raises(StaleError):
        _decide(one, user("bupati"), now, version=one.version + 1)
    _decide(one, user("bupati"), now)
    with pytest.raises(ActError, match="tidak terbuka lagi"):
        _decide(Objection.objects.get(), user("bupati"), now)


def test_nobody_decides_the_own_case(file: File, user: By, now: datetime) -> None:
    one = file()
    for role, unit in ((None, None), (Role.HEAD, one.proposal.to_unit)):
        bupati = user("bupati")
        if role is None:
            User.objects.filter(username="asn").update(person=None)
            bupati.person = one.proposal.person
            bupati.save()
        else:
            bupati.person = None
            bupati.save()
            Grant.objects.create(
                user=bupati, role=role, unit=unit, since=DAY, approved_at=now
            )
        with pytest.raises(ActError, match="Orang lain"):
            _decide(one, bupati, now)


def test_a_decree_is_stopped_only_by_the_authority(
    as_: As, file: File, received: date, user: By, now: datetime
) -> None:
    one = file(day=received)
    address = f"/keputusan/keberatan/{one.pk}/tunda/"
    for name in ("sari", "putri", "asn", "rina"):
        assert as_(name).post(address).status_code == 404, name
    assert not queries.suspended(one.proposal)
    client = prove(as_("bupati"))
    for _ in range(2):
        client.post(address)
    assert queries.suspended(one.proposal)
    assert Entry.objects.filter(act="objection.suspend").count() == 1
    _decide(Objection.objects.get(), user("bupati"), now)
    assert not queries.suspended(one.proposal)
    one.refresh_from_db()
    assert one.replan is None
    one.proposal.refresh_from_db()
    assert one.proposal.state == State.DECIDED


def test_before_the_decision_there_is_no_decree_to_stop(
    file: File, user: By, now: datetime
) -> None:
    with pytest.raises(ActError, match="Tidak ada keputusan"):
        actions.suspend_decree(objection=file(), actor=user("bupati"), now=now, day=DAY)
