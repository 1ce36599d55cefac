"""A dossier of the demo's chosen plan, and going on with it step by step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.decisions.dossier.actions import finish_step, make_dossier
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.models import Dossier, Session
from seimbang_web.plans.models import Choice, Plan
from seimbang_web.proposals.actions import open_proposals
from seimbang_web.proposals.models import Proposal

DAY = date(2026, 1, 1)
UNTIL = date(2026, 1, 14)
WHO = {
    "verify": "sari",
    "section": "sari",
    "secretary": "sari",
    "head": "tono",
    "legal": "sari",
    "assistant": "sari",
    "pyb": "sekda",
    "team": "tono",
    "decide": "bupati",
}
Named = Callable[[str], User]


@pytest.fixture
def plan(user: Named, now: datetime) -> Plan:
    """Return the solved plan of the demo, chosen by the planner."""
    plan = Plan.objects.get(solved_at__isnull=False)
    Choice.objects.create(
        round=plan.round, plan=plan, made_by=user("putri"), made_at=now
    )
    return plan


@pytest.fixture
def proposals(plan: Plan, user: Named, now: datetime) -> list[Proposal]:
    """Return the open proposals of the ordinary lane."""
    open_proposals(
        plan=plan, respond_until=UNTIL, actor=user("putri"), now=now, day=DAY
    )
    rows = Proposal.objects.filter(
        lane="biasa", from_unit__agency__code__in=("DINKES", "DISDIKBUD")
    )
    return list(rows.order_by("pk")[:6])


@pytest.fixture
def dossier(
    proposals: list[Proposal], plan: Plan, user: Named, now: datetime
) -> Dossier:
    """Return the first six proposals as a dossier."""
    return make_dossier(
        proposals=proposals,
        plan=plan,
        lane="biasa",
        actor=user("putri"),
        now=now,
        day=DAY,
    )


Until = Callable[[Dossier, str], None]


@pytest.fixture
def until(user: Named, now: datetime) -> Until:
    """Finish steps by the roles that do them until a step is here."""

    def go(dossier: Dossier, key: str) -> None:
        while (step := here(dossier)) is not None and step.key != key:
            if step.key == "team":
                advised_on(dossier, user("tono"), now)
            who = WHO.get(step.key) or sector_of(step.agency.code)  # type: ignore[union-attr]
            finish_step(
                dossier=dossier, key=step.key, actor=user(who), now=now, day=DAY
            )

    return go


def advised_on(dossier: Dossier, user: User, now: datetime) -> None:
    """Keep that the team sat on a dossier."""
    Session.objects.create(
        dossier=dossier, held_on=DAY, place="Aula", basis="SK 1/2026", called_by=user,
        called_at=now, opened_at=now, closed_at=now,
    )  # fmt: skip


def sector_of(code: str) -> str:
    """Return the user who examines for an agency."""
    return {"DISDIKBUD": "disdik", "DINKES": "dinkes"}[code]
