"""
A worker that is killed while it applies an import; run as a program of its own.

Without argument: makes a database with data, and for each moment an import, a worker
that dies there by SIGKILL, and one that takes the job up again; prints what it saw as
JSON. With a moment as argument: that worker.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import django
import polars as pl

MOMENTS = {"10": ("units", 0), "50": ("placements", 2), "99": ("measure", 0)}
DAY = date(2026, 1, 1)


def die() -> None:
    """End this process as the kernel's killer does: no cleaning up."""
    os.kill(os.getpid(), signal.SIGKILL)


def worker(moment: str) -> None:
    """Run the waiting jobs, and die at ``moment`` of the work."""
    from seimbang_web.imports import apply
    from seimbang_web.jobs.worker import Running, drain

    at = MOMENTS[moment]
    told = Running.progress

    def progress(self: Running, stage: str, done: int, total: int) -> None:
        if (stage, done) == at:
            die()
        told(self, stage, done, total)

    with mock.patch.object(Running, "progress", progress):
        if at[0] == "measure":  # everything is written, nothing is committed
            with mock.patch.object(apply, "ask_measure", lambda *_, **__: die()):
                drain()
        drain()


def base() -> None:
    """Make a small regency, its operators and what the region decided."""
    from django.core.management import call_command

    from seimbang.demo import LOCAL, sd
    from seimbang.model.snapshot import Snapshot
    from seimbang_web.home.cast import people_of_the_office
    from seimbang_web.lib import clock
    from seimbang_web.organisation.actions import apply_version
    from seimbang_web.regulations.models import LocalVersion

    call_command("migrate", verbosity=0)
    now = clock.now()
    apply_version(
        snapshot=Snapshot(sd(named=True), taken=DAY),
        base=None,
        actor=None,
        now=now,
        day=DAY,
        source="demo",
    )
    LocalVersion.objects.create(
        number=1,
        content=LOCAL.read_text(),
        basis="contoh",
        since=DAY,
        proposed_at=now,
        approved_at=now,
    )
    people_of_the_office(day=DAY, now=now)


def uploaded(grade: str) -> Any:
    """Return an import of one changed person, checked, its application asked for."""
    from seimbang.intake import write_workbook
    from seimbang_web.accounts.models import User
    from seimbang_web.imports import actions, apply
    from seimbang_web.jobs.worker import drain
    from seimbang_web.lib import clock
    from seimbang_web.organisation.convert import snapshot_of
    from seimbang_web.organisation.queries import current

    version = current()
    assert version is not None
    people = snapshot_of(version)["people"].filter(pl.col("spouse_id").is_null())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pegawai.xlsx"
        write_workbook(
            {"people": people.head(1).with_columns(grade=pl.lit(grade))}, path
        )
        content = path.read_bytes()
    rina, now = User.objects.get(username="rina"), clock.now()
    files = [("pegawai.xlsx", content)]
    source = actions.upload(files=files, taken_on=None, actor=rina, now=now)
    drain()
    source.refresh_from_db()
    source.why_second = []  # whatever the share is: not what is asked here
    source.save()
    apply.submit(source=source, lock=source.lock, actor=rina, now=now)
    return source


def state() -> dict[str, int]:
    """Return what would show a half-done import."""
    from seimbang_web.audit.models import Entry
    from seimbang_web.organisation.models import Person, Placement, Version

    return {
        "versions": Version.objects.count(),
        "entries": Entry.objects.filter(act="data.apply").count(),
        "people": Person.objects.filter(present=True).count(),
        "open": Placement.objects.filter(until=None).count(),
    }


def once(moment: str, grade: str) -> dict[str, Any]:
    """Return what is there before, after the death, and after the second worker."""
    from seimbang_web.imports import apply
    from seimbang_web.jobs.actions import claim, reap
    from seimbang_web.jobs.models import Job
    from seimbang_web.jobs.worker import run
    from seimbang_web.lib import clock
    from seimbang_web.organisation.models import Person

    source = uploaded(grade)
    source.refresh_from_db()
    before = state()
    command = [sys.executable, "-m", __spec__.name if __spec__ else "", moment]
    dead = subprocess.run(command, check=False)
    after = state()
    asked = source.work
    asked.refresh_from_db()
    running = asked.state
    reap(now=clock.now() + timedelta(seconds=31))
    second = claim(worker="second", now=clock.now())
    assert second is not None
    run(second, "second")
    Job.objects.filter(kind=apply.MEASURE).delete()  # not what is asked here
    source.refresh_from_db()
    asked.refresh_from_db()
    return {
        "code": dead.returncode,
        "before": before,
        "after": after,
        "running": running,
        "state": source.state,
        "job": asked.state,
        "attempts": asked.attempts,
        "done": state(),
        "changed": Person.objects.filter(grade=grade).count(),
    }


def main() -> None:
    """Do what the arguments say."""
    django.setup()
    if len(sys.argv) > 1:
        worker(sys.argv[1])
        return
    base()
    grades = ("IV/c", "IV/d", "IV/e")
    seen = {
        moment: once(moment, grade)
        for moment, grade in zip(MOMENTS, grades, strict=True)
    }
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
