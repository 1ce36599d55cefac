"""A decided move of the demo's plan with its signed decree, as rows; its track."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from secrets import token_hex

import pytest

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.models import Decision, Dossier, Entry, Step
from seimbang_web.decisions.models import State as DossierState
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.follow_up import actions
from seimbang_web.follow_up.models import Track
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Move, Plan
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.models import State as ProposalState

DAY = date(2026, 1, 1)
TMT = date(2026, 1, 1)
LATER = DAY + timedelta(days=3)
Decide = Callable[..., Track]


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.filter(solved_at__isnull=False)[0]


@pytest.fixture
def move(plan: Plan) -> Move:
    """Return a move of a teacher that touches no unit of the heads of the cast."""
    return _moves(plan, "guru-sd-kelas")[0]


@pytest.fixture
def nurse(plan: Plan) -> Move:
    return _moves(plan, "perawat")[0]


def _moves(plan: Plan, family: str) -> list[Move]:
    heads = Unit.objects.filter(pk__in=Grant.objects.filter(role="ku").values("unit"))
    rows = plan.moves.filter(family=family, from_unit__present=True)
    return list(rows.exclude(from_unit__in=heads).exclude(to_unit__in=heads))


@pytest.fixture
def propose(
    user: Callable[[str], User], plan: Plan, now: datetime
) -> Callable[..., Proposal]:
    def made(move: Move, after: Proposal | None = None) -> Proposal:
        return Proposal.objects.create(
            round=plan.round, move=move, person=move.person,
            from_unit=move.from_unit, from_job=move.from_job, to_unit=move.to_unit,
            to_job=move.to_job, lane=Lane.ORDINARY, after=after,
            state=ProposalState.DECIDED, opened_at=now, opened_by=user("putri"),
            respond_until=DAY,
        )  # fmt: skip

    return made


@pytest.fixture
def entry(
    user: Callable[[str], User], plan: Plan, now: datetime
) -> Callable[..., Entry]:
    """Return an approved entry of a decided dossier, its TMT as wanted."""

    def made(proposal: Proposal, tmt: date = TMT) -> Entry:
        dossier = Dossier.objects.create(
            number=900 + proposal.pk, plan=plan, round=plan.round, lane=proposal.lane,
            content={}, digest="0" * 64, procedure="biasa", state=DossierState.OPEN,
            made_by=user("putri"), made_at=now,
        )  # fmt: skip
        one = Entry.objects.create(
            dossier=dossier, proposal=proposal, order=1, facts={}
        )
        Step.objects.create(
            dossier=dossier, order=1, key="decide", state=Step.State.HERE
        )
        Entry.objects.filter(pk=one.pk).update(outcome=Entry.Outcome.APPROVED)
        Decision.objects.create(
            dossier=dossier, digest=dossier.digest, effective_on=tmt,
            decided_by=user("bupati"), decided_at=now,
        )  # fmt: skip
        return one

    return made


@pytest.fixture
def decree(now: datetime) -> Callable[..., Letter]:
    def signed(entry: Entry, on: date = DAY, **more: object) -> Letter:
        fields = {
            "kind": Kind.SINGLE, "subject": f"entry:{entry.pk}", "title": "Pemindahan",
            "blocks": [], "state": LetterState.SIGNED, "series": "decree", "year": 2026,
            "number": f"800.1.3.3/{entry.pk}/2026", "dated_on": on,
            "token": token_hex(10), "made_at": now,
        }  # fmt: skip
        return Letter.objects.create(**{**fields, **more})

    return signed


@pytest.fixture
def decide(
    user: Callable[[str], User],
    propose: Callable[..., Proposal],
    entry: Callable[..., Entry],
    decree: Callable[..., Letter],
    now: datetime,
) -> Decide:
    """Decide a move and sign its decree: its track begins."""

    def decided(move: Move, tmt: date = TMT, after: Proposal | None = None) -> Track:
        one = entry(propose(move, after), tmt)
        actions.begin(decree(one), user("bupati"), now)
        return Track.objects.get(proposal=one.proposal)

    return decided


@pytest.fixture
def track(decide: Decide, move: Move) -> Track:
    return decide(move)


@pytest.fixture
def totals() -> Callable[[], tuple[int, dict[tuple[str, str], int]]]:
    """Count the people of the data, all and by place."""

    def counted() -> tuple[int, dict[tuple[str, str], int]]:
        from seimbang_web.organisation.convert import snapshot_of

        version = current()
        assert version is not None
        people = snapshot_of(version)["people"]
        places = people.group_by("unit_id", "job_id").len().rows()
        return people.height, {(unit, job): n for unit, job, n in places}

    return counted


@pytest.fixture
def heads(
    track: Track, user: Callable[[str], User], now: datetime
) -> tuple[User, User]:
    """Give the old and the new unit a head each."""
    made = []
    for name, unit in (
        ("lepas", track.proposal.from_unit),
        ("terima", track.proposal.to_unit),
    ):
        head = User.objects.create_user(name, "x")
        head.name = f"Kepala {name}"
        head.person = (
            Person.objects.filter(unit=unit, present=True)
            .exclude(pk=track.proposal.person_id)
            .first()
        )
        head.save()
        Grant.objects.create(
            user=head, role=Role.HEAD, unit=unit, since=DAY, approved_at=now
        )
        made.append(head)
    return made[0], made[1]


@pytest.fixture
def mover(track: Track) -> User:
    """Give the person of the move an account."""
    made = User.objects.create_user("pindah", "x")
    made.name, made.person = track.proposal.person.name, track.proposal.person
    made.save()
    return made
