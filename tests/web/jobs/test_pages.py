"""The page of a job: how far it is, and its end; it is polled, or loaded again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.jobs.models import LOST, Job, State
from tests.web.conftest import As

Get = Callable[[str], User]


@pytest.fixture
def job(user: Get, now: datetime) -> Job:
    return Job.objects.create(
        kind="plans.solve",
        asked_by=user("putri"),
        asked_at=now,
        state=State.RUNNING,
        stage="solve",
        done=1200,
        total=6000,
    )


def url(job: Job, part: str = "") -> str:
    return f"/pekerjaan/{job.pk}/{part}"


def test_it_says_stage_progress_and_that_one_may_leave(as_: As, job: Job) -> None:
    page = as_("putri").get(url(job)).content.decode()
    for words in (
        "Berjalan: mencari rencana terbaik",
        "1.200 dari 6.000",
        "boleh ditutup",
        "Batalkan",
        f'hx-get="{url(job, "bagian/")}"',
        'hx-trigger="every 2s"',
        "Lihat lagi",
    ):
        assert words in page, words


def test_the_part_ends_the_polling(as_: As, job: Job) -> None:
    client = as_("putri")
    answer = client.get(url(job, "bagian/"))
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    for state, error, words in (
        (State.DONE, "", "Lihat hasilnya"),
        (State.FAILED, LOST, "terputus tiga kali"),
        (State.FAILED, "Berkas rusak.", "Berkas rusak."),
        (State.CANCELLED, "", "Dibatalkan"),
    ):
        Job.objects.filter(pk=job.pk).update(state=state, error=error)
        answer = client.get(url(job, "bagian/"))
        assert answer.status_code == 286
        assert answer["HX-Refresh"] == "true"
        page = answer.content.decode()
        assert words in page or state.label in page
        assert "hx-trigger" not in page
        assert words in client.get(url(job)).content.decode() or state == State.DONE


def test_cancelling_goes_back_and_is_recorded_once(as_: As, job: Job) -> None:
    client = as_("putri")
    back = "http://testserver/rencana/1/"
    answer = client.post(url(job, "batal/"), headers={"referer": back})
    assert answer["Location"] == back
    evil = client.post(url(job, "batal/"), headers={"referer": "https://evil.example/"})
    assert evil["Location"] == url(job)
    job.refresh_from_db()
    assert job.cancel_asked
    assert Entry.objects.filter(act="job.cancel").count() == 1
    assert "Sedang dihentikan" in client.get(url(job)).content.decode()
    assert client.get(url(job, "batal/")).status_code == 404


def test_who_sees_it(as_: As, job: Job) -> None:
    assert as_("sari").get(url(job)).status_code == 200
    assert "Batalkan" not in as_("sari").get(url(job)).content.decode()
    assert as_("sari").post(url(job, "batal/")).status_code == 404
    for name in ("kepsek", "disdik", "guru", "bupati"):
        assert as_(name).get(url(job)).status_code == 404
    assert Client().get(url(job)).status_code == 302
    assert as_("putri").get("/pekerjaan/999999/").status_code == 404
