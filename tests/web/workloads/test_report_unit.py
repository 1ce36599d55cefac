"""Report wrong data of a unit, and answer the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.workloads.actions import answer_report
from seimbang_web.workloads.models import Report
from seimbang_web.workloads.queries import waiting_for
from tests.web.conftest import DAY, As

TEXT = {"text": "Kelas 3 ada 2 rombel, bukan 1."}
ANSWER = {"answer": "Dapodik sudah diperbaiki hari ini."}


def form(unit: Unit) -> str:
    return reverse("unit-report", args=[unit.pk])


@pytest.fixture
def report(school: Unit, user: Callable[[str], Any], now: datetime) -> Report:
    return Report.objects.create(
        unit=school, text=TEXT["text"], made_at=now, made_by=user("kepsek")
    )


def detail(report: Report) -> str:
    return reverse("unit-report-detail", args=[report.pk])


def test_a_head_reports_and_the_operator_has_it_to_do(
    as_: As, school: Unit, rights: Callable[[str], Rights]
) -> None:
    answer = as_("kepsek").post(form(school), TEXT | {"key": "k1"}, follow=True)
    assert "Laporan sudah terkirim" in answer.content.decode()
    report = Report.objects.get()
    assert (report.unit, report.text) == (school, TEXT["text"])
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.act, entry.subject) == ("unit.report", f"unit:{school.pk}")
    (waiting,) = waiting_for(rights("rina"))
    assert waiting.count == 1
    assert waiting.url == reverse("unit-report-list")
    assert waiting_for(rights("kepsek")) == []


def test_sent_twice_is_one_report(as_: As, school: Unit) -> None:
    client = as_("kepsek")
    for _ in range(2):
        client.post(form(school), TEXT | {"key": "same"})
    assert Report.objects.count() == 1


def test_too_little_is_not_sent(as_: As, school: Unit) -> None:
    for text in ("", "salah"):
        page = as_("kepsek").post(form(school), {"text": text})
        assert "error-summary" in page.content.decode()
    assert not Report.objects.exists()


def test_a_head_reports_on_no_other_school(as_: As, other_school: Unit) -> None:
    assert as_("kepsek").get(form(other_school)).status_code == 404
    assert as_("kepsek").post(form(other_school), TEXT).status_code == 404


def test_who_only_reads_reports_nothing(as_: As, school: Unit) -> None:
    for name in ("guru", "sari", "bupati", "inspektur", "admin"):
        assert as_(name).get(form(school)).status_code == 404
        assert as_(name).post(form(school), TEXT).status_code == 404
    assert not Report.objects.exists()


def test_the_operator_answers_once(as_: As, report: Report) -> None:
    client = as_("dedi")
    assert report.text in client.get(detail(report)).content.decode()
    page = client.post(detail(report), ANSWER, follow=True)
    assert "Jawaban sudah terkirim" in page.content.decode()
    report.refresh_from_db()
    assert report.answer == ANSWER["answer"]
    again = as_("rina").post(detail(report), {"answer": "Jawaban yang lain."})
    assert "sudah dijawab orang lain" in again.content.decode()
    report.refresh_from_db()
    assert report.answer == ANSWER["answer"]
    assert Entry.objects.filter(act="unit.answer").count() == 1


def test_the_head_reads_the_answer_and_answers_nothing(as_: As, report: Report) -> None:
    assert as_("kepsek").post(detail(report), ANSWER).status_code == 404
    as_("rina").post(detail(report), ANSWER)
    assert ANSWER["answer"] in as_("kepsek").get(detail(report)).content.decode()
    assert (
        report.text in as_("kepsek").get(reverse("unit-report-list")).content.decode()
    )


def test_an_empty_answer_is_not_sent(as_: As, report: Report) -> None:
    assert "Tulis jawabannya" in as_("rina").post(detail(report)).content.decode()


def test_others_do_not_see_it(
    as_: As, report: Report, other_school: Unit, now: datetime
) -> None:
    head = User.objects.create_user("kepsek2", "x")
    Grant.objects.create(
        user=head, role=Role.HEAD, unit=other_school, since=DAY, approved_at=now
    )
    assert as_("kepsek2").get(form(other_school)).status_code == 200
    assert as_("kepsek2").get(detail(report)).status_code == 404
    assert as_("guru").get(detail(report)).status_code == 404


def test_answered_meanwhile(
    report: Report, user: Callable[[str], Any], now: datetime
) -> None:
    answer_report(report=report, answer="Sudah.", actor=user("rina"), now=now)
    with pytest.raises(ActError):
        answer_report(report=report, answer="Lagi.", actor=user("dedi"), now=now)
