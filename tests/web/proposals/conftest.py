"""The plan of the demo chosen and proposed; the person and the heads of one move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.home.cast import PASSWORD
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Choice, Move, Plan
from seimbang_web.proposals import actions
from seimbang_web.proposals.models import Proposal

DAY = date(2026, 1, 1)
UNTIL = date(2026, 1, 14)


@pytest.fixture
def plan() -> Plan:
    """Return the solved plan of the demo, not yet chosen."""
    return Plan.objects.get(solved_at__isnull=False)


@pytest.fixture
def choose(user: Callable[[str], User], now: datetime) -> Callable[[Plan], Plan]:
    """Choose a plan of its round."""

    def made(plan: Plan) -> Plan:
        Choice.objects.create(
            round=plan.round, plan=plan, made_by=user("putri"), made_at=now
        )
        return plan

    return made


@pytest.fixture
def opened(
    plan: Plan,
    choose: Callable[[Plan], Plan],
    user: Callable[[str], User],
    now: datetime,
) -> actions.Opened:
    """Propose all moves of the plan."""
    return actions.open_proposals(
        plan=choose(plan),
        respond_until=UNTIL,
        actor=user("putri"),
        now=now,
        day=DAY,
    )


@pytest.fixture
def proposal(opened: actions.Opened) -> Proposal:
    """Return the proposal of a teacher who waits for a replacement, or the first."""
    teachers = Proposal.objects.filter(
        after__isnull=False, from_job__code__startswith="guru"
    )
    return teachers.order_by("pk")[0]


@pytest.fixture
def person(proposal: Proposal) -> User:
    """Return the user ``asn``: the person of the proposal."""
    made = User.objects.create_user("asn", PASSWORD)
    made.name, made.person = proposal.person.name, proposal.person
    made.save()
    return made


def head_of(name: str, unit: Unit, now: datetime) -> User:
    """Make the head of a unit."""
    made = User.objects.create_user(name, PASSWORD)
    made.name = f"Kepala {unit.name}"
    made.save()
    Grant.objects.create(
        user=made, role=Role.HEAD, unit=unit, since=DAY, approved_at=now
    )
    return made


@pytest.fixture
def head(proposal: Proposal, now: datetime) -> User:
    """Return the user ``lama``: the head of the unit left."""
    return head_of("lama", proposal.from_unit, now)


@pytest.fixture
def new_head(proposal: Proposal, now: datetime) -> User:
    """Return the user ``baru``: the head of the new unit."""
    return head_of("baru", proposal.to_unit, now)


def another(plan: Plan, *moves: Move) -> Plan:
    """Return a copy of a plan with these moves only."""
    copy = Plan.objects.get(pk=plan.pk)
    copy.pk, copy.number, copy.name = None, plan.number + 1, "Rencana lain"
    solved = {"solved_at": copy.solved_at, "status": copy.status}
    copy.solved_at, copy.status = None, ""
    copy.save(force_insert=True)
    for file in plan.files.all():
        file.pk, file.plan = None, copy
        file.save(force_insert=True)
    for move in moves:
        move.pk, move.plan = None, copy
        move.save(force_insert=True)
    Plan.objects.filter(pk=copy.pk).update(**solved)
    return Plan.objects.get(pk=copy.pk)
