"""Decide: a round, its own way, back, refused; not by who registered it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.cards.judged import judged_of
from seimbang_web.cases import actions, convert, decide, queries
from seimbang_web.cases.models import Case, Consent, State
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.models import Person
from seimbang_web.plans.actions import Wanted, ask_plan
from seimbang_web.plans.given import snapshot_for
from seimbang_web.plans.models import Round
from tests.web.cases.conftest import DAY, PAPER, Register

As = Callable[[str], Client]
User_ = Callable[[str], User]


def _consent(case: Case, user: User_, now: datetime, answer: str = "ya") -> None:
    for one in queries.asked_of(case):
        decide.give_consent(
            case=case,
            side=one.side,
            unit=one.unit,
            answer=Consent.Answer(answer),
            letter="421/7",
            assisted=True,
            actor=user("rina"),
            now=now,
        )


def _decide(
    case: Case, user: User_, now: datetime, state: State, **more: object
) -> None:
    decide.dispose_case(
        case=case, version=case.version, state=state, actor=user("sari"), now=now,
        day=DAY, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    case.refresh_from_db()


def test_it_waits_for_a_round_and_its_wish_enters_the_next_plan(
    as_: As, register: Register, early: Person
) -> None:
    case, round_ = register(early), Round.objects.get()
    address = f"/kasus/{case.pk}/disposisi/"
    assert "belum" in as_("sari").get(address).content.decode().lower()
    as_("sari").post(address, {"version": 1, "state": "menunggu", "round": round_.pk})
    case.refresh_from_db()
    assert case.state == State.WAITS
    rows = convert.wish_rows(round_)
    wish = case.wishes.get()
    assert rows.rows() == [(early.ref, 1, "unit", wish.unit.code)]
    assert Entry.objects.filter(act="case.dispose").count() == 1


def test_a_condition_of_replacement_and_a_waiver_enter_too(
    register: Register, early: Person, user: User_, now: datetime
) -> None:
    case, round_ = register(early), Round.objects.get()
    _consent(case, user, now, "pengganti")
    decide.grant_waiver(
        case=case, rule="R17", basis="SK 1/2026", until=None,
        actor=user("sari"), now=now,
    )  # fmt: skip
    _decide(case, user, now, State.WAITS, round=round_)
    tables = convert.rows_of(round_)
    assert tables["pins"]["kind"].to_list() == ["after_replacement"]
    assert tables["waivers"]["rule"].to_list() == ["R17"]
    assert tables["waivers"]["basis"].to_list() == [f"{case.agenda}: SK 1/2026"]


def test_its_own_way_needs_both_consents(
    register: Register, free: Person, user: User_, now: datetime
) -> None:
    case = register(free)
    with pytest.raises(ActError, match="Persetujuan"):
        _decide(case, user, now, State.PROCEEDS, rank=1)
    _consent(case, user, now)
    _decide(case, user, now, State.PROCEEDS, rank=1)
    assert case.state == State.PROCEEDS
    assert case.wishes.get().chosen
    facts = case.records.last()
    assert facts is not None
    assert set(facts.facts["places"]) == {"origin", "target"}
    assert len(facts.facts["consents"]) == 2
    assert {one["kind"] for one in facts.facts["rules"]} <= {"met", "open", "note"}


def test_a_rule_holds_until_the_waiver_is_there(
    register: Register, early: Person, user: User_, now: datetime, as_: As
) -> None:
    case = register(early)
    _consent(case, user, now)
    with pytest.raises(ActError, match="Dispensasi atas"):
        _decide(case, user, now, State.PROCEEDS, rank=1)
    form = {"rule": "R17", "basis": "Surat Kepala Dinas 800/1"}
    as_("sari").post(f"/kasus/{case.pk}/dispensasi/", form)
    assert case.waivers.get().rule == "R17"
    page = as_("sari").get(f"/kasus/{case.pk}/").content.decode()
    assert "dengan dispensasi" in page
    _decide(case, user, now, State.PROCEEDS, rank=1)
    assert case.state == State.PROCEEDS


def test_a_refusal_by_a_head_keeps_it_back(
    register: Register, free: Person, user: User_, now: datetime
) -> None:
    case = register(free)
    for one in queries.asked_of(case):
        decide.give_consent(
            case=case, side=one.side, unit=one.unit, answer=Consent.Answer.NO,
            condition="tidak ada pengganti", actor=user("rina"), now=now,
        )  # fmt: skip
    with pytest.raises(ActError, match="Persetujuan"):
        _decide(case, user, now, State.PROCEEDS, rank=1)


def test_heads_of_schools_need_their_recommendation(
    register: Register, user: User_, now: datetime
) -> None:
    head = Person.objects.filter(duties__icontains="head_of_school").first()
    assert head is not None
    case = register(head)
    with pytest.raises(ActError, match="tidak melalui putaran"):
        _decide(case, user, now, State.WAITS, round=Round.objects.get())
    wish = case.wishes.get()
    assert any("I-Mut" in one for one in queries.lacking(case, wish, DAY))
    case.recommendation = "IM-1"
    assert not any("I-Mut" in one for one in queries.lacking(case, wish, DAY))


def test_back_to_the_sender_and_mended(
    as_: As, register: Register, early: Person, free: Person,
    rights: Callable[[str], Rights], user: User_, now: datetime,
) -> None:  # fmt: skip
    case = register(early)
    with pytest.raises(ActError, match="alasannya"):
        _decide(case, user, now, State.RETURNED)
    _decide(case, user, now, State.RETURNED, why="Tanda tangan belum ada")
    assert any(one.count == 1 for one in queries.waiting_for(rights("dedi")))
    address = f"/kasus/{case.pk}/perbaiki/"
    page = as_("dedi").get(address).content.decode()
    assert "800/12/SD" in page
    sent = {"letter_number": "800/13/SD", "letter_on": "2025-12-22", "version": 1}
    stale = as_("dedi").post(address, sent).content.decode()
    assert "mengubah kasus ini" in stale
    assert "800/13/SD" in stale
    sent["version"] = 2
    answer = as_("dedi").post(address, sent)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.letter_number) == (State.REGISTERED, "800/13/SD")
    assert case.scans.count() == 1
    _decide(case, user, now, State.WAITS, round=Round.objects.get())
    with pytest.raises(ActError, match="sebelum disposisi"):
        actions.mend_case(
            case=case, version=case.version, wishes=[], paper=PAPER, scans=[],
            actor=user("rina"), now=now, day=DAY,
        )  # fmt: skip


def test_a_refused_case_is_closed_and_another_may_come(
    register: Register, free: Person, user: User_, now: datetime, as_: As
) -> None:
    case = register(free)
    _decide(case, user, now, State.REFUSED, why="Tidak ada formasi")
    page = as_("rina").get(f"/kasus/{case.pk}/").content.decode()
    assert "Tidak ada formasi" in page
    with pytest.raises(ActError, match="Tidak ada yang perlu"):
        _decide(case, user, now, State.WAITS, round=Round.objects.get())
    assert register(free).number == 2


def test_two_at_once_the_second_sees_both_values(
    as_: As, register: Register, free: Person, user: User_, now: datetime
) -> None:
    case = register(free)
    _decide(case, user, now, State.WAITS, round=Round.objects.get())
    form = {"version": 1, "state": "ditolak", "why": "Sudah saya baca"}
    answer = as_("putri").post(f"/kasus/{case.pk}/disposisi/", form)
    page = answer.content.decode()
    assert "Sari" in page
    assert "sekarang “Menunggu putaran”" in page
    assert "Sudah saya baca" in page
    case.version = 1
    with pytest.raises(StaleError) as stale:
        decide.dispose_case(
            case=case, version=1, state=State.REFUSED, why="x",
            actor=user("putri"), now=now, day=DAY,
        )  # fmt: skip
    assert list(stale.value.theirs.values()) == ["Menunggu putaran"]


def test_who_registered_does_not_decide(
    register: Register, free: Person, user: User_, now: datetime, as_: As
) -> None:
    case = register(free, by="putri")
    answer = as_("putri").post(
        f"/kasus/{case.pk}/disposisi/", {"version": 1, "state": "ditolak", "why": "x"}
    )
    assert "tidak memutuskannya" in answer.content.decode()
    with pytest.raises(ActError):
        decide.grant_waiver(
            case=case, rule="R17", basis="x", until=None, actor=user("putri"), now=now
        )
    case.refresh_from_db()
    assert case.state == State.REGISTERED


@pytest.mark.parametrize("rule", ["G16", "R2", "nothing"])
def test_no_waiver_lifts_these(
    register: Register, free: Person, user: User_, now: datetime, rule: str
) -> None:
    with pytest.raises(ActError, match="dispensasi"):
        decide.grant_waiver(
            case=register(free), rule=rule, basis="x", until=None,
            actor=user("sari"), now=now,
        )  # fmt: skip


def test_only_verifier_and_planner_decide(
    as_: As, register: Register, free: Person
) -> None:
    case = register(free)
    for name in ("rina", "kepsek", "disdik", "tono", "inspektur", "guru"):
        form = {"version": 1, "state": "ditolak", "why": "x"}
        answer = as_(name).post(f"/kasus/{case.pk}/disposisi/", form)
        assert answer.status_code == 404, name
    assert as_("putri").get(f"/kasus/{case.pk}/dispensasi/").status_code == 404


def test_a_certificate_of_another_subject_blocks(
    register: Register, user: User_, now: datetime
) -> None:
    other = replace(PAPER, number="9")
    person = Person.objects.filter(
        job__code="guru-smp-matematika", present=True
    ).first()
    assert person is not None
    case = register(person, paper=other)
    facts = queries.facts_of_case(case, case.wishes.get(), DAY)
    assert facts is not None
    lost = replace(facts, certificate="other")
    assert lost.loses_allowance


def test_the_next_plan_of_the_round_knows_the_case(
    register: Register, early: Person, user: User_, now: datetime
) -> None:
    case, round_ = register(early), Round.objects.get()
    _consent(case, user, now, "pengganti")
    decide.grant_waiver(
        case=case, rule="R17", basis="SK 1/2026", until=DAY.replace(year=2027),
        actor=user("sari"), now=now,
    )  # fmt: skip
    wanted = Wanted(name="", policy="pemerataan")
    before = ask_plan(round=round_, wanted=wanted, actor=user("putri"), now=now)
    _decide(case, user, now, State.WAITS, round=round_)
    after = ask_plan(round=round_, wanted=wanted, actor=user("putri"), now=now)
    wish = case.wishes.get()
    row = (early.ref, 1, "unit", wish.unit.code)
    assert row not in snapshot_for(before)["wishes"].rows()
    data = snapshot_for(after)
    assert row in data["wishes"].rows()
    assert data.checksum == snapshot_for(before).checksum
    waiver = data["waivers"].filter(person_id=early.ref).row(0, named=True)
    assert (waiver["rule"], waiver["until"]) == ("R17", DAY.replace(year=2027))
    pins = data["pins"].filter(person_id=early.ref)
    assert pins["kind"].to_list() == ["after_replacement"]
    judged = judged_of(after)
    assert row[0] in judged.judged.waived["R17"]
