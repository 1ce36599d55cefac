"""The pages of a plan: who reads them, its files, a unit in it, what has changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seimbang_web.audit.models import Content, Entry
from seimbang_web.organisation.actions import apply_version
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.queries import current
from seimbang_web.plans import queries
from seimbang_web.plans.models import Plan
from seimbang_web.regulations.models import LocalVersion
from tests.web.conftest import DAY

READERS = ("putri", "sari", "tono", "bupati", "inspektur")
OTHERS = ("rina", "kepsek", "disdik", "guru", "admin", "pdp")


@pytest.mark.parametrize("name", READERS)
def test_readers_see_plans(as_: Any, plan: Plan, name: str) -> None:
    client = as_(name)
    page = client.get(f"/rencana/{plan.pk}/").content.decode()
    assert "320 perpindahan" in page
    assert "Terbukti terbaik" in page
    assert "Rencana 1" in client.get("/rencana/").content.decode()


@pytest.mark.parametrize("name", OTHERS)
def test_others_see_none(as_: Any, plan: Plan, name: str) -> None:
    client = as_(name)
    for page in ("", f"{plan.pk}/", f"{plan.pk}/berkas/plan.json", "putaran/"):
        assert client.get(f"/rencana/{page}").status_code == 404


def test_what_is_not_there_is_refused_alike(as_: Any, plan: Plan) -> None:
    client = as_("putri")
    for page in ("999999/", f"{plan.pk}/berkas/secret", f"{plan.pk}/unit/999999/"):
        assert client.get(f"/rencana/{page}").status_code == 404


def test_the_page_in_english(as_: Any, plan: Plan) -> None:
    client = as_("putri")
    client.cookies.load({"django_language": "en"})
    page = client.get(f"/rencana/{plan.pk}/").content.decode()
    assert "Proved best: within the same limits" in page
    assert "moves" in page


def test_a_file_is_a_download_and_the_ledger_knows(as_: Any, plan: Plan) -> None:
    answer = as_("inspektur").get(f"/rencana/{plan.pk}/berkas/report.html")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content == bytes(plan.files.get(name="report.html").content)
    entry = Entry.objects.get(act="plan.file")
    assert entry.subject == f"plan:{plan.pk}"
    assert Content.objects.get(entry=entry).content["file"] == "report.html"


@pytest.mark.parametrize("name", ["tono", "bupati"])
def test_who_may_not_export_gets_no_file(as_: Any, plan: Plan, name: str) -> None:
    client = as_(name)
    assert client.get(f"/rencana/{plan.pk}/berkas/plan.xlsx").status_code == 404
    assert client.get(f"/rencana/{plan.pk}/berkas-putaran/").status_code == 404
    assert "plan.xlsx" not in client.get(f"/rencana/{plan.pk}/").content.decode()


def test_a_unit_in_a_plan(as_: Any, plan: Plan) -> None:
    move = plan.moves.select_related("person", "to_unit").first()
    assert move is not None
    page = as_("putri").get(f"/rencana/{plan.pk}/unit/{move.to_unit_id}/")
    assert move.person.name in page.content.decode()
    ways = queries.ways(plan, move.from_unit)
    assert move in ways.leaving


def test_a_list_takes_few_queries(as_: Any) -> None:
    client = as_("putri")
    client.get("/rencana/")
    with CaptureQueriesContext(
        connection,
    ) as told:
        client.get("/rencana/")
    assert len(told) <= 14
    content = [one["sql"] for one in told if '"plans_planfile"' in one["sql"]]
    assert content == []


def test_a_plan_of_older_data_says_so(
    as_: Any, plan: Plan, user: Any, now: datetime
) -> None:
    assert queries.newer(plan) == []
    base = current()
    assert base is not None
    apply_version(
        snapshot=snapshot_of(base),
        base=base,
        actor=user("rina"),
        now=now,
        day=DAY,
        source="test",
    )
    LocalVersion.objects.create(
        number=2,
        content=LocalVersion.objects.get(number=1).content,
        since=DAY,
        proposed_at=now,
        approved_at=now,
    )
    assert len(queries.newer(plan)) == 2
    page = as_("putri").get(f"/rencana/{plan.pk}/").content.decode()
    assert "Data sumber berubah" in page
    assert f"/rencana/baru/?dari={plan.pk}" in page


def test_the_finding_has_the_numbers_of_its_language(as_: Any) -> None:
    client = as_("putri")
    plan = Plan.objects.get(number=1)
    page = client.get(f"/rencana/{plan.pk}/").content.decode()
    assert "808,4" in page
    client.cookies["django_language"] = "en"
    page = client.get(f"/rencana/{plan.pk}/").content.decode()
    assert "fall from 808.4 to 630.2" in page
