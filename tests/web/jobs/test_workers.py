"""Real workers in processes of their own: killed, stopped, two at once."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.real import Place

pytestmark = pytest.mark.both

KIND = """
import json, os, sys, threading, time
from datetime import timedelta
from pathlib import Path
from seimbang_web.jobs import actions, worker
from seimbang_web.jobs.models import Job
from seimbang_web.jobs.registry import kind
from seimbang_web.lib import clock

@kind("test.long")
def long(handle, *, turns):
    for turn in range(turns):
        handle.progress("read", turn, turns)
        if Path(os.environ["SEIMBANG_STATE"], "enough").exists():
            break
        time.sleep(0.1)
    return turns
"""
WORK = KIND + "worker.serve(threading.Event(), every=0.1)"
ASK = (
    KIND
    + """
job = actions.ask(kind="test.long", argument={"turns": %d}, actor=None, now=clock.now())
print(job.pk)
"""
)
LOOK = (
    KIND
    + """
job = Job.objects.get(pk=%d)
print(json.dumps([job.state, job.done, job.attempts]))
"""
)
STOP = (
    KIND
    + """
actions.cancel(job=Job.objects.get(pk=%d), actor=None, now=clock.now())
start = time.monotonic()
while Job.objects.get(pk=%d).open and time.monotonic() - start < 30:
    time.sleep(0.05)
print(json.dumps([Job.objects.get(pk=%d).state, time.monotonic() - start]))
"""
)
REAP = KIND + "print(actions.reap(now=clock.now() + timedelta(seconds=31)))"
RACE = (
    KIND
    + """
import os
from django.db import connection
for number in range(40):
    actions.ask(kind="test.long", argument={"turns": 0}, actor=None, now=clock.now())
connection.close()  # each child opens its own
children = []
for number in range(4):
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        children.append((child, reader))
        continue
    mine = []
    while (job := actions.claim(worker=worker.name(), now=clock.now())) is not None:
        mine.append(job.pk)
        worker.run(job, job.worker)
    os.write(writer, json.dumps(mine).encode())
    os._exit(0)
got = []
for child, reader in children:
    os.waitpid(child, 0)
    got += json.loads(os.read(reader, 65536))
print(json.dumps([len(got), len(set(got)), Job.objects.filter(state="done").count()]))
"""
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("jobs"))


@pytest.fixture
def workers(place: Place) -> Iterator[list[subprocess.Popen[str]]]:
    """Hold the workers a test starts; none outlives it."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for one in started:
        one.kill()
        one.communicate()


def look(place: Place, pk: int) -> tuple[str, int, int]:
    state, done, attempts = json.loads(place.run(LOOK % pk))
    return state, done, attempts


def until(place: Place, pk: int, state: str) -> tuple[str, int, int]:
    """Wait until the job is in ``state`` and has told of progress."""
    for _number in range(60):
        seen = look(place, pk)
        if seen[0] == state and (state != "running" or seen[1]):
            return seen
        time.sleep(0.2)
    raise AssertionError(seen)


def test_a_killed_worker_s_job_is_taken_up_again(
    place: Place, workers: list[subprocess.Popen[str]]
) -> None:
    pk = int(place.run(ASK % 3000))
    workers.append(place.start(WORK))
    until(place, pk, "running")
    workers[0].send_signal(signal.SIGKILL)
    workers[0].wait()
    assert look(place, pk)[0] == "running"  # nobody knows yet
    assert place.run(REAP).strip() == "1"
    assert look(place, pk)[0] == "queued"
    enough = Path(place.env["SEIMBANG_STATE"], "enough")
    enough.touch()  # however slow the machine, the first was killed while it ran
    workers.append(place.start(WORK))
    assert until(place, pk, "done")[2] == 2
    enough.unlink()


def test_a_running_job_stops_within_five_seconds(
    place: Place, workers: list[subprocess.Popen[str]]
) -> None:
    pk = int(place.run(ASK % 3000))
    workers.append(place.start(WORK))
    until(place, pk, "running")
    state, seconds = json.loads(place.run(STOP % (pk, pk, pk)))
    assert state == "cancelled"
    assert seconds <= 5


def test_no_job_is_run_by_two_of_four_workers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place = Place(tmp_path_factory.mktemp("race"))
    assert json.loads(place.run(RACE)) == [40, 40, 40]
