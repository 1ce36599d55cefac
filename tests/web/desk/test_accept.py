"""An accepted edit is a pin with who and why; both values when two edit at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.desk import offers
from seimbang_web.desk.waiting import gauge, waits
from seimbang_web.plans.models import Move, Pin, Plan
from seimbang_web.plans.pinning import add_pin
from tests.web.conftest import As
from tests.web.desk.conftest import WHY, address

FORM = {"why": WHY, "seen": "", "aware": "on"}


def test_staying_becomes_a_pin_with_who_and_why(
    as_: As, plan: Plan, moves: list[Move], putri: User
) -> None:
    page = as_("putri").post(address(plan, "tetap", moves[0].person), FORM, follow=True)
    pin = Pin.objects.get()
    assert (pin.kind, pin.person, pin.why) == ("stays", moves[0].person, WHY)
    assert pin.made_by == putri
    assert "Diterapkan" in page.content.decode()
    assert Entry.objects.filter(act="desk.accept", subject=f"plan:{plan.pk}").exists()


def test_locking_pins_the_planned_place(as_: As, plan: Plan, moves: list[Move]) -> None:
    as_("putri").post(address(plan, "kunci", moves[0].person), FORM)
    pin = Pin.objects.get()
    assert (pin.kind, pin.unit) == ("must", moves[0].to_unit)


def test_a_swap_becomes_two_pins(as_: As, plan: Plan, moves: list[Move]) -> None:
    move, other = _swap(plan, moves)
    url = address(plan, "tukar", move.person, dengan=other.person_id)
    assert as_("putri").post(url, FORM).status_code == 302
    pins = {pin.person_id: (pin.kind, pin.unit_id) for pin in Pin.objects.all()}
    assert set(pins) == {move.person_id, other.person_id}
    expected = (
        ("stays", None)
        if move.person.unit_id == other.to_unit_id
        else ("must", other.to_unit_id)
    )
    assert pins[move.person_id] == expected


def _swap(plan: Plan, moves: list[Move]) -> tuple[Move, Move]:
    goes = {move.person_id: move for move in moves}
    for move in moves:
        for one in offers.swaps(plan, move).rows:
            return move, goes[one.person.pk]
    raise AssertionError("Expected a swap.")


def test_not_there_becomes_a_pin(as_: As, plan: Plan, moves: list[Move]) -> None:
    url = address(plan, "jangan", moves[0].person, unit=moves[0].to_unit_id)
    as_("putri").post(url, FORM)
    assert Pin.objects.get().kind == "never"


def test_it_needs_a_reason(as_: As, plan: Plan, moves: list[Move]) -> None:
    page = as_("putri").post(address(plan, "tetap", moves[0].person), {"why": " "})
    assert "Tulis alasannya" in page.content.decode()
    assert not Pin.objects.exists()


def test_what_speaks_against_it_must_be_ticked(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    for move in moves:
        for one in offers.elsewhere(plan, move).rows[:3]:
            assert one.unit is not None
            assert one.job is not None
            url = address(plan, "ke", move.person, unit=one.unit.pk, jabatan=one.job.pk)
            if not as_("putri").get(url).context["shown"].soft:
                continue
            page = as_("putri").post(url, {"why": WHY, "seen": ""})
            assert "Centang bahwa Anda" in page.content.decode()
            assert not Pin.objects.exists()
            assert as_("putri").post(url, FORM).status_code == 302
            entry = Entry.objects.filter(act="desk.accept").latest("seq")
            assert entry.content.content["against"]
            return
    pytest.fail("Expected something that speaks against one of these.")


def test_only_planners_may(as_: As, plan: Plan, moves: list[Move]) -> None:
    for name in ("sari", "tono", "inspektur", "rina", "guru"):
        url = address(plan, "tetap", moves[0].person)
        assert as_(name).post(url, FORM).status_code == 404
    assert not Pin.objects.exists()


def test_sent_twice_it_is_accepted_once(as_: As, plan: Plan, moves: list[Move]) -> None:
    url = address(plan, "tetap", moves[0].person)
    for _ in range(2):
        assert as_("putri").post(url, FORM | {"key": "k1"}).status_code == 302
    assert Pin.objects.count() == 1
    seen = str(Pin.objects.get().pk)
    page = as_("putri").post(url, FORM | {"key": "k2", "seen": seen})
    assert "Sudah dikunci begitu" in page.content.decode()


def test_a_pin_of_somebody_else_meanwhile_shows_both_values(
    as_: As,
    plan: Plan,
    moves: list[Move],
    user: Callable[[str], User],
    now: datetime,
) -> None:
    move = moves[0]
    add_pin(
        round=plan.round,
        kind=Pin.Kind.MUST,
        person=move.person,
        unit=move.to_unit,
        why="Sudah disepakati",
        actor=user("rina"),
        now=now,
    )
    url = address(plan, "tetap", move.person)
    page = as_("putri").post(url, FORM)
    assert page.status_code == 409
    text = page.content.decode()
    assert "Baris ini diubah Rina" in text
    assert "Nilai Anda" in text
    assert "Sudah disepakati" in text
    assert WHY in text  # nothing typed is lost
    seen = page.context["seen"]
    assert as_("putri").post(url, FORM | {"seen": seen}).status_code == 302
    held = {pin.kind for pin in Pin.objects.filter(ended_at=None)}
    assert held == {"stays"}


def test_an_edit_is_taken_back(as_: As, plan: Plan, moves: list[Move]) -> None:
    as_("putri").post(address(plan, "tetap", moves[0].person), FORM)
    pin = Pin.objects.get()
    url = f"/meja/{plan.pk}/batal/"
    assert as_("putri").get(url).status_code in (404, 405)
    assert as_("sari").post(url, {"pin": pin.pk}).status_code == 404
    as_("putri").post(url, {"pin": pin.pk})
    pin.refresh_from_db()
    assert pin.ended_at is not None
    page = as_("putri").post(url, {"pin": pin.pk}, follow=True)
    assert "Centang kunci" in page.content.decode()


def test_the_gauge_tells_before_plan_and_with_edits(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    before = gauge(plan, waits(plan))
    assert before.edited is None
    need = next(move for move in moves if not move.voluntary)
    as_("putri").post(address(plan, "tetap", need.person), FORM)
    after = gauge(plan, waits(plan))
    assert after.edited is not None
    assert after.edited["moves"] == before.plan["moves"] - 1
    assert before.today["shortage"] > after.edited["shortage"]
    page = as_("putri").get(f"/meja/{plan.pk}/", {"kunci": "ya"})
    assert page.context["page"].paginator.count == 1
    assert "1 perubahan menunggu" in page.content.decode()


def test_the_gauge_knows_every_kind_of_pin(
    plan: Plan, moves: list[Move], putri: User, now: datetime
) -> None:
    first, second, third, *_rest = moves
    other = next(one for one in offers.elsewhere(plan, second).rows if one.unit)
    kinds = Pin.Kind
    for kind, person, unit in (
        (kinds.NEVER, first.person, first.to_unit),
        (kinds.MUST, second.person, other.unit),
        (kinds.CLOSED, None, third.to_unit),
    ):
        add_pin(
            round=plan.round,
            kind=kind,
            person=person,
            unit=unit,
            why=WHY,
            actor=putri,
            now=now,
        )
    waiting = waits(plan)
    assert len(waiting) == 3
    found = gauge(plan, waiting)
    assert found.edited is not None
    closed = plan.moves.filter(to_unit=third.to_unit).exclude(person=first.person)
    gone = closed.exclude(person=second.person).count() + 1
    assert found.edited["moves"] == found.plan["moves"] - gone
