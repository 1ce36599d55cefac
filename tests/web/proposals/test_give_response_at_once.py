"""Forty posts with one key at once on PostgreSQL: one row, one receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from seimbang_web.accounts.models import User
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.models import Once
from seimbang_web.plans.models import Move
from seimbang_web.proposals import respond
from seimbang_web.proposals.models import Proposal, ReceiptRegister, Response
from seimbang_web.proposals.queries import Said

pytestmark = pytest.mark.both

DAY = date(2026, 1, 1)
POSTS = 40


def in_thread(run: Callable[[], Any]) -> Any:
    """Run on a connection of its own, which commits."""

    def closing() -> Any:
        try:
            return run()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let threads commit for once, without the ledger, and tidy up after them."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other anyway")
    monkeypatch.setattr(respond, "record", lambda **_: None)
    yield
    in_thread(_tidy)


def _tidy() -> None:
    for model in (Response, Proposal, ReceiptRegister):
        model.objects.all().delete()
    Once.objects.filter(act="response").delete()


def _made() -> tuple[Proposal, User]:
    """Keep a proposal and its person, seen by every connection."""
    move = Move.objects.select_related("plan__round")[0]
    user = User.objects.get(username="guru")
    assert user.person is not None
    proposal = Proposal.objects.create(
        round=move.plan.round,
        move=move,
        person=user.person,
        from_unit=move.from_unit,
        from_job=move.from_job,
        to_unit=move.to_unit,
        to_job=move.to_job,
        lane="biasa",
        opened_at=clock.now(),
        opened_by=User.objects.get(username="putri"),
        respond_until=date(2026, 1, 14),
    )
    return proposal, user


def _post(proposal: Proposal, user: User, key: str, seen: int = 0) -> int | None:
    def run() -> int:
        return respond.give_response(
            proposal=proposal,
            said=Said("bersedia"),
            seen=seen,
            actor=user,
            now=clock.now(),
            day=DAY,
        ).number

    try:
        found = once(run, key=key, act="response", actor_id=user.pk, now=clock.now())
        return int(found)
    except ActError:
        return None
    finally:
        connection.close()


def test_one_row_and_one_receipt(alone: None) -> None:
    proposal, user = in_thread(_made)
    with ThreadPoolExecutor(12) as pool:
        numbers = list(pool.map(lambda _: _post(proposal, user, "one"), range(POSTS)))
    assert numbers == [1] * POSTS
    assert in_thread(Response.objects.count) == 1


def test_of_many_keys_one_wins(alone: None) -> None:
    proposal, user = in_thread(_made)
    with ThreadPoolExecutor(12) as pool:
        numbers = list(
            pool.map(lambda key: _post(proposal, user, f"key-{key}"), range(POSTS))
        )
    assert sorted(one for one in numbers if one) == [1]
    assert in_thread(lambda: ReceiptRegister.objects.get().last) == 1
