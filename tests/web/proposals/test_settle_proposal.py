"""What becomes of a proposal: withdrawn, decided, refused, carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.lib.act import ActError
from seimbang_web.proposals import actions
from seimbang_web.proposals.models import Proposal, State

By = Callable[[str], User]


def settle(proposal: Proposal, state: State, by: User, now: datetime) -> None:
    why = "sebab" if state in actions.NEEDS_WHY else ""
    actions.settle_proposal(proposal=proposal, state=state, why=why, actor=by, now=now)


@pytest.mark.parametrize(
    ("way", "goes"),
    [
        ([State.DECIDED, State.DONE], True),
        ([State.DECIDED, State.REFUSED], True),
        ([State.REFUSED], True),
        ([State.DONE], False),
        ([State.REFUSED, State.DECIDED], False),
        ([State.WITHDRAWN, State.DECIDED], False),
        ([State.DECIDED, State.DECIDED], False),
        ([State.DECIDED, State.WITHDRAWN], False),
    ],
)
def test_ways(
    proposal: Proposal, user: By, now: datetime, way: list[State], goes: bool
) -> None:
    *before, last = way
    for state in before:
        settle(proposal, state, user("bupati"), now)
    if goes:
        settle(proposal, last, user("bupati"), now)
        assert proposal.state == last
    else:
        with pytest.raises(ActError):
            settle(proposal, last, user("bupati"), now)
    assert [one.state for one in proposal.changes.all()][1:] == way[
        : len(way) - (not goes)
    ]


def test_a_refusal_tells_why(proposal: Proposal, user: By, now: datetime) -> None:
    with pytest.raises(ActError):
        actions.settle_proposal(
            proposal=proposal, state=State.REFUSED, why=" ", actor=user("bupati"),
            now=now,
        )  # fmt: skip


def test_who_waited_for_it_waits_no_more(
    proposal: Proposal, user: By, now: datetime
) -> None:
    before = proposal.after
    assert before is not None
    actions.withdraw_proposal(
        proposal=before, why="Unit ditutup.", actor=user("putri"), now=now
    )
    proposal.refresh_from_db()
    assert proposal.after is None
