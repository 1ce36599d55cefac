"""Twelve officers at once on PostgreSQL: no number twice, no gap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from seimbang_web.accounts.models import User
from seimbang_web.cases import actions
from seimbang_web.cases.actions import Place
from seimbang_web.cases.models import Case, Record, Register, Scan, Wish
from seimbang_web.cases.scan import Letter
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.models import Once
from seimbang_web.organisation.models import Person
from tests.web.cases.conftest import DAY, PAPER, PDF

pytestmark = pytest.mark.both

THREADS = 12


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let threads commit for once, without the ledger, and tidy up after them."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other anyway")
    monkeypatch.setattr(actions, "record", lambda **_: None)
    yield
    _in_thread(_tidy)


def _in_thread(run: Callable[[], Any]) -> Any:
    def closing() -> Any:
        try:
            return run()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


def _tidy() -> None:
    for model in (Record, Scan, Wish, Case, Register):
        model.objects.all().delete()
    Once.objects.filter(act="case.register").delete()


def _register(person: Person, place: Place, actor: User, key: str) -> int | None:
    def run() -> int:
        return actions.register_case(
            person=person,
            wishes=[place],
            paper=PAPER,
            scans=[Letter("application/pdf", PDF)],
            actor=actor,
            now=clock.now(),
            day=DAY,
        ).number

    try:
        found = once(
            run, key=key, act="case.register", actor_id=actor.pk, now=clock.now()
        )
        return int(found)
    except ActError:
        return None
    finally:
        connection.close()


def test_no_number_twice_and_no_gap(
    alone: None,
    places: Callable[[Person], list[Place]],
    user: Callable[[str], User],
) -> None:
    actor = user("rina")
    rows = Person.objects.filter(
        job__code="guru-sd-kelas", status="pns", present=True
    ).order_by("pk")
    people = list(rows[: THREADS - 3])
    place = next(
        one
        for one in places(people[0])
        if all(one[0].pk != person.unit_id for person in people)
    )
    # one person three times without a key, one twice with the same key
    asked = [(person, f"key-{person.pk}") for person in people]
    asked += [(people[0], "other-1"), (people[0], "other-2"), asked[1]]
    with ThreadPoolExecutor(THREADS) as pool:
        numbers = list(
            pool.map(lambda one: _register(one[0], place, actor, one[1]), asked)
        )
    given = [number for number in numbers if number is not None]
    assert sorted(set(given)) == list(range(1, len(people) + 1))
    assert numbers.count(None) == 2
    assert numbers[1] == numbers[-1]
    assert _in_thread(lambda: Case.objects.count()) == len(people)
    assert _in_thread(lambda: Register.objects.get().last) == len(people)
