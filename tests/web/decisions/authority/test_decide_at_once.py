"""Two processes decide one dossier at once on PostgreSQL: exactly one outcome."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.web.real import Place

pytestmark = pytest.mark.both

MADE = """
from datetime import date
from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.decisions.authority import actions
from seimbang_web.decisions.freeze import content_of, digest_of
from seimbang_web.decisions.dossier.facts import Frozen
from seimbang_web.decisions.models import (
    Advice, Dossier, Entry, Proposer, Session, Step,
)
from seimbang_web.lib import clock
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.proposals.models import Proposal

now, day = clock.now(), date(2026, 1, 1)
putri, bupati, tono = (
    User.objects.create_user(one) for one in ("putri", "bupati", "tono")
)
Grant.objects.create(user=bupati, role=Role.AUTHORITY, since=day, approved_at=now)
here, there = (
    Unit.objects.create(code=one, name=one, kind="sd") for one in ("A", "B")
)
job = Job.objects.create(code="perawat", name="Perawat", family="perawat")
person = Person.objects.create(
    ref="1", name="Contoh", unit=here, job=job, status="pns", present=True
)
round_ = Round.objects.create(name="x", day=day, opened_on=day)
proposal = Proposal.objects.create(
    round=round_, person=person, from_unit=here, from_job=job, to_unit=there,
    to_job=job, lane="biasa", opened_at=now, opened_by=putri, respond_until=day,
)
dossier = Dossier(
    number=1, lane="biasa", procedure="biasa@2017-04-07", made_by=putri, made_at=now,
    round=round_,
)
rows = [Frozen(proposal, 1, {"units": [], "exceptions": []}, [])]
dossier.content = content_of(dossier, rows)
dossier.digest = digest_of(dossier.content)
dossier.save()
entry = Entry.objects.create(
    dossier=dossier, proposal=proposal, order=1, facts=rows[0].facts, blocks=[]
)
Proposer.objects.create(dossier=dossier, user=putri, part="menyusun")
session = Session.objects.create(
    dossier=dossier, held_on=day, place="x", basis="x", called_by=tono, called_at=now,
    opened_at=now,
)
Advice.objects.create(session=session, entry=entry, choice="rekomendasi", made_at=now)
session.closed_at = now
session.save()
Step.objects.create(dossier=dossier, order=1, key="team", state="kini")
Step.objects.filter(key="team").update(
    state="selesai", digest=dossier.digest, done_by=tono, done_at=now
)
Step.objects.create(dossier=dossier, order=2, key="decide", state="kini")
print(*(actions.challenge(dossier=dossier, actor=bupati, now=now) for _ in "12"))
"""
DECIDE = """
import time
from datetime import date
from seimbang_web.accounts.models import User
from seimbang_web.decisions.authority import actions
from seimbang_web.decisions.authority.queries import entries_of
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError

dossier = Dossier.objects.get()
checked = actions._checked


def slowly(*told):
    found = checked(*told)
    time.sleep(1)  # the window between look and act is wide
    return found


actions._checked = slowly
outcome = actions.Outcome(Entry.Outcome("{outcome}"), "Karena perlu.")
time.sleep(max(0.0, {at} - time.time()))
try:
    actions.decide_dossier(
        dossier=dossier, outcomes={{one.pk: outcome for one in entries_of(dossier)}},
        effective_on=date(2026, 1, 1), challenge="{token}",
        actor=User.objects.get(username="bupati"), now=clock.now(),
        day=date(2026, 1, 1),
    )
except ActError as error:
    print("refused:", error)
else:
    print("done: {outcome}")
"""
TOLD = """
from seimbang_web.audit.models import Entry as Ledger
from seimbang_web.decisions.models import Decision, Entry
from seimbang_web.proposals.models import Proposal

print(
    Decision.objects.count(), Entry.objects.get().outcome,
    Proposal.objects.get().state, Ledger.objects.filter(act="decision.take").count(),
)
"""
STATES = {"tetap": "diputuskan", "tolak": "ditolak"}


@pytest.mark.skipif(
    "SEIMBANG_TEST_POSTGRES" not in os.environ,
    reason="SQLite writes one after the other anyway",
)
def test_approve_and_refuse_at_once_make_exactly_one_outcome(tmp_path: Path) -> None:
    place = Place(tmp_path)
    tokens = place.run(MADE).split()[-2:]
    at = time.time() + 6
    processes = [
        place.start(DECIDE.format(outcome=outcome, token=token, at=at))
        for outcome, token in zip(STATES, tokens, strict=True)
    ]
    told = [process.communicate(timeout=60) for process in processes]
    done = [out for out, _ in told if out.startswith("done: ")]
    refused = [out for out, _ in told if out.startswith("refused: ")]
    assert (len(done), len(refused)) == (1, 1), told
    won = done[0].split()[1]
    assert place.run(TOLD).split() == ["1", won, STATES[won], "1"]
