"""Eight processes write at once: no gap, no fork, nothing lost."""

from __future__ import annotations

import pytest

from tests.web.real import Place

pytestmark = pytest.mark.both

EACH = 25
WRITE = f"""
import os
from django.db import connection, transaction
from seimbang_web.audit.actions import record
from seimbang_web.lib import clock
children = []
for number in range(8):
    child = os.fork()
    if child:
        children.append(child)
        continue
    for turn in range({EACH}):
        with transaction.atomic():
            record(actor=None, act="test.write", subject=f"worker:{{number}}",
                   now=clock.now(), content={{"turn": turn}})
    os._exit(0)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
"""
READ = """
from seimbang_web.audit.models import Entry
from seimbang_web.audit.queries import verify
print(verify(), list(Entry.objects.order_by("seq").values_list("seq", flat=True)))
"""
ALONE = """
from seimbang_web.audit.actions import record
from seimbang_web.audit.models import Entry
from seimbang_web.lib import clock
try:
    record(actor=None, act="test.write", subject="x", now=clock.now())
except RuntimeError as error:
    print(error, Entry.objects.filter(subject="x").count())
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("place"))


def test_the_chain_has_no_gap_when_eight_processes_write(place: Place) -> None:
    assert place.run(WRITE).strip() == str([0] * 8)
    assert place.run(READ).strip() == f"None {list(range(1, 8 * EACH + 1))}"


def test_outside_a_transaction_nothing_is_recorded(place: Place) -> None:
    told = place.run(ALONE)
    assert told.strip() == "Expected a transaction around the act and its record. 0"
