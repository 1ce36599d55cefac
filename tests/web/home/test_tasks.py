"""My tasks: what waits for a role, where the round stands, how to start."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.utils.translation import override

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.home.cycle import cycle, waiting
from seimbang_web.home.finding import own_units
from seimbang_web.organisation.models import Version
from seimbang_web.plans.models import Choice, Plan, Round
from seimbang_web.workloads.models import Measurement, Seat
from tests.web.conftest import As

CAST = ("rina", "dedi", "putri", "sari", "tono", "bupati", "sekda", "inspektur",
        "admin", "pdp", "kepsek", "disdik", "guru")  # fmt: skip
Who = Callable[[str], Rights]


@pytest.mark.parametrize("name", CAST)
def test_the_page_is_small_and_marks_the_first_task(as_: As, name: str) -> None:
    page = as_(name).get("/").content.decode()
    assert len(page.encode()) <= 30_000
    assert page.count("Kerjakan dulu") == ('<ol class="tasks">' in page)
    assert page.count('aria-current="step"') == 1


def test_the_clerk_has_three_tasks_when_she_comes(as_: As, rights: Who) -> None:
    page = as_("rina").get("/").content.decode()
    tasks = page.split('<ol class="tasks">')[1].split("</ol>")[0]
    assert tasks.count("<li") == 3
    assert "Mulai di sini" in tasks
    assert "Profil instansi: 2 isian belum ada" in tasks


def test_who_has_acted_needs_no_start(
    rights: Who, user: Callable[[str], User], now: datetime
) -> None:
    before = [one.url for one in waiting(rights("rina"), None)]
    record(actor=user("rina"), act="test.act", subject="test:1", now=now)
    after = [one.url for one in waiting(rights("rina"), None)]
    assert "/mulai/" in before
    assert "/mulai/" not in after


def states(rights: Rights) -> dict[str, str]:
    held = cycle(rights)
    assert held is not None
    return {step.key: step.state for step in held.steps}


def test_the_round_stands_where_the_data_say(rights: Who) -> None:
    assert states(rights("putri")) == {
        "data": "done",
        "measure": "done",
        "listen": "open",
        "plan": "here",
        "decide": "later",
        "support": "later",
    }


def test_a_chosen_plan_brings_the_round_to_the_decision(
    rights: Who, user: Callable[[str], User], now: datetime
) -> None:
    plan = Plan.objects.first()
    assert plan is not None
    Choice.objects.create(
        round=plan.round, plan=plan, made_by=user("putri"), made_at=now
    )
    assert states(rights("putri"))["decide"] == "here"


def test_an_unmeasured_version_brings_it_back(rights: Who, now: datetime) -> None:
    last = Version.objects.order_by("-number").first()
    assert last is not None
    Version.objects.create(
        number=last.number + 1,
        checksum="x",
        content=b"",
        since=date(2026, 1, 1),
        made_at=now,
        source="import:1",
    )
    assert states(rights("rina"))["measure"] == "here"


def test_without_a_round_the_page_says_who_opens_one(as_: As) -> None:
    Round.objects.update(closed_on=date(2026, 1, 1))
    page = as_("guru").get("/").content.decode()
    assert "Tidak ada putaran yang terbuka" in page
    assert "BKPSDMD" in page


def test_a_head_reads_one_sentence_about_the_unit(as_: As, rights: Who) -> None:
    page = as_("kepsek").get("/").content.decode()
    assert re.search(r"SDN 98/I Jangga Aur butuh \d+ Guru", page)
    unit = rights("kepsek").grants[0].unit
    Seat.objects.filter(unit=unit).update(need_rounded=0)
    with override("id"):
        assert "sudah punya" in own_units(rights("kepsek"))[0].text
        Seat.objects.filter(unit=unit).update(need_rounded=None)
        assert "belum terukur" in own_units(rights("kepsek"))[0].text
    Seat.objects.all().delete()
    Measurement.objects.all().delete()
    assert own_units(rights("kepsek")) == []


def test_a_teacher_sees_own_facts_and_no_script(as_: As, rights: Who) -> None:
    page = as_("guru").get("/").content.decode()
    assert "Data saya" in page
    assert "SDN 98/I Jangga Aur" in page
    assert "<script" not in page
    assert "<script" in as_("rina").get("/").content.decode()


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_start_has_at_most_120_words(as_: As, name: str, language: str) -> None:
    client = as_(name)
    client.cookies["django_language"] = language
    page = client.get("/mulai/").content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    words = re.sub(r"<[^>]+>", " ", "<" + main).split()
    assert len(words) <= 120


def test_help_says_whom_to_ask_and_what_words_mean(as_: As) -> None:
    page = as_("rina").get("/bantuan/").content.decode()
    assert "BKPSDMD menjawab pertanyaan" in page
    assert "Belum terukur" in page
