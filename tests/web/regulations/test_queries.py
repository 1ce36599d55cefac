"""The law and the region's choices by day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from seimbang.plan.policy import UnknownPolicyError
from seimbang_web.regulations.models import PolicyVersion
from seimbang_web.regulations.queries import policies, policy_of

DAY = date(2026, 1, 1)
OWN = """\
description: Kekurangan dulu, lalu keinginan.
version: 1
basis: Perbup contoh
goals: [shortage, compulsory, wishes, order]
"""


def own(now: datetime, *, since: date, approved: bool = True) -> PolicyVersion:
    number = PolicyVersion.objects.count() + 1
    return PolicyVersion.objects.create(
        name="kabupaten",
        number=number,
        content=OWN.replace("version: 1", f"version: {number}"),
        since=since,
        proposed_at=now,
        approved_at=now if approved else None,
    )


def test_shipped_policies_have_titles() -> None:
    found = dict(policies(DAY))
    assert "pemerataan" in found
    assert all(found.values())
    assert policy_of("pemerataan", DAY).goals[0] == "nobody"


def test_an_own_policy_is_there_from_its_day(now: datetime) -> None:
    own(now, since=date(2026, 2, 1))
    assert "kabupaten" not in dict(policies(DAY))
    with pytest.raises(UnknownPolicyError):
        policy_of("kabupaten", DAY)
    assert policy_of("kabupaten", date(2026, 2, 1)).goals[0] == "shortage"


def test_the_last_approved_version_of_a_policy_counts(now: datetime) -> None:
    own(now, since=date(2025, 1, 1))
    own(now, since=date(2025, 2, 1))
    own(now, since=date(2025, 3, 1), approved=False)
    assert policy_of("kabupaten", DAY).version == 2
