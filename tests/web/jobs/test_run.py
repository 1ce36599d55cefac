"""Jobs run to an end that is written down: done, failed, cancelled, cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.utils.translation import override

from seimbang_web.accounts.models import User
from seimbang_web.jobs import worker
from seimbang_web.jobs.actions import (
    ATTEMPTS,
    STALE,
    ask,
    beat,
    cancel,
    claim,
    end,
    reap,
)
from seimbang_web.jobs.models import LOST, Job, State
from seimbang_web.jobs.registry import KINDS, FailedError, Handle
from seimbang_web.jobs.worker import drain

Get = Callable[[str], User]
LATE = STALE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """Register kinds of job for these tests only."""

    def good(handle: Handle, *, number: int) -> int:
        handle.progress("read", 0, number)
        handle.note(best="7")
        handle.progress("read", number, number)
        return number * 2

    def bad(handle: Handle) -> None:
        raise FailedError("Berkas tidak dapat dibaca.")

    def broken(handle: Handle) -> None:
        raise ValueError("secret")

    def asked_to_stop(handle: Handle) -> None:
        Job.objects.update(cancel_asked=True)
        handle.progress("read", 1, 1)
        raise AssertionError("It should have stopped.")

    added = {
        "test.good": good,
        "test.bad": bad,
        "test.broken": broken,
        "test.stop": asked_to_stop,
    }
    KINDS.update(added)
    yield
    for name in added:
        del KINDS[name]


@pytest.fixture
def asked(user: Get, now: datetime) -> Callable[..., Job]:
    def make(kind: str, **argument: Any) -> Job:
        return ask(kind=kind, argument=argument, actor=user("rina"), now=now)

    return make


def test_a_job_is_run_with_its_argument(asked: Callable[..., Job]) -> None:
    job = asked("test.good", number=3)
    assert drain() == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == (State.DONE, 6, 3, 3)
    assert job.note == {"best": "7"}
    assert job.ended_at is not None
    assert drain() == 0


def test_who_asks_for_an_unknown_kind_is_told(asked: Callable[..., Job]) -> None:
    with pytest.raises(KeyError):
        asked("test.unknown")


def test_a_failure_is_told_in_a_sentence(
    asked: Callable[..., Job], caplog: pytest.LogCaptureFixture
) -> None:
    told, wrong = asked("test.bad"), asked("test.broken")
    drain()
    told.refresh_from_db()
    wrong.refresh_from_db()
    assert told.problem == "Berkas tidak dapat dibaca."
    with override("id"):
        assert "kesalahan program" in wrong.problem
    assert "secret" not in wrong.error
    assert "secret" in caplog.text


def test_a_running_job_stops_when_asked(asked: Callable[..., Job]) -> None:
    job = asked("test.stop")
    drain()
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_waiting_job_is_cancelled_at_once_and_once(
    asked: Callable[..., Job], user: Get, now: datetime
) -> None:
    job = asked("test.good", number=1)
    for _number in range(2):
        cancel(job=job, actor=user("dedi"), now=now)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert drain() == 0


def test_a_claimed_job_belongs_to_one_worker(
    asked: Callable[..., Job], now: datetime
) -> None:
    job = asked("test.good", number=1)
    assert claim(worker="a", now=now) == job
    assert claim(worker="b", now=now) is None
    assert beat(job=job, worker="a", now=now)
    assert not beat(job=job, worker="b", now=now)
    end(job=job, worker="b", state=State.DONE, now=now)
    job.refresh_from_db()
    assert job.state == State.RUNNING


def test_a_beating_job_is_left_alone(asked: Callable[..., Job], now: datetime) -> None:
    job = asked("test.good", number=1)
    claim(worker="a", now=now)
    beat(job=job, worker="a", now=now + LATE)
    assert reap(now=now + LATE) == 0


def test_three_attempts_and_then_it_has_failed(
    asked: Callable[..., Job], now: datetime
) -> None:
    job = asked("test.good", number=1)
    for _number in range(ATTEMPTS):
        assert claim(worker="a", now=now) is not None
        assert reap(now=now + LATE) == 1
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (State.FAILED, LOST, ATTEMPTS)
    with override("id"):
        assert "tiga kali" in job.problem


def test_a_killed_job_that_was_to_stop_is_cancelled(
    asked: Callable[..., Job], user: Get, now: datetime
) -> None:
    job = asked("test.good", number=1)
    claim(worker="a", now=now)
    cancel(job=job, actor=user("rina"), now=now)
    reap(now=now + LATE)
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_busy_database_does_not_end_the_heartbeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([OperationalError("database is locked"), True, False])
    waits = iter([False, False, False, True])

    def beats(**told: object) -> bool:
        answer = next(answers)
        if isinstance(answer, OperationalError):
            raise answer
        return answer

    monkeypatch.setattr(worker, "beat", beats)
    monkeypatch.setattr(worker, "connection", Mock())
    running = worker.Running(Mock(), "one")
    running.keep_beating(Mock(wait=lambda _seconds: next(waits)))
    assert running.stopped
    assert next(answers, None) is None
