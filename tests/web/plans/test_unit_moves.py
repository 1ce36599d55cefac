"""From the page of a unit to its moves in the plan that is discussed."""

from __future__ import annotations

from django.urls import reverse

from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Plan, Round
from tests.web.conftest import As


def unit() -> Unit:
    found = Unit.objects.filter(kind="sd").first()
    assert found is not None
    return found


def moves() -> str:
    return reverse("unit-moves", args=[unit().pk])


def test_a_planner_gets_to_the_last_solved_plan(as_: As) -> None:
    plan = Plan.objects.exclude(solved_at=None).latest("pk")
    client = as_("putri")
    page = client.get(reverse("unit-detail", args=[unit().pk])).content.decode()
    assert moves() in page
    there = reverse("plan-unit", args=[plan.pk, unit().pk])
    assert client.get(moves()).headers["Location"] == there


def test_without_a_round_it_says_so(as_: As) -> None:
    Round.objects.update(closed_on="2026-01-01")
    page = as_("putri").get(moves(), follow=True)
    assert "Belum ada rencana yang selesai dihitung" in page.content.decode()


def test_who_reads_no_plans_has_no_link(as_: As) -> None:
    page = as_("kepsek").get(reverse("unit-detail", args=[unit().pk])).content.decode()
    assert moves() not in page
    assert as_("kepsek").get(moves()).status_code == 404
