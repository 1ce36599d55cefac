"""An own policy: a file, proposed by one person and approved by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.lib.act import StaleError
from seimbang_web.regulations.actions import (
    NothingNewError,
    approve,
    propose_policy,
)
from seimbang_web.regulations.models import PolicyVersion
from seimbang_web.regulations.queries import policy_of
from tests.web.accounts.proving import prove
from tests.web.conftest import As
from tests.web.regulations.test_queries import OWN

Who = Callable[[str], User]
TOLD = {"name": "kabupaten", "since": "2026-02-01", "why": "Uji"}


def made(user: Who, now: datetime, content: str = OWN) -> PolicyVersion:
    return propose_policy(
        name="kabupaten",
        content=content,
        why="Uji",
        since=date(2026, 2, 1),
        actor=user("putri"),
        now=now,
    )


@pytest.mark.parametrize("by_file", [True, False])
def test_a_planner_proposes_by_file_or_words(as_: As, by_file: bool) -> None:
    data: dict[str, Any] = dict(TOLD)
    if by_file:
        data["file"] = SimpleUploadedFile("x.yaml", OWN.encode())
    else:
        data["content"] = OWN
    answer = as_("putri").post(reverse("policy-propose"), data)
    row = PolicyVersion.objects.get()
    assert answer.headers["Location"] == reverse("policy-version", args=[row.pk])
    prove(as_("sari")).post(reverse("policy-approve", args=[row.pk]))
    assert policy_of("kabupaten", date(2026, 2, 1)).basis == "Perbup contoh"
    page = as_("guru").get(reverse("policy-list"))
    assert "kabupaten" in page.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"content": OWN.replace("shortage", "shortag")},
        {"content": "goals: []"},
        {"content": ""},
        {"content": OWN, "name": "pemerataan"},
        {"content": OWN, "name": "X!"},
        {"file": SimpleUploadedFile("x.yaml", b"\xff\xfe")},
        {"file": SimpleUploadedFile("x.yaml", b"a" * 70_000)},
    ],
)
def test_a_wrong_file_is_told_and_not_kept(as_: As, changes: dict[str, Any]) -> None:
    answer = as_("putri").post(reverse("policy-propose"), TOLD | changes)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("name", ["sari", "rina", "guru"])
def test_others_may_not_propose(as_: As, name: str) -> None:
    assert as_(name).get(reverse("policy-propose")).status_code == 404


def test_a_form_begins_with_a_shipped_policy(as_: As) -> None:
    page = as_("putri").get(reverse("policy-propose"), {"from": "sukarela"})
    assert "voluntary_only: true" in page.content.decode()
    file = as_("putri").get(reverse("policy-file", args=["sukarela"]))
    assert b"voluntary_only: true" in file.content


def test_refuse_and_take_back(as_: As, user: Who, now: datetime) -> None:
    row = made(user, now)
    as_("sari").post(reverse("policy-refuse", args=[row.pk]), {"why": "Tidak"})
    row.refresh_from_db()
    assert row.state == "refused"
    other = made(user, now)
    as_("putri").post(reverse("policy-withdraw", args=[other.pk]))
    other.refresh_from_db()
    assert other.refused_by == user("putri")


def test_versions_follow_each_other(as_: As, user: Who, now: datetime) -> None:
    first = made(user, now)
    second = made(user, now, OWN.replace("version: 1", "version: 2"))
    approve(proposal=first, actor=user("sari"), now=now)
    with pytest.raises(StaleError):
        approve(proposal=second, actor=user("sari"), now=now)
    with pytest.raises(NothingNewError):
        made(user, now)
    third = made(user, now, OWN.replace("shortage", "leximin"))
    page = as_("sari").get(reverse("policy-version", args=[third.pk]))
    assert [one.before for one in page.context["changes"]] != []
