"""A proposed move, its person with an account, and an objection to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Entry, Objection
from seimbang_web.decisions.models import State as DossierState
from seimbang_web.decisions.objections import actions
from seimbang_web.documents.models import Delivery, Kind, Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.home.cast import PASSWORD
from seimbang_web.plans.models import Plan
from seimbang_web.plans.rounds import choose
from seimbang_web.proposals.actions import open_proposals
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.models import State as Proposed

DAY = date(2026, 1, 1)
UNTIL = date(2026, 1, 14)
SECRET = "Ibu saya dirawat sejak Maret"
File = Callable[..., Objection]


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.select_related("round").get(number=1)


@pytest.fixture
def proposals(plan: Plan, user: Callable[[str], User], now: datetime) -> list[Proposal]:
    """Return the proposals of the plan, which was chosen."""
    putri = user("putri")
    choose(plan=plan, why="Paling merata", actor=putri, now=now)
    made = open_proposals(plan=plan, respond_until=UNTIL, actor=putri, now=now, day=DAY)
    return made.new


@pytest.fixture
def proposal(proposals: list[Proposal]) -> Proposal:
    """Return the proposal to move a class teacher."""
    return next(one for one in proposals if one.from_job.code == "guru-sd-kelas")


@pytest.fixture
def asn(proposal: Proposal) -> User:
    """Return the user of the person who is to move."""
    made = User.objects.create_user("asn", PASSWORD)
    made.name, made.person = proposal.person.name, proposal.person
    made.save()
    return made


@pytest.fixture
def file(proposal: Proposal, asn: User, now: datetime) -> File:
    """File an objection of the person."""

    def filed(day: date = DAY, told: str = SECRET, **more: object) -> Objection:
        given = {"proposal": proposal, "actor": asn} | more
        return actions.file_objection(
            reasons=["merawat", "jarak"], told=told, now=now, day=day, **given
        )

    return filed


@pytest.fixture
def decree(proposal: Proposal, user: Callable[[str], User], now: datetime) -> Letter:
    """Return the extract of the decree that moves the person, signed."""
    dossier = Dossier.objects.create(
        number=1, lane=proposal.lane, procedure="biasa", content={}, digest="d",
        state=DossierState.DECIDED, made_by=user("putri"), made_at=now,
    )  # fmt: skip
    entry = Entry.objects.create(
        dossier=dossier, proposal=proposal, order=1, facts={}, outcome="tetap"
    )
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposed.DECIDED)
    proposal.refresh_from_db()
    return Letter.objects.create(
        kind=Kind.EXTRACT, subject=f"entry:{entry.pk}", title="Petikan", blocks=[],
        person=proposal.person, state=LetterState.SIGNED, number="800.1.3.3/1/2026",
        dated_on=DAY, token="petikan", made_at=now,
    )  # fmt: skip


@pytest.fixture
def received(decree: Letter, user: Callable[[str], User], now: datetime) -> date:
    """Let the person receive the decree; return the day."""
    day = date(2026, 3, 2)
    Delivery.objects.create(
        letter=decree, to="asn", received_on=day, recorded_by=user("rina"),
        recorded_at=now,
    )  # fmt: skip
    return day
