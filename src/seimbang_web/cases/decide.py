"""Consents, waivers and the decision on a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.rules.table import RULE
from seimbang_web.audit.actions import record
from seimbang_web.cases.actions import changed, locked
from seimbang_web.cases.lane import ROUND
from seimbang_web.cases.models import Case, Consent, Lane, Record, State, Waiver
from seimbang_web.cases.queries import facts_for_decree, lacking
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Round


@transaction.atomic
def give_consent(
    *,
    case: Case,
    side: Consent.Side,
    unit: Unit,
    answer: Consent.Answer,
    condition: str = "",
    letter: str = "",
    assisted: bool = False,
    actor: Any,
    now: datetime,
) -> Consent:
    """
    Keep what the head of a unit says; the last answer of a unit counts.

    ``assisted``: an officer enters a signed ``letter``.
    :raises ActError: when the case is decided, the unit is not of this case, a
        condition is not said, or an officer names no letter.
    """
    row = _open(case)
    _check_consent(row, side, unit, answer, condition.strip())
    if assisted and not letter.strip():
        raise ActError(_("Name number and date of the signed letter."))
    last = row.consents.filter(side=side, unit=unit).last()
    told = (answer, condition.strip(), letter.strip())
    if last is not None and (last.answer, last.condition, last.letter) == told:
        return last
    given = Consent.objects.create(
        case=row,
        side=side,
        unit=unit,
        answer=answer,
        condition=condition.strip(),
        letter=letter.strip(),
        given_by=actor,
        given_at=now,
    )
    record(
        actor=actor,
        act="case.consent",
        subject=f"case:{row.pk}",
        now=now,
        content={
            "side": side,
            "unit": unit.pk,
            "answer": answer,
            "assisted": assisted,
            "letter": letter,
        },
    )
    return given


def _open(case: Case) -> Case:
    """Return the case, its row locked, while nothing is decided for good."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    if not row.open:
        raise ActError(_("The case is decided: nothing can be added."))
    return row


def _check_consent(
    case: Case,
    side: Consent.Side,
    unit: Unit,
    answer: Consent.Answer,
    condition: str,
) -> None:
    asked = (
        case.from_unit_id == unit.pk
        if side == Consent.Side.RELEASE
        else case.wishes.filter(unit=unit).exists()
    )
    if not asked:
        raise ActError(_("This unit is not asked in this case."))
    if answer in (Consent.Answer.IF, Consent.Answer.NO) and not condition:
        raise ActError(_("Write the condition, or why not."))


@transaction.atomic
def grant_waiver(
    *,
    case: Case,
    rule: str,
    basis: str,
    until: date | None,
    actor: Any,
    now: datetime,
) -> Waiver:
    """
    Lift one rule for this case, on a written basis; not by who registered it.

    :raises ActError: when no waiver lifts the rule, or the case is decided.
    """
    row = _open(case)
    if row.registered_by_id == actor.pk:
        raise ActError(_("Who registered the case does not decide on it."))
    if rule not in RULE or not RULE[rule].liftable or RULE[rule].role != "gate":
        raise ActError(_("No waiver lifts this rule."))
    if not basis.strip():
        raise ActError(_("Name the letter that the waiver rests on."))
    waiver, new = Waiver.objects.get_or_create(
        case=row,
        rule=rule,
        defaults={
            "basis": basis.strip(),
            "until": until,
            "given_by": actor,
            "given_at": now,
        },
    )
    if new:
        record(
            actor=actor,
            act="case.waive",
            subject=f"case:{row.pk}",
            now=now,
            content={"rule": rule, "basis": basis},
        )
    return waiver


@transaction.atomic
def dispose_case(
    *,
    case: Case,
    version: int,
    state: State,
    why: str = "",
    round: Round | None = None,
    rank: int | None = None,
    actor: Any,
    now: datetime,
    day: date,
) -> Record:
    """
    Decide where a case goes: a round, its own way, back, or nowhere.

    ``rank``: which of the wishes it goes to on its own way.
    :raises ActError: with what is missing, when it may not go there.
    :raises StaleError: when somebody changed it meanwhile.
    """
    row = locked(case, version)
    if row.state not in (State.REGISTERED, State.WAITS):
        raise ActError(_("There is nothing to decide on this case now."))
    if row.registered_by_id == actor.pk:
        raise ActError(_("Who registered the case does not decide on it."))
    facts: dict[str, Any] = {}
    if state == State.WAITS:
        _check_round(row, round)
    elif state == State.PROCEEDS:
        facts = _own_way(row, rank, day)
    elif state in (State.RETURNED, State.REFUSED):
        if not why.strip():
            raise ActError(_("Write the reason: the sender will read it."))
    else:
        raise ActError(_("There is nothing to decide on this case now."))
    changed(row, state=state, round=round if state == State.WAITS else None)
    made = Record.objects.create(
        case=row,
        state=state,
        why=why.strip(),
        round=round if state == State.WAITS else None,
        facts=facts,
        made_by=actor,
        made_at=now,
    )
    record(
        actor=actor,
        act="case.dispose",
        subject=f"case:{row.pk}",
        now=now,
        content={
            "from": row.state,
            "to": state,
            "why": why,
            "round": round.pk if round and state == State.WAITS else None,
            "rank": rank,
        },
    )
    return made


def _check_round(case: Case, round: Round | None) -> None:
    if case.lane not in ROUND:
        raise ActError(
            _("%(lane)s: this lane does not go through a round.")
            % {"lane": Lane(case.lane).label}
        )
    if round is None or round.closed_on is not None:
        raise ActError(_("Choose a round that is open."))


def _own_way(case: Case, rank: int | None, day: date) -> dict[str, Any]:
    """Mark the chosen wish; return the facts the decree will rest on."""
    rows = case.wishes.select_related("unit", "job")
    wish = None if rank is None else rows.filter(rank=rank).first()
    if wish is None:
        raise ActError(_("Choose the place it goes to."))
    missing = lacking(case, wish, day)
    if missing:
        raise ActError(_("Not yet: %(what)s") % {"what": " ".join(missing)})
    case.wishes.update(chosen=False)
    case.wishes.filter(pk=wish.pk).update(chosen=True)
    return facts_for_decree(case, wish, day)
