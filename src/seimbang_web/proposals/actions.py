"""Open proposals from the chosen plan or a case; withdraw, settle, take back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.explain.folder import FolderError
from seimbang_web.audit.actions import record
from seimbang_web.cards.judged import judged_of
from seimbang_web.cases.lane import lane_of
from seimbang_web.cases.models import Case
from seimbang_web.cases.models import State as CaseState
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Move, Pin, Plan
from seimbang_web.plans.queries import chosen
from seimbang_web.plans.store import reasons_of
from seimbang_web.proposals.claims import Claim, claim
from seimbang_web.proposals.models import (
    ALIVE,
    Change,
    Proposal,
    State,
)
from seimbang_web.proposals.order import alive, ordered, seats

Key = tuple[int, int, int, int, int]  # person, from unit and job, to unit and job
NEXT = {  # what becomes of a proposal → the states it may come from
    State.WITHDRAWN: (State.OPEN,),
    State.DECIDED: (State.OPEN,),
    State.REFUSED: (State.OPEN, State.DECIDED),
    State.DONE: (State.DECIDED,),
}
NEEDS_WHY = (State.WITHDRAWN, State.REFUSED)


@dataclass
class Opened:
    """What a plan does to the proposals of its round."""

    new: list[Proposal] = field(default_factory=list)
    kept: list[Proposal] = field(default_factory=list)
    withdrawn: list[Proposal] = field(default_factory=list)


@transaction.atomic
def open_proposals(
    *, plan: Plan, respond_until: date, actor: Any, now: datetime, day: date
) -> Opened:
    """
    Propose the moves of the chosen plan of a round.

    A later plan keeps the proposals whose move is the same, withdraws the other open
    ones and opens those that are new.

    :raises ActError: when the plan is not the chosen one, the last day is past, a move
        has no explanation, or a person's other proposal stands in the way.
    """
    type(plan.round).objects.select_for_update().get(pk=plan.round_id)
    moves = _moves(plan, respond_until, day)
    known = {
        _key(one): one
        for one in Proposal.objects.select_for_update().filter(
            round=plan.round_id, case=None, state__in=ALIVE
        )
    }
    wanted = {_key(move): move for move in moves}
    done = Opened()
    for key, proposal in known.items():
        if key in wanted:
            proposal.move = wanted[key]
            proposal.save(update_fields=["move"])
            done.kept.append(proposal)
        elif proposal.state == State.OPEN:
            why = _("The new plan of the round no longer proposes this move.")
            withdraw_proposal(proposal=proposal, why=why, actor=actor, now=now)
            done.withdrawn.append(proposal)
    fresh = [move for key, move in wanted.items() if key not in known]
    _not_elsewhere([move.person for move in fresh])
    kept = {one.pk for key, one in known.items() if key in wanted}
    claim([_claim(move) for move in fresh], kept, day)
    done.new = [_opened(move, respond_until, actor, now, day) for move in fresh]
    keep_order(day=day)
    record(
        actor=actor,
        act="proposal.open",
        subject=f"plan:{plan.pk}",
        now=now,
        content={
            "respond_until": respond_until,
            "new": [one.pk for one in done.new],
            "kept": [one.pk for one in done.kept],
            "withdrawn": [one.pk for one in done.withdrawn],
        },
    )
    return done


def foreseen(plan: Plan) -> dict[str, int]:
    """Return how many proposals a plan would open, keep and withdraw."""
    rows = Proposal.objects.filter(round=plan.round_id, case=None, state__in=ALIVE)
    known = {_key(one): one.state for one in rows}
    wanted = {_key(move) for move in _proposed(plan)}
    gone = [key for key in known if key not in wanted]
    return {
        "new": len(wanted - known.keys()),
        "kept": len(wanted & known.keys()),
        "withdrawn": sum(known[key] == State.OPEN for key in gone),
    }


def _moves(plan: Plan, respond_until: date, day: date) -> list[Move]:
    """Return the moves of a plan that may be proposed, or say what does not go."""
    choice = chosen(plan.round)
    if choice is None or choice.plan_id != plan.pk:
        raise ActError(_("Choose the plan first: only a chosen plan is proposed."))
    _check_day(respond_until, day)
    moves = _proposed(plan)
    lacking = [one for one in moves if one.person.ref not in _explained(plan)]
    if lacking:
        raise ActError(
            _("%(count)s moves have no explanation: compute the plan again.")
            % {"count": len(lacking)}
        )
    return moves


def _proposed(plan: Plan) -> list[Move]:
    """Return the moves of a plan; not of who stays by a lock since, or has moved."""
    stays = plan.round.pins.filter(kind=Pin.Kind.STAYS, ended_at=None).values("person")
    done = Proposal.objects.filter(round=plan.round_id, case=None, state=State.DONE)
    carried = {_key(one) for one in done}
    rows = plan.moves.exclude(person__in=stays)
    rows = rows.select_related("person", "from_unit", "from_job", "to_unit", "to_job")
    return [one for one in rows if _key(one) not in carried]


def _check_day(respond_until: date, day: date) -> None:
    if respond_until <= day:
        raise ActError(_("The last day to respond must be after today."))


def _explained(plan: Plan) -> set[str]:
    """Return the people whose move has reasons: without them nothing is proposed."""
    try:
        return {one["person_id"] for one in reasons_of(plan).reasons["moves"]}
    except (FolderError, OSError, KeyError):
        return set()


def _key(one: Proposal | Move) -> Key:
    return (
        one.person_id,
        one.from_unit_id,
        one.from_job_id,
        one.to_unit_id,
        one.to_job_id,
    )


def _claim(move: Move) -> Claim:
    return Claim(
        (move.from_unit_id, move.from_job_id), (move.to_unit_id, move.to_job_id)
    )


def _not_elsewhere(people: Sequence[Person]) -> None:
    """Refuse people who have another proposal that is alive."""
    other = Proposal.objects.filter(person__in=people, state__in=ALIVE)
    if other:
        names = ", ".join(f"{one} ({one.person.name})" for one in other[:3])
        raise ActError(
            ngettext(
                "%(count)s person has another proposal already: %(names)s.",
                "%(count)s people have another proposal already: %(names)s.",
                len(other),
            )
            % {"count": len(other), "names": names}
        )


def _opened(
    move: Move, respond_until: date, actor: Any, now: datetime, day: date
) -> Proposal:
    lane = lane_of(
        judged_of(move.plan),
        move.person.ref,
        here=move.from_unit,
        there=move.to_unit,
        same_job=move.from_job_id == move.to_job_id,
    )
    proposal = Proposal.objects.create(
        round=move.plan.round,
        move=move,
        person=move.person,
        from_unit=move.from_unit,
        from_job=move.from_job,
        to_unit=move.to_unit,
        to_job=move.to_job,
        lane=lane,
        opened_on=day,
        opened_at=now,
        opened_by=actor,
        respond_until=respond_until,
    )
    _changed(proposal, State.OPEN, "", actor, now)
    return proposal


@transaction.atomic
def keep_order(*, day: date) -> None:
    """Keep who waits for whom, of all proposals that may still be carried out."""
    rows = {one.pk: one for one in alive()}
    for turn in ordered(rows.values(), seats(day)).turns:
        assert isinstance(turn.key, int)
        if rows[turn.key].after_id != turn.after:
            Proposal.objects.filter(pk=turn.key).update(after=turn.after)


@transaction.atomic
def open_for_case(
    *, case: Case, respond_until: date, actor: Any, now: datetime, day: date
) -> Proposal:
    """
    Propose the move of a single case that goes its own way.

    :raises ActError: when the case does not, the last day is past, or the person has
        another proposal.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    wish = case.wishes.filter(chosen=True).select_related("unit", "job").first()
    if case.state != CaseState.PROCEEDS or wish is None:
        raise ActError(_("This case does not go its own way: decide on it first."))
    _check_day(respond_until, day)
    _not_elsewhere([case.person])
    place = (case.from_unit_id, case.from_job_id), (wish.unit_id, wish.job_id)
    claim([Claim(*place)], (), day)
    proposal = Proposal.objects.create(
        case=case,
        person=case.person,
        from_unit=case.from_unit,
        from_job=case.from_job,
        to_unit=wish.unit,
        to_job=wish.job,
        lane=case.lane,
        opened_on=day,
        opened_at=now,
        opened_by=actor,
        respond_until=respond_until,
    )
    _changed(proposal, State.OPEN, "", actor, now)
    keep_order(day=day)
    record(
        actor=actor,
        act="proposal.open",
        subject=f"proposal:{proposal.pk}",
        now=now,
        content={"case": case.pk, "respond_until": respond_until},
    )
    return proposal


