"""Ask for jobs, cancel them, claim them, take up those of killed workers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from seimbang_web.audit.actions import record
from seimbang_web.jobs.models import LOST, Job, State
from seimbang_web.jobs.registry import KINDS

STALE = timedelta(seconds=30)  # without a heartbeat
ATTEMPTS = 3


def ask(*, kind: str, argument: dict[str, Any], actor: Any, now: datetime) -> Job:
    """
    Queue a job in the caller's transaction.

    :raises KeyError: when there is no such kind.
    """
    KINDS[kind]
    return Job.objects.create(
        kind=kind, argument=argument, asked_by=actor, asked_at=now
    )


@transaction.atomic
def cancel(*, job: Job, actor: Any, now: datetime) -> None:
    """Ask a job to stop; one that waits is cancelled at once; an ended one stays."""
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if not waiting.update(state=State.CANCELLED, ended_at=now, cancel_asked=True):
        running = Job.objects.filter(pk=job.pk, state=State.RUNNING)
        if not running.filter(cancel_asked=False).update(cancel_asked=True):
            return
    record(
        actor=actor,
        act="job.cancel",
        subject=f"job:{job.pk}",
        now=now,
        content={"kind": job.kind},
    )


@transaction.atomic
def claim(*, worker: str, now: datetime) -> Job | None:
    """Return the oldest waiting job, now run by ``worker``; None: nothing waits."""
    waiting = Job.objects.filter(state=State.QUEUED).order_by("pk")
    for job in waiting[:5]:
        mine = Job.objects.filter(pk=job.pk, state=State.QUEUED).update(
            state=State.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            heartbeat_at=now,
            started_at=now,
        )
        if mine:
            job.refresh_from_db()
            return job
    return None


def beat(*, job: Job, worker: str, now: datetime, **figures: Any) -> bool:
    """Tell that the job lives, with its ``figures``; False: it is to stop."""
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=State.RUNNING)
    held = mine.update(heartbeat_at=now, **figures)
    return bool(held) and not mine.filter(cancel_asked=True).exists()


def end(
    *,
    job: Job,
    worker: str,
    state: State,
    now: datetime,
    result: Any = None,
    error: str = "",
) -> None:
    """Write how the job ended, unless another worker has it by now."""
    Job.objects.filter(pk=job.pk, worker=worker, state=State.RUNNING).update(
        state=state, ended_at=now, result=result, error=error
    )


def reap(*, now: datetime) -> int:
    """Queue again the jobs whose worker was killed; fail them after three attempts."""
    stale = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=now - STALE)
    gone = stale.filter(cancel_asked=True).update(state=State.CANCELLED, ended_at=now)
    gone += stale.filter(attempts__gte=ATTEMPTS).update(
        state=State.FAILED, ended_at=now, error=LOST
    )
    return gone + stale.update(state=State.QUEUED, worker="", heartbeat_at=None)
