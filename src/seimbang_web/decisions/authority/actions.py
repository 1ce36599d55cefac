"""Decide on a dossier: what is seen is what is signed, once, entry by entry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.decisions.authority.access import may_decide
from seimbang_web.decisions.authority.changed import DECIDE
from seimbang_web.decisions.authority.queries import Line, Sheet, days_for, families_of
from seimbang_web.decisions.dossier.actions import finish_step, new_edition
from seimbang_web.decisions.dossier.guards import proposed
from seimbang_web.decisions.models import (
    Challenge,
    Decision,
    Dossier,
    Entry,
    State,
)
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.actions import settle_proposal
from seimbang_web.proposals.models import State as Standing

HOLDS = timedelta(minutes=30)  # how long a challenge may be answered
AHEAD = 24  # months within which the day of effect must lie
SETTLED = {  # outcome of an entry → what becomes of its proposal
    Entry.Outcome.APPROVED: Standing.DECIDED,
    Entry.Outcome.REFUSED: Standing.REFUSED,
}


@dataclass(frozen=True)
class Outcome:
    """What is decided of one entry, and why."""

    outcome: Entry.Outcome
    why: str = ""


Outcomes = Mapping[int, Outcome]  # by entry


@transaction.atomic
def challenge(*, dossier: Dossier, actor: Any, now: datetime) -> str:
    """Make a one-time challenge for the page that shows this content; return it."""
    token = secrets.token_urlsafe(32)
    Challenge.objects.create(
        token=token, dossier=dossier, digest=dossier.digest, user=actor, made_at=now
    )
    return token


@transaction.atomic
def decide_dossier(
    *,
    dossier: Dossier,
    outcomes: Outcomes,
    effective_on: date | None,
    challenge: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Decision:
    """
    Decide on every entry of a dossier, once, for the content that was shown.

    Refused ones end; postponed ones become a new edition, which is verified again.

    :raises ActError: when somebody decided meanwhile, the challenge is not of this
        content or is used up, anything changed, or an outcome may not be.
    """
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    sheet = _checked(row, challenge, actor, now, day)
    lines = {line.entry.pk: line for line in sheet.lines}
    check_outcomes(lines, outcomes)
    approved = _with(outcomes, Entry.Outcome.APPROVED)
    check_day([lines[pk].entry for pk in approved], effective_on, day)
    for pk, outcome in outcomes.items():
        Entry.objects.filter(pk=pk).update(
            outcome=outcome.outcome, why=outcome.why.strip()
        )
    finish_step(dossier=row, key=DECIDE, actor=actor, now=now, day=day)
    decision = Decision.objects.create(
        dossier=row,
        digest=row.digest,
        effective_on=effective_on if approved else None,
        decided_by=actor,
        decided_at=now,
    )
    Dossier.objects.filter(pk=row.pk).update(
        state=State.DECIDED if approved else State.REFUSED, version=F("version") + 1
    )
    _settle(lines, outcomes, actor, now)
    record(
        actor=actor,
        act="decision.take",
        subject=f"dossier:{row.pk}",
        now=now,
        content={
            "digest": row.digest,
            "effective_on": decision.effective_on,
            "outcomes": {pk: one.outcome.value for pk, one in outcomes.items()},
            "why": {pk: one.why for pk, one in outcomes.items() if one.why},
        },
    )
    _rest(row, lines, outcomes, actor, now, day)
    return decision


def _checked(
    row: Dossier, challenge: str, actor: Any, now: datetime, day: date
) -> Sheet:
    """Return the dossier as it is now, or say why it cannot be signed."""
    if row.state in (State.DECIDED, State.REFUSED):
        raise ActError(_("This dossier is decided already: look at the decision."))
    rights = Rights(actor, day)
    if not may_decide(rights, row):
        raise ActError(_("The appointing authority decides, or whom it delegated to."))
    if proposed(actor, row):
        raise ActError(_("Who proposed a dossier does not decide on it (S1)."))
    _use(row, challenge, actor, now)
    sheet = Sheet(row, rights)
    if sheet.changes:
        raise ActError(" ".join(sheet.changes))
    return sheet


def _use(row: Dossier, challenge: str, actor: Any, now: datetime) -> None:
    """Use the challenge up; it must be of this content, this person and fresh."""
    known = Challenge.objects.filter(token=challenge, dossier=row, user=actor)
    if not known.filter(used_at=None).update(used_at=now):
        raise ActError(_("This page was used already: open the sheet again."))
    held = known.get()
    if held.digest != row.digest:
        raise ActError(_("The dossier is not the one you saw: open the sheet again."))
    if now - held.made_at > HOLDS:
        raise ActError(_("This page is older than 30 minutes: open the sheet again."))


def check_outcomes(lines: Mapping[int, Line], outcomes: Outcomes) -> None:
    """
    Refuse outcomes that may not be.

    :raises ActError: with the entry and what to do.
    """
    if set(outcomes) != set(lines) or any(
        one.outcome == Entry.Outcome.WAITS for one in outcomes.values()
    ):
        raise ActError(_("Decide on every case of the list."))
    for pk, outcome in outcomes.items():
        words = refusal(lines[pk], outcome)
        if words:
            raise ActError(
                _("Case %(order)s, %(name)s: %(why)s")
                % {
                    "order": lines[pk].entry.order,
                    "name": lines[pk].entry.proposal.person.name,
                    "why": words,
                }
            )


def refusal(line: Line, outcome: Outcome) -> str:
    """Return why an outcome may not be; empty: it may."""
    approves = outcome.outcome == Entry.Outcome.APPROVED
    if approves and line.why_not:
        return line.why_not
    if outcome.outcome == Entry.Outcome.REFUSED and line.only_postpone:
        return line.why_not + " " + _("You may only postpone it.")
    if (not approves or line.needs_why) and not outcome.why.strip():
        return _("Write the reason: the person will read it.")
    return ""


def check_day(entries: Sequence[Entry], effective_on: date | None, day: date) -> None:
    """
    Refuse a day of effect that is none.

    :raises ActError: before the signing, or out of the calendar of the jobs.
    """
    if not entries:
        return
    if effective_on is None:
        raise ActError(_("Choose the day from which the moves take effect (TMT)."))
    if effective_on < day:
        raise ActError(_("No move takes effect before it is signed."))
    for one in days_for(families_of(list(entries)), day):
        if one == effective_on:
            return
        if one > effective_on or (one - day).days > AHEAD * 31:
            break
    raise ActError(_("These moves do not take effect on that day."))


def _with(outcomes: Outcomes, which: Entry.Outcome) -> list[int]:
    return [pk for pk, one in outcomes.items() if one.outcome == which]


def _settle(
    lines: Mapping[int, Line], outcomes: Outcomes, actor: Any, now: datetime
) -> None:
    for pk, outcome in outcomes.items():
        state = SETTLED.get(outcome.outcome)
        if state is not None:
            settle_proposal(
                proposal=lines[pk].entry.proposal,
                state=state,
                why=outcome.why,
                actor=actor,
                now=now,
            )


def _rest(
    row: Dossier,
    lines: Mapping[int, Line],
    outcomes: Outcomes,
    actor: Any,
    now: datetime,
    day: date,
) -> None:
    """Make what was postponed a new edition; what is no proposal any more drops out."""
    rest = [
        lines[pk].entry.proposal
        for pk in _with(outcomes, Entry.Outcome.POSTPONED)
        if lines[pk].entry.proposal.state == Standing.OPEN
    ]
    if rest:
        new_edition(
            dossier=row, proposals=rest, plan=row.plan, actor=actor, now=now, day=day
        )
