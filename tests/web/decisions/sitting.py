"""Dossiers made by rows, as they stand before the team or the authority."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.decisions.dossier.facts import Frozen, frozen
from seimbang_web.decisions.freeze import content_of, digest_of
from seimbang_web.decisions.models import (
    Advice,
    Dossier,
    Entry,
    Proposer,
    Seat,
    Session,
    State,
    Step,
)
from seimbang_web.plans.models import Move, Plan
from seimbang_web.proposals.models import Proposal

DAY = date(2026, 1, 1)
LANE, WAY = "biasa", "biasa@2017-04-07"


def plan_of_the_demo() -> Plan:
    """Return the solved plan of the demo."""
    return Plan.objects.filter(solved_at__isnull=False).order_by("pk")[0]


def proposed(count: int, by: User, now: datetime) -> list[Proposal]:
    """Propose the first moves of the plan, all between different units."""
    moves: dict[int, Move] = {}
    units: set[int] = set()
    taken = Proposal.objects.values("person")
    for move in plan_of_the_demo().moves.exclude(person__in=taken).order_by("pk"):
        if {move.from_unit_id, move.to_unit_id} & units:
            continue
        units |= {move.from_unit_id, move.to_unit_id}
        moves[move.pk] = move
        if len(moves) == count:
            break
    return [
        Proposal.objects.create(
            round=move.plan.round,
            move=move,
            person=move.person,
            from_unit=move.from_unit,
            from_job=move.from_job,
            to_unit=move.to_unit,
            to_job=move.to_job,
            lane=LANE,
            opened_at=now,
            opened_by=by,
            respond_until=date(2025, 12, 31),
        )
        for move in moves.values()
    ]


def dossier_at(
    step: str,
    proposals: Sequence[Proposal],
    by: User,
    now: datetime,
    *,
    exceptions: Sequence[Sequence[str]] = (),
    blocks: Sequence[Sequence[str]] = (),
) -> Dossier:
    """Return a dossier that stands at ``step``; its exceptions are as told."""
    plan = plan_of_the_demo()
    dossier = Dossier(
        number=Dossier.objects.count() + 1,
        lane=LANE,
        procedure=WAY,
        made_by=by,
        made_at=now,
        plan=plan,
        round=plan.round,
    )
    rows = [
        _told(one, at, exceptions, blocks)
        for at, one in enumerate(frozen(proposals, plan, DAY))
    ]
    dossier.content = content_of(dossier, rows)
    dossier.digest = digest_of(dossier.content)
    dossier.save(force_insert=True)
    for one in rows:
        Entry.objects.create(
            dossier=dossier,
            proposal=one.proposal,
            order=one.order,
            facts=one.facts,
            blocks=one.blocks,
        )
    Proposer.objects.create(dossier=dossier, user=by, part=Proposer.Part.MADE)
    for order, key in enumerate(("team", "decide"), 1):
        state = Step.State.HERE if key == step else Step.State.LATER
        Step.objects.create(dossier=dossier, order=order, key=key, state=state)
    return dossier


def _told(
    one: Frozen,
    at: int,
    exceptions: Sequence[Sequence[str]],
    blocks: Sequence[Sequence[str]],
) -> Frozen:
    facts = dict(one.facts)
    facts["exceptions"] = list(exceptions[at]) if at < len(exceptions) else []
    return Frozen(
        one.proposal, one.order, facts, list(blocks[at]) if at < len(blocks) else []
    )


def member(name: str, now: datetime) -> User:
    """Return one more member of the team."""
    user = User.objects.create_user(name, "seimbang-contoh-2026")
    user.name = f"{name.title()} (tim penilai kinerja)"
    user.save()
    Grant.objects.create(user=user, role=Role.TEAM, since=DAY, approved_at=now)
    return user


def session_of(
    dossier: Dossier, members: Sequence[User], now: datetime, *, opened: bool = True
) -> Session:
    """Return a session with all present; the first chairs, the second is secretary."""
    session = Session.objects.create(
        dossier=dossier,
        held_on=DAY,
        place="Ruang Rapat Sekretariat Daerah",
        basis="Keputusan Bupati Nomor 1 Tahun 2026 tentang Tim Penilai Kinerja",
        called_by=members[0],
        called_at=now,
        opened_at=now if opened else None,
    )
    posts = (
        "Sekretaris Daerah",
        "Kepala Badan",
        "Inspektur",
        "Asisten",
        "Kepala Dinas",
    )
    for at, user in enumerate(members):
        Seat.objects.create(
            session=session,
            user=user,
            post=posts[at % len(posts)],
            chair=at == 0,
            secretary=at == 1,
            present=True,
        )
    return session


def advised(
    dossier: Dossier,
    members: Sequence[User],
    now: datetime,
    choices: Sequence[Any] = (),
) -> Session:
    """Return a closed session that recommends all, or as told by ``choices``."""
    session = session_of(dossier, members, now)
    for at, entry in enumerate(dossier.entries.order_by("order")):
        choice = choices[at] if at < len(choices) else Advice.Choice.CARRY
        Advice.objects.create(session=session, entry=entry, choice=choice, made_at=now)
    session.closed_at = now
    session.save(update_fields=["closed_at"])
    team = dossier.steps.get(key="team")
    Step.objects.filter(pk=team.pk).update(
        state=Step.State.DONE, digest=dossier.digest, done_by=members[0], done_at=now
    )
    dossier.steps.filter(key="decide").update(state=Step.State.HERE)
    assert dossier.state == State.OPEN
    return session