@transaction.atomic
def withdraw_proposal(
    *, proposal: Proposal, why: str, actor: Any, now: datetime
) -> None:
    """
    Withdraw an open proposal: the person stays (copy M10) and reads the reason.

    :raises ActError: without a reason, or when it is not open any more.
    """
    _become(proposal, State.WITHDRAWN, why, actor, now)
    record(
        actor=actor,
        act="proposal.withdraw",
        subject=f"proposal:{proposal.pk}",
        now=now,
        content={"why": proposal.why},
    )


@transaction.atomic
def settle_proposal(
    *, proposal: Proposal, state: State, why: str, actor: Any, now: datetime
) -> None:
    """
    Keep what was decided of a proposal, or that the move is carried out.

    :raises ActError: when it cannot become that, or is refused without a reason.
    """
    _become(proposal, state, why, actor, now)
    _settled(proposal, actor, now)


@transaction.atomic
def take_back_proposal(
    *, proposal: Proposal, stands: bool, why: str, actor: Any, now: datetime
) -> None:
    """
    Take back that a move was carried out; ``stands``: its decision holds all the same.

    :raises ActError: when it is not carried out, or without a reason.
    """
    if not why.strip():
        raise ActError(_("Write the reason: the person will read it."))
    state = State.DECIDED if stands else State.REFUSED
    if not _turned(proposal, (State.DONE,), state, why.strip(), actor, now):
        raise ActError(
            _("This move is not carried out: there is nothing to take back.")
        )
    _settled(proposal, actor, now)


