"""What is to be done of a move into a job, by the dated table of the office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase

from django.db.models import Q

from seimbang_web.follow_up.models import TaskRule
from seimbang_web.organisation.models import Job

OATH = "sumpah"


def in_force(day: date) -> list[TaskRule]:
    """Return the rules in force on ``day``."""
    rows = TaskRule.objects.filter(since__lte=day)
    return list(rows.filter(Q(until=None) | Q(until__gt=day)))


def rules_for(job: Job, rules: Iterable[TaskRule]) -> list[TaskRule]:
    """Return the rules that hold for moves into ``job``."""
    return [
        one
        for one in rules
        if _fits(job.family, one.families) and _fits(job.kind, one.kinds)
    ]


def _fits(value: str, patterns: list[str]) -> bool:
    return not patterns or any(fnmatchcase(value, one) for one in patterns)
