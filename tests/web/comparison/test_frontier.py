"""The curve: a job, kept by the problem, told as the core tells it."""

from __future__ import annotations

from datetime import datetime

import pytest

from seimbang.plan.regency import frontier
from seimbang.report.curve import chosen, curve_of, finding, spoken
from seimbang_web.comparison import actions, convert, queries
from seimbang_web.comparison.models import Frontier
from seimbang_web.jobs.models import Job
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Plan
from seimbang_web.plans.store import whatif_of
from tests.web.conftest import As


def _url(plan: Plan) -> str:
    return f"/bandingkan/{plan.pk}/kurva/"


def test_it_is_the_core_s_curve_with_the_plan_on_it(as_: As, plan: Plan) -> None:
    client = as_("putri")
    client.post(_url(plan), {"p": [plan.pk, "tanpa"]})
    assert drain() == 1
    folder = whatif_of(plan)
    core = curve_of(frontier(folder.problem), [one.at for one in folder.solutions])
    kept = convert.curve_of(Frontier.objects.get().content)
    assert kept.sums == core.sums
    assert [spoken(kept, at) for at in chosen(kept)] == [
        spoken(core, at) for at in chosen(core)
    ]
    page = client.get("/bandingkan/", {"p": [plan.pk, "tanpa"], "k": "100"})
    shown = page.context["curve"]
    assert shown.finding == str(finding(core))
    assert shown.asked.amount == 100
    text = page.content.decode()
    assert 'class="curve"' in text
    assert "Satu perpindahan lagi" in text


def test_the_plan_lies_on_the_curve_or_above(plan: Plan, now: datetime) -> None:
    actions.ask_frontier(plan=plan, actor=None, now=now)
    drain()
    curve = convert.curve_of(Frontier.objects.get().content)
    entry = queries.entries_of([str(plan.pk)])[0]
    at = min(entry.moves - curve.rows[0].amount, len(curve.rows) - 1)
    assert entry.shortage >= curve.sums[at].shortage - 1


def test_its_own_page_tells_when_it_is_not_reckoned(as_: As, plan: Plan) -> None:
    page = as_("sari").get(_url(plan))
    assert page.status_code == 200
    assert page.context["curve"].picture is None
    assert "Hitung kurva" not in page.content.decode()


def test_only_planners_may_ask(as_: As, plan: Plan) -> None:
    for name in ("sari", "tono", "rina", "guru"):
        assert as_(name).post(_url(plan)).status_code == 404
    assert as_("guru").get(_url(plan)).status_code == 404


def test_asked_twice_it_is_reckoned_once(as_: As, plan: Plan, now: datetime) -> None:
    as_("putri").post(_url(plan))
    as_("putri").post(_url(plan))
    assert Job.objects.filter(kind=actions.FRONTIER_KIND).count() == 1
    drain()
    with pytest.raises(ActError):
        actions.ask_frontier(plan=plan, actor=None, now=now)
