"""The table of tasks: a change holds from its day on; sheets stay as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from seimbang_web.follow_up.models import TaskRule, Track
from seimbang_web.plans.models import Move
from tests.web.conftest import As
from tests.web.follow_up.conftest import DAY, Decide


@pytest.fixture
def row() -> TaskRule:
    return TaskRule.objects.get(key="siasn", until=None)


@pytest.fixture
def told() -> Callable[..., dict[str, str]]:
    return lambda **more: {
        "title": "SIASN dalam tujuh hari", "who": "kantor", "days": "7",
        "families": "", **more,
    }  # fmt: skip


def test_a_changed_row_holds_for_later_decrees_only(
    as_: As, row: TaskRule, track: Track, decide: Decide, nurse: Move,
    told: Callable[..., dict[str, str]],
) -> None:  # fmt: skip
    as_("rina").post(reverse("task-rule", args=[row.pk]), told())
    later = decide(nurse)
    assert later.tasks.get(key="siasn").title == "SIASN dalam tujuh hari"
    assert track.tasks.get(key="siasn").title == row.title
    row.refresh_from_db()
    assert row.until == DAY
    assert (
        "SIASN dalam tujuh hari"
        in as_("sari").get(reverse("task-rule-list")).content.decode()
    )


def test_a_row_is_taken_from_the_table(
    as_: As, row: TaskRule, decide: Decide, nurse: Move
) -> None:
    as_("rina").post(reverse("task-rule", args=[row.pk]), {"drop": "1"})
    assert not decide(nurse).tasks.filter(key="siasn").exists()


def test_a_row_not_in_force_is_not_there(
    as_: As, row: TaskRule, told: Callable[..., dict[str, str]]
) -> None:
    address = reverse("task-rule", args=[row.pk])
    as_("rina").post(address, told())
    assert as_("rina").post(address, told()).status_code == 404
    assert TaskRule.objects.filter(key="siasn").count() == 2


def test_a_verifier_reads_the_table_and_changes_nothing(
    as_: As, row: TaskRule, told: Callable[..., dict[str, str]]
) -> None:
    assert as_("sari").get(reverse("task-rule-list")).status_code == 200
    address = reverse("task-rule", args=[row.pk])
    assert as_("sari").post(address, told()).status_code == 404
    row.refresh_from_db()
    assert row.until is None
