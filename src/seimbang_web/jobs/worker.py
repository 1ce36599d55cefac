"""The worker: claims jobs, beats while they run, writes how they ended."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from typing import Any

from django.db import OperationalError, close_old_connections, connection

from seimbang_web.jobs.actions import beat, claim, end, reap
from seimbang_web.jobs.models import BROKEN, Job, State
from seimbang_web.jobs.registry import KINDS, CancelledError, FailedError
from seimbang_web.lib import clock

BEAT = 5.0  # seconds
log = logging.getLogger(__name__)


class Running:
    """A job being run: the handle its function gets."""

    def __init__(self, job: Job, worker: str) -> None:
        self.job, self.worker, self.actor = job, worker, job.asked_by
        self.stopped = False
        self._told = 0.0

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tell how far the job is, at most five times a second."""
        if self.stopped:
            raise CancelledError
        if time.monotonic() - self._told < 0.2 and done != total:
            return
        self._told = time.monotonic()
        self._beat(stage=stage, done=done, total=total)

    def note(self, **figures: Any) -> None:
        """Keep live figures for the page."""
        self._beat(note=figures)

    def _beat(self, **figures: Any) -> None:
        now = clock.now()
        if not beat(job=self.job, worker=self.worker, now=now, **figures):
            self.stopped = True
            raise CancelledError

    def keep_beating(self, over: threading.Event) -> None:
        """Beat from a thread of its own until ``over``; the solver may say nothing."""
        while not over.wait(BEAT):
            try:
                held = beat(job=self.job, worker=self.worker, now=clock.now())
            except OperationalError:  # the database is busy: the next beat tells
                log.warning("job %s: a heartbeat found the database busy", self.job.pk)
                continue
            self.stopped = self.stopped or not held
        connection.close()


def run(job: Job, worker: str) -> None:
    """Run one claimed job to its end."""
    running, over = Running(job, worker), threading.Event()
    # nobody beats beside where another connection cannot see the job: within a
    # transaction, or in an in-memory database (tests)
    alone = connection.in_atomic_block or (
        connection.settings_dict["NAME"] in (":memory:", "")
        or "memory" in str(connection.settings_dict["NAME"])
    )
    beats = threading.Thread(target=running.keep_beating, args=(over,), daemon=True)
    if not alone:
        beats.start()
    state, result, error = State.DONE, None, ""
    try:
        result = KINDS[job.kind](running, **job.argument)
    except CancelledError:
        state = State.CANCELLED
    except FailedError as failed:
        state, error = State.FAILED, str(failed)
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        state, error = State.FAILED, BROKEN
    finally:
        over.set()
    if not alone:
        beats.join()
    end(
        job=job,
        worker=worker,
        state=state,
        now=clock.now(),
        result=result,
        error=error,
    )


def name() -> str:
    """Return a name for this worker that no other has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def drain() -> int:
    """Run all waiting jobs here and now; return how many."""
    worker, number = name(), 0
    while (job := claim(worker=worker, now=clock.now())) is not None:
        run(job, worker)
        number += 1
    return number


def serve(stop: threading.Event, *, every: float = 1.0) -> None:
    """Run jobs until ``stop``; look for new ones ``every`` second."""
    worker = name()
    while not stop.is_set():
        close_old_connections()
        reap(now=clock.now())
        job = claim(worker=worker, now=clock.now())
        if job is None:
            stop.wait(every)
        else:
            run(job, worker)
