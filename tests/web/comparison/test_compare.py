"""Plans side by side: the core's own answers, same data or it says so, who bears it."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seimbang.plan.comparison import Folder, compare
from seimbang_web.comparison import burden, criteria, queries
from seimbang_web.organisation.models import Version
from seimbang_web.plans.models import Plan
from seimbang_web.plans.store import folder_of
from tests.web.comparison.conftest import Twin
from tests.web.conftest import As

URL = "/bandingkan/"


def test_plans_stand_side_by_side_with_what_the_core_says(plan: Plan) -> None:
    record = json.loads((folder_of(plan) / "plan.json").read_text())
    nobody = record | {"summary": record["summary"], "moves": []}
    nobody["summary"] = nobody["summary"] | {"plan": record["summary"]["no_transfer"]}
    told = compare([Folder("A", record), Folder("B", nobody)])
    found = queries.compared([str(plan.pk), "tanpa"], mixed=False)
    assert found.shown is not None
    assert {line.key for line in found.shown.lines} <= {c.key for c in told.criteria}
    for line in found.shown.lines:
        core = next(one for one in told.criteria if one.key == line.key)
        assert [cell.best for cell in line.cells] == [n in core.best for n in "AB"]
    assert found.shown.differences[0].startswith("A (Rencana 1)")


def test_the_page_names_the_winner_and_draws_strips(as_: As, plan: Plan) -> None:
    page = as_("putri").get(URL, {"p": [plan.pk, "tanpa"]})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Terbaik: B (Tanpa mutasi)." in text
    assert text.count('class="strip"') == len(page.context["found"].shown.lines)
    assert "style=" not in text


def test_without_ticks_it_offers_what_can_be_compared(as_: As, plan: Plan) -> None:
    page = as_("putri").get(URL)
    values = [tick.value for tick in page.context["offer"].ticks]
    assert [str(plan.pk), "tanpa"] == values


def test_one_plan_alone_is_not_compared(as_: As, plan: Plan) -> None:
    page = as_("putri").get(URL, {"p": plan.pk})
    assert "Centang 2 sampai 6" in page.content.decode()


def test_seven_are_too_many(as_: As, plan: Plan, twin: Twin) -> None:
    ticks = [plan.pk, *(twin().pk for _ in range(6))]
    page = as_("putri").get(URL, {"p": ticks})
    assert "sekarang 7 yang dicentang" in page.content.decode()


def test_what_is_not_a_plan_is_left_out(as_: As, plan: Plan) -> None:
    page = as_("putri").get(URL, {"p": [plan.pk, "tanpa", "x", "e9", "999"]})
    assert len(page.context["found"].entries) == 2


@pytest.fixture
def other_data(plan: Plan, twin: Twin) -> Plan:
    version = Version.objects.get(pk=plan.version_id)
    version.pk, version.number = None, version.number + 1
    version.save(force_insert=True)
    return twin(version=version)


def test_other_data_are_refused_with_the_reason(
    as_: As, plan: Plan, other_data: Plan
) -> None:
    page = as_("putri").get(URL, {"p": [plan.pk, other_data.pk]})
    assert page.context["found"].shown is None
    assert "memakai data versi" in page.content.decode()


def test_other_data_are_compared_and_marked_when_asked_for(
    as_: As, plan: Plan, other_data: Plan
) -> None:
    page = as_("putri").get(URL, {"p": [plan.pk, other_data.pk], "beda": "1"})
    found = page.context["found"]
    assert found.shown is not None
    assert [one.other for one in found.entries] == [False, True]
    assert "data lain" in page.content.decode()


def test_another_region_or_day_is_refused(plan: Plan, twin: Twin) -> None:
    other = twin(local=None)
    found = queries.compared([str(plan.pk), str(other.pk)], mixed=False)
    assert len(found.mixed) == 1
    later = twin(day=plan.day.replace(year=2027))
    found = queries.compared([str(plan.pk), str(later.pk)], mixed=False)
    assert "2027" in found.mixed[0]


def test_few_people_of_a_group_are_not_counted_out(plan: Plan) -> None:
    entries = queries.entries_of([str(plan.pk), "tanpa"])
    told = burden.burden(entries)
    counts = [
        cell
        for trait in told.traits
        for group in trait.groups
        for cell, _ in group.pairs
    ]
    assert counts
    assert not {"1", "2", "3", "4"} & set(counts)


def test_who_bears_it_adds_up_to_the_moves_by_need(plan: Plan) -> None:
    entries = queries.entries_of([str(plan.pk), "tanpa"])
    told = burden.burden(entries)
    need = plan.summary["plan"]["compulsory"]  # type: ignore[index]
    assert [cell for cell, _ in told.totals] == [criteria.number(need), "0"]


def test_it_takes_few_queries(as_: As, plan: Plan, twin: Twin) -> None:
    client, other = as_("putri"), twin()
    query = {"p": [plan.pk, other.pk, "tanpa"]}
    client.get(URL, query)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(URL, query)
    assert len(asked) <= 18


def test_readers_of_plans_may_others_may_not(as_: As, plan: Plan) -> None:
    for name in ("putri", "sari", "tono", "bupati", "inspektur"):
        assert as_(name).get(URL, {"p": [plan.pk, "tanpa"]}).status_code == 200
    for name in ("rina", "guru", "kepsek", "admin"):
        assert as_(name).get(URL, {"p": [plan.pk, "tanpa"]}).status_code == 404
