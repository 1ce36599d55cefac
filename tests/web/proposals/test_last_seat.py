"""
The last seat is proposed once: the second is told, also when both act at once.

Case 36 of security-and-reliability.md C11; without the lock both would have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

from seimbang_web.accounts.models import User
from seimbang_web.cases.models import Case, Wish
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Move, Plan
from seimbang_web.proposals import actions, claims
from seimbang_web.proposals.models import Change, Proposal
from tests.web.proposals.conftest import DAY, UNTIL
from tests.web.proposals.test_give_response_at_once import in_thread

pytestmark = pytest.mark.both

LONG = 4.0  # seconds that the first one waits for the second


def case_to(unit: Unit, job: Job, person: Person, number: int) -> Case:
    """Return a case that goes its own way to a seat."""
    version = current()
    assert version is not None
    dedi = User.objects.get(username="dedi")
    case = Case.objects.create(
        year=2026, number=number, kind="usul", lane="biasa", state="jalan",
        person=person, from_unit=person.unit, from_job=person.job, letter_number="1",
        letter_on=DAY, data=version, registered_on=DAY, registered_by=dedi,
        registered_at=clock.now(),
    )  # fmt: skip
    Wish.objects.create(case=case, rank=1, unit=unit, job=job, chosen=True)
    return case


def opened(case: Case) -> Proposal:
    return actions.open_for_case(
        case=case,
        respond_until=UNTIL,
        actor=User.objects.get(username="putri"),
        now=clock.now(),
        day=DAY,
    )


def mates(move: Move, count: int) -> list[Person]:
    """Return people of the move's job who sit elsewhere and are in no plan."""
    rows = Person.objects.filter(job=move.to_job, present=True, moves=None)
    return list(rows.exclude(unit=move.to_unit).order_by("pk")[:count])


def one_free(monkeypatch: pytest.MonkeyPatch, seats: int = 1) -> None:
    """Let every place have so many free seats."""
    monkeypatch.setattr(
        claims, "_free", lambda places, _day: dict.fromkeys(places, seats)
    )


@pytest.fixture
def move() -> Move:
    return Move.objects.select_related("to_unit", "to_job").filter(
        family="guru-sd-kelas"
    )[0]


def test_the_second_case_is_told(move: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    one_free(monkeypatch)
    first, second = [
        case_to(move.to_unit, move.to_job, person, at)
        for at, person in enumerate(mates(move, 2), 1)
    ]
    made = opened(first)
    with pytest.raises(ActError, match=str(made)):
        opened(second)
    one_free(monkeypatch, 2)
    assert opened(second).pk, "the control: two free seats take both"


def test_a_plan_after_a_case_is_told(
    plan: Plan,
    choose: Callable[[Plan], Plan],
    move: Move,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    case = case_to(move.to_unit, move.to_job, mates(move, 1)[0], 1)
    made = opened(case)
    planned = plan.moves.filter(to_unit=move.to_unit, to_job=move.to_job).count()
    left = plan.moves.filter(from_unit=move.to_unit, from_job=move.to_job).count()
    one_free(monkeypatch, planned - left)

    def proposed() -> actions.Opened:
        return actions.open_proposals(
            plan=choose(plan), respond_until=UNTIL,
            actor=User.objects.get(username="putri"), now=now, day=DAY,
        )  # fmt: skip

    with pytest.raises(ActError, match=str(made)):
        proposed()
    assert not Proposal.objects.filter(round=plan.round).exists()
    one_free(monkeypatch, 100)
    assert proposed().new


def test_the_demo_s_plan_claims_no_seat_twice(opened: actions.Opened) -> None:
    assert opened.new


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let threads commit for once, without the ledger, and tidy up after them."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other anyway")
    monkeypatch.setattr(actions, "record", lambda **_: None)
    monkeypatch.setattr(actions, "keep_order", lambda **_: None)
    yield
    in_thread(_tidy)


def _tidy() -> None:
    for model in (Change, Proposal, Wish, Case):
        model.objects.all().delete()


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Barrier:
    """Let both count the free seats before either proposes, if nothing keeps them."""
    barrier = Barrier(2)

    def free(places: Any, _day: date) -> dict[claims.Place, int]:
        with suppress(BrokenBarrierError):
            barrier.wait(LONG)
        return dict.fromkeys(places, 1)

    monkeypatch.setattr(claims, "_free", free)
    return barrier


def _two_cases() -> list[int]:
    move = Move.objects.select_related("to_unit", "to_job").filter(
        family="guru-sd-kelas"
    )[0]
    return [
        case_to(move.to_unit, move.to_job, person, at).pk
        for at, person in enumerate(mates(move, 2), 1)
    ]


def _at_once(cases: list[int]) -> list[str]:
    """Propose both at once; return what each was told, empty: it has the seat."""

    def run(pk: int) -> str:
        try:
            opened(Case.objects.get(pk=pk))
        except ActError as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, cases))


def test_of_two_at_once_one_has_the_last_seat(alone: None, meeting: Barrier) -> None:
    won, told = _at_once(in_thread(_two_cases))
    assert won == ""
    assert "U-" in told
    assert in_thread(Proposal.objects.count) == 1
    assert meeting.broken, "the second waited for the first"


def test_without_the_lock_both_would_have_it(
    alone: None, meeting: Barrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_lock", lambda _units: None)
    assert _at_once(in_thread(_two_cases)) == ["", ""]
    assert in_thread(Proposal.objects.count) == 2