@transaction.atomic
def revive_proposal(
    *, proposal: Proposal, why: str, actor: Any, now: datetime, day: date
) -> None:
    """
    Let a decided move hold again whose cancelling is void.

    :raises ActError: when it was not cancelled, or person or seat are taken meanwhile.
    """
    _not_elsewhere([proposal.person])
    moved = Claim(
        (proposal.from_unit_id, proposal.from_job_id),
        (proposal.to_unit_id, proposal.to_job_id),
    )
    claim([moved], (proposal.pk,), day)
    if not _turned(proposal, (State.REFUSED,), State.DECIDED, why, actor, now):
        raise ActError(_("This move was not cancelled: there is nothing to revive."))
    _settled(proposal, actor, now)


def _settled(proposal: Proposal, actor: Any, now: datetime) -> None:
    """Record what a proposal has become."""
    record(
        actor=actor,
        act="proposal.settle",
        subject=f"proposal:{proposal.pk}",
        now=now,
        content={"state": proposal.state, "why": proposal.why},
    )


def _become(
    proposal: Proposal, state: State, why: str, actor: Any, now: datetime
) -> None:
    if state in NEEDS_WHY and not why.strip():
        raise ActError(_("Write the reason: the person will read it."))
    if not _turned(proposal, NEXT[state], state, why.strip(), actor, now):
        raise ActError(_("This proposal was decided or withdrawn meanwhile: reload."))


def _turned(
    proposal: Proposal, before: Collection[State], state: State, why: str,
    actor: Any, now: datetime,
) -> bool:  # fmt: skip
    """Bring a proposal from one of the states ``before`` to another; False: not so."""
    rows = Proposal.objects.filter(pk=proposal.pk, state__in=before)
    if not rows.update(state=state, why=why, version=F("version") + 1):
        return False
    proposal.refresh_from_db(fields=["state", "why", "version"])
    if state in NEEDS_WHY:
        proposal.before.update(after=None)
    _changed(proposal, state, why, actor, now)
    return True


def _changed(
    proposal: Proposal, state: State, why: str, actor: Any, now: datetime
) -> None:
    Change.objects.create(
        proposal=proposal, state=state, why=why, made_by=actor, made_at=now
    )


@transaction.atomic
def take_list(*, count: int, actor: Any, now: datetime) -> None:
    """Record that somebody took the list of proposals as a file."""
    record(
        actor=actor,
        act="proposal.export",
        subject="proposals",
        now=now,
        content={"rows": count},
    )
