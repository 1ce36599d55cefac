"""Plans to compare: the demo's, and twins of it that differ in what they rest on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from seimbang_web.plans.models import Move, Plan, PlanFile

Twin = Callable[..., Plan]


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.select_related("round", "version", "local").get(number=1)


@pytest.fixture
def twin(plan: Plan, now: datetime) -> Twin:
    """Return a plan with the same files, of which some facts are others."""

    def made(**changes: Any) -> Plan:
        row = Plan.objects.get(pk=plan.pk)
        row.pk, row.number, row.solved_at = None, Plan.objects.count() + 1, None
        row.name = f"Rencana {row.number}"
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)
        files = plan.files.values_list("name", "content", "digest")
        PlanFile.objects.bulk_create(
            PlanFile(plan=row, name=name, content=content, digest=digest)
            for name, content, digest in files
        )
        moves = list(plan.moves.all())
        for move in moves:
            move.pk, move.plan = None, row
        Move.objects.bulk_create(moves)
        row.solved_at = now
        row.save()
        return row

    return made
