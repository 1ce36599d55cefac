"""The plan made anew: pins are kept, and the page tells what has changed and why."""

from __future__ import annotations

from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.desk.actions import make_anew
from seimbang_web.desk.diff import diff
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Move, Pin, Plan
from seimbang_web.plans.pinning import add_pin, end_pins
from seimbang_web.plans.store import folder_of, whatif_of
from tests.web.conftest import As
from tests.web.desk.conftest import WHY

pytestmark = pytest.mark.usefixtures("quick")


def _pin(plan: Plan, kind: Pin.Kind, move: Move, by: User, now: datetime) -> Pin:
    unit = move.to_unit if kind in (Pin.Kind.NEVER, Pin.Kind.CLOSED) else None
    person = None if kind is Pin.Kind.CLOSED else move.person
    return add_pin(
        round=plan.round,
        kind=kind,
        person=person,
        unit=unit,
        why=WHY,
        actor=by,
        now=now,
    )


def _seen(plan: Plan) -> str:
    pins = plan.round.pins.filter(ended_at=None)
    return ",".join(str(pin.pk) for pin in pins)


def test_pins_are_kept_and_little_else_changes(
    as_: As, plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    _pin(plan, Pin.Kind.STAYS, moves[0], putri, now)
    _pin(plan, Pin.Kind.NEVER, moves[1], putri, now)
    url = f"/meja/{plan.pk}/hitung-ulang/"
    assert "2 perubahan masuk" in as_("putri").get(url).content.decode()
    form = {"seen": _seen(plan), "keep": "moves", "name": "Rencana lain"}
    response = as_("putri").post(url, form)
    made = Plan.objects.get(parent=plan)
    assert response["Location"] == f"/meja/{made.pk}/beda/"
    assert "sedang dihitung" in as_("putri").get(response["Location"]).content.decode()
    drain()
    made.refresh_from_db()
    assert made.status == "OPTIMAL"
    assert made.name == "Rencana lain"
    goes = {move.person_id: move.to_unit_id for move in made.moves.all()}
    assert moves[0].person_id not in goes
    assert goes.get(moves[1].person_id) != moves[1].to_unit_id
    page = as_("putri").get(response["Location"])
    found = page.context["found"]
    old = {
        move.person_id: (move.to_unit_id, move.to_job_id) for move in plan.moves.all()
    }
    new = {
        move.person_id: (move.to_unit_id, move.to_job_id) for move in made.moves.all()
    }
    assert found.counts == {
        "changed": sum(old[one] != new[one] for one in old.keys() & new.keys()),
        "new": len(new.keys() - old.keys()),
        "cancelled": len(old.keys() - new.keys()),
    }
    assert sum(found.counts.values()) == len(found.changes) <= 4
    why = {one.person.pk: one.why for one in found.changes}
    assert WHY in why[moves[0].person_id]
    assert "berubah" in page.content.decode()
    assert "Ditetapkan petugas" in page.content.decode()


def test_made_anew_again_it_keeps_what_was_decided_before(
    plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    first = _pin(plan, Pin.Kind.STAYS, moves[0], putri, now)
    made = _anew(plan, putri, now)
    second = _pin(plan, Pin.Kind.STAYS, moves[1], putri, now)
    again = _anew(made, putri, now)
    movers = set(again.moves.values_list("person_id", flat=True))
    assert not {moves[0].person_id, moves[1].person_id} & movers
    end_pins(round=plan.round, pins=[first.pk], actor=putri, now=now)
    freed = _anew(again, putri, now)
    found = diff(freed)
    assert found is not None
    assert found.released == 1
    assert moves[1].person_id not in set(
        freed.moves.values_list("person_id", flat=True)
    )
    assert second.ended_at is None


def _anew(plan: Plan, by: User, now: datetime, keep: str = "moves") -> Plan:
    from seimbang_web.desk.waiting import waits

    seen = frozenset(pin.pk for pin in waits(plan).put)
    made = make_anew(plan=plan, name="", keep=keep, seen=seen, actor=by, now=now)
    drain()
    return Plan.objects.select_related("round", "version", "local", "parent").get(
        pk=made.pk
    )


def test_balance_first_fills_the_place_again(
    plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    _pin(plan, Pin.Kind.CLOSED, moves[0], putri, now)
    made = _anew(plan, putri, now, keep="balance")
    assert made.status == "OPTIMAL"
    assert not made.moves.filter(to_unit=moves[0].to_unit).exists()
    goals = whatif_of(made).plan["policy"]["goals"]
    assert goals.index("deviation") > goals.index("shortage")
    found = diff(made)
    assert found is not None
    assert any(moves[0].to_unit.name in one.why for one in found.changes)


def test_its_files_hold_before_a_verifier(
    plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    from seimbang.verify import verify

    _pin(plan, Pin.Kind.STAYS, moves[0], putri, now)
    made = _anew(plan, putri, now)
    assert verify(folder_of(made)).holds


def test_without_an_edit_nothing_is_made_anew(
    as_: As, plan: Plan, putri: User, now: datetime
) -> None:
    with pytest.raises(ActError):
        make_anew(
            plan=plan, name="", keep="moves", seen=frozenset(), actor=putri, now=now
        )
    url = f"/meja/{plan.pk}/hitung-ulang/"
    page = as_("putri").post(url, {"seen": "", "keep": "moves"})
    assert "Tidak ada perubahan yang menunggu" in page.content.decode()


def test_edits_of_somebody_else_meanwhile_are_shown_first(
    as_: As, plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    _pin(plan, Pin.Kind.STAYS, moves[0], putri, now)
    url = f"/meja/{plan.pk}/hitung-ulang/"
    page = as_("putri").post(url, {"seen": "", "keep": "moves"})
    assert page.status_code == 409
    assert WHY in page.content.decode()
    assert not Plan.objects.filter(parent=plan).exists()


def test_sent_twice_it_makes_one_plan(
    as_: As, plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    _pin(plan, Pin.Kind.STAYS, moves[0], putri, now)
    form = {"seen": _seen(plan), "keep": "moves", "key": "once"}
    for _ in range(2):
        as_("putri").post(f"/meja/{plan.pk}/hitung-ulang/", form)
    assert Plan.objects.filter(parent=plan).count() == 1


def test_only_planners_may(as_: As, plan: Plan) -> None:
    url = f"/meja/{plan.pk}/hitung-ulang/"
    for name in ("sari", "tono", "inspektur", "rina", "guru"):
        assert as_(name).get(url).status_code == 404
        assert as_(name).post(url, {"seen": "", "keep": "moves"}).status_code == 404
    assert as_("guru").get(f"/meja/{plan.pk}/beda/").status_code == 404


def test_a_first_plan_has_nothing_before_it(as_: As, plan: Plan) -> None:
    text = as_("sari").get(f"/meja/{plan.pk}/beda/").content.decode()
    assert "bukan hasil hitung ulang" in text


def test_edits_that_no_plan_can_keep_are_told(
    as_: As, plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    row = Plan.objects.get(pk=plan.pk)
    row.pk, row.number, row.parent, row.summary = None, 99, plan, None
    row.status, row.work = "INFEASIBLE", None
    row.reason = {"message": "These cannot hold together.", "facts": {}}
    row.save(force_insert=True)
    text = as_("putri").get(f"/meja/{row.pk}/beda/").content.decode()
    assert "Tidak ada rencana yang memenuhi semua perubahan" in text
    assert "These cannot hold together." in text
    assert "bertentangan" in as_("putri").get(f"/meja/{row.pk}/").content.decode()
