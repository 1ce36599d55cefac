"""The chosen plan is proposed; a later plan keeps what is the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Move, Plan
from seimbang_web.proposals import actions
from seimbang_web.proposals.models import Change, Proposal, State
from tests.web.proposals.conftest import DAY, UNTIL, another

Choose = Callable[[Plan], Plan]
By = Callable[[str], User]


def again(plan: Plan, by: By, now: datetime) -> actions.Opened:
    return actions.open_proposals(
        plan=plan, respond_until=UNTIL, actor=by("putri"), now=now, day=DAY
    )


def test_every_move_is_proposed_in_its_order(
    opened: actions.Opened, plan: Plan
) -> None:
    assert len(opened.new) == plan.moves.count() > 0
    assert {one.state for one in opened.new} == {State.OPEN}
    waiting = Proposal.objects.exclude(after=None).select_related("after")
    assert len(waiting) > len(opened.new) / 10
    for one in waiting:
        assert one.after is not None
        assert (one.after.to_unit, one.after.to_job) == (one.from_unit, one.from_job)
    assert Change.objects.count() == len(opened.new)
    assert Entry.objects.filter(act="proposal.open").count() == 1


def test_only_a_chosen_plan(plan: Plan, user: By, now: datetime) -> None:
    with pytest.raises(ActError, match=r"Choose|Pilih"):
        again(plan, user, now)


def test_the_last_day_is_after_today(
    plan: Plan, choose: Choose, user: By, now: datetime
) -> None:
    with pytest.raises(ActError):
        actions.open_proposals(
            plan=choose(plan), respond_until=DAY, actor=user("putri"), now=now, day=DAY
        )


def test_twice_opens_nothing_new(
    opened: actions.Opened, plan: Plan, user: By, now: datetime
) -> None:
    second = again(plan, user, now)
    assert (second.new, second.withdrawn) == ([], [])
    assert {one.pk for one in second.kept} == {one.pk for one in opened.new}


def test_a_later_plan_keeps_withdraws_and_opens(
    opened: actions.Opened, plan: Plan, choose: Choose, user: By, now: datetime
) -> None:
    first, second, third = plan.moves.order_by("pk")[:3]
    changed = Move.objects.get(pk=second.pk)
    changed.to_unit = third.to_unit
    later = choose(another(plan, Move.objects.get(pk=first.pk), changed))
    done = again(later, user, now)
    assert [one.person_id for one in done.kept] == [first.person_id]
    assert done.kept[0].pk in {one.pk for one in opened.new}
    assert done.kept[0].move is not None
    assert done.kept[0].move.plan == later
    assert [one.person_id for one in done.new] == [second.person_id]
    assert len(done.withdrawn) == len(opened.new) - 1
    for one in Proposal.objects.filter(state=State.WITHDRAWN):
        assert one.why
        assert not one.before.exists()


def test_a_decided_proposal_outlives_a_later_plan(
    opened: actions.Opened, plan: Plan, choose: Choose, user: By, now: datetime
) -> None:
    decided = opened.new[0]
    actions.settle_proposal(
        proposal=decided, state=State.DECIDED, why="", actor=user("bupati"), now=now
    )
    kept = opened.new[1].move
    assert kept is not None
    again(choose(another(plan, kept)), user, now)
    decided.refresh_from_db()
    assert decided.state == State.DECIDED


def test_a_person_with_another_proposal_is_named(
    opened: actions.Opened, plan: Plan, choose: Choose, user: By, now: datetime
) -> None:
    decided = opened.new[0]
    actions.settle_proposal(
        proposal=decided, state=State.DECIDED, why="", actor=user("bupati"), now=now
    )
    changed = decided.move
    assert changed is not None
    changed.to_unit = opened.new[1].to_unit
    with pytest.raises(ActError, match=decided.person.name):
        again(choose(another(plan, changed)), user, now)
