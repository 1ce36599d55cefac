"""The best plan of each criterion: a job on the ground of a plan, kept once."""

from __future__ import annotations

from datetime import datetime

import pytest

from seimbang.plan.extreme import EXTREMES
from seimbang_web.comparison import actions, queries
from seimbang_web.comparison.models import Extreme
from seimbang_web.jobs.models import Job
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Plan
from tests.web.comparison.conftest import Twin
from tests.web.conftest import As


def _url(plan: Plan) -> str:
    return f"/bandingkan/{plan.pk}/ekstrem/"


def test_they_are_reckoned_and_best_at_their_criterion(as_: As, plan: Plan) -> None:
    as_("putri").post(_url(plan), {"p": [plan.pk]})
    assert drain() == 1
    assert set(Extreme.objects.values_list("policy", flat=True)) == set(EXTREMES)
    ticks = [str(plan.pk), *(f"e{one.pk}" for one in Extreme.objects.all())]
    found = queries.compared(ticks, mixed=False)
    assert found.shown is not None
    lines = {line.key: line for line in found.shown.lines}
    names = {one.letter: one.name for one in found.entries}
    for key, name in (
        ("shortage", "Terbaik: kekurangan terkecil"),
        ("compulsory", "Terbaik: paling sedikit"),
    ):
        best = [names[cell.letter] for cell in lines[key].cells if cell.best]
        assert any(one.startswith(name) for one in best)


def test_it_needs_post(as_: As, plan: Plan) -> None:
    assert as_("putri").get(_url(plan)).status_code in (404, 405)


def test_only_planners_may(as_: As, plan: Plan) -> None:
    for name in ("sari", "tono", "inspektur", "rina", "guru"):
        assert as_(name).post(_url(plan)).status_code == 404
    assert not Job.objects.filter(kind=actions.EXTREMES_KIND).exists()


def test_asked_twice_it_is_reckoned_once(as_: As, plan: Plan) -> None:
    as_("putri").post(_url(plan))
    page = as_("putri").post(_url(plan), follow=True)
    assert "sedang dihitung" in page.content.decode()
    assert Job.objects.filter(kind=actions.EXTREMES_KIND).count() == 1


def test_those_that_are_there_are_not_reckoned_again(
    plan: Plan, twin: Twin, now: datetime
) -> None:
    ground = actions.convert.ground_of(plan)
    for name in EXTREMES:
        Extreme.objects.create(
            ground=ground,
            policy=name,
            version=plan.version,
            status="INFEASIBLE",
            record=b"",
            made_at=now,
        )
    assert actions.convert.ground_of(twin()) == ground
    with pytest.raises(ActError):
        actions.ask_extremes(plan=plan, actor=None, now=now)
    assert not [one for one in queries.offer([]).ticks if one.value.startswith("e")]
