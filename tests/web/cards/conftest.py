"""The solved plan of the demo and some of its moves."""

from __future__ import annotations

from datetime import datetime

import pytest

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.plans.models import Choice, Move, Plan


@pytest.fixture
def plan() -> Plan:
    """Return the plan of the demo; solved once a run by the command *demo*."""
    found = Plan.objects.filter(status="OPTIMAL").first()
    assert found is not None
    return found


@pytest.fixture
def move(plan: Plan) -> Move:
    """Return a move of a class teacher by need of the organisation."""
    rows = plan.moves.filter(family="guru-sd-kelas", voluntary=False)
    found = rows.order_by("pk").first()
    assert found is not None
    return found


@pytest.fixture
def chosen(plan: Plan, now: datetime) -> Plan:
    """Return the plan, chosen to be discussed."""
    Choice.objects.create(
        round=plan.round,
        plan=plan,
        made_by=User.objects.get(username="putri"),
        made_at=now,
    )
    return plan


@pytest.fixture
def headed(move: Move, now: datetime) -> Move:
    """Return the move, its old unit now headed by *kepsek* too."""
    Grant.objects.create(
        user=User.objects.get(username="kepsek"),
        role=Role.HEAD,
        unit=move.from_unit,
        since=move.plan.day,
        approved_at=now,
    )
    return move
