"""Twelve processes issue decrees at once: no number twice, no gap, unlike MAX + 1."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.web.real import Place

pytestmark = pytest.mark.both

PROCESSES, EACH = 12, 3
START = """
import json, os, time
from pathlib import Path
from datetime import date
from django.db import transaction
from django.db.models import Max
from seimbang_web.accounts.models import Capability, Grant, Role, User
from seimbang_web.documents.actions import numbers
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.models import Letter, State
from seimbang_web.institution.actions import save_profile
from seimbang_web.lib import clock
DAY, NOW = date(2026, 1, 1), clock.now()
COMPOSERS.clear()  # the record of these letters is nowhere
def ready():
    state = Path(os.environ["SEIMBANG_STATE"])
    (state / f"ready-{os.getpid()}").touch()
    while not (state / "go").exists():
        time.sleep(0.002)
"""
SETUP = """
clerk = User.objects.create_user("clerk")
Grant.objects.create(user=clerk, role=Role.OPERATOR, since=DAY, approved_at=NOW,
    capabilities=[Capability.NUMBERS.value])
save_profile(content={"decree_mode": "own", "decree_code": "800",
    "decree_pattern": "{kode}/{urut}/{tahun}", "short": "X"},
    base=0, actor=None, now=NOW)
for number in range(%d):
    Letter.objects.create(kind="keputusan", subject=f"dossier:{number}", title="x",
        blocks=[], token=f"t{number}", state=State.READY, made_at=NOW)
"""
WORK = """
from django.db import OperationalError
def number(letter):  # SQLite may keep one waiting too long: a person presses again
    while True:
        try:
            return numbers.number_letter(letter=letter, actor=clerk, now=NOW, day=DAY)
        except OperationalError as error:
            if "locked" not in str(error):
                raise
clerk = User.objects.get()
mine = Letter.objects.filter(pk__in=%r).order_by("pk")
ready()
issue = numbers.issue
def fails(row, **told):
    time.sleep(0.02)
    raise ZeroDivisionError
for turn, letter in enumerate(mine):
    if turn == 1:  # after the number was taken, before it is written
        numbers.issue = fails
        try:
            number(letter)
        except ZeroDivisionError:
            pass
        numbers.issue = issue
    number(letter)
"""
WITHOUT_LOCK = """
def unlocked(series, year):
    held = Letter.objects.filter(series=series, year=year)
    last = held.aggregate(last=Max("counted"))["last"] or 0
    time.sleep(0.05)
    return last + 1
numbers.next_number = unlocked
from django.db import IntegrityError, OperationalError, connection
clerk = User.objects.get()
mine = Letter.objects.filter(pk__in=%r).order_by("pk")
ready()
taken = []
for letter in mine:
    taken.append(unlocked("decree", 2026))
    try:
        numbers.number_letter(letter=letter, actor=clerk, now=NOW, day=DAY)
    except (IntegrityError, OperationalError):
        pass
print(json.dumps(taken))
"""
SEEN = """
rows = Letter.objects.exclude(counted=None).order_by("counted")
print(json.dumps([list(rows.values_list("counted", flat=True)),
    Letter.objects.filter(files=None).exclude(number="").count()]))
"""


def _run(place: Place, work: str) -> list[str]:
    """Start all processes at one moment; return what each printed."""
    folder = Path(place.env["SEIMBANG_STATE"])
    pks = json.loads(
        place.run(START + "print(json.dumps(list("
                  "Letter.objects.order_by('pk').values_list('pk', flat=True))))")
    )  # fmt: skip
    parts: Sequence[list[int]] = [pks[one::PROCESSES] for one in range(PROCESSES)]
    started = [place.start(START + work % (part,)) for part in parts]
    while len(list(folder.glob("ready-*"))) < PROCESSES and all(
        one.poll() is None for one in started
    ):
        time.sleep(0.01)
    (folder / "go").touch()
    ended = [(*one.communicate(timeout=180), one.returncode) for one in started]
    assert [err for _out, err, code in ended if code] == []
    return [out for out, _err, _code in ended]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.run(START + SETUP % (PROCESSES * EACH))
    return made


def test_no_number_twice_and_no_gap(place: Place) -> None:
    _run(place, WORK)
    counted, without_file = json.loads(place.run(START + SEEN))
    assert counted == list(range(1, PROCESSES * EACH + 1))
    assert without_file == 0


def test_without_the_lock_numbers_come_twice(place: Place) -> None:
    """The positive control: MAX + 1 takes one number for several letters."""
    said = [number for out in _run(place, WITHOUT_LOCK) for number in json.loads(out)]
    assert len(set(said)) < len(said)
