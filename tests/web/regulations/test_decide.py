"""Approve, refuse, take back: by the right person, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.regulations.actions import approve
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import local_of, local_version, waiting_for
from seimbang_web.workloads.queries import current_measurement
from tests.web.accounts.proving import prove
from tests.web.conftest import As
from tests.web.regulations.proposing import DAY, proposed

pytestmark = pytest.mark.both

Who = Callable[[str], User]


def test_another_person_approves_and_it_holds_from_its_day(
    as_: As, user: Who, now: datetime
) -> None:
    row = proposed(user("putri"), now, max_distance_km=45)
    page = as_("sari").get(reverse("local-detail", args=[row.pk]))
    assert len(page.context["changes"]) == 1
    prove(as_("sari")).post(reverse("local-approve", args=[row.pk]))
    row.refresh_from_db()
    assert row.approved_by == user("sari")
    assert local_version(DAY) != row
    assert local_version(date(2026, 2, 1)) == row
    assert Entry.objects.filter(act="local.approve", subject=f"local:{row.pk}").exists()


def test_the_effect_is_reckoned_before(as_: As, user: Who, now: datetime) -> None:
    row = proposed(user("putri"), now, teacher_hours="intra")
    page = as_("sari").get(reverse("local-detail", args=[row.pk]))
    need = page.context["effects"][0]
    assert need.after < need.before
    assert str(-need.difference) in need.words


def test_nobody_approves_the_own_proposal(as_: As, user: Who, now: datetime) -> None:
    both = user("putri")
    Grant.objects.create(user=both, role=Role.VERIFIER, since=DAY, approved_at=now)
    row = proposed(both, now, speed_kmh=40)
    as_("putri").post(reverse("local-approve", args=[row.pk]))
    as_("putri").post(reverse("local-refuse", args=[row.pk]), {"why": "x"})
    row.refresh_from_db()
    assert row.state == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalVersion.objects.filter(pk=row.pk).update(approved_by=both, approved_at=now)


@pytest.mark.parametrize("verb", ["approve", "refuse", "withdraw"])
def test_it_needs_a_post(as_: As, user: Who, now: datetime, verb: str) -> None:
    row = proposed(user("putri"), now, speed_kmh=40)
    answer = as_("sari").get(reverse(f"local-{verb}", args=[row.pk]))
    assert answer.status_code in (404, 405)
    row.refresh_from_db()
    assert row.state == "open"


@pytest.mark.parametrize("name", ["putri", "rina", "guru", "kepsek", "bupati"])
def test_others_may_not(as_: As, user: Who, now: datetime, name: str) -> None:
    row = proposed(user("putri"), now, speed_kmh=40)
    assert as_(name).post(reverse("local-approve", args=[row.pk])).status_code == 404
    assert as_(name).post(reverse("local-refuse", args=[row.pk])).status_code == 404


def test_a_refusal_needs_a_reason_and_is_read(
    as_: As, user: Who, now: datetime
) -> None:
    row = proposed(user("putri"), now, speed_kmh=40)
    as_("sari").post(reverse("local-refuse", args=[row.pk]), {"why": " "})
    row.refresh_from_db()
    assert row.state == "open"
    as_("sari").post(reverse("local-refuse", args=[row.pk]), {"why": "Dasar kurang"})
    page = as_("putri").get(reverse("local-detail", args=[row.pk]))
    assert "Dasar kurang" in page.content.decode()


def test_an_answer_is_given_once(as_: As, user: Who, now: datetime) -> None:
    row = proposed(user("putri"), now, speed_kmh=40)
    prove(as_("sari")).post(reverse("local-approve", args=[row.pk]))
    with pytest.raises(ActError):
        approve(proposal=row, actor=user("sari"), now=now)
    as_("sari").post(reverse("local-refuse", args=[row.pk]), {"why": "x"})
    row.refresh_from_db()
    assert row.state == "approved"
    assert Entry.objects.filter(subject=f"local:{row.pk}").count() == 2


def test_only_the_proposer_takes_back(as_: As, user: Who, now: datetime) -> None:
    row = proposed(user("putri"), now, speed_kmh=40)
    assert as_("sari").post(reverse("local-withdraw", args=[row.pk])).status_code == 404
    as_("putri").post(reverse("local-withdraw", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "refused"


def test_an_old_base_is_refused_with_both_values(
    as_: As, user: Who, now: datetime
) -> None:
    first = proposed(user("putri"), now, speed_kmh=40)
    second = proposed(user("putri"), now, max_distance_km=60)
    approve(proposal=first, actor=user("sari"), now=now)
    with pytest.raises(StaleError) as stale:
        approve(proposal=second, actor=user("sari"), now=now)
    assert len(stale.value.mine) == 2
    answer = prove(as_("sari")).post(
        reverse("local-approve", args=[second.pk]), follow=True
    )
    assert "≠" in answer.content.decode()
    assert local_of(local_version(date(2026, 2, 1))).speed_kmh == 40


def test_the_home_page_learns_what_waits(
    rights: Callable[[str], Rights], user: Who, now: datetime
) -> None:
    assert waiting_for(rights("sari")) == []
    proposed(user("putri"), now, speed_kmh=40)
    (task,) = waiting_for(rights("sari"))
    assert (task.count, task.state, task.url) == (1, "todo", reverse("local-list"))
    (own,) = waiting_for(rights("putri"))
    assert own.state == "waiting"
    assert waiting_for(rights("guru")) == []


def test_what_changes_the_need_is_measured_again(
    as_: As, user: Who, now: datetime
) -> None:
    row = proposed(user("putri"), now, teacher_hours="intra", since=DAY)
    before = current_measurement()
    assert before is not None
    prove(as_("sari")).post(reverse("local-approve", args=[row.pk]))
    drain()
    after = current_measurement()
    assert after is not None
    assert after.pk != before.pk
    assert (after.local, after.day) == (row, before.day)
